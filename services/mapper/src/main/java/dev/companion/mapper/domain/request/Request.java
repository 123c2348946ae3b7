package dev.companion.mapper.domain.request;

import dev.companion.mapper.domain.link.LinkRequest;
import dev.companion.mapper.domain.settings.ObservationSettings;
import dev.companion.mapper.domain.settings.Policy;
import dev.companion.mapper.domain.settings.RmmAccess;
import dev.companion.mapper.domain.settings.SecretName;
import dev.companion.vocabulary.CompanyAction;
import dev.companion.vocabulary.ObservedKind;
import dev.companion.vocabulary.PackageProfile;
import dev.companion.vocabulary.PolicyLevel;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A request of a person or a service.
 *
 * @param requestedBy last four characters of the key that signed in, or the name of what acts automatically: {@code policy}
 *     for the event-resolver, {@code rule} for a suggestion
 * @param requestedAt by the clock of the requester
 */
public record Request(
        String tenantId, String tenantName, String requestId, String requestedBy, Instant requestedAt, Body body) {

    /** The type of the request, and what belongs to that type. */
    public sealed interface Body {}

    /** @param apiKey null keeps the present one */
    public record SaveGravityZone(
            String accessUrl,
            String rootCompanyId,
            String rootCompanyName,
            String apiKeyLastFour,
            @Nullable Credential apiKey)
            implements Body {

        private static final Pattern ROOT_ID = Pattern.compile("[A-Za-z0-9._:-]{1,200}");

        /** Whether a company with this id can be claimed: it becomes the key of a record. */
        public static boolean isUsableRoot(String companyId) {
            return ROOT_ID.matcher(companyId).matches();
        }
    }

    /**
     * @param apiKey null keeps the present one
     * @param apiSecretKey null keeps the present one
     * @param accountMoved whether the operator says that the account has moved to this address
     */
    public record SaveRmm(
            String apiUrl,
            RmmAccess.Grant grant,
            String apiKeyLastFour,
            @Nullable Credential apiKey,
            @Nullable Credential apiSecretKey,
            boolean accountMoved)
            implements Body {}

    public record SaveDefaultPackage(PackageProfile profile) implements Body {}

    /** All of them or none. */
    public record CreateLinks(List<LinkRequest> links) implements Body {}

    /**
     * All of them or none.
     *
     * @param withPackages whether their packages are deleted too
     */
    public record DeleteLinks(List<String> siteUids, boolean withPackages) implements Body {}

    /** Existing links that get another company, or are tried again. All of them or none. */
    public record RetryLinks(List<LinkRequest> links) implements Body {}

    /** Applies the present default package to linked sites. All of them or none. */
    public record ApplyDefaultPackage(List<String> siteUids) implements Body {}

    /**
     * An action on the company of a linked site.
     *
     * @param companyId the company that the person saw in use by the link
     * @param companyName as the person saw it; for a deletion as the person typed it
     * @param parentId the new parent; null if it does not move
     * @param endpoints machines with an agent that the person saw; null if they were not counted
     * @param newName null if it keeps its name
     */
    public record ChangeCompany(
            String siteUid,
            CompanyAction action,
            String companyId,
            String companyName,
            @Nullable String parentId,
            @Nullable Long endpoints,
            @Nullable String newName)
            implements Body {}

    /** @param taskId the request whose changes are cancelled if work on them has not begun */
    public record CancelTask(String taskId) implements Body {}

    /** @param healing whether changes behind a ready link are repaired automatically from now on */
    public record SetHealing(boolean healing) implements Body {}

    /**
     * @param policies the types to change; the others stay
     * @param suggestions how far rules may go in linking sites to existing companies; null keeps the present level
     */
    public record SavePolicies(
            List<Policy> policies, @Nullable PolicyLevel suggestions) implements Body {}

    /**
     * Notes that a linked site has another name and its company keeps its own.
     *
     * @param alias the earlier name, if it is kept as an alias; otherwise null
     */
    public record NoteSiteName(String siteUid, @Nullable String alias) implements Body {}

    /** States that sites do not belong to the companies suggested for them. All of them or none. */
    public record DismissSuggestions(List<Dismissal> pairs) implements Body {}

    /** Reads all lists of the tenant at once. */
    public record SweepNow() implements Body {}

    /** Looks for links that were made before, at the vendors. */
    public record FindLinks() implements Body {}

    /** @param paused whether all work for the tenant is paused from now on */
    public record SetPaused(boolean paused) implements Body {}

    public record SaveObservation(ObservationSettings settings) implements Body {}

    /** @param approved false keeps the rows */
    public record DecideDeletions(ObservedKind kind, String setId, boolean approved) implements Body {}

    /** @param confirmedName the tenant's name as the person typed it */
    public record ResetTenant(String confirmedName) implements Body {}

    /**
     * Removes the credentials of one vendor and keeps everything else.
     *
     * @param confirmedName the tenant's name as the person typed it
     */
    public record Disconnect(Vendor vendor, String confirmedName) implements Body {

        /** The sides of a tenant. */
        public enum Vendor {
            DATTO_RMM,
            GRAVITYZONE
        }
    }

    /** Seals stored credentials with another key; those that were saved or erased meanwhile stay as they are. */
    public record ResealSecrets(List<Resealed> secrets) implements Body {}

    /**
     * A stored credential, sealed with another key.
     *
     * @param replaces {@linkplain dev.companion.mapper.domain.settings.SealedSecret#fingerprint() fingerprint} of the
     *     ciphertext that it was opened from
     */
    public record Resealed(SecretName name, String replaces, Credential sealed) {}

    /** @param reason why the request cannot be decided, in a sentence for people */
    public record Unusable(String reason) implements Body {}

    /** @param ciphertext Base64 */
    public record Credential(String ciphertext) {

        @Override
        public String toString() {
            return "Credential[sealed]";
        }
    }
}
