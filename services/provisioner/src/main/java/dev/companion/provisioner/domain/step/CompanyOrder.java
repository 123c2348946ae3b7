package dev.companion.provisioner.domain.step;

import dev.companion.vocabulary.CompanyAction;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a person decided about the company of a link, once, on the facts that were on the screen. Nothing but a person
 * makes one, and it is worth nothing once the facts are others.
 *
 * @param companyName as the person saw it; for a deletion, as the person typed it
 * @param parentId where to move it; null for anything else
 * @param endpoints machines with an agent that the person saw it has; null for anything but a deletion
 * @param newName the name it is to have; null for anything but a new name
 */
public record CompanyOrder(
        CompanyAction action,
        String companyId,
        String companyName,
        @Nullable String parentId,
        @Nullable Long endpoints,
        @Nullable String newName,
        Instant decidedAt,
        String requestId) {

    /** How long after a person decided it may still be started. */
    static final Duration MAX_AGE = Duration.ofMinutes(15);

    /** Anything but a new name. */
    public CompanyOrder(
            CompanyAction action,
            String companyId,
            String companyName,
            @Nullable String parentId,
            @Nullable Long endpoints,
            Instant decidedAt,
            String requestId) {
        this(action, companyId, companyName, parentId, endpoints, null, decidedAt, requestId);
    }

    public CompanyOrder {
        if (action == CompanyAction.UNKNOWN) {
            throw new IllegalArgumentException("order about a company: action UNKNOWN (expected: one of this version)");
        }
    }

    public boolean deletes() {
        return action == CompanyAction.DELETE;
    }

    /** Whether it is too old to be begun: what a person saw then may have been forgotten by now. */
    public boolean outdated(Instant now) {
        return now.isAfter(decidedAt.plus(MAX_AGE));
    }
}
