package dev.companion.resolver.topology;

import dev.companion.discrepancies.Choice;
import dev.companion.discrepancies.DiscrepancyState;
import dev.companion.discrepancies.DiscrepancyType;
import dev.companion.discrepancies.PolicyLevel;
import dev.companion.discrepancies.UnavailableAction;
import dev.companion.resolver.domain.Discrepancy;
import dev.companion.resolver.domain.DiscrepancyTransitions.State;
import dev.companion.resolver.domain.Level;
import dev.companion.runtime.EventMetadatas;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The topic of discrepancies. */
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
                .setType(type(finding.type()))
                .setState(state(discrepancy.state()))
                .setSiteUid(finding.siteUid())
                .setSiteName(finding.siteName())
                .setCompanyId(finding.companyId())
                .setCompanyName(finding.companyName())
                .setTitle(finding.title())
                .setSummary(finding.summary())
                .setConsequence(finding.consequence())
                .setActions(finding.choices().stream()
                        .map(choice -> ActionRecords.toRecord(choice.action()))
                        .toList())
                .setChoices(finding.choices().stream()
                        .map(DiscrepancyRecords::choice)
                        .toList())
                .setUnavailable(finding.unavailable().stream()
                        .map(each -> UnavailableAction.newBuilder()
                                .setAction(ActionRecords.toRecord(each.action()))
                                .setBecause(each.because())
                                .build())
                        .toList())
                .setFacts(finding.facts())
                .setAffectedSites(discrepancy.affectedSites())
                .setLevel(level(discrepancy.level()))
                .setAssignee(discrepancy.assignee())
                .setOpenedAt(discrepancy.openedAt());
        var closing = discrepancy.closing();
        if (closing != null) {
            record.setClosedAt(closing.at()).setClosedBecause(closing.because());
        }
        var rest = discrepancy.rest();
        if (rest != null) {
            record.setSnoozeReason(rest.reason()).setSnoozedUntil(rest.until());
        }
        var attempt = discrepancy.attempt();
        if (attempt != null) {
            record.setLastAction(ActionRecords.toRecord(attempt.action()))
                    .setLastActionBy(attempt.by())
                    .setLastActionAt(attempt.at())
                    .setLastActionProgress(attempt.progress())
                    .setLastActionResult(attempt.result());
        }
        return record.build();
    }

    private static Choice choice(dev.companion.resolver.domain.Choice choice) {
        return Choice.newBuilder()
                .setAction(ActionRecords.toRecord(choice.action()))
                .setLabel(choice.label())
                .setEffect(choice.effect())
                .setNeedsName(choice.needsName())
                .setProposedName(choice.proposedName())
                .setDestructive(choice.destructive())
                .build();
    }

    private static DiscrepancyType type(dev.companion.resolver.domain.DiscrepancyType type) {
        return switch (type) {
            case DESTINATION_CREATION -> DiscrepancyType.DESTINATION_CREATION;
            case DESTINATION_MOVED -> DiscrepancyType.DESTINATION_MOVED;
            case DESTINATION_DELETED -> DiscrepancyType.DESTINATION_DELETED;
            case ASSOCIATION_MISSING -> DiscrepancyType.ASSOCIATION_MISSING;
            case SOURCE_DELETED -> DiscrepancyType.SOURCE_DELETED;
            case SITE_RENAMED -> DiscrepancyType.SITE_RENAMED;
            case SITE_OUT_OF_SCOPE -> DiscrepancyType.SITE_OUT_OF_SCOPE;
            case PACKAGE_MISSING -> DiscrepancyType.PACKAGE_MISSING;
            case PACKAGE_LINK_CHANGED -> DiscrepancyType.PACKAGE_LINK_CHANGED;
            case COMPANY_SUSPENDED -> DiscrepancyType.COMPANY_SUSPENDED;
            case NAME_NOT_UNIQUE -> DiscrepancyType.NAME_NOT_UNIQUE;
            case MASS_DELETION_SUSPECTED -> DiscrepancyType.MASS_DELETION_SUSPECTED;
            case CREDENTIALS_FAILING -> DiscrepancyType.CREDENTIALS_FAILING;
            case QUOTA_EXHAUSTED -> DiscrepancyType.QUOTA_EXHAUSTED;
            case OUTCOME_UNKNOWN -> DiscrepancyType.OUTCOME_UNKNOWN;
        };
    }

    private static PolicyLevel level(Level level) {
        return switch (level) {
            case OBSERVE -> PolicyLevel.OBSERVE;
            case SUGGEST -> PolicyLevel.SUGGEST;
            case ACT -> PolicyLevel.ACT;
        };
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
