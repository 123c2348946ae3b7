package dev.companion.resolver.domain;

import dev.companion.decision.Ledger;
import dev.companion.resolver.domain.facts.ObservedCompany;
import dev.companion.vocabulary.CompanyName;

/** Event-resolver's index of companies by name. */
public final class ResolverNames {

    private ResolverNames() {}

    /** Whether event-resolver treats the name as used by a company with the other name. */
    public static boolean isTaken(String name, ObservedCompany by) {
        var tables = ResolverTables.of(Ledger.inMemory()).of("t-1");
        tables.setCompany(by.companyId(), by);
        return tables.isTaken(new CompanyName(name), "");
    }
}
