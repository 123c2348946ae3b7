package dev.companion.console.security;

import java.time.Duration;

/**
 * Limits of a session.
 *
 * @param idle a session ends when it was not used for this long
 * @param absolute a session ends this long after signing in, whether or not it is used
 * @param reprobe longest interval between checks with Datto RMM that the person is still an administrator
 * @param secureCookies false only for plain http by another name than localhost, or for Safari on http://localhost; the
 *     cookie then lacks its protection
 */
public record SessionRules(Duration idle, Duration absolute, Duration reprobe, boolean secureCookies) {}
