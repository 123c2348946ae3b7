package dev.companion.poller.domain.polling;

import dev.companion.poller.domain.row.Company;
import dev.companion.poller.domain.row.InstallationPackage;
import dev.companion.poller.domain.row.Observation;
import dev.companion.poller.domain.row.Observation.Gone;
import dev.companion.poller.domain.row.PackageDiff;
import dev.companion.poller.domain.row.RowTable;
import java.time.Instant;

/** The known companies and packages of a tenant; emits what is published of them. */
record CompanyRows(String tenant, PollContext context) {

    RowTable<Company> companies() {
        return context.tables().companies(tenant);
    }

    RowTable<InstallationPackage> packagesOf(String companyId) {
        return context.tables().packages(tenant, companyId);
    }

    /** Publishes an observation of a company that is stored already. The packages of a company that is gone go with it. */
    void publish(Observation<Company> observation, Instant now) {
        observation.toStore().ifPresent(row -> {
            context.emit(new PollEmission.CompanyObserved(tenant, row));
            if (observation instanceof Gone<Company>) {
                PackageDiff.companyGone(packagesOf(row.id()), now).forEach(gone -> putPackage(row.id(), gone));
            }
        });
    }

    /** Stores an observation of a package, and publishes it if it is to be published. */
    void putPackage(String companyId, Observation<InstallationPackage> observation) {
        observation.toStore().ifPresent(row -> {
            packagesOf(companyId).put(row);
            if (observation.published()) {
                context.emit(new PollEmission.PackageObserved(tenant, row));
            }
        });
    }
}
