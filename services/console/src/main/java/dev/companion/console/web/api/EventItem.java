package dev.companion.console.web.api;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.companion.console.domain.event.Event;
import dev.companion.vocabulary.DiscrepancyType;
import dev.companion.vocabulary.PolicyLevel;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An event in a list of events.
 *
 * @param id the id of the event
 * @param type the type of the difference
 * @param state whether it exists, is being resolved, snoozed or closed
 * @param actions names of the actions that can be taken now; the first is recommended
 * @param options the same actions in words with what each needs, and the actions that cannot be taken
 * @param recommendedAction the first of the actions; null if there is none
 * @param facts stands for the present facts: a resolution that sends it is refused if the facts have changed; null if
 *     there are none
 * @param affectedSites how many linked sites it concerned when it was opened
 * @param level the policy of its type; OBSERVE if it is only recorded
 * @param assignee who works on it; null if unassigned
 */
record EventItem(
        String id,
        DiscrepancyType type,
        Event.State state,
        @JsonUnwrapped Event.Subject subject,
        @JsonUnwrapped Event.Description description,
        List<String> actions,
        @JsonUnwrapped Event.Options options,
        @Nullable String recommendedAction,
        @Nullable String facts,
        int affectedSites,
        PolicyLevel level,
        @Nullable String assignee,
        @JsonUnwrapped Event.Period period,
        @JsonUnwrapped SnoozeItem snooze,
        @JsonUnwrapped LastActionItem last) {

    /**
     * A snooze of an event.
     *
     * @param snoozeReason null if none was given
     * @param snoozedUntil null for no end but a change of the facts
     */
    record SnoozeItem(
            @Nullable String snoozeReason, @Nullable Instant snoozedUntil) {}

    /**
     * The most recent action; all null if none was taken.
     *
     * @param lastAction the action; null if none was taken
     * @param lastActionBy last four characters of the API key that requested it, or the rule that took it; null if not
     *     recorded
     * @param lastActionAt when it was requested; null if not recorded
     * @param lastActionProgress how far it is, in a sentence; null if it is not in progress
     * @param lastActionResult its outcome, in a sentence; null while there is none
     */
    record LastActionItem(
            @Nullable String lastAction,
            @Nullable String lastActionBy,
            @Nullable Instant lastActionAt,
            @Nullable String lastActionProgress,
            @Nullable String lastActionResult) {

        private static final LastActionItem NONE = new LastActionItem(null, null, null, null, null);

        static LastActionItem of(Event.@Nullable LastAction last) {
            return last == null
                    ? NONE
                    : new LastActionItem(last.action(), last.by(), last.at(), last.progress(), last.result());
        }
    }

    static EventItem of(Event event) {
        return new EventItem(
                event.id(),
                event.type(),
                event.state(),
                event.subject(),
                event.description(),
                event.actions(),
                event.options(),
                event.recommendedAction().orElse(null),
                event.facts(),
                event.affectedSites(),
                event.level(),
                event.assignee(),
                event.period(),
                new SnoozeItem(event.snooze().reason(), event.snooze().until()),
                LastActionItem.of(event.lastAction()));
    }
}
