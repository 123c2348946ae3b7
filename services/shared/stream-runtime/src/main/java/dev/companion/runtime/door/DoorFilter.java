package dev.companion.runtime.door;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.jspecify.annotations.Nullable;

/** The first filter of a port: refuses foreign host names and bodies that are too large, before anything is parsed. */
public final class DoorFilter extends HttpFilter {

    private static final long serialVersionUID = 1L;

    static final Duration BODY_TIME = Duration.ofSeconds(20);

    private final String door;
    private final transient HostNames hosts;
    private final transient BodyLimits limits;
    private final transient Refusals refusals;
    private final transient LongSupplier nanos;

    /** @param door the name of this port in logs and meters */
    public DoorFilter(String door, HostNames hosts, BodyLimits limits, Refusals refusals, LongSupplier nanos) {
        this.door = door;
        this.hosts = hosts;
        this.limits = limits;
        this.refusals = refusals;
        this.nanos = nanos;
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        SecurityHeaders.addTo(response);
        if (request.getDispatcherType() == DispatcherType.ERROR) {
            // Also for what the web server refused before any filter.
            response.setHeader("Cache-Control", "no-store");
            chain.doFilter(request, response);
            return;
        }
        if (!hosts.allows(request.getServerName())) {
            refuse(request, response, Refusal.foreignHost());
            return;
        }
        if (hasForm(request)) {
            refuse(request, response, Refusal.form());
            return;
        }
        var bytesMax = limits.of(request.getRequestURI());
        if (request.getContentLengthLong() > bytesMax) {
            refuse(request, response, Refusal.tooLarge(bytesMax));
            return;
        }
        var limited = new LimitedBody(request, bytesMax, BODY_TIME, nanos);
        try {
            // A parameter that cannot be decoded is found here, and not in the middle of a page.
            request.getParameterMap();
            chain.doFilter(limited, response);
            var refusal = limited.refusal();
            if (refusal != null) {
                // Where a handler has answered already, it knew the refusal.
                refuse(request, response, refusal);
            }
        } catch (IOException | ServletException | RuntimeException e) {
            var refusal = refusalOf(e);
            if (refusal == null) {
                throw e;
            }
            refuse(request, response, refusal);
        }
    }

    /** Reading the parameters of a form reads its body past the limits of size and time. No service takes one. */
    private static boolean hasForm(HttpServletRequest request) {
        var type = request.getContentType();
        return type != null
                && (type.regionMatches(true, 0, "application/x-www-form-urlencoded", 0, 33)
                        || type.regionMatches(true, 0, "multipart/", 0, 10));
    }

    private static @Nullable Refusal refusalOf(Throwable failure) {
        for (var cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof InvalidParameterException parameter) {
                return Refusal.ofStatus(parameter.getErrorCode());
            }
        }
        return BodyRefused.causeOf(failure);
    }

    private void refuse(HttpServletRequest request, HttpServletResponse response, Refusal refusal) throws IOException {
        refusals.add(door, refusal.reason(), Refusals.Who.at(request.getRemoteAddr()));
        if (!response.isCommitted()) {
            response.reset();
            RefusalAnswer.write(request, response, refusal);
        }
    }
}
