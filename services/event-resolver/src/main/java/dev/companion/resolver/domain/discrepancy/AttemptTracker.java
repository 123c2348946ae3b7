package dev.companion.resolver.domain.discrepancy;

import dev.companion.resolver.domain.facts.GracePeriods;
import dev.companion.resolver.domain.facts.LinkSpec;
import dev.companion.resolver.domain.facts.LinkStatus;
import dev.companion.resolver.domain.facts.LinkStatus.Aspect;
import dev.companion.resolver.domain.facts.LinkStatus.Condition;
import dev.companion.resolver.domain.facts.LinkStatus.Phase;
import dev.companion.resolver.domain.facts.SiteFacts;
import dev.companion.vocabulary.DiscrepancyType;
import java.time.Instant;
import java.util.Optional;

/** Tracks an action in progress: whether the link carries it, what it waits for, and whether it failed. */
final class AttemptTracker {

    private final SiteFacts facts;
    private final GracePeriods grace;

    AttemptTracker(SiteFacts facts, GracePeriods grace) {
        this.facts = facts;
        this.grace = grace;
    }

    Discrepancy track(Discrepancy discrepancy) {
        var attempt = discrepancy.attempt();
        var commandId = attempt == null ? null : attempt.commandId();
        var link = facts.link().orElse(null);
        if (attempt == null || commandId == null || link == null) {
            return failIfOverdue(discrepancy, grace, facts.now());
        }
        if (!link.requestId().equals(commandId)) {
            return attempt.generation() > 0 && link.generation() > attempt.generation()
                    ? discrepancy.actionFailed(commandId, "Another change of the link replaced it.")
                    : failIfOverdue(discrepancy, grace, facts.now());
        }
        var status = facts.currentStatus().orElse(null);
        if (status == null) {
            return failIfOverdue(discrepancy.progressed(link.generation(), "Queued."), grace, facts.now());
        }
        var blocking = blockingCondition(link, status).orElse(null);
        if (blocking != null) {
            var why = blocking.message() == null ? blocking.aspect().label() + " is blocked." : blocking.message();
            return discrepancy
                    .progressed(link.generation(), null)
                    .actionFailed(commandId, "It was not carried out: " + why);
        }
        var tracked = discrepancy.progressed(link.generation(), progress(status));
        return failIfOverdue(tracked, grace, facts.now());
    }

    /** An order about a company has its own condition; whatever else blocks the link does not concern the order. */
    private static Optional<Condition> blockingCondition(LinkSpec link, LinkStatus status) {
        if (link.order() != null) {
            return status.condition(Aspect.ORDER).filter(Condition::needsAction);
        }
        return status.phase() == Phase.ATTENTION ? status.blockingCondition() : Optional.empty();
    }

    private String progress(LinkStatus status) {
        if (facts.tenant().paused()) {
            return "Waiting: all work is paused.";
        }
        if (status.isTrue(Aspect.ORDER)) {
            return "Done and verified. The inventory does not show it yet.";
        }
        return status.firstUnmet()
                .map(unmet -> "In progress: %s%s"
                        .formatted(unmet.aspect().label(), unmet.message() == null ? "." : ". " + unmet.message()))
                .orElse("Done and verified.");
    }

    /** Fails an action about which nothing was reported for too long, so that people can decide again. */
    static Discrepancy failIfOverdue(Discrepancy discrepancy, GracePeriods grace, Instant now) {
        var attempt = discrepancy.attempt();
        var commandId = attempt == null ? null : attempt.commandId();
        if (attempt == null || commandId == null) {
            return discrepancy;
        }
        var type = discrepancy.finding().type();
        var wait = grace.of(type, attempt.action());
        return now.isBefore(attempt.at().plus(wait))
                ? discrepancy
                : discrepancy.actionFailed(
                        commandId,
                        type == DiscrepancyType.CREDENTIALS_FAILING
                                ? "It was tried again and still fails."
                                : "No result for %d minutes. It may still be carried out; check the site."
                                        .formatted(wait.toMinutes()));
    }
}
