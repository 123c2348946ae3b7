package dev.companion.provisioner.domain;

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
        Action action,
        String companyId,
        String companyName,
        @Nullable String parentId,
        @Nullable Long endpoints,
        @Nullable String newName,
        Instant decidedAt,
        String requestId) {

    /** Anything but a new name. */
    public CompanyOrder(
            Action action,
            String companyId,
            String companyName,
            @Nullable String parentId,
            @Nullable Long endpoints,
            Instant decidedAt,
            String requestId) {
        this(action, companyId, companyName, parentId, endpoints, null, decidedAt, requestId);
    }

    /** What is to be done. */
    public enum Action {
        SUSPEND(StepKind.SUSPEND_COMPANY, Fact.Type.COMPANY_SUSPENDED),
        ACTIVATE(StepKind.ACTIVATE_COMPANY, Fact.Type.COMPANY_ACTIVATED),
        MOVE(StepKind.MOVE_COMPANY, Fact.Type.COMPANY_MOVED),
        DELETE(StepKind.DELETE_COMPANY, Fact.Type.COMPANY_DELETED),
        RENAME(StepKind.RENAME_COMPANY, Fact.Type.COMPANY_RENAMED);

        private final StepKind kind;
        private final Fact.Type done;

        Action(StepKind kind, Fact.Type done) {
            this.kind = kind;
            this.done = done;
        }

        StepKind kind() {
            return kind;
        }

        Fact.Type done() {
            return done;
        }
    }

    boolean deletes() {
        return action == Action.DELETE;
    }

    /** Whether it is too old to be begun: what a person saw then may have been forgotten by now. */
    boolean outdated(Instant now) {
        return now.isAfter(decidedAt.plus(Rules.DECISION_MAX_AGE));
    }
}
