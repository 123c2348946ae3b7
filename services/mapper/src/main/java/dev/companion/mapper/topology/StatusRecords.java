package dev.companion.mapper.topology;

import dev.companion.links.Condition;
import dev.companion.links.ConditionReason;
import dev.companion.links.ConditionType;
import dev.companion.links.LinkPhase;
import dev.companion.links.LinkStatus;
import dev.companion.mapper.domain.StatusSeen;
import java.util.EnumSet;
import java.util.Set;

/** The topic of link statuses. */
final class StatusRecords {

    /** What nobody has begun with yet is said to wait; every other reason, also one of a newer version, is work. */
    private static final Set<ConditionReason> WAITING =
            EnumSet.of(ConditionReason.PENDING, ConditionReason.PAUSED, ConditionReason.WAITING_FOR_QUOTA);

    private StatusRecords() {}

    static StatusSeen toDomain(LinkStatus status) {
        var conditions = status.getConditions();
        return new StatusSeen(
                status.getObservedGeneration(),
                status.getPhase() == LinkPhase.REMOVED,
                status.getCompanyId().orElse(null),
                conditions.stream().anyMatch(StatusRecords::hasBegun),
                conditions.stream()
                        .filter(condition -> condition.getType() == ConditionType.PACKAGE_READY)
                        .anyMatch(StatusRecords::hasBegun));
    }

    private static boolean hasBegun(Condition condition) {
        return !WAITING.contains(condition.getReason());
    }
}
