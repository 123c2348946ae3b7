package dev.companion.console.domain.site;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
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

    /** The first condition that does not hold and is not meant to be gone: what the link now waits for. */
    public Optional<Condition> waitingFor() {
        return conditions.stream()
                .filter(condition ->
                        condition.status() != Condition.Status.TRUE && condition.reason() != Condition.Reason.REMOVED)
                .findFirst();
    }

    /** Whether anything was done for a link that is new: something waits for more than its turn, or holds. */
    public boolean isBegun() {
        return conditions.isEmpty() || companyId != null || conditions.stream().anyMatch(Condition::isBegun);
    }

    /** Whether anything was done for a link that was there before, of which some may hold since then. */
    public boolean isBegunAnew() {
        return conditions.isEmpty()
                || conditions.stream()
                        .anyMatch(condition -> condition.status() != Condition.Status.TRUE && condition.isBegun());
    }

    /** Whether anything was done for the package of a link that was there before. */
    public boolean isPackageBegun() {
        return conditions.isEmpty()
                || conditions.stream()
                        .anyMatch(condition -> condition.type() == Condition.Type.PACKAGE_READY && condition.isBegun());
    }

    /** What was decided about the company, and what came of it; empty if nothing was. */
    public Optional<Condition> companyOrder() {
        return conditions.stream()
                .filter(condition -> condition.type() == Condition.Type.COMPANY_ORDER)
                .findFirst();
    }

    /** Since when everything is as it is; empty if nothing is told. */
    public Optional<Instant> since() {
        return conditions.stream().map(Condition::since).max(Comparator.naturalOrder());
    }

    /** Whether this says anything about what is wanted now. */
    public boolean speaksOf(Link link) {
        return observedGeneration >= link.generation();
    }
}
