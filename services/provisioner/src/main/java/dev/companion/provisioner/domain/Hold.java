package dev.companion.provisioner.domain;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Why a link's own steps rest.
 *
 * @param aspect what could not be brought about
 * @param message for people, with what to do; null where the reason says it all
 * @param until when the step is tried again; null when only a change of what is wanted can help
 */
public record Hold(
        Report.Aspect aspect,
        Report.Reason reason,
        @Nullable String message,
        @Nullable Instant until) {

    boolean over(Instant now) {
        return until != null && !now.isBefore(until);
    }
}
