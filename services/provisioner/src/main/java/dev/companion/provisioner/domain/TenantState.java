package dev.companion.provisioner.domain;

import java.time.Instant;

/** What is remembered of a tenant: what planning must know of it, and how it gets on with each vendor. */
public record TenantState(TenantFacts facts, ApiGate gravityZone, ApiGate datto) {

    static TenantState of(TenantFacts facts, Instant now) {
        return new TenantState(
                facts, ApiGate.open(now, facts.gravityZoneRevision()), ApiGate.open(now, facts.dattoRevision()));
    }

    ApiGate gate(Vendor vendor) {
        return switch (vendor) {
            case GRAVITYZONE -> gravityZone;
            case DATTO -> datto;
        };
    }

    TenantState withGate(Vendor vendor, ApiGate gate) {
        return switch (vendor) {
            case GRAVITYZONE -> new TenantState(facts, gate, datto);
            case DATTO -> new TenantState(facts, gravityZone, gate);
        };
    }

    TenantState with(TenantFacts newFacts, Instant now) {
        return new TenantState(
                newFacts,
                gravityZone.renewed(newFacts.gravityZoneRevision(), now),
                datto.renewed(newFacts.dattoRevision(), now));
    }
}
