package dev.companion.mapper.topology;

import dev.companion.mapper.domain.DiscrepancyType;
import dev.companion.mapper.domain.Policy;
import dev.companion.mapper.domain.PolicyLevel;
import dev.companion.mapper.domain.Request.Body;
import dev.companion.mapper.domain.Request.SavePolicies;
import dev.companion.mapper.domain.Request.Unusable;
import java.util.ArrayList;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How far rules may go, which requests and tenants carry alike. */
final class PolicyRecords {

    private PolicyRecords() {}

    /** A type or level of a newer version makes the whole unusable: half of what was asked for is not taken. */
    static Body toDomain(dev.companion.requests.SavePolicies record) {
        var policies = new ArrayList<Policy>();
        for (var policy : record.getPolicies()) {
            var type = type(policy.getType());
            if (type.isEmpty()) {
                return new Unusable("The request names a type of discrepancy that this version does not know.");
            }
            var level = level(policy.getLevel());
            if (level == null) {
                return new Unusable("This version does not know the level that is asked for with the type %s."
                        .formatted(type.get()));
            }
            policies.add(new Policy(type.get(), level));
        }
        var suggestions = record.getSuggestions().map(PolicyRecords::level);
        return record.getSuggestions().isPresent() && suggestions.isEmpty()
                ? new Unusable("This version does not know the level that is asked for with suggestions.")
                : new SavePolicies(policies, suggestions.orElse(null));
    }

    static dev.companion.settings.Policy toRecord(Policy policy) {
        return dev.companion.settings.Policy.newBuilder()
                .setType(dev.companion.discrepancies.DiscrepancyType.valueOf(
                        policy.type().name()))
                .setLevel(toRecord(policy.level()))
                .build();
    }

    static dev.companion.discrepancies.PolicyLevel toRecord(PolicyLevel level) {
        return switch (level) {
            case OBSERVE -> dev.companion.discrepancies.PolicyLevel.OBSERVE;
            case SUGGEST -> dev.companion.discrepancies.PolicyLevel.SUGGEST;
            case ACT -> dev.companion.discrepancies.PolicyLevel.ACT;
        };
    }

    /** Null for a level that a newer version knows. */
    private static @Nullable PolicyLevel level(dev.companion.discrepancies.PolicyLevel level) {
        return switch (level) {
            case OBSERVE -> PolicyLevel.OBSERVE;
            case SUGGEST -> PolicyLevel.SUGGEST;
            case ACT -> PolicyLevel.ACT;
            case UNKNOWN -> null;
        };
    }

    /** Empty for a type that a newer version knows. */
    private static Optional<DiscrepancyType> type(dev.companion.discrepancies.DiscrepancyType type) {
        return switch (type) {
            case DESTINATION_CREATION -> Optional.of(DiscrepancyType.DESTINATION_CREATION);
            case DESTINATION_MOVED -> Optional.of(DiscrepancyType.DESTINATION_MOVED);
            case DESTINATION_DELETED -> Optional.of(DiscrepancyType.DESTINATION_DELETED);
            case ASSOCIATION_MISSING -> Optional.of(DiscrepancyType.ASSOCIATION_MISSING);
            case SOURCE_DELETED -> Optional.of(DiscrepancyType.SOURCE_DELETED);
            case SITE_RENAMED -> Optional.of(DiscrepancyType.SITE_RENAMED);
            case SITE_OUT_OF_SCOPE -> Optional.of(DiscrepancyType.SITE_OUT_OF_SCOPE);
            case PACKAGE_MISSING -> Optional.of(DiscrepancyType.PACKAGE_MISSING);
            case PACKAGE_LINK_CHANGED -> Optional.of(DiscrepancyType.PACKAGE_LINK_CHANGED);
            case COMPANY_SUSPENDED -> Optional.of(DiscrepancyType.COMPANY_SUSPENDED);
            case NAME_NOT_UNIQUE -> Optional.of(DiscrepancyType.NAME_NOT_UNIQUE);
            case MASS_DELETION_SUSPECTED -> Optional.of(DiscrepancyType.MASS_DELETION_SUSPECTED);
            case CREDENTIALS_FAILING -> Optional.of(DiscrepancyType.CREDENTIALS_FAILING);
            case QUOTA_EXHAUSTED -> Optional.of(DiscrepancyType.QUOTA_EXHAUSTED);
            case OUTCOME_UNKNOWN -> Optional.of(DiscrepancyType.OUTCOME_UNKNOWN);
            case UNKNOWN -> Optional.empty();
        };
    }
}
