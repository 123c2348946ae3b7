package dev.companion.resolver.domain;

import dev.companion.resolver.domain.LinkSeen.Aspect;
import dev.companion.resolver.domain.LinkSeen.Holds;
import dev.companion.resolver.domain.LinkSeen.Phase;
import java.time.Instant;
import java.util.Optional;

/** How far an action under way has come: whether the link carries it, what it waits for, and whether it failed. */
final class AttemptWatch {

    private final SiteFacts facts;
    private final Patience patience;

    AttemptWatch(SiteFacts facts, Patience patience) {
        this.facts = facts;
        this.patience = patience;
    }

    Discrepancy follow(Discrepancy discrepancy) {
        var attempt = discrepancy.attempt();
        var orderId = attempt == null ? null : attempt.orderId();
        var desired = facts.desired().orElse(null);
        if (attempt == null || orderId == null || desired == null) {
            return outwaited(discrepancy, patience, facts.now());
        }
        if (!desired.requestId().equals(orderId)) {
            return attempt.generation() > 0 && desired.generation() > attempt.generation()
                    ? discrepancy.orderFailed(orderId, "Another change of the link took its place.")
                    : outwaited(discrepancy, patience, facts.now());
        }
        var done = facts.doneAsDesired().orElse(null);
        if (done == null) {
            var waiting =
                    discrepancy.progressed(desired.generation(), "The link carries it; work on it has not begun.");
            return outwaited(waiting, patience, facts.now());
        }
        var stuck = stuck(desired, done).orElse(null);
        if (stuck != null) {
            var why = stuck.message() == null ? stuck.aspect().words() + " stands still." : stuck.message();
            return discrepancy
                    .progressed(desired.generation(), null)
                    .orderFailed(orderId, "It was not carried out: " + why);
        }
        var followed = discrepancy.progressed(desired.generation(), progress(done));
        return outwaited(followed, patience, facts.now());
    }

    /** A decision about a company is judged by itself: what else stands still at the link is no fault of it. */
    private static Optional<LinkSeen.Seen> stuck(DesiredLink desired, LinkSeen done) {
        if (desired.order() != null) {
            return done.condition(Aspect.ORDER)
                    .filter(order ->
                            order.holds() != Holds.TRUE && order.reason().needsSomebody());
        }
        return done.phase() == Phase.ATTENTION ? done.standingStill() : Optional.empty();
    }

    private String progress(LinkSeen done) {
        if (facts.tenant().paused()) {
            return "All work is paused, so it waits.";
        }
        if (done.condition(Aspect.ORDER)
                .map(order -> order.holds() == Holds.TRUE)
                .orElse(false)) {
            return "It was carried out and read back. The inventory does not show it yet.";
        }
        return done.firstOpen()
                .map(open -> "Under way: %s%s"
                        .formatted(open.aspect().words(), open.message() == null ? "." : ". " + open.message()))
                .orElse("It was carried out and read back.");
    }

    /** An action of which nothing was heard for long is not waited for: people may decide again. */
    static Discrepancy outwaited(Discrepancy discrepancy, Patience patience, Instant now) {
        var attempt = discrepancy.attempt();
        var orderId = attempt == null ? null : attempt.orderId();
        if (attempt == null || orderId == null) {
            return discrepancy;
        }
        var type = discrepancy.finding().type();
        var wait = patience.of(type, attempt.action());
        return now.isBefore(attempt.at().plus(wait))
                ? discrepancy
                : discrepancy.orderFailed(
                        orderId,
                        type == DiscrepancyType.CREDENTIALS_FAILING
                                ? "It was tried again, and it is still so."
                                : "Nothing came of it for %d minutes. It may yet be carried out; look at the site."
                                        .formatted(wait.toMinutes()));
    }
}
