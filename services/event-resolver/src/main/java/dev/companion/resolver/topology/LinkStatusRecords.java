package dev.companion.resolver.topology;

import dev.companion.links.ConditionReason;
import dev.companion.links.ConditionType;
import dev.companion.links.LinkPhase;
import dev.companion.resolver.domain.facts.LinkStatus;
import dev.companion.resolver.domain.facts.LinkStatus.Aspect;
import dev.companion.resolver.domain.facts.LinkStatus.Condition;
import dev.companion.resolver.domain.facts.LinkStatus.ConditionStatus;
import dev.companion.resolver.domain.facts.LinkStatus.Phase;
import dev.companion.resolver.domain.facts.LinkStatus.Reason;
import org.jspecify.annotations.Nullable;

/** Translates from the topic of link statuses. */
final class LinkStatusRecords {

    private LinkStatusRecords() {}

    static @Nullable LinkStatus toDomain(dev.companion.links.@Nullable LinkStatus status) {
        return status == null
                ? null
                : new LinkStatus(
                        status.getObservedGeneration(),
                        phase(status.getPhase()),
                        status.getCompanyId().orElse(null),
                        status.getCompanyName().orElse(null),
                        status.getPackageId().orElse(null),
                        status.getPackageName().orElse(null),
                        status.getPackageLinkSince().orElse(null),
                        status.getConditions().stream()
                                .map(LinkStatusRecords::condition)
                                .toList());
    }

    private static Phase phase(LinkPhase phase) {
        return switch (phase) {
            case READY -> Phase.READY;
            case ATTENTION -> Phase.ATTENTION;
            case REMOVING -> Phase.REMOVING;
            case REMOVED -> Phase.REMOVED;
            case WORKING, UNKNOWN -> Phase.WORKING;
        };
    }

    private static Condition condition(dev.companion.links.Condition condition) {
        return new Condition(
                aspect(condition.getType()),
                status(condition.getStatus()),
                reason(condition.getReason()),
                condition.getMessage().orElse(null),
                condition.getSince());
    }

    private static Aspect aspect(ConditionType type) {
        return switch (type) {
            case COMPANY_READY -> Aspect.COMPANY;
            case PACKAGE_READY -> Aspect.PACKAGE;
            case LINK_READY -> Aspect.PACKAGE_LINK;
            case VERIFIED -> Aspect.VARIABLE;
            case COMPANY_ORDER -> Aspect.ORDER;
            case UNKNOWN -> Aspect.OTHER;
        };
    }

    private static ConditionStatus status(dev.companion.links.ConditionStatus status) {
        return switch (status) {
            case TRUE -> ConditionStatus.TRUE;
            case FALSE -> ConditionStatus.FALSE;
            case UNKNOWN -> ConditionStatus.UNKNOWN;
        };
    }

    private static Reason reason(ConditionReason reason) {
        return switch (reason) {
            case NAME_TAKEN_ELSEWHERE -> Reason.NAME_TAKEN_ELSEWHERE;
            case NAME_EXISTS_HERE -> Reason.NAME_EXISTS_HERE;
            case COMPANY_MISSING -> Reason.COMPANY_MISSING;
            case COMPANY_UNREACHABLE -> Reason.COMPANY_UNREACHABLE;
            case DRIFTED -> Reason.DRIFTED;
            case OUTCOME_UNKNOWN -> Reason.OUTCOME_UNKNOWN;
            case SITE_MISSING -> Reason.SITE_MISSING;
            case NAME_INVALID, COMPANY_NOT_USABLE, REFUSED_BY_VENDOR, DECISION_OUTDATED -> Reason.BLOCKED;
            case WAITING_FOR_QUOTA,
                    WAITING_FOR_VENDOR,
                    VENDOR_UNAVAILABLE,
                    CREDENTIALS_REJECTED,
                    PERMISSION_MISSING,
                    PAUSED -> Reason.WAITING;
            case UNKNOWN, PENDING, IN_PROGRESS, HOLDS, REMOVED, ADD_ON_LEFT_OUT -> Reason.IN_PROGRESS;
        };
    }
}
