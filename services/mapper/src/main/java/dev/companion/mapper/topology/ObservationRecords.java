package dev.companion.mapper.topology;

import dev.companion.mapper.domain.request.Request.DecideDeletions;
import dev.companion.mapper.domain.settings.DeletionDecision;
import dev.companion.mapper.domain.settings.ObservationSettings;
import dev.companion.requests.DeletionVerdict;
import dev.companion.vocabulary.ObservedKind;

/** How lists are observed and which deletions are believed, as requests and tenants contain it. */
final class ObservationRecords {

    private ObservationRecords() {}

    static ObservationSettings toDomain(dev.companion.settings.ObservationSettings record) {
        return new ObservationSettings(record.getUserEmails(), record.getGuardFloor(), record.getGuardPercent());
    }

    static DecideDeletions toDomain(DeletionVerdict record) {
        return new DecideDeletions(
                ObservedKind.valueOf(record.getKind().name()), record.getSetId(), record.getApproved());
    }

    static dev.companion.settings.ObservationSettings toRecord(ObservationSettings settings) {
        return dev.companion.settings.ObservationSettings.newBuilder()
                .setUserEmails(settings.userEmails())
                .setGuardFloor(settings.guardFloor())
                .setGuardPercent(settings.guardPercent())
                .build();
    }

    static dev.companion.settings.DeletionDecision toRecord(DeletionDecision decision) {
        return dev.companion.settings.DeletionDecision.newBuilder()
                .setKind(dev.companion.deletions.ObservedKind.valueOf(
                        decision.kind().name()))
                .setSetId(decision.setId())
                .setApproved(decision.approved())
                .setDecidedBy(decision.decidedBy())
                .setDecidedAt(decision.decidedAt())
                .build();
    }
}
