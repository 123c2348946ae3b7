package dev.companion.provisioner.domain.tenant;

import dev.companion.provisioner.domain.step.Vendor;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is stored of a tenant: its settings, its gate at each vendor, and what was published of its verification.
 *
 * @param verification null before anything was published
 * @param healthShown the vendors whose health was published; null if an earlier version stored this, which did not note it
 */
public record TenantState(
        TenantSettings settings,
        ApiGate gravityZone,
        ApiGate datto,
        @Nullable Verification verification,
        @Nullable Set<Vendor> healthShown) {

    public static TenantState of(TenantSettings settings, Instant now) {
        return new TenantState(
                settings,
                ApiGate.open(now, settings.gravityZoneRevision()),
                ApiGate.open(now, settings.dattoRevision()),
                null,
                Set.of());
    }

    public ApiGate gate(Vendor vendor) {
        return switch (vendor) {
            case GRAVITYZONE -> gravityZone;
            case DATTO -> datto;
        };
    }

    public TenantState withGate(Vendor vendor, ApiGate gate) {
        return switch (vendor) {
            case GRAVITYZONE -> new TenantState(settings, gate, datto, verification, healthShown);
            case DATTO -> new TenantState(settings, gravityZone, gate, verification, healthShown);
        };
    }

    public Verification verified() {
        return verification == null ? Verification.NONE : verification;
    }

    public TenantState with(Verification next) {
        return new TenantState(settings, gravityZone, datto, next, healthShown);
    }

    /** The health of the vendor is published from now on. */
    public TenantState showing(Vendor vendor) {
        if (isShown(vendor)) {
            return this;
        }
        var shown = EnumSet.of(vendor);
        for (var other : Vendor.values()) {
            if (isShown(other)) {
                shown.add(other);
            }
        }
        return new TenantState(settings, gravityZone, datto, verification, shown);
    }

    /** Whether the health of the vendor is published. */
    public boolean isShown(Vendor vendor) {
        return healthShown != null
                ? healthShown.contains(vendor)
                : gate(vendor).state() != ApiGate.State.OK || (vendor == Vendor.DATTO && verification != null);
    }

    /** A check that a person requested begins on this service's clock: other clocks may differ. */
    public TenantState with(TenantSettings newSettings, Instant now) {
        return new TenantState(
                newSettings,
                gravityZone.renewed(newSettings.gravityZoneRevision(), now),
                datto.renewed(newSettings.dattoRevision(), now),
                newSettings.requestsCheckSince(settings) ? verified().requested(now) : verification,
                healthShown);
    }
}
