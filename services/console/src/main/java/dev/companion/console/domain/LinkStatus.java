package dev.companion.console.domain;

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

    /** The first condition that does not hold: what the link now waits for. */
    public Optional<Condition> waitingFor() {
        return conditions.stream()
                .filter(condition -> condition.status() != Condition.Status.TRUE)
                .findFirst();
    }

    /** Whether anything was done yet: the first step no longer waits for its turn. */
    public boolean isBegun() {
        return conditions.isEmpty() || conditions.getFirst().reason() != Condition.Reason.PENDING;
    }

    /** Whether this says anything about what is wanted now. */
    public boolean speaksOf(Link link) {
        return observedGeneration >= link.generation();
    }
}
