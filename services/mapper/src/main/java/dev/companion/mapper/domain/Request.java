package dev.companion.mapper.domain;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What somebody asked for.
 *
 * @param requestedBy last four characters of the key that signed in, or the name of a service or of what acts by itself:
 *     {@code policy} where the event-resolver does, {@code rule} where a suggestion does
 * @param requestedAt when it was asked for, by the clock of who asked
 */
public record Request(
        String tenantId, String tenantName, String requestId, String requestedBy, Instant requestedAt, Body body) {

    /** What exactly. */
    public sealed interface Body {}

    /** @param apiKey null keeps the present one */
    public record SaveGravityZone(
            String accessUrl,
            String rootCompanyId,
            String rootCompanyName,
            String apiKeyLastFour,
            @Nullable Credential apiKey)
            implements Body {}

    /**
     * @param apiKey null keeps the present one
     * @param apiSecretKey null keeps the present one
     */
    public record SaveRmm(
            String apiUrl,
            RmmAccess.Grant grant,
            String apiKeyLastFour,
            @Nullable Credential apiKey,
            @Nullable Credential apiSecretKey)
            implements Body {}

    public record SaveDefaultPackage(PackageProfile profile) implements Body {}

    /** All of them or none. */
    public record CreateLinks(List<LinkWish> wishes) implements Body {}

    /**
     * All of them or none.
     *
     * @param withPackages whether their packages are deleted too
     */
    public record DeleteLinks(List<String> siteUids, boolean withPackages) implements Body {}

    /** Links that exist and are to lead elsewhere, or to be tried afresh. All of them or none. */
    public record RetryLinks(List<LinkWish> wishes) implements Body {}

    /** Packages of linked sites are to become what the default package is now. All of them or none. */
    public record ApplyDefaultPackage(List<String> siteUids) implements Body {}

    /**
     * @param companyId the company that the person saw to be in use by the link
     * @param companyName as the person saw it; for deleting as the person typed it
     * @param parentId where it is to move; null where it is not
     * @param endpoints machines with an agent that the person saw; null where nobody counted
     * @param newName the name it is to have; null where it keeps its own
     */
    public record ChangeCompany(
            String siteUid,
            CompanyOrder.Action action,
            String companyId,
            String companyName,
            @Nullable String parentId,
            @Nullable Long endpoints,
            @Nullable String newName)
            implements Body {}

    /** @param taskId the request of which everything is to be dropped that has not begun */
    public record CancelTask(String taskId) implements Body {}

    /** @param healing whether what somebody changed behind a ready link is put right by itself from now on */
    public record SetHealing(boolean healing) implements Body {}

    /**
     * @param policies the types to change; the others stay as they are
     * @param suggestions how far in linking sites to existing companies; null leaves it as it is
     */
    public record SavePolicies(
            List<Policy> policies, @Nullable PolicyLevel suggestions) implements Body {}

    /**
     * A linked site has another name, and its company keeps its own.
     *
     * @param alias the earlier name, where the site is to be known by it from now on too; else null
     */
    public record NoteSiteName(String siteUid, @Nullable String alias) implements Body {}

    /** Sites that do not belong to companies that were suggested for them. All of them or none. */
    public record DismissSuggestions(List<Dismissal> pairs) implements Body {}

    /** All lists of the tenant are to be read at once. */
    public record SweepNow() implements Body {}

    /** @param paused whether all work for the tenant rests from now on */
    public record SetPaused(boolean paused) implements Body {}

    public record SaveObservation(ObservationSettings settings) implements Body {}

    /** @param approved false keeps the rows as they are */
    public record DecideDeletions(ObservedKind kind, String setId, boolean approved) implements Body {}

    /** @param reason why it cannot be carried out by anybody, in a sentence for people */
    public record Unusable(String reason) implements Body {}

    /** @param ciphertext Base64 */
    public record Credential(String ciphertext) {

        @Override
        public String toString() {
            return "Credential[sealed]";
        }
    }
}
