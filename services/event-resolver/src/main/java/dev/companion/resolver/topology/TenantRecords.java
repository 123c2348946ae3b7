package dev.companion.resolver.topology;

import dev.companion.discrepancies.PolicyLevel;
import dev.companion.resolver.domain.DiscrepancyType;
import dev.companion.resolver.domain.Level;
import dev.companion.resolver.domain.TenantView;
import dev.companion.resolver.domain.TenantView.Decision;
import dev.companion.resolver.domain.TenantView.Policy;
import dev.companion.settings.GravityZoneAccess;
import dev.companion.settings.Tenant;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The topic of tenants, as far as differences go. */
final class TenantRecords {

    private TenantRecords() {}

    static @Nullable TenantView toDomain(@Nullable Tenant tenant) {
        return tenant == null
                ? null
                : new TenantView(
                        tenant.getTenantId(),
                        tenant.getName(),
                        tenant.getGravityZone()
                                .map(GravityZoneAccess::getRootCompanyId)
                                .orElse(null),
                        !tenant.getHealing(),
                        tenant.getPaused(),
                        tenant.getPolicies().stream()
                                .flatMap(TenantRecords::policy)
                                .toList(),
                        tenant.getDeletionDecisions().stream()
                                .map(decision -> new Decision(
                                        decision.getKind().name(), decision.getSetId(), decision.getApproved()))
                                .toList());
    }

    /** Nothing for a type or level that this version does not know: then the default holds. */
    private static Stream<Policy> policy(dev.companion.settings.Policy policy) {
        var type = Arrays.stream(DiscrepancyType.values())
                .filter(each -> each.name().equals(policy.getType().name()))
                .findFirst();
        return type.flatMap(known -> level(policy.getLevel()).map(level -> new Policy(known, level))).stream();
    }

    private static Optional<Level> level(PolicyLevel level) {
        return switch (level) {
            case OBSERVE -> Optional.of(Level.OBSERVE);
            case SUGGEST -> Optional.of(Level.SUGGEST);
            case ACT -> Optional.of(Level.ACT);
            case UNKNOWN -> Optional.empty();
        };
    }
}
