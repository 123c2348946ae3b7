package dev.companion.poller.domain;

import java.time.Duration;

/** Why a vendor did not give what was asked for, as far as it concerns further calls. {@code detail} is for people. */
public sealed interface Setback {

    String detail();

    /**
     * Too many calls; nothing may be sent before {@code retryAfter} has passed.
     *
     * @param wholeHost whether the pause is for every tenant of this vendor's host
     */
    record Throttled(Duration retryAfter, boolean wholeHost, String detail) implements Setback {}

    /** No usable answer. */
    record Unanswered(String detail) implements Setback {}

    /** The credentials are wrong or revoked, or cannot be opened. */
    record CredentialsRejected(String detail) implements Setback {}

    /** The credentials are good and lack a right, which the detail names. */
    record PermissionMissing(String detail) implements Setback {}
}
