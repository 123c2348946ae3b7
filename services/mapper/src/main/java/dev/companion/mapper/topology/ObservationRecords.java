package dev.companion.mapper.topology;

import dev.companion.mapper.domain.DeletionDecision;
import dev.companion.mapper.domain.ObservationSettings;
import dev.companion.mapper.domain.ObservedKind;
import java.util.Optional;

/** How lists are observed and which deletions are believed, which requests and tenants carry alike. */
final class ObservationRecords {

    private ObservationRecords() {}

    static ObservationSettings toDomain(dev.companion.settings.ObservationSettings record) {
        return new ObservationSettings(record.getUserEmails(), record.getGuardFloor(), record.getGuardPercent());
    }

    /** Empty for a list that a newer version knows. */
    static Optional<ObservedKind> kind(dev.companion.deletions.ObservedKind kind) {
        return switch (kind) {
            case SITES -> Optional.of(ObservedKind.SITES);
            case USERS -> Optional.of(ObservedKind.USERS);
            case COMPANIES -> Optional.of(ObservedKind.COMPANIES);
            case UNKNOWN -> Optional.empty();
        };
    }

    static dev.companion.settings.ObservationSettings toRecord(ObservationSettings settings) {
        return dev.companion.settings.ObservationSettings.newBuilder()
                .setUserEmails(settings.userEmails())
                .setGuardFloor(settings.guardFloor())
                .setGuardPercent(settings.guardPercent())
                .build();
    }

    static dev.companion.settings.DeletionDecision toRecord(DeletionDecision decision) {
        var kind =
                switch (decision.kind()) {
                    case SITES -> dev.companion.deletions.ObservedKind.SITES;
                    case USERS -> dev.companion.deletions.ObservedKind.USERS;
                    case COMPANIES -> dev.companion.deletions.ObservedKind.COMPANIES;
                };
        return dev.companion.settings.DeletionDecision.newBuilder()
                .setKind(kind)
                .setSetId(decision.setId())
                .setApproved(decision.approved())
                .setDecidedBy(decision.decidedBy())
                .setDecidedAt(decision.decidedAt())
                .build();
    }
}
