package dev.companion.resolver.topology;

import dev.companion.links.Condition;
import dev.companion.links.ConditionStatus;
import dev.companion.links.ConditionType;
import dev.companion.links.LinkStatus;
import dev.companion.resolver.domain.LinkSeen;
import dev.companion.resolver.domain.LinkSeen.CompanyState;
import org.jspecify.annotations.Nullable;

/** The topic of link statuses. */
final class StatusRecords {

    private StatusRecords() {}

    static @Nullable LinkSeen toDomain(@Nullable LinkStatus status) {
        return status == null ? null : new LinkSeen(status.getObservedGeneration(), company(status));
    }

    private static CompanyState company(LinkStatus status) {
        return status.getConditions().stream()
                .filter(condition -> condition.getType() == ConditionType.COMPANY_READY)
                .findFirst()
                .map(StatusRecords::company)
                .orElse(CompanyState.UNDECIDED);
    }

    private static CompanyState company(Condition condition) {
        if (condition.getStatus() == ConditionStatus.TRUE) {
            return CompanyState.READY;
        }
        return switch (condition.getReason()) {
            case NAME_TAKEN_ELSEWHERE ->
                condition.getStatus() == ConditionStatus.FALSE
                        ? CompanyState.NAME_TAKEN_ELSEWHERE
                        : CompanyState.UNDECIDED;
            case NAME_EXISTS_HERE,
                    NAME_INVALID,
                    COMPANY_MISSING,
                    COMPANY_NOT_USABLE,
                    SITE_MISSING,
                    REFUSED_BY_VENDOR,
                    REMOVED -> CompanyState.REFUSED_OTHERWISE;
            case UNKNOWN,
                    PENDING,
                    IN_PROGRESS,
                    HOLDS,
                    WAITING_FOR_QUOTA,
                    WAITING_FOR_VENDOR,
                    VENDOR_UNAVAILABLE,
                    CREDENTIALS_REJECTED,
                    PERMISSION_MISSING,
                    OUTCOME_UNKNOWN,
                    ADD_ON_LEFT_OUT,
                    DRIFTED,
                    DECISION_OUTDATED,
                    PAUSED -> CompanyState.UNDECIDED;
        };
    }
}
