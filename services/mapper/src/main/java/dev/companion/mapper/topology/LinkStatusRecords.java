package dev.companion.mapper.topology;

import dev.companion.links.Condition;
import dev.companion.links.ConditionReason;
import dev.companion.links.ConditionType;
import dev.companion.links.LinkPhase;
import dev.companion.mapper.domain.link.LinkStatus;
import java.util.EnumSet;
import java.util.Set;

/** The topic of link statuses. */
final class LinkStatusRecords {

    /** The reasons before work begins; every other reason, also one of a newer version, means that work has begun. */
    private static final Set<ConditionReason> WAITING =
            EnumSet.of(ConditionReason.PENDING, ConditionReason.PAUSED, ConditionReason.WAITING_FOR_QUOTA);

    private LinkStatusRecords() {}

    static LinkStatus toDomain(dev.companion.links.LinkStatus status) {
        var conditions = status.getConditions();
        return new LinkStatus(
                status.getObservedGeneration(),
                status.getPhase() == LinkPhase.REMOVED,
                status.getCompanyId().orElse(null),
                conditions.stream().anyMatch(LinkStatusRecords::hasBegun),
                conditions.stream()
                        .filter(condition -> condition.getType() == ConditionType.PACKAGE_READY)
                        .anyMatch(LinkStatusRecords::hasBegun));
    }

    private static boolean hasBegun(Condition condition) {
        return !WAITING.contains(condition.getReason());
    }
}
