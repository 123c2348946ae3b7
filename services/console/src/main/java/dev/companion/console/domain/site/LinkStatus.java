package dev.companion.console.domain.site;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The status of a link. Ids and names are null until they exist.
 *
 * @param observedGeneration the generation of the link that this describes
 * @param publishedAt when the status was published
 * @param verifiedAt the link was read back at this time or later; null unless it is ready, or if it is not known. Later
 *     readings are not in the status
 * @param machines counted for a decision about the company; null if they were not, or the link has changed since
 */
public record LinkStatus(
        String siteUid,
        long observedGeneration,
        Phase phase,
        @Nullable String companyId,
        @Nullable String companyName,
        @Nullable String packageId,
        @Nullable String packageName,
        List<Condition> conditions,
        Instant publishedAt,
        @Nullable Instant verifiedAt,
        @Nullable MachineCount machines) {

    public LinkStatus {
        conditions = List.copyOf(conditions);
    }

    /** A status that does not say when it was published or read back, nor how many machines there are. */
    public LinkStatus(
            String siteUid,
            long observedGeneration,
            Phase phase,
            @Nullable String companyId,
            @Nullable String companyName,
            @Nullable String packageId,
            @Nullable String packageName,
            List<Condition> conditions) {
        this(
                siteUid,
                observedGeneration,
                phase,
                companyId,
                companyName,
                packageId,
                packageName,
                conditions,
                Instant.EPOCH,
                null,
                null);
    }

    public enum Phase {
        UNKNOWN,
        WORKING,
        READY,
        ATTENTION,
        REMOVING,
        REMOVED
    }

    /** The first condition that does not hold and was not removed on purpose: what the link waits for. */
    public Optional<Condition> waitingFor() {
        return conditions.stream()
                .filter(condition ->
                        condition.status() != Condition.Status.TRUE && condition.reason() != Condition.Reason.REMOVED)
                .findFirst();
    }

    /** Whether work on a new link has started: a condition holds, or waits for something other than its turn. */
    public boolean isStarted() {
        return conditions.isEmpty() || companyId != null || conditions.stream().anyMatch(Condition::isStarted);
    }

    /** Whether work on a change of an existing link has started; some of its conditions may hold since before. */
    public boolean isChangeStarted() {
        return conditions.isEmpty()
                || conditions.stream()
                        .anyMatch(condition -> condition.status() != Condition.Status.TRUE && condition.isStarted());
    }

    /** Whether work on the package of an existing link has started. */
    public boolean isPackageStarted() {
        return conditions.isEmpty()
                || conditions.stream()
                        .anyMatch(
                                condition -> condition.type() == Condition.Type.PACKAGE_READY && condition.isStarted());
    }

    /** The decision about the company with its outcome; empty if there is none. */
    public Optional<Condition> companyOrder() {
        return conditions.stream()
                .filter(condition -> condition.type() == Condition.Type.COMPANY_ORDER)
                .findFirst();
    }

    /** When a condition last changed; empty if there are none. */
    public Optional<Instant> since() {
        return conditions.stream().map(Condition::since).max(Comparator.naturalOrder());
    }

    /** Whether this describes the present generation of the link. */
    public boolean describes(Link link) {
        return observedGeneration >= link.generation();
    }
}
