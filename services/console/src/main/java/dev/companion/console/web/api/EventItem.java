package dev.companion.console.web.api;

import dev.companion.console.domain.event.Event;
import dev.companion.console.domain.event.EventAction;
import dev.companion.console.domain.event.EventType;
import dev.companion.console.domain.event.PolicyLevel;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * An event in a list of events.
 *
 * @param actions what can be done now; the first is recommended
 * @param choices the same in words, with what each needs
 * @param unavailable what people would look for and cannot be done, and why
 * @param recommendedAction the first of the actions; null where nothing can be done
 * @param facts stands for what is known now: sent with a resolution, that one is refused once it is another; null where
 *     that is not known
 * @param affectedSites how many linked sites it concerned when it was opened
 * @param level OBSERVE where it is only recorded
 * @param lastActionBy last four characters of the key of whom took it, or the rule that did
 */
record EventItem(
        String id,
        EventType type,
        Event.State state,
        @Nullable String siteUid,
        @Nullable String siteName,
        @Nullable String companyId,
        @Nullable String companyName,
        String title,
        String summary,
        String consequence,
        List<String> actions,
        List<EventAction> choices,
        List<Event.Unavailable> unavailable,
        @Nullable String recommendedAction,
        @Nullable String facts,
        int affectedSites,
        PolicyLevel level,
        @Nullable String assignee,
        Instant openedAt,
        @Nullable Instant closedAt,
        @Nullable String closedBecause,
        @Nullable String snoozeReason,
        @Nullable Instant snoozedUntil,
        @Nullable String lastAction,
        @Nullable String lastActionBy,
        @Nullable Instant lastActionAt,
        @Nullable String lastActionProgress,
        @Nullable String lastActionResult) {

    static EventItem of(Event event) {
        return new EventItem(
                event.id(),
                event.type(),
                event.state(),
                event.siteUid(),
                event.siteName(),
                event.companyId(),
                event.companyName(),
                event.title(),
                event.summary(),
                event.consequence(),
                event.actions(),
                event.choices(),
                event.unavailable(),
                event.recommendedAction().orElse(null),
                event.facts(),
                event.affectedSites(),
                event.level(),
                event.assignee(),
                event.openedAt(),
                event.closedAt(),
                event.closedBecause(),
                event.snoozeReason(),
                event.snoozedUntil(),
                last(event, Event.LastAction::action),
                last(event, Event.LastAction::by),
                last(event, Event.LastAction::at),
                last(event, Event.LastAction::progress),
                last(event, Event.LastAction::result));
    }

    private static <T> @Nullable T last(Event event, Function<Event.LastAction, @Nullable T> part) {
        return Optional.ofNullable(event.lastAction()).map(part).orElse(null);
    }
}
