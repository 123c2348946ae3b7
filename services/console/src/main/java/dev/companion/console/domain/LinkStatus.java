package dev.companion.console.domain;

import java.time.Instant;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How far a link has come. Ids, names and the package link are null until there is one.
 *
 * @param observedGeneration the generation of the link that this speaks of
 */
public record LinkStatus(
        String siteUid,
        long observedGeneration,
        Phase phase,
        @Nullable String companyId,
        @Nullable String companyName,
        @Nullable String packageId,
        @Nullable String packageName,
        @Nullable String packageLink,
        List<Condition> conditions) {

    public LinkStatus {
        conditions = List.copyOf(conditions);
    }

    public enum Phase {
        UNKNOWN,
        WORKING,
        READY,
        ATTENTION,
        REMOVING,
        REMOVED
    }

    private static final Set<Condition.Reason> UNTOUCHED =
            EnumSet.of(Condition.Reason.PENDING, Condition.Reason.PAUSED, Condition.Reason.WAITING_FOR_QUOTA);

    /** The first condition that does not hold and is not meant to be gone: what the link now waits for. */
    public Optional<Condition> waitingFor() {
        return conditions.stream()
                .filter(condition ->
                        condition.status() != Condition.Status.TRUE && condition.reason() != Condition.Reason.REMOVED)
                .findFirst();
    }

    /**
     * Whether anything was done yet: something waits for more than its turn.
     *
     * @param anew whether the link was there before, so that what holds may be of an earlier wish
     */
    public boolean isBegun(boolean anew) {
        return conditions.isEmpty()
                || !anew && companyId != null
                || conditions.stream()
                        .filter(condition -> !anew || condition.status() != Condition.Status.TRUE)
                        .anyMatch(condition -> !UNTOUCHED.contains(condition.reason()));
    }

    /** What was decided about the company, and what came of it; empty where nothing was. */
    public Optional<Condition> companyOrder() {
        return conditions.stream()
                .filter(condition -> condition.type() == Condition.Type.COMPANY_ORDER)
                .findFirst();
    }

    /** Since when everything is as it is; empty where nothing is told. */
    public Optional<Instant> since() {
        return conditions.stream().map(Condition::since).max(Comparator.naturalOrder());
    }

    /** Whether this says anything about what is wanted now. */
    public boolean speaksOf(Link link) {
        return observedGeneration >= link.generation();
    }
}
