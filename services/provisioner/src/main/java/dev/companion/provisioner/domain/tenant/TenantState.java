package dev.companion.provisioner.domain.tenant;

import dev.companion.provisioner.domain.step.Vendor;
import java.time.Instant;

/** What is stored of a tenant: its settings, and its gate at each vendor. */
public record TenantState(TenantSettings settings, ApiGate gravityZone, ApiGate datto) {

    public static TenantState of(TenantSettings settings, Instant now) {
        return new TenantState(
                settings,
                ApiGate.open(now, settings.gravityZoneRevision()),
                ApiGate.open(now, settings.dattoRevision()));
    }

    public ApiGate gate(Vendor vendor) {
        return switch (vendor) {
            case GRAVITYZONE -> gravityZone;
            case DATTO -> datto;
        };
    }

    public TenantState withGate(Vendor vendor, ApiGate gate) {
        return switch (vendor) {
            case GRAVITYZONE -> new TenantState(settings, gate, datto);
            case DATTO -> new TenantState(settings, gravityZone, gate);
        };
    }

    public TenantState with(TenantSettings newSettings, Instant now) {
        return new TenantState(
                newSettings,
                gravityZone.renewed(newSettings.gravityZoneRevision(), now),
                datto.renewed(newSettings.dattoRevision(), now));
    }
}
