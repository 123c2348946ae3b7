package dev.companion.provisioner.domain.work;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Reason and earliest retry time for a link whose reconciliation is backed off.
 *
 * @param aspect the condition that could not be made true
 * @param message for people, with what to do; null if the reason says it all
 * @param until when the step is tried again; null if only a new spec can help
 */
public record Backoff(
        LinkStatus.Aspect aspect,
        LinkStatus.Reason reason,
        @Nullable String message,
        @Nullable Instant until) {

    public boolean over(Instant now) {
        return until != null && !now.isBefore(until);
    }
}
