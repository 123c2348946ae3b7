package dev.companion.poller.domain.gate;

import java.time.Duration;

/** Why a call failed, as far as it matters for later calls. People read the {@code detail}. */
public sealed interface CallFailure {

    String detail();

    /**
     * Too many calls: nothing may be sent before {@code retryAfter} has passed.
     *
     * @param wholeHost whether the pause is for every tenant of this vendor's host
     */
    record Throttled(Duration retryAfter, boolean wholeHost, String detail) implements CallFailure {}

    /** No usable response. */
    record Unanswered(String detail) implements CallFailure {}

    /** The credentials are wrong or revoked, or cannot be decrypted. */
    record CredentialsRejected(String detail) implements CallFailure {}

    /** The credentials are valid but lack a right, which the detail names. */
    record PermissionMissing(String detail) implements CallFailure {}
}
