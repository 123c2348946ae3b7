package dev.companion.resolver.domain;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How far a link has come.
 *
 * @param generation of the link that this speaks of
 * @param companyId the company in use; null until there is one
 * @param packageId the package in use; null until there is one
 * @param packageLink its link; null until there is one
 */
public record LinkSeen(
        long generation,
        Phase phase,
        @Nullable String companyId,
        @Nullable String companyName,
        @Nullable String packageId,
        @Nullable String packageName,
        @Nullable String packageLink,
        List<Seen> conditions) {

    /** Statuses that an earlier version stored lack what it did not look at; the next status tells. */
    public LinkSeen {
        phase = phase == null ? Phase.WORKING : phase;
        conditions = conditions == null ? List.of() : List.copyOf(conditions);
    }

    /** The whole in one word. */
    public enum Phase {
        WORKING,
        READY,
        ATTENTION,
        REMOVING,
        REMOVED
    }

    /** What must hold. */
    public enum Aspect {
        COMPANY("the company"),
        PACKAGE("the installation package"),
        PACKAGE_LINK("the link of the package"),
        VARIABLE("the site variable"),
        ORDER("the decision about the company"),
        OTHER("something new");

        private final String words;

        Aspect(String words) {
            this.words = words;
        }

        String words() {
            return words;
        }
    }

    /** Whether it does; {@code UNKNOWN} while nobody can say. */
    public enum Holds {
        TRUE,
        FALSE,
        UNKNOWN
    }

    /** Why, as far as it matters here. */
    public enum Reason {
        NAME_TAKEN_ELSEWHERE(true),
        NAME_EXISTS_HERE(true),
        COMPANY_MISSING(true),
        COMPANY_UNREACHABLE(true),
        SITE_MISSING(true),
        DRIFTED(true),
        OUTCOME_UNKNOWN(false),
        /** It stands still until somebody does something, for a reason that is no discrepancy of its own. */
        STANDS_STILL(true),
        /** A vendor does not answer, rejects the key or has no room: the cause is told once, for all that it hits. */
        HELD_UP(false),
        /** Its turn has not come, or it is under way, or it holds. */
        GOING_ON(false);

        private final boolean needsSomebody;

        Reason(boolean needsSomebody) {
            this.needsSomebody = needsSomebody;
        }

        boolean needsSomebody() {
            return needsSomebody;
        }
    }

    /**
     * @param message for people; null where the reason says it all
     * @param since since when it is so
     */
    public record Seen(
            Aspect aspect,
            Holds holds,
            Reason reason,
            @Nullable String message,
            Instant since) {

        boolean isFalseBecause(Reason why) {
            return holds != Holds.TRUE && reason == why;
        }
    }

    Optional<Seen> condition(Aspect aspect) {
        return conditions.stream().filter(each -> each.aspect() == aspect).findFirst();
    }

    boolean holds(Aspect aspect) {
        return condition(aspect).map(each -> each.holds() == Holds.TRUE).orElse(false);
    }

    boolean fails(Aspect aspect, Reason why) {
        return condition(aspect).map(each -> each.isFalseBecause(why)).orElse(false);
    }

    /** The first thing that does not hold yet. */
    Optional<Seen> firstOpen() {
        return conditions.stream().filter(each -> each.holds() != Holds.TRUE).findFirst();
    }

    /** Why it stands still until somebody does something; empty where it does not. */
    Optional<Seen> standingStill() {
        return conditions.stream()
                .filter(each -> each.holds() != Holds.TRUE && each.reason().needsSomebody())
                .findFirst();
    }
}
