package dev.companion.console.view;

import dev.companion.console.domain.event.Event;
import dev.companion.console.domain.event.EventAction;
import dev.companion.console.domain.event.EventType;
import dev.companion.console.domain.event.PolicyLevel;
import dev.companion.discrepancies.Action;
import dev.companion.discrepancies.Discrepancy;
import dev.companion.discrepancies.DiscrepancyType;
import dev.companion.requests.Resolution;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Discrepancies as events of the view. What an older version did not say is said in the words of this one. */
final class EventRecords {

    private EventRecords() {}

    static Event event(Discrepancy discrepancy) {
        var type = type(discrepancy.getType());
        return new Event(
                discrepancy.getDiscrepancyId(),
                type,
                Event.State.valueOf(discrepancy.getState().name()),
                discrepancy.getSiteUid().orElse(null),
                discrepancy.getSiteName().orElse(null),
                discrepancy.getCompanyId().orElse(null),
                discrepancy.getCompanyName().orElse(null),
                discrepancy.getTitle().isBlank() ? type.title() : discrepancy.getTitle(),
                discrepancy.getSummary(),
                discrepancy.getConsequence(),
                choices(discrepancy),
                discrepancy.getUnavailable().stream()
                        .filter(each -> each.getAction() != Action.UNKNOWN)
                        .map(each -> new Event.Unavailable(each.getAction().name(), each.getBecause()))
                        .toList(),
                discrepancy.getFacts().orElse(null),
                discrepancy.getAffectedSites(),
                level(discrepancy.getLevel()),
                discrepancy.getAssignee().orElse(null),
                discrepancy.getOpenedAt(),
                discrepancy.getClosedAt().orElse(null),
                discrepancy.getClosedBecause().orElse(null),
                discrepancy.getSnoozeReason().orElse(null),
                discrepancy.getSnoozedUntil().orElse(null),
                lastAction(discrepancy));
    }

    private static List<EventAction> choices(Discrepancy discrepancy) {
        var said = discrepancy.getChoices().stream()
                .collect(Collectors.toMap(choice -> choice.getAction(), EventRecords::choice, (first, _) -> first));
        return discrepancy.getActions().stream()
                .filter(action -> action != Action.UNKNOWN)
                .distinct()
                .map(action -> said.getOrDefault(action, EventAction.of(action.name())))
                .toList();
    }

    private static EventAction choice(dev.companion.discrepancies.Choice said) {
        var spare = EventAction.of(said.getAction().name());
        return new EventAction(
                spare.action(),
                said.getLabel().isBlank() ? spare.label() : said.getLabel(),
                said.getEffect().isBlank() ? spare.effect() : said.getEffect(),
                said.getNeedsName(),
                said.getProposedName().orElse(null),
                said.getDestructive());
    }

    private static Event.@Nullable LastAction lastAction(Discrepancy discrepancy) {
        return discrepancy
                .getLastAction()
                .map(action -> new Event.LastAction(
                        action.name(),
                        discrepancy.getLastActionBy().orElse(null),
                        discrepancy.getLastActionAt().orElse(null),
                        discrepancy.getLastActionProgress().orElse(null),
                        discrepancy.getLastActionResult().orElse(null)))
                .orElse(null);
    }

    static EventType type(DiscrepancyType type) {
        return EventType.valueOf(type.name());
    }

    static PolicyLevel level(dev.companion.discrepancies.PolicyLevel level) {
        return PolicyLevel.valueOf(level.name());
    }

    /** All that a resolution is about, each once. */
    static List<String> ids(Resolution resolution) {
        return Stream.concat(Stream.of(resolution.getDiscrepancyId()), resolution.getDiscrepancyIds().stream())
                .distinct()
                .toList();
    }
}
