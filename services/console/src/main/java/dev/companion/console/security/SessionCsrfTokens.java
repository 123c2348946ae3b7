package dev.companion.console.security;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.security.web.csrf.CsrfTokenRepository;
import org.springframework.security.web.csrf.DefaultCsrfToken;

/** Returns the CSRF token that every session has from the start. Creates and stores nothing. */
final class SessionCsrfTokens implements CsrfTokenRepository {

    private static final String HEADER = "X-CSRF-TOKEN";
    private static final String PARAMETER = "_csrf";

    /** For requests without a session, which never have a valid token. */
    private static final CsrfToken NONE = new DefaultCsrfToken(HEADER, PARAMETER, "none");

    @Override
    public CsrfToken generateToken(HttpServletRequest request) {
        return NONE;
    }

    @Override
    public void saveToken(@Nullable CsrfToken token, HttpServletRequest request, HttpServletResponse response) {
        // The session holds it.
    }

    @Override
    public @Nullable CsrfToken loadToken(HttpServletRequest request) {
        var session = sessionOf();
        return session == null ? null : new DefaultCsrfToken(HEADER, PARAMETER, session.csrfToken());
    }

    static @Nullable ConsoleSession sessionOf() {
        var authentication = SecurityContextHolder.getContext().getAuthentication();
        return authentication != null && authentication.getPrincipal() instanceof ConsoleSession session
                ? session
                : null;
    }
}
