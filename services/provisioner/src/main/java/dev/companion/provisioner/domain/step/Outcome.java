package dev.companion.provisioner.domain.step;

import dev.companion.vocabulary.AddOn;
import dev.companion.vocabulary.PackageProfile;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What came of a call.
 *
 * @param message for people; null where there is none
 * @param retryAfter how long nothing may be sent; null where the vendor did not say
 * @param createdId id of what the call created; null where it created nothing
 * @param companies what a find of companies saw
 * @param complete whether a find saw everything, so that an absence is proved
 * @param packages what a find of packages saw
 * @param windowsLink what a read of package links saw; null while there is none
 * @param windowsReady whether the kit is built; null where not said
 * @param variables what a read of site variables saw of ours
 * @param notLicensed add-ons that the company's licence lacks for certain
 * @param endpoints machines with an agent; null where none were counted
 * @param profile what a package contains; null where none was read
 * @param links what a read of the links of several packages saw of them
 * @param requests how many requests the call took
 * @param answeredAt when the answer came or was given up
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

    /** Why a call was not applied, or is in doubt. */
    public enum Reason {
        NONE,
        /** Not there, or not for this key to see. */
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
        /** The vendor says of this very thing that it does not exist. */
        GONE
    }

    /**
     * @param customer null where the vendor did not say
     * @param parentId the parent company; null where not said
     * @param createdAt null where it could not be read
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

    /** @param value null where empty or masked */
    public record SeenVariable(long id, @Nullable String value) {}

    /** @param windows null while there is none; {@code ready} null where not said */
    public record SeenLink(
            String companyId,
            String packageName,
            @Nullable String windows,
            @Nullable Boolean ready) {}

    public boolean applied() {
        return verdict == Verdict.APPLIED;
    }

    /** Whether the vendor will not do this for us, today or in an hour. */
    public boolean notForUs() {
        return verdict == Verdict.NOT_APPLIED
                && (reason == Reason.PERMISSION
                        || reason == Reason.INVALID
                        || reason == Reason.NOT_OFFERED
                        || reason == Reason.NOT_FOUND
                        || reason == Reason.GONE);
    }

    /** Whether the thing is not there or cannot be seen. */
    public boolean notFound() {
        return verdict == Verdict.NOT_APPLIED && (reason == Reason.NOT_FOUND || reason == Reason.GONE);
    }

    /** Whether the thing is certainly not there. */
    public boolean gone() {
        return verdict == Verdict.NOT_APPLIED && reason == Reason.GONE;
    }
}
