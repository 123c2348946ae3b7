package dev.companion.provisioner.domain.work;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Why a link's own steps rest.
 *
 * @param aspect what could not be brought about
 * @param message for people, with what to do; null where the reason says it all
 * @param until when the step is tried again; null when only a change of what is wanted can help
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
