package dev.companion.resolver.domain.discrepancy;

import dev.companion.vocabulary.ResolutionAction;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What was done about a discrepancy since it was opened.
 *
 * @param closing null while the discrepancy is not closed
 * @param snooze null unless a person snoozed it
 * @param kept fingerprint of the facts that a person chose to keep; null if none did
 * @param attempt the last action; null if there was none
 * @param assignee who looks after it; null if unassigned
 */
public record Handling(
        @Nullable Closing closing,
        @Nullable Snooze snooze,
        @Nullable String kept,
        @Nullable Attempt attempt,
        @Nullable String assignee) {

    static final Handling NONE = new Handling(null, null, null, null, null);

    /** @param because what ended the discrepancy, in a sentence for people */
    public record Closing(Instant at, String because) {}

    /**
     * @param reason as the person gave it; null if none
     * @param until null if only a change of the facts ends it
     */
    public record Snooze(@Nullable String reason, @Nullable Instant until) {}

    /**
     * An action.
     *
     * @param by the person or policy that chose the action
     * @param fingerprint of the facts on which it was chosen
     * @param commandId the request to the mapper that carries it out; null if none does, or no longer
     * @param generation of the link that carries it; 0 until the link does
     * @param progress how far it is, in a sentence for people; null if it has ended or nothing is known
     * @param result how it ended, in a sentence for people; null until it has
     */
    public record Attempt(
            ResolutionAction action,
            String by,
            Instant at,
            String fingerprint,
            @Nullable String commandId,
            long generation,
            @Nullable String progress,
            @Nullable String result) {

        Attempt endedWith(String outcome) {
            return new Attempt(action, by, at, fingerprint, null, generation, null, outcome);
        }

        Attempt carriedBy(long linkGeneration, @Nullable String how) {
            return new Attempt(action, by, at, fingerprint, commandId, linkGeneration, how, result);
        }
    }

    Handling withClosing(Closing now) {
        return new Handling(now, snooze, kept, attempt, assignee);
    }

    Handling withSnooze(@Nullable Snooze now) {
        return new Handling(closing, now, kept, attempt, assignee);
    }

    Handling withKept(@Nullable String now) {
        return new Handling(closing, snooze, now, attempt, assignee);
    }

    Handling withAttempt(@Nullable Attempt now) {
        return new Handling(closing, snooze, kept, now, assignee);
    }

    Handling withAssignee(@Nullable String now) {
        return new Handling(closing, snooze, kept, attempt, now);
    }
}
