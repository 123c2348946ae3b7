package dev.companion.resolver.domain.facts;

import dev.companion.vocabulary.DiscrepancyType;
import dev.companion.vocabulary.ObservedKind;
import dev.companion.vocabulary.PolicyLevel;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The settings of a tenant that matter to discrepancies.
 *
 * @param name the name that people know the tenant by
 * @param rootCompanyId the tenant's own company; null until GravityZone is set up
 * @param healing whether the provisioner repairs drift of a ready link
 * @param paused whether all work is paused
 * @param policies the chosen levels; a type without one has its default
 * @param decisions about held deletions
 */
public record TenantSettings(
        String tenantId,
        String name,
        @Nullable String rootCompanyId,
        boolean healing,
        boolean paused,
        List<Policy> policies,
        List<Decision> decisions) {

    public TenantSettings {
        policies = List.copyOf(policies);
        decisions = List.copyOf(decisions);
    }

    /** A level that a person chose for a type. */
    public record Policy(DiscrepancyType type, PolicyLevel level) {}

    /** What a person decided about a set of held deletions. */
    public record Decision(ObservedKind kind, String setId, boolean approved) {}

    /** Returns the settings of a tenant that has none yet. */
    public static TenantSettings unknown(String tenantId) {
        return new TenantSettings(tenantId, "", null, true, false, List.of(), List.of());
    }

    /** Returns how far rules may go with a type; never further than the type allows, whatever was chosen. */
    public PolicyLevel level(DiscrepancyType type) {
        var chosen = policies.stream()
                .filter(policy -> policy.type() == type)
                .map(Policy::level)
                .findFirst()
                .orElse(PolicyLevel.UNKNOWN);
        return type.levelInForce(chosen, healing);
    }
}
