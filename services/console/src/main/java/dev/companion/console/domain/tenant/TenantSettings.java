package dev.companion.console.domain.tenant;

import dev.companion.console.domain.event.Policies;
import dev.companion.vocabulary.ObservedKind;
import dev.companion.vocabulary.PackageProfile;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A tenant's settings. Never holds a credential.
 *
 * @param gravityZone null until it is saved
 * @param rmm null until it is saved; it stays when it is disconnected, since no other address may speak for the account
 * @param healing whether changes outside Companion behind a ready link are repaired automatically
 * @param policies what rules may do automatically
 * @param sweepRequestedAt when a person last requested a sweep; null for never
 * @param deletionDecisions the newest of each kind
 */
public record TenantSettings(
        String tenantName,
        @Nullable GravityZone gravityZone,
        @Nullable Rmm rmm,
        PackageProfile defaultPackage,
        boolean paused,
        boolean healing,
        Policies policies,
        Observation observation,
        @Nullable Instant sweepRequestedAt,
        List<DeletionDecision> deletionDecisions) {

    public TenantSettings {
        deletionDecisions = List.copyOf(deletionDecisions);
    }

    /** Whether the root company is this tenant's. UNKNOWN: not decided yet. */
    public enum RootClaim {
        UNKNOWN,
        HELD,
        /** It is another tenant's. */
        TAKEN,
        /** It is in the tree of another tenant's root company. */
        INSIDE,
        /** Another tenant's root company is in its tree. */
        SURROUNDS
    }

    /** @param disconnectedAt since when its key is removed; null while it is connected */
    public record GravityZone(
            String accessUrl,
            String apiKeyLastFour,
            String rootCompanyId,
            String rootCompanyName,
            RootClaim rootClaim,
            @Nullable Instant disconnectedAt) {

        /** Why nothing is changed for the tenant, and what to do; null if the root company is its own. */
        public @Nullable String conflict() {
            var why =
                    switch (rootClaim) {
                        case UNKNOWN, HELD -> null;
                        case TAKEN -> "The company “%s” belongs to another Datto RMM account that is connected here.";
                        case INSIDE ->
                            "The company “%s” is inside the GravityZone company of another Datto RMM account that is connected"
                                    + " here.";
                        case SURROUNDS ->
                            "Inside the company “%s” is the GravityZone company of another Datto RMM account that is connected"
                                    + " here.";
                    };
            return why == null
                    ? null
                    : why.formatted(rootCompanyName)
                            + " So Companion reads both vendors for this account but changes nothing there. In GravityZone, give"
                            + " each Datto RMM account a partner company of its own, none inside another one's, create an API"
                            + " key there, and save that key here.";
        }
    }

    /** @param disconnectedAt since when its keys are removed; null while it is connected */
    public record Rmm(
            String apiUrl,
            String apiKeyLastFour,
            String grant,
            @Nullable Instant disconnectedAt) {}

    /**
     * @param userEmails whether e-mail addresses of Datto RMM users are published
     * @param guardFloor number of deletions of one list in 24 hours that are always accepted
     * @param guardPercent percentage of a list that is accepted as deleted in 24 hours, if that is more
     */
    public record Observation(boolean userEmails, int guardFloor, int guardPercent) {

        public static final Observation DEFAULT = new Observation(false, 5, 20);
        public static final int FLOOR_MAX = 1_000;
        public static final int PERCENT_MAX = 100;
    }

    /**
     * @param setId exactly which set
     * @param approved false keeps the rows as they are
     * @param decidedBy last four characters of the key that signed in
     */
    public record DeletionDecision(
            ObservedKind kind, String setId, boolean approved, String decidedBy, Instant decidedAt) {}

    /** The decision about exactly that set; empty if there is none. */
    public Optional<DeletionDecision> decisionOn(DeletionHold hold) {
        return deletionDecisions.stream()
                .filter(decision ->
                        decision.kind() == hold.kind() && decision.setId().equals(hold.setId()))
                .findFirst();
    }

    /** Settings of a tenant that has saved nothing yet. */
    public static TenantSettings none(String tenantName) {
        return new TenantSettings(
                tenantName,
                null,
                null,
                PackageProfile.INITIAL,
                false,
                true,
                Policies.DEFAULT,
                Observation.DEFAULT,
                null,
                List.of());
    }

    /** Whether at least one vendor is connected, so there is something to observe. */
    public boolean isObserved() {
        return connectedGravityZone() != null || connectedRmm() != null;
    }

    /** Whether both vendors are connected, so sites can be linked. */
    public boolean isIntegrationConfigured() {
        return connectedGravityZone() != null && connectedRmm() != null;
    }

    /** Null if it was never saved, or if a person disconnected it. */
    public @Nullable GravityZone connectedGravityZone() {
        return gravityZone == null || gravityZone.disconnectedAt() != null ? null : gravityZone;
    }

    /** Null if it was never saved, or if a person disconnected it. */
    public @Nullable Rmm connectedRmm() {
        return rmm == null || rmm.disconnectedAt() != null ? null : rmm;
    }
}
