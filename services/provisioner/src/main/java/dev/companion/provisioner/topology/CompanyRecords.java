package dev.companion.provisioner.topology;

import dev.companion.gravityzone.Company;

/** Translates companies, as far as the links that use them need it. */
final class CompanyRecords {

    private CompanyRecords() {}

    static boolean usable(Company company) {
        return !company.getSuspended().orElse(false)
                && company.getManagedByPartner().orElse(true)
                && company.getUnreachableSince().isEmpty();
    }
}
