package dev.companion.mapper.domain.settings;

import dev.companion.vocabulary.DiscrepancyType;
import dev.companion.vocabulary.PackageProfile;
import dev.companion.vocabulary.PolicyLevel;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The settings of one tenant, without any secret.
 *
 * @param gravityZone null until a person saves it
 * @param rmm null until a person saves it
 * @param profile the contents of the packages of later links
 * @param paused whether all work for the tenant is paused
 * @param sequence grows by one with each change
 * @param reset the reset that is under way; null if there is none
 */
public record TenantSettings(
        String name,
        @Nullable GravityZoneAccess gravityZone,
        @Nullable RmmAccess rmm,
        PackageProfile profile,
        boolean paused,
        Observation observation,
        Policies policies,
        long sequence,
        @Nullable Reset reset) {

    /**
     * Everything of the tenant is being erased.
     *
     * @param requestId the request for it
     * @param startedAt when it was requested
     */
    public record Reset(String requestId, Instant startedAt) {}

    /** The settings of a new tenant: nothing is connected, everything else is as usual. */
    public static TenantSettings initial(String name) {
        return new TenantSettings(
                name, null, null, PackageProfile.INITIAL, false, Observation.INITIAL, Policies.INITIAL, 0, null);
    }

    public TenantSettings with(GravityZoneAccess access) {
        return new TenantSettings(name, access, rmm, profile, paused, observation, policies, sequence, reset);
    }

    public TenantSettings with(RmmAccess access) {
        return new TenantSettings(name, gravityZone, access, profile, paused, observation, policies, sequence, reset);
    }

    public TenantSettings with(PackageProfile later) {
        return new TenantSettings(name, gravityZone, rmm, later, paused, observation, policies, sequence, reset);
    }

    public TenantSettings with(ObservationSettings later) {
        return with(observation.with(later));
    }

    public TenantSettings with(DeletionDecision later) {
        return with(observation.with(later));
    }

    public TenantSettings withSweepRequested(Instant requestedAt) {
        return with(observation.withSweepRequested(requestedAt));
    }

    public TenantSettings withLinksRequested(Instant requestedAt) {
        return with(observation.withLinksRequested(requestedAt));
    }

    public TenantSettings withPaused(boolean later) {
        return new TenantSettings(name, gravityZone, rmm, profile, later, observation, policies, sequence, reset);
    }

    /** Whether changes behind ready links are repaired. The policies of the healed types change with it. */
    public TenantSettings withHealing(boolean on) {
        return with(policies.withHealing(on));
    }

    /** Changes the named types only; the healed types change together. */
    public TenantSettings with(List<Policy> later) {
        var all = policies;
        for (var policy : later) {
            all = all.with(policy);
        }
        return with(all);
    }

    /** @param level null keeps the present one */
    public TenantSettings withSuggestions(@Nullable PolicyLevel level) {
        return with(policies.withSuggestions(level));
    }

    /** The vendor's account may be renamed; the newest name that a session saw is shown. */
    public TenantSettings named(String newest) {
        return newest.isBlank()
                ? this
                : new TenantSettings(newest, gravityZone, rmm, profile, paused, observation, policies, sequence, reset);
    }

    /** No settings but the name, so that nothing is done for the tenant while it is erased. */
    public TenantSettings erasedBy(Reset begun) {
        return new TenantSettings(
                name,
                null,
                null,
                PackageProfile.INITIAL,
                false,
                Observation.INITIAL,
                Policies.INITIAL,
                sequence + 1,
                begun);
    }

    public TenantSettings next() {
        return new TenantSettings(name, gravityZone, rmm, profile, paused, observation, policies, sequence + 1, reset);
    }

    public boolean healing() {
        return policies.healing();
    }

    /** How far rules may go in linking sites to existing companies. */
    public PolicyLevel suggestions() {
        return policies.suggestions();
    }

    /** How far rules may go with a type of discrepancy. */
    public PolicyLevel levelOf(DiscrepancyType type) {
        return policies.levelOf(type);
    }

    /** Whether links can be made, because both sides are set up. */
    public boolean hasBothSides() {
        return hasGravityZone() && hasRmm();
    }

    /** Whether there is anything to observe, because at least one side is set up. */
    public boolean hasAnySide() {
        return hasGravityZone() || hasRmm();
    }

    /** Whether GravityZone is connected: saved, and not disconnected since. */
    public boolean hasGravityZone() {
        return gravityZone != null && gravityZone.disconnectedAt() == null;
    }

    /** Whether Datto RMM is connected: saved, and not disconnected since. */
    public boolean hasRmm() {
        return rmm != null && rmm.disconnectedAt() == null;
    }

    private TenantSettings with(Observation later) {
        return new TenantSettings(name, gravityZone, rmm, profile, paused, later, policies, sequence, reset);
    }

    private TenantSettings with(Policies later) {
        return new TenantSettings(name, gravityZone, rmm, profile, paused, observation, later, sequence, reset);
    }
}
