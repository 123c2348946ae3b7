package dev.companion.resolver.topology;

import dev.companion.discrepancies.DiscrepancyState;
import dev.companion.discrepancies.DiscrepancyType;
import dev.companion.resolver.domain.Discrepancy;
import dev.companion.resolver.domain.DiscrepancyTransitions.State;
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
                .setType(
                        switch (finding.type()) {
                            case DESTINATION_CREATION -> DiscrepancyType.DESTINATION_CREATION;
                        })
                .setState(state(discrepancy.state()))
                .setSiteUid(finding.siteUid())
                .setSiteName(finding.siteName())
                .setCompanyId(finding.companyId())
                .setCompanyName(finding.companyName())
                .setSummary(finding.summary())
                .setConsequence(finding.consequence())
                .setActions(
                        finding.actions().stream().map(ActionRecords::toRecord).toList())
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
                    .setLastActionResult(attempt.result());
        }
        return record.build();
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
