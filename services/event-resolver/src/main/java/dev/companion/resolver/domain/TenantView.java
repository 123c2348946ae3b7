package dev.companion.resolver.domain;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a tenant has settled, as far as differences go.
 *
 * @param name what people know it by
 * @param rootCompanyId the tenant's own company; null until GravityZone is set up
 * @param observing whether what somebody changed behind a ready link is left so
 * @param policies levels that were chosen; a type that is not among them has its default
 * @param decisions about held deletions
 */
public record TenantView(
        String tenantId,
        String name,
        @Nullable String rootCompanyId,
        boolean observing,
        boolean paused,
        List<Policy> policies,
        List<Decision> decisions) {

    public TenantView {
        policies = policies == null ? List.of() : List.copyOf(policies);
        decisions = decisions == null ? List.of() : List.copyOf(decisions);
    }

    /** A level that somebody chose for a type. */
    public record Policy(DiscrepancyType type, Level level) {}

    /** What somebody decided about a held set. */
    public record Decision(String list, String setId, boolean approved) {}

    /** A tenant that has settled nothing. */
    public static TenantView unknown(String tenantId) {
        return new TenantView(tenantId, "", null, false, false, List.of(), List.of());
    }

    /** How far rules may go with a type. Never further than the type allows, whatever was stored. */
    public Level level(DiscrepancyType type) {
        var byDefault = type.healed() && !observing ? Level.ACT : Level.SUGGEST;
        var chosen = policies.stream()
                .filter(policy -> policy.type() == type)
                .map(Policy::level)
                .findFirst()
                .orElse(byDefault);
        return chosen == Level.ACT && type.automatic().isEmpty() ? Level.SUGGEST : chosen;
    }
}
