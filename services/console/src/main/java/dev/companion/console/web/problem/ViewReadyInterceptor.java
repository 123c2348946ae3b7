package dev.companion.console.web.problem;

import dev.companion.console.view.ViewProgress;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.web.servlet.HandlerInterceptor;

/** Refuses requests until the view is complete: with half of the records, the other half would seem to be deleted. */
public final class ViewReadyInterceptor implements HandlerInterceptor {

    private static final long TRY_AGAIN_SECONDS = 2;

    /** A page was requested too early. */
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
                            ProblemType.STARTING,
                            "Still starting",
                            "The console is still loading its data. Try again in a few seconds.")
                    .retryAfter(TRY_AGAIN_SECONDS);
        }
        throw new NotReady();
    }
}
