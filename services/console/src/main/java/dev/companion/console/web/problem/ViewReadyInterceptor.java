package dev.companion.console.web.problem;

import dev.companion.console.view.ViewProgress;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.http.HttpStatus;
import org.springframework.web.servlet.HandlerInterceptor;

/** Shows nothing until the view is complete: half of the sites would look as if the other half were gone. */
public final class ViewReadyInterceptor implements HandlerInterceptor {

    private static final long TRY_AGAIN_SECONDS = 2;

    /** A page, not a call of the API, was asked for too early. */
    public static final class NotReady extends RuntimeException {

        private static final long serialVersionUID = 1L;
    }

    private final ViewProgress progress;

    public ViewReadyInterceptor(ViewProgress progress) {
        this.progress = progress;
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (progress.isCaughtUp()) {
            return true;
        }
        if (request.getRequestURI().startsWith("/api/")) {
            throw ApiProblem.of(
                            HttpStatus.SERVICE_UNAVAILABLE,
                            "Still starting",
                            "The console is reading what is known and answers in a few seconds. Try again.")
                    .retryAfter(TRY_AGAIN_SECONDS);
        }
        throw new NotReady();
    }
}
