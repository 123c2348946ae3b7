package dev.companion.poller.topology;

import dev.companion.poller.domain.Company;
import dev.companion.poller.domain.InstallationPackage;
import dev.companion.poller.domain.KnownRow;
import dev.companion.poller.domain.Observation;
import dev.companion.poller.domain.Observation.Gone;
import dev.companion.poller.domain.PackageDiff;
import dev.companion.schemas.TenantKey;
import dev.companion.schemas.Topics;
import java.time.Instant;

/** Publishes what was observed of a tenant's companies and their packages. */
record CompanyPublisher(String tenant, PollerStores stores, Out out) {

    KnownStore<Company> companies() {
        return new KnownStore<>(stores.companies(), RowCodec.COMPANIES, tenant);
    }

    KnownStore<InstallationPackage> packagesOf(String companyId) {
        return new KnownStore<>(stores.packages(), RowCodec.PACKAGES, TenantKey.of(tenant, companyId));
    }

    /** A company that is gone takes its packages with it. */
    void company(Observation<Company> observation, Instant now) {
        observation.toStore().ifPresent(row -> {
            if (observation instanceof Gone<Company>) {
                out.bury(Topics.GRAVITYZONE_COMPANIES, TenantKey.of(tenant, row.id()), now);
                PackageDiff.companyGone(packagesOf(row.id()), now)
                        .forEach(gone -> installationPackage(row.id(), gone, now));
            } else {
                out.publish(
                        Topics.GRAVITYZONE_COMPANIES,
                        TenantKey.of(tenant, row.id()),
                        CompanyRecords.toRecord(tenant, row),
                        now);
            }
        });
    }

    /** Stores it too. */
    void installationPackage(String companyId, Observation<InstallationPackage> observation, Instant now) {
        observation.toStore().ifPresent(packagesOf(companyId)::put);
        if (observation.published()) {
            observation.toStore().ifPresent(row -> publish(row, now));
        }
    }

    private void publish(KnownRow<InstallationPackage> row, Instant now) {
        var key = TenantKey.of(tenant, row.id());
        if (row.present()) {
            out.publish(Topics.GRAVITYZONE_PACKAGES, key, CompanyRecords.packageRecord(tenant, row), now);
        } else {
            out.bury(Topics.GRAVITYZONE_PACKAGES, key, now);
        }
    }
}
