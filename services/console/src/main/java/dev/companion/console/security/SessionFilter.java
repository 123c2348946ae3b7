package dev.companion.console.security;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/** Authenticates a request by its cookie. */
final class SessionFilter extends OncePerRequestFilter {

    /** Set by pages on background requests, so that an open page does not keep a session alive for ever. */
    static final String UNATTENDED = "X-Companion-Unattended";

    /** Browsers reconnect to it automatically and cannot set a header. */
    private static final String STREAM = "/api/stream";

    /** Why a session ends when its tenant is bound to another address, which can happen after it began. */
    static final String OTHER_ADDRESS = "the account is connected through another address";

    private final ConsoleSessions sessions;
    private final TenantOrigins origins;
    private final SessionCookie cookie;

    SessionFilter(ConsoleSessions sessions, TenantOrigins origins, SessionCookie cookie) {
        this.sessions = sessions;
        this.origins = origins;
        this.cookie = cookie;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var byPerson = request.getHeader(UNATTENDED) == null
                && !request.getRequestURI().equals(STREAM);
        cookie.read(request)
                .flatMap(id -> sessions.find(id, byPerson))
                .filter(this::isBound)
                .ifPresent(session -> {
                    var context = SecurityContextHolder.createEmptyContext();
                    context.setAuthentication(
                            UsernamePasswordAuthenticationToken.authenticated(session, null, List.of()));
                    SecurityContextHolder.setContext(context);
                });
        chain.doFilter(request, response);
    }

    private boolean isBound(ConsoleSession session) {
        var bound = origins.speaksFor(session.tenant(), session.apiUrl());
        if (!bound) {
            sessions.end(session, OTHER_ADDRESS);
        }
        return bound;
    }

    /** Streams are completed on another thread, which needs the authentication as well. */
    @Override
    protected boolean shouldNotFilterAsyncDispatch() {
        return false;
    }

    @Override
    protected boolean shouldNotFilterErrorDispatch() {
        return false;
    }
}
