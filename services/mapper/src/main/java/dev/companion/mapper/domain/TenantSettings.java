package dev.companion.mapper.domain;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
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
 * @param healing whether what somebody changed behind a ready link is put right by itself
 * @param policies the types whose level is not the usual one, see {@link Policies}
 * @param suggestions how far rules may go in linking sites to existing companies
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
        Boolean healing,
        List<Policy> policies,
        PolicyLevel suggestions,
        long sequence) {

    /**
     * Settings that an earlier version kept know nothing of observation, decisions, healing and policies, and read as
     * if nobody had decided: so healing is on and a person is asked. It is boxed to tell that from a no.
     */
    public TenantSettings {
        observation = observation == null ? ObservationSettings.INITIAL : observation;
        deletionDecisions = deletionDecisions == null ? List.of() : List.copyOf(deletionDecisions);
        healing = healing == null || healing;
        policies = policies == null ? List.of() : List.copyOf(policies);
        suggestions = suggestions == null ? PolicyLevel.SUGGEST : suggestions;
    }

    /** What a tenant starts from: nothing connected, the initial package. */
    public static TenantSettings initial(String name) {
        return new TenantSettings(
                name,
                null,
                null,
                PackageProfile.INITIAL,
                false,
                ObservationSettings.INITIAL,
                null,
                List.of(),
                true,
                List.of(),
                PolicyLevel.SUGGEST,
                0);
    }

    TenantSettings with(GravityZoneAccess access) {
        return change(c -> c.gravityZone = access);
    }

    TenantSettings with(RmmAccess access) {
        return change(c -> c.rmm = access);
    }

    TenantSettings with(PackageProfile later) {
        return change(c -> c.profile = later);
    }

    TenantSettings with(ObservationSettings later) {
        return change(c -> c.observation = later);
    }

    /** A decision takes the place of the one about the same list: there is at most one held set of each. */
    TenantSettings with(DeletionDecision later) {
        return change(c -> c.deletionDecisions = Stream.concat(
                        deletionDecisions.stream().filter(decision -> decision.kind() != later.kind()),
                        Stream.of(later))
                .sorted(Comparator.comparing(DeletionDecision::kind))
                .toList());
    }

    TenantSettings paused(boolean rests) {
        return change(c -> c.paused = rests);
    }

    /** The levels of what is healed go along. */
    TenantSettings healing(boolean byItself) {
        var level = byItself ? PolicyLevel.ACT : PolicyLevel.SUGGEST;
        return with(List.of(new Policy(DiscrepancyType.ASSOCIATION_MISSING, level)));
    }

    /** Those of the types that are named; the others stay, but that healing goes along with what is healed. */
    TenantSettings with(List<Policy> later) {
        var all = new Policies(healing, policies);
        for (var policy : later) {
            all = all.with(policy);
        }
        var after = all;
        return change(c -> {
            c.healing = after.healing();
            c.policies = after.named();
        });
    }

    /** @param level null leaves it as it is */
    TenantSettings suggestions(@Nullable PolicyLevel level) {
        return change(c -> c.suggestions = level == null ? suggestions : level);
    }

    /** How far rules may go with a type of discrepancy. */
    PolicyLevel levelOf(DiscrepancyType type) {
        return new Policies(healing, policies).levelOf(type);
    }

    /** A request that was overtaken by a later one does not turn the time back. */
    TenantSettings sweptFrom(Instant asked) {
        var latest = sweepRequestedAt == null || asked.isAfter(sweepRequestedAt) ? asked : sweepRequestedAt;
        return change(c -> c.sweepRequestedAt = latest);
    }

    /** The account's name may change at the vendor; the newest that a session saw is shown. */
    TenantSettings named(String newest) {
        return change(c -> c.name = newest.isBlank() ? name : newest);
    }

    TenantSettings next() {
        return change(c -> c.sequence = sequence + 1);
    }

    /** Whether links can be made: both sides are known. */
    boolean isConnected() {
        return gravityZone != null && rmm != null;
    }

    /** Whether there is anything to observe: one side is known. */
    boolean isObserved() {
        return gravityZone != null || rmm != null;
    }

    private TenantSettings change(Consumer<Changes> edit) {
        var changes = new Changes(this);
        edit.accept(changes);
        return changes.done();
    }

    /** The components by name, for one edit. */
    private static final class Changes {

        private String name;
        private @Nullable GravityZoneAccess gravityZone;
        private @Nullable RmmAccess rmm;
        private PackageProfile profile;
        private boolean paused;
        private ObservationSettings observation;
        private @Nullable Instant sweepRequestedAt;
        private List<DeletionDecision> deletionDecisions;
        private boolean healing;
        private List<Policy> policies;
        private PolicyLevel suggestions;
        private long sequence;

        private Changes(TenantSettings before) {
            name = before.name;
            gravityZone = before.gravityZone;
            rmm = before.rmm;
            profile = before.profile;
            paused = before.paused;
            observation = before.observation;
            sweepRequestedAt = before.sweepRequestedAt;
            deletionDecisions = before.deletionDecisions;
            healing = before.healing;
            policies = before.policies;
            suggestions = before.suggestions;
            sequence = before.sequence;
        }

        private TenantSettings done() {
            return new TenantSettings(
                    name,
                    gravityZone,
                    rmm,
                    profile,
                    paused,
                    observation,
                    sweepRequestedAt,
                    deletionDecisions,
                    healing,
                    policies,
                    suggestions,
                    sequence);
        }
    }
}
