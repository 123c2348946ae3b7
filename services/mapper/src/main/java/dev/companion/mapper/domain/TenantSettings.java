package dev.companion.mapper.domain;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The settings of one tenant, without any secret.
 *
 * @param gravityZone null until somebody saves it
 * @param rmm null until somebody saves it
 * @param profile what the package of a later link contains
 * @param paused whether all work rests
 * @param sweepRequestedAt when a person last asked for a sweep of all lists; null for never
 * @param deletionDecisions the newest of each kind, in the order of kinds
 * @param sequence grows by one with each change
 */
public record TenantSettings(
        String name,
        @Nullable GravityZoneAccess gravityZone,
        @Nullable RmmAccess rmm,
        PackageProfile profile,
        boolean paused,
        ObservationSettings observation,
        @Nullable Instant sweepRequestedAt,
        List<DeletionDecision> deletionDecisions,
        long sequence) {

    /** Settings that an earlier version kept know nothing of observation and decisions, and read as if none were made. */
    public TenantSettings {
        observation = observation == null ? ObservationSettings.INITIAL : observation;
        deletionDecisions = deletionDecisions == null ? List.of() : List.copyOf(deletionDecisions);
    }

    /** What a tenant starts from: nothing connected, the initial package. */
    public static TenantSettings initial(String name) {
        return new TenantSettings(
                name, null, null, PackageProfile.INITIAL, false, ObservationSettings.INITIAL, null, List.of(), 0);
    }

    TenantSettings with(GravityZoneAccess access) {
        return new TenantSettings(
                name, access, rmm, profile, paused, observation, sweepRequestedAt, deletionDecisions, sequence);
    }

    TenantSettings with(RmmAccess access) {
        return new TenantSettings(
                name, gravityZone, access, profile, paused, observation, sweepRequestedAt, deletionDecisions, sequence);
    }

    TenantSettings with(PackageProfile later) {
        return new TenantSettings(
                name, gravityZone, rmm, later, paused, observation, sweepRequestedAt, deletionDecisions, sequence);
    }

    TenantSettings with(ObservationSettings later) {
        return new TenantSettings(
                name, gravityZone, rmm, profile, paused, later, sweepRequestedAt, deletionDecisions, sequence);
    }

    /** A decision takes the place of the one about the same list: there is at most one held set of each. */
    TenantSettings with(DeletionDecision later) {
        var decisions = Stream.concat(
                        deletionDecisions.stream().filter(decision -> decision.kind() != later.kind()),
                        Stream.of(later))
                .sorted(Comparator.comparing(DeletionDecision::kind))
                .toList();
        return new TenantSettings(
                name, gravityZone, rmm, profile, paused, observation, sweepRequestedAt, decisions, sequence);
    }

    TenantSettings paused(boolean rests) {
        return new TenantSettings(
                name, gravityZone, rmm, profile, rests, observation, sweepRequestedAt, deletionDecisions, sequence);
    }

    /** A request that was overtaken by a later one does not turn the time back. */
    TenantSettings sweptFrom(Instant asked) {
        var latest = sweepRequestedAt == null || asked.isAfter(sweepRequestedAt) ? asked : sweepRequestedAt;
        return new TenantSettings(
                name, gravityZone, rmm, profile, paused, observation, latest, deletionDecisions, sequence);
    }

    /** The account's name may change at the vendor; the newest that a session saw is shown. */
    TenantSettings named(String newest) {
        return new TenantSettings(
                newest.isBlank() ? name : newest,
                gravityZone,
                rmm,
                profile,
                paused,
                observation,
                sweepRequestedAt,
                deletionDecisions,
                sequence);
    }

    TenantSettings next() {
        return new TenantSettings(
                name,
                gravityZone,
                rmm,
                profile,
                paused,
                observation,
                sweepRequestedAt,
                deletionDecisions,
                sequence + 1);
    }

    /** Whether links can be made: both sides are known. */
    boolean isConnected() {
        return gravityZone != null && rmm != null;
    }

    /** Whether there is anything to observe: one side is known. */
    boolean isObserved() {
        return gravityZone != null || rmm != null;
    }
}
