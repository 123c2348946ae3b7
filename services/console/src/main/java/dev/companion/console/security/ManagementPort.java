package dev.companion.console.security;

import jakarta.servlet.http.HttpServletRequest;

/** Tells requests to the management port from those to the console's own. */
@FunctionalInterface
public interface ManagementPort {

    boolean isOwn(HttpServletRequest request);
}
