package dev.companion.vocabulary;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Decides whether an event can be snoozed: for a reason, and until a time that comes and is not too far away. */
public final class SnoozeRule {

    /** The longest snooze. A difference that is to stay for longer is kept, or its type is only recorded. */
    public static final Duration LONGEST = Duration.ofDays(366);

    private SnoozeRule() {}

    /**
     * Returns why the snooze is not possible, in sentences for people; empty if it is.
     *
     * @param reason as a person gave it; null if none was given
     * @param until when it ends; null if none was given
     */
    public static Optional<String> objection(@Nullable String reason, @Nullable Instant until, Instant now) {
        if (reason == null || TextFolding.fold(reason).isEmpty()) {
            return Optional.of("A snooze needs a reason. The event was not snoozed. Enter why it can wait.");
        }
        if (until == null) {
            return Optional.of(
                    "A snooze needs an end. The event was not snoozed. Choose a time within the next %d days."
                            .formatted(LONGEST.toDays()));
        }
        if (!until.isAfter(now)) {
            return Optional.of("The end of the snooze is in the past. The event was not snoozed. Choose a later time.");
        }
        return until.isAfter(now.plus(LONGEST))
                ? Optional.of(
                        "The end of the snooze is too far away. The event was not snoozed. Choose a time within the next %d days."
                                .formatted(LONGEST.toDays()))
                : Optional.empty();
    }
}
