package dev.companion.provisioner.domain.step;

import dev.companion.vocabulary.AddOn;
import dev.companion.vocabulary.PackageProfile;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The outcome of a call.
 *
 * @param message for people; null if there is none
 * @param retryAfter how long nothing may be sent; null if the vendor did not say
 * @param createdId id of what the call created; null if it created nothing
 * @param companies found by a find of companies
 * @param complete whether a find saw everything, so that it proves an absence
 * @param packages found by a find of packages
 * @param windowsLink read by a read of package links; null while there is none
 * @param windowsReady whether the kit is built; null if the vendor did not say
 * @param variables our variables, read by a read of site variables
 * @param notLicensed add-ons that the company's licence certainly lacks
 * @param endpoints machines with an agent; null if none were counted
 * @param profile content of a package; null if none was read
 * @param links read by a read of the links of several packages
 * @param requests number of requests that the call took
 * @param answeredAt when the answer arrived or the call was given up
 */
public record Outcome(
        String callId,
        long generation,
        StepKind kind,
        Verdict verdict,
        Reason reason,
        @Nullable String message,
        @Nullable Duration retryAfter,
        @Nullable String createdId,
        List<SeenCompany> companies,
        boolean complete,
        List<SeenPackage> packages,
        @Nullable String windowsLink,
        @Nullable Boolean windowsReady,
        List<SeenVariable> variables,
        List<AddOn> notLicensed,
        @Nullable Long endpoints,
        @Nullable PackageProfile profile,
        List<SeenLink> links,
        int requests,
        Instant answeredAt) {

    /** Whether a call had its effect, or a find its answer. */
    public enum Verdict {
        APPLIED,
        NOT_APPLIED,
        UNKNOWN_EFFECT
    }

    /** Why a call was not applied, or why its outcome is unknown. */
    public enum Reason {
        NONE,
        /** Not there, or not visible to this key. */
        NOT_FOUND,
        CREDENTIALS,
        PERMISSION,
        INVALID,
        NAME_TAKEN,
        CONFLICT,
        RATE_LIMITED,
        UNAVAILABLE,
        TOO_LATE,
        NOT_OFFERED,
        LOST,
        /** The vendor says that this very thing does not exist. */
        GONE
    }

    /**
     * @param customer null if the vendor did not say
     * @param parentId the parent company; null if the vendor did not say
     * @param createdAt null if it could not be read
     */
    public record SeenCompany(
            String id,
            String name,
            @Nullable Boolean customer,
            @Nullable String parentId,
            @Nullable Boolean suspended,
            @Nullable Boolean managedByPartner,
            @Nullable Instant createdAt) {}

    public record SeenPackage(String id, String name) {}

    /** @param value null if empty or masked */
    public record SeenVariable(long id, @Nullable String value) {}

    /** @param windows null while there is none; {@code ready} null if the vendor did not say */
    public record SeenLink(
            String companyId,
            String packageName,
            @Nullable String windows,
            @Nullable Boolean ready) {}

    public boolean applied() {
        return verdict == Verdict.APPLIED;
    }

    /** Whether the vendor refuses this to us, today as in an hour. */
    public boolean isRefusedToUs() {
        return verdict == Verdict.NOT_APPLIED
                && (reason == Reason.PERMISSION
                        || reason == Reason.INVALID
                        || reason == Reason.NOT_OFFERED
                        || reason == Reason.NOT_FOUND
                        || reason == Reason.GONE);
    }

    /** Whether the thing does not exist or cannot be seen. */
    public boolean notFound() {
        return verdict == Verdict.NOT_APPLIED && (reason == Reason.NOT_FOUND || reason == Reason.GONE);
    }

    /** Whether the thing certainly does not exist. */
    public boolean gone() {
        return verdict == Verdict.NOT_APPLIED && reason == Reason.GONE;
    }
}
