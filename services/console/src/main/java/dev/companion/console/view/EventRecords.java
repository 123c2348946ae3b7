package dev.companion.console.view;

import dev.companion.console.domain.event.Event;
import dev.companion.console.domain.event.EventAction;
import dev.companion.discrepancies.Action;
import dev.companion.discrepancies.Choice;
import dev.companion.discrepancies.Discrepancy;
import dev.companion.requests.Resolution;
import dev.companion.vocabulary.DiscrepancyType;
import dev.companion.vocabulary.PolicyLevel;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Translates discrepancies into events of the view. */
final class EventRecords {

    private EventRecords() {}

    static Event event(Discrepancy discrepancy) {
        return new Event(
                discrepancy.getDiscrepancyId(),
                type(discrepancy.getType()),
                Event.State.valueOf(discrepancy.getState().name()),
                new Event.Subject(
                        discrepancy.getSiteUid().orElse(null),
                        discrepancy.getSiteName().orElse(null),
                        discrepancy.getCompanyId().orElse(null),
                        discrepancy.getCompanyName().orElse(null)),
                new Event.Description(discrepancy.getTitle(), discrepancy.getSummary(), discrepancy.getConsequence()),
                options(discrepancy),
                discrepancy.getFacts().orElse(null),
                discrepancy.getAffectedSites(),
                level(discrepancy.getLevel()),
                discrepancy.getAssignee().orElse(null),
                new Event.Period(
                        discrepancy.getOpenedAt(),
                        discrepancy.getClosedAt().orElse(null),
                        discrepancy.getClosedBecause().orElse(null)),
                new Event.Snooze(
                        discrepancy.getSnoozeReason().orElse(null),
                        discrepancy.getSnoozedUntil().orElse(null)),
                lastAction(discrepancy));
    }

    /** Leaves out actions that only a newer version knows. */
    private static Event.Options options(Discrepancy discrepancy) {
        return new Event.Options(
                discrepancy.getChoices().stream()
                        .filter(choice -> choice.getAction() != Action.UNKNOWN)
                        .map(EventRecords::action)
                        .toList(),
                discrepancy.getUnavailable().stream()
                        .filter(each -> each.getAction() != Action.UNKNOWN)
                        .map(each -> new Event.Unavailable(each.getAction().name(), each.getBecause()))
                        .toList());
    }

    private static EventAction action(Choice choice) {
        return new EventAction(
                choice.getAction().name(),
                choice.getLabel(),
                choice.getEffect(),
                choice.getNeedsName(),
                choice.getProposedName().orElse(null),
                choice.getDestructive());
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

    static DiscrepancyType type(dev.companion.discrepancies.DiscrepancyType type) {
        return DiscrepancyType.valueOf(type.name());
    }

    static PolicyLevel level(dev.companion.discrepancies.PolicyLevel level) {
        return PolicyLevel.valueOf(level.name());
    }

    /** The ids of all discrepancies of a resolution, without duplicates. */
    static List<String> ids(Resolution resolution) {
        return Stream.concat(Stream.of(resolution.getDiscrepancyId()), resolution.getDiscrepancyIds().stream())
                .distinct()
                .toList();
    }
}
