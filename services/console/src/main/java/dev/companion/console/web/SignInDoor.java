package dev.companion.console.web;

import dev.companion.console.domain.signin.SignInLimits;
import dev.companion.console.domain.signin.SignInLimits.Arrival;
import dev.companion.console.security.SameSiteRequests;
import dev.companion.console.security.SecurityLog;
import dev.companion.console.web.problem.ApiProblem;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.servlet.HandlerInterceptor;

/** Counts each attempt to sign in before its body is read, and refuses what another website sends. */
public final class SignInDoor implements HandlerInterceptor {

    private static final String ARRIVAL = SignInDoor.class.getName();

    private final SignInLimits limits;
    private final SecurityLog log;
    private final InstantSource clock;

    public SignInDoor(SignInLimits limits, SecurityLog log, InstantSource clock) {
        this.limits = limits;
        this.log = log;
        this.clock = clock;
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (!request.getMethod().equals("POST")) {
            return true;
        }
        var address = request.getRemoteAddr();
        if (!SameSiteRequests.isOwn(request)) {
            log.refused(SecurityLog.Door.SIGN_IN, "another website", address, "", null);
            throw ApiProblem.of(
                    HttpStatus.FORBIDDEN,
                    "Not allowed",
                    "Signing in works only from the console's own page or from a program.");
        }
        var arrival = limits.arrive(address, clock.instant());
        if (arrival.isEmpty()) {
            log.refused(SecurityLog.Door.SIGN_IN, "at once", address, "", null);
            throw ApiProblem.of(
                            HttpStatus.SERVICE_UNAVAILABLE,
                            "Too many at once",
                            "Too many people are signing in at this moment. Nothing was checked. Try again in a few seconds.")
                    .retryAfter(2);
        }
        request.setAttribute(ARRIVAL, arrival.get());
        return true;
    }

    @Override
    public void afterCompletion(
            HttpServletRequest request, HttpServletResponse response, Object handler, @Nullable Exception failure) {
        if (request.getAttribute(ARRIVAL) instanceof Arrival arrival) {
            request.removeAttribute(ARRIVAL);
            limits.left(arrival);
        }
    }

    /** The arrival of the attempt that a request is. */
    public static Arrival arrivalOf(HttpServletRequest request) {
        if (request.getAttribute(ARRIVAL) instanceof Arrival arrival) {
            return arrival;
        }
        throw new IllegalStateException("a sign-in that was not counted");
    }
}
