package dev.companion.mapper.topology;

import dev.companion.mapper.domain.request.Request.SavePolicies;
import dev.companion.mapper.domain.settings.Policy;
import dev.companion.vocabulary.DiscrepancyType;
import dev.companion.vocabulary.PolicyLevel;

/** How far rules may go, as requests and tenants contain it. */
final class PolicyRecords {

    private PolicyRecords() {}

    static SavePolicies toDomain(dev.companion.requests.SavePolicies record) {
        return new SavePolicies(
                record.getPolicies().stream().map(PolicyRecords::toDomain).toList(),
                record.getSuggestions().map(PolicyRecords::level).orElse(null));
    }

    private static Policy toDomain(dev.companion.settings.Policy record) {
        return new Policy(DiscrepancyType.valueOf(record.getType().name()), level(record.getLevel()));
    }

    static dev.companion.settings.Policy toRecord(Policy policy) {
        return dev.companion.settings.Policy.newBuilder()
                .setType(dev.companion.discrepancies.DiscrepancyType.valueOf(
                        policy.type().name()))
                .setLevel(toRecord(policy.level()))
                .build();
    }

    static dev.companion.discrepancies.PolicyLevel toRecord(PolicyLevel level) {
        return dev.companion.discrepancies.PolicyLevel.valueOf(level.name());
    }

    private static PolicyLevel level(dev.companion.discrepancies.PolicyLevel level) {
        return PolicyLevel.valueOf(level.name());
    }
}
