package dev.companion.console.security;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import org.springframework.http.ResponseCookie;

/** The cookie that carries a session's id. */
public final class SessionCookie {

    private final SessionRules rules;

    public SessionCookie(SessionRules rules) {
        this.rules = rules;
    }

    /**
     * {@code __Host-} makes browsers refuse it from other hosts and over http; browsers other than Safari accept it on
     * http://localhost.
     */
    public String name() {
        return rules.secureCookies() ? "__Host-companion" : "companion";
    }

    Optional<String> read(HttpServletRequest request) {
        var cookies = request.getCookies();
        return cookies == null
                ? Optional.empty()
                : Arrays.stream(cookies)
                        .filter(cookie -> cookie.getName().equals(name()))
                        .map(Cookie::getValue)
                        .findFirst();
    }

    /** Without a maximum age: it ends with the browser, or with the session on the server. */
    public String set(ConsoleSession session) {
        return cookie(session.id()).build().toString();
    }

    public String clear() {
        return cookie("").maxAge(Duration.ZERO).build().toString();
    }

    private ResponseCookie.ResponseCookieBuilder cookie(String value) {
        return ResponseCookie.from(name(), value)
                .secure(rules.secureCookies())
                .httpOnly(true)
                .sameSite("Strict")
                .path("/");
    }
}
