package dev.companion.resolver.topology;

import dev.companion.discrepancies.Action;
import dev.companion.discrepancies.Choice;
import dev.companion.discrepancies.DiscrepancyState;
import dev.companion.discrepancies.DiscrepancyType;
import dev.companion.discrepancies.PolicyLevel;
import dev.companion.discrepancies.UnavailableAction;
import dev.companion.resolver.domain.discrepancy.Discrepancy;
import dev.companion.resolver.domain.discrepancy.DiscrepancyTransitions.State;
import dev.companion.runtime.EventMetadatas;
import dev.companion.vocabulary.ResolutionAction;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Translates for the topic of discrepancies. */
final class DiscrepancyRecords {

    private DiscrepancyRecords() {}

    static dev.companion.discrepancies.Discrepancy toRecord(
            String tenantId, Discrepancy discrepancy, Instant at, @Nullable String causedBy) {
        var finding = discrepancy.finding();
        var record = dev.companion.discrepancies.Discrepancy.newBuilder()
                .setMetadata(EventMetadatas.of(
                        "discrepancy:" + discrepancy.discrepancyId() + ":" + discrepancy.sequence(),
                        at,
                        discrepancy.sequence(),
                        causedBy))
                .setTenantId(tenantId)
                .setDiscrepancyId(discrepancy.discrepancyId())
                .setType(DiscrepancyType.valueOf(finding.type().name()))
                .setState(state(discrepancy.state()))
                .setSiteUid(finding.siteUid())
                .setSiteName(finding.siteName())
                .setCompanyId(finding.companyId())
                .setCompanyName(finding.companyName())
                .setTitle(finding.title())
                .setSummary(finding.summary())
                .setConsequence(finding.consequence())
                .setActions(finding.choices().stream()
                        .map(choice -> action(choice.action()))
                        .toList())
                .setChoices(finding.choices().stream()
                        .map(DiscrepancyRecords::choice)
                        .toList())
                .setUnavailable(finding.unavailable().stream()
                        .map(each -> UnavailableAction.newBuilder()
                                .setAction(action(each.action()))
                                .setBecause(each.because())
                                .build())
                        .toList())
                .setFacts(finding.facts())
                .setAffectedSites(discrepancy.affectedSites())
                .setLevel(PolicyLevel.valueOf(discrepancy.level().name()))
                .setAssignee(discrepancy.assignee())
                .setOpenedAt(discrepancy.openedAt());
        var closing = discrepancy.closing();
        if (closing != null) {
            record.setClosedAt(closing.at()).setClosedBecause(closing.because());
        }
        var snooze = discrepancy.snooze();
        if (snooze != null) {
            record.setSnoozeReason(snooze.reason()).setSnoozedUntil(snooze.until());
        }
        var attempt = discrepancy.attempt();
        if (attempt != null) {
            record.setLastAction(action(attempt.action()))
                    .setLastActionBy(attempt.by())
                    .setLastActionAt(attempt.at())
                    .setLastActionProgress(attempt.progress())
                    .setLastActionResult(attempt.result());
        }
        return record.build();
    }

    private static Choice choice(dev.companion.resolver.domain.rules.Choice choice) {
        return Choice.newBuilder()
                .setAction(action(choice.action()))
                .setLabel(choice.label())
                .setEffect(choice.effect())
                .setNeedsName(choice.needsName())
                .setProposedName(choice.proposedName())
                .setDestructive(choice.destructive())
                .build();
    }

    private static Action action(ResolutionAction action) {
        return Action.valueOf(action.name());
    }

    static DiscrepancyState state(State state) {
        return switch (state) {
            case NEVER_SEEN -> DiscrepancyState.UNKNOWN;
            case OPEN -> DiscrepancyState.OPEN;
            case RESOLVING -> DiscrepancyState.RESOLVING;
            case SNOOZED -> DiscrepancyState.SNOOZED;
            case CLOSED -> DiscrepancyState.CLOSED;
        };
    }
}
