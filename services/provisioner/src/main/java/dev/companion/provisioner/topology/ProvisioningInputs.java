package dev.companion.provisioner.topology;

import dev.companion.gravityzone.Company;
import dev.companion.gravityzone.InstallationPackage;
import dev.companion.health.ApiHealth;
import dev.companion.health.ApiState;
import dev.companion.links.Link;
import dev.companion.provisioner.domain.ProvisioningInput;
import dev.companion.provisioner.domain.ProvisioningInput.CallEnded;
import dev.companion.provisioner.domain.ProvisioningInput.CompanyObserved;
import dev.companion.provisioner.domain.ProvisioningInput.HealthObserved;
import dev.companion.provisioner.domain.ProvisioningInput.LinkChanged;
import dev.companion.provisioner.domain.ProvisioningInput.LinkRemoved;
import dev.companion.provisioner.domain.ProvisioningInput.LinksReadUntilReset;
import dev.companion.provisioner.domain.ProvisioningInput.PackageObserved;
import dev.companion.provisioner.domain.ProvisioningInput.TenantChanged;
import dev.companion.provisioner.domain.ProvisioningInput.TenantRemoved;
import dev.companion.provisioning.Outcome;
import dev.companion.runtime.InboundRecord;
import dev.companion.schemas.ResetMark;
import dev.companion.schemas.TenantKey;
import dev.companion.schemas.Topics;
import dev.companion.settings.Tenant;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;

/** Translates the records that the provisioner reads. */
final class ProvisioningInputs {

    private ProvisioningInputs() {}

    static Optional<ProvisioningInput> toDomain(InboundRecord record) {
        var key = record.key();
        return switch (record.value()) {
            case null -> removed(record, key);
            case Link link -> Optional.of(new LinkChanged(LinkRecords.key(key), LinkRecords.toDomain(link)));
            case Outcome outcome -> Optional.of(new CallEnded(LinkRecords.key(key), OutcomeRecords.toDomain(outcome)));
            case Tenant tenant -> Optional.of(new TenantChanged(TenantRecords.toDomain(tenant)));
            case Company company ->
                Optional.of(new CompanyObserved(
                        company.getTenantId(), company.getCompanyId(), CompanyRecords.usable(company)));
            case InstallationPackage pkg ->
                Optional.of(
                        new PackageObserved(pkg.getTenantId(), pkg.getPackageId(), pkg.getCompanyId(), pkg.getName()));
            case ApiHealth health -> observed(health);
            case SpecificRecord other ->
                throw new IllegalArgumentException(
                        "record of type " + other.getSchema().getFullName());
        };
    }

    private static Optional<ProvisioningInput> removed(InboundRecord record, String key) {
        if (record.isOf(Topics.LINKS)) {
            var mark = ResetMark.requestId(key, Optional.ofNullable(record.eventId()));
            return mark.<ProvisioningInput>map(id -> new LinksReadUntilReset(TenantKey.tenantOf(key), id))
                    .or(() -> Optional.of(new LinkRemoved(LinkRecords.key(key))));
        }
        if (record.isOf(Topics.TENANTS)) {
            return Optional.of(new TenantRemoved(key));
        }
        if (record.isOf(Topics.GRAVITYZONE_COMPANIES)) {
            return Optional.of(new CompanyObserved(TenantKey.tenantOf(key), TenantKey.entityOf(key), false));
        }
        if (record.isOf(Topics.GRAVITYZONE_PACKAGES)) {
            return Optional.of(new PackageObserved(TenantKey.tenantOf(key), TenantKey.entityOf(key), null, null));
        }
        return Optional.empty();
    }

    /** The poller shares the tenant's quota and keys, so its health counts here too. Our own health is ignored. */
    private static Optional<ProvisioningInput> observed(ApiHealth health) {
        var notBefore = health.getNotBefore().orElse(null);
        var vendor = ApiHealthRecords.vendor(health.getApi());
        if (vendor == null || health.getService().equals(ApiHealthRecords.SERVICE)) {
            return Optional.empty();
        }
        return notBefore != null || health.getState() == ApiState.OK
                ? Optional.of(new HealthObserved(health.getTenantId(), vendor, notBefore))
                : Optional.empty();
    }
}
