package dev.companion.console.security;

import java.time.Duration;

/**
 * How long somebody may stay.
 *
 * @param idle a session that nobody used for this long is over
 * @param absolute a session is over this long after signing in, whatever is done with it
 * @param reprobe at most this long until the platform is asked again whether the person is still an administrator
 * @param secureCookies false only where the console is reached over plain http: the cookie then lacks its protections
 */
public record SessionRules(Duration idle, Duration absolute, Duration reprobe, boolean secureCookies) {}
