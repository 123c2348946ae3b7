package dev.companion.console.security;

import jakarta.servlet.http.HttpServletRequest;

/** Distinguishes requests to the management port from requests to the console's own port. */
@FunctionalInterface
public interface ManagementPort {

    boolean isOwn(HttpServletRequest request);
}
