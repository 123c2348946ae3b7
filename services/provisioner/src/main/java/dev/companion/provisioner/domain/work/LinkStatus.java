package dev.companion.provisioner.domain.work;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The published status of a link.
 *
 * @param companyId the company in use, with its name and its provenance; null until there is one
 * @param packageId the package in use, with its name; null until there is one
 * @param installationLink of the package; null while it has none. The record of the status says only since when
 * @param machines machines with an agent, counted for the order of this generation; null if they were not
 * @param machinesCountedAt when they were counted; null if they were not
 * @param conditions one for each {@link Aspect} that there is something to say of, in its order
 */
public record LinkStatus(
        long generation,
        Phase phase,
        @Nullable String companyId,
        @Nullable String companyName,
        LinkedCompany.@Nullable Provenance provenance,
        @Nullable String packageId,
        @Nullable String packageName,
        @Nullable InstallationLink installationLink,
        @Nullable Long machines,
        @Nullable Instant machinesCountedAt,
        List<Condition> conditions) {

    /** The state of a link in one word. */
    public enum Phase {
        WORKING,
        READY,
        ATTENTION,
        REMOVING,
        REMOVED
    }

    /** What must be true for a link to be ready, in the order of the steps. */
    public enum Aspect {
        COMPANY_READY,
        PACKAGE_READY,
        LINK_READY,
        VERIFIED,
        /** What a person decided about the company; present only if something was decided. */
        COMPANY_ORDER
    }

    /** Whether a condition is true; {@code UNKNOWN} while an outcome is unknown. */
    public enum Holds {
        TRUE,
        FALSE,
        UNKNOWN
    }

    /** Why a condition is as it is. */
    public enum Reason {
        PENDING(false),
        IN_PROGRESS(false),
        HOLDS(false),
        WAITING_FOR_QUOTA(false),
        WAITING_FOR_VENDOR(false),
        VENDOR_UNAVAILABLE(false),
        CREDENTIALS_REJECTED(true),
        PERMISSION_MISSING(true),
        NAME_TAKEN_ELSEWHERE(true),
        NAME_EXISTS_HERE(true),
        NAME_INVALID(true),
        COMPANY_MISSING(true),
        COMPANY_NOT_USABLE(true),
        SITE_MISSING(true),
        OUTCOME_UNKNOWN(false),
        REFUSED_BY_VENDOR(true),
        REMOVED(false),
        PAUSED(false),
        ADD_ON_LEFT_OUT(false),
        DRIFTED(true),
        DECISION_OUTDATED(true),
        COMPANY_UNREACHABLE(true);

        private final boolean needsPerson;

        Reason(boolean needsPerson) {
            this.needsPerson = needsPerson;
        }

        /** Whether the link is blocked until a person acts. */
        public boolean needsPerson() {
            return needsPerson;
        }
    }

    /** @param since when the condition got this value and reason */
    public record Condition(
            Aspect aspect,
            Holds holds,
            Reason reason,
            @Nullable String message,
            Instant since) {

        public boolean isSameAs(Condition other) {
            return holds == other.holds && reason == other.reason;
        }
    }
}
