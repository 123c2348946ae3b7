package dev.companion.provisioner.domain.step;

import dev.companion.vocabulary.CompanyAction;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a person decided about the company of a link, once, on the facts on the screen. Only a person creates an order,
 * and it is void once the facts have changed.
 *
 * @param companyName as the person saw it; for a deletion, as the person typed it
 * @param parentId the new parent; null unless the action moves the company
 * @param endpoints number of machines with an agent that the person saw; null unless the action deletes the company
 * @param newName null unless the action renames the company
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

    /** Longest time between the decision and the start of its execution. */
    static final Duration MAX_AGE = Duration.ofMinutes(15);

    /** An order that does not rename the company. */
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

    /** Whether it only counts the machines of the company. */
    public boolean counts() {
        return action == CompanyAction.COUNT;
    }

    /** Whether it is too old to start: the facts that the person saw may have changed. */
    public boolean outdated(Instant now) {
        return now.isAfter(decidedAt.plus(MAX_AGE));
    }
}
