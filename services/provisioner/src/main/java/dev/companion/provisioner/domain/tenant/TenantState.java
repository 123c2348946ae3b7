package dev.companion.provisioner.domain.tenant;

import dev.companion.provisioner.domain.step.Vendor;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is stored of a tenant: its settings, its gate at each vendor, and what was published of its verification.
 *
 * @param verification null before anything was published
 */
public record TenantState(
        TenantSettings settings,
        ApiGate gravityZone,
        ApiGate datto,
        @Nullable Verification verification) {

    public static TenantState of(TenantSettings settings, Instant now) {
        return new TenantState(
                settings,
                ApiGate.open(now, settings.gravityZoneRevision()),
                ApiGate.open(now, settings.dattoRevision()),
                null);
    }

    public ApiGate gate(Vendor vendor) {
        return switch (vendor) {
            case GRAVITYZONE -> gravityZone;
            case DATTO -> datto;
        };
    }

    public TenantState withGate(Vendor vendor, ApiGate gate) {
        return switch (vendor) {
            case GRAVITYZONE -> new TenantState(settings, gate, datto, verification);
            case DATTO -> new TenantState(settings, gravityZone, gate, verification);
        };
    }

    public Verification verified() {
        return verification == null ? Verification.NONE : verification;
    }

    public TenantState with(Verification next) {
        return new TenantState(settings, gravityZone, datto, next);
    }

    /** A check that a person requested begins on this service's clock: other clocks may differ. */
    public TenantState with(TenantSettings newSettings, Instant now) {
        return new TenantState(
                newSettings,
                gravityZone.renewed(newSettings.gravityZoneRevision(), now),
                datto.renewed(newSettings.dattoRevision(), now),
                newSettings.requestsCheckSince(settings) ? verified().requested(now) : verification);
    }
}
