package dev.companion.resolver.domain.facts;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The actual state of a link, as the provisioner reports it.
 *
 * @param generation of the link that the status describes
 * @param companyId the company in use; null until there is one
 * @param packageId the package in use; null until there is one
 * @param packageLinkSince when the package's present installation link was first read, which tells one link from
 *     another; null while it has none
 */
public record LinkStatus(
        long generation,
        Phase phase,
        @Nullable String companyId,
        @Nullable String companyName,
        @Nullable String packageId,
        @Nullable String packageName,
        @Nullable Instant packageLinkSince,
        List<Condition> conditions) {

    public LinkStatus {
        conditions = List.copyOf(conditions);
    }

    /** The summary of all conditions. */
    public enum Phase {
        WORKING,
        READY,
        ATTENTION,
        REMOVING,
        REMOVED
    }

    /** The part of a link that a condition is about. */
    public enum Aspect {
        COMPANY("the company"),
        PACKAGE("the installation package"),
        PACKAGE_LINK("the installation link"),
        VARIABLE("the site variable"),
        ORDER("the decision about the company"),
        OTHER("something new");

        private final String label;

        Aspect(String label) {
            this.label = label;
        }

        public String label() {
            return label;
        }
    }

    /** Whether a condition is met; {@code UNKNOWN} while that cannot be determined. */
    public enum ConditionStatus {
        TRUE,
        FALSE,
        UNKNOWN
    }

    /** Why a condition has its status, as far as this service needs to know. */
    public enum Reason {
        NAME_TAKEN_ELSEWHERE(true),
        NAME_EXISTS_HERE(true),
        COMPANY_MISSING(true),
        COMPANY_UNREACHABLE(true),
        SITE_MISSING(true),
        DRIFTED(true),
        OUTCOME_UNKNOWN(false),
        /** Blocked until a person acts, for a reason that is not a discrepancy of its own. */
        BLOCKED(true),
        /** A vendor is unavailable, rejects the key or has no quota left. One tenant-wide discrepancy reports that. */
        WAITING(false),
        /** Pending, in progress, or met. */
        IN_PROGRESS(false);

        private final boolean needsAction;

        Reason(boolean needsAction) {
            this.needsAction = needsAction;
        }

        /** Returns whether the condition stays false until a person acts. */
        public boolean needsAction() {
            return needsAction;
        }
    }

    /**
     * One condition of a link.
     *
     * @param message for people; null if the reason is enough
     * @param since when the status last changed
     */
    public record Condition(
            Aspect aspect,
            ConditionStatus status,
            Reason reason,
            @Nullable String message,
            Instant since) {

        public boolean met() {
            return status == ConditionStatus.TRUE;
        }

        /** Returns whether the condition is not met for that reason. */
        public boolean isFalse(Reason because) {
            return !met() && reason == because;
        }

        /** Returns whether the condition is not met until a person acts. */
        public boolean needsAction() {
            return !met() && reason.needsAction();
        }
    }

    public Optional<Condition> condition(Aspect aspect) {
        return conditions.stream().filter(each -> each.aspect() == aspect).findFirst();
    }

    public boolean isTrue(Aspect aspect) {
        return condition(aspect).map(Condition::met).orElse(false);
    }

    public boolean isFalse(Aspect aspect, Reason because) {
        return condition(aspect).map(each -> each.isFalse(because)).orElse(false);
    }

    /** Returns the first condition that is not met. */
    public Optional<Condition> firstUnmet() {
        return conditions.stream().filter(each -> !each.met()).findFirst();
    }

    /** Returns the first condition that blocks the link until a person acts; empty if none does. */
    public Optional<Condition> blockingCondition() {
        return conditions.stream().filter(Condition::needsAction).findFirst();
    }
}
