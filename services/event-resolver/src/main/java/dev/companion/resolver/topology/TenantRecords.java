package dev.companion.resolver.topology;

import dev.companion.resolver.domain.ResolverInput;
import dev.companion.resolver.domain.ResolverInput.SettingsChanged;
import dev.companion.resolver.domain.ResolverInput.TenantReset;
import dev.companion.resolver.domain.facts.TenantSettings;
import dev.companion.resolver.domain.facts.TenantSettings.Decision;
import dev.companion.resolver.domain.facts.TenantSettings.Policy;
import dev.companion.settings.GravityZoneAccess;
import dev.companion.settings.Tenant;
import dev.companion.vocabulary.DiscrepancyType;
import dev.companion.vocabulary.ObservedKind;
import dev.companion.vocabulary.PolicyLevel;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Translates from the topic of tenants. */
final class TenantRecords {

    private TenantRecords() {}

    /** @param eventId null if the record had none */
    static ResolverInput toInput(String tenantId, @Nullable Tenant tenant, @Nullable String eventId) {
        return Optional.ofNullable(tenant)
                .flatMap(Tenant::getReset)
                .<ResolverInput>map(reset -> new TenantReset(tenantId, reset.getRequestId()))
                .orElseGet(() -> new SettingsChanged(tenantId, toDomain(tenant), eventId));
    }

    /** Leaves out policies of a type or level that this version does not know; then the default is in force. */
    static @Nullable TenantSettings toDomain(@Nullable Tenant tenant) {
        return tenant == null
                ? null
                : new TenantSettings(
                        tenant.getTenantId(),
                        tenant.getName(),
                        tenant.getGravityZone()
                                .map(GravityZoneAccess::getRootCompanyId)
                                .orElse(null),
                        tenant.getHealing(),
                        tenant.getPaused(),
                        tenant.getPolicies().stream()
                                .map(TenantRecords::policy)
                                .filter(policy -> policy.type() != DiscrepancyType.UNKNOWN
                                        && policy.level() != PolicyLevel.UNKNOWN)
                                .toList(),
                        tenant.getDeletionDecisions().stream()
                                .map(decision -> new Decision(
                                        ObservedKind.valueOf(decision.getKind().name()),
                                        decision.getSetId(),
                                        decision.getApproved()))
                                .toList());
    }

    private static Policy policy(dev.companion.settings.Policy policy) {
        return new Policy(
                DiscrepancyType.valueOf(policy.getType().name()),
                PolicyLevel.valueOf(policy.getLevel().name()));
    }
}
