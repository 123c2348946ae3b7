package dev.companion.mapper.topology;

import dev.companion.links.LinkPhase;
import dev.companion.links.LinkStatus;
import dev.companion.mapper.domain.StatusSeen;

/** The topic of link statuses. */
final class StatusRecords {

    private StatusRecords() {}

    static StatusSeen toDomain(LinkStatus status) {
        return new StatusSeen(
                status.getObservedGeneration(),
                status.getPhase() == LinkPhase.REMOVED,
                status.getCompanyId().orElse(null));
    }
}
