package dev.companion.resolver.domain;

import dev.companion.resolver.domain.Assessment.Holds;
import dev.companion.resolver.domain.Assessment.HoldsNot;
import dev.companion.resolver.domain.Assessment.Leaving;
import dev.companion.resolver.domain.Assessment.Unclear;
import dev.companion.resolver.domain.Discrepancy.Rest;
import dev.companion.resolver.domain.Orders.Ordered;
import dev.companion.resolver.domain.Ruling.Accepted;
import dev.companion.resolver.domain.Ruling.Refused;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Decides what somebody wants done about a discrepancy, by the facts of the moment: what the person saw may be old, and
 * then the refusal says what changed.
 */
public final class ResolutionDesk {

    private ResolutionDesk() {}

    /** @param known empty where there is no such discrepancy */
    public static Ruling decide(Wish wish, Optional<Case> known, Instant now) {
        if (known.isEmpty()) {
            return new Refused("The event is not known.");
        }
        var it = known.get();
        var settled = settled(it.discrepancy());
        if (settled.isPresent()) {
            return new Refused(settled.get());
        }
        return switch (wish.action()) {
            case ASSIGN -> assign(wish, it.discrepancy());
            case RECHECK -> recheck(wish, it.discrepancy());
            default -> underWay(it.discrepancy()).<Ruling>map(Refused::new).orElseGet(() -> settle(wish, it, now));
        };
    }

    private static Optional<String> settled(Discrepancy discrepancy) {
        return switch (discrepancy.state()) {
            case CLOSED, NEVER_SEEN ->
                Optional.of("The event is settled already. "
                        + Optional.ofNullable(discrepancy.closing())
                                .map(Discrepancy.Closing::because)
                                .orElse(""));
            case OPEN, RESOLVING, SNOOZED -> Optional.empty();
        };
    }

    private static Optional<String> underWay(Discrepancy discrepancy) {
        var attempt = discrepancy.attempt();
        return discrepancy.state() != DiscrepancyTransitions.State.RESOLVING
                ? Optional.empty()
                : Optional.of(
                        attempt == null
                                ? "An action is under way already."
                                : "%s is under way already, asked for by %s."
                                        .formatted(attempt.action(), attempt.by()));
    }

    private static Ruling settle(Wish wish, Case it, Instant now) {
        return switch (it.assessment()) {
            case HoldsNot(var _, var because, var _) -> new Refused("It is no longer so. " + because);
            case Leaving(var _, var because) -> new Refused("The site is being unlinked. " + because);
            case Unclear _ ->
                wish.action() == Action.IGNORE
                        ? rest(wish, it.discrepancy(), now)
                        : new Refused(
                                "The link of the site was changed since, and what comes of it is not known yet. Look again in a moment.");
            case Holds(var finding, var _) -> onFacts(wish, it, finding, now);
        };
    }

    private static Ruling onFacts(Wish wish, Case it, Finding now, Instant at) {
        if (wish.facts() != null && !wish.facts().equals(now.facts())) {
            return new Refused("The facts have changed since you looked: " + now.summary());
        }
        var choice = now.choice(wish.action()).orElse(null);
        if (choice == null) {
            return new Refused(now.reasonAgainst(wish.action()).orElseGet(() -> notOffered(wish.action(), now)));
        }
        if (wish.oneOfMany() && (choice.destructive() || choice.needsName())) {
            return new Refused("%s is decided one by one, never for several at once.".formatted(wish.action()));
        }
        return wish.action() == Action.IGNORE
                ? rest(wish, it.discrepancy(), at)
                : switch (Orders.of(wish, now, it.site())) {
                    case Ordered.Not(var reason) -> new Refused(reason);
                    case Ordered.Nothing(var what) -> keep(wish, it.discrepancy(), now, what, at);
                    case Ordered.This(var order, var what) -> order(wish, it.discrepancy(), now, order, what, at);
                };
    }

    private static String notOffered(Action wanted, Finding now) {
        var offered =
                now.choices().stream().map(choice -> choice.action().name()).collect(Collectors.joining(" or "));
        return "%s does not settle this event; %s does.".formatted(wanted, offered);
    }

    private static Ruling order(Wish wish, Discrepancy discrepancy, Finding now, Order order, String what, Instant at) {
        return discrepancy
                .ordered(now, wish.action(), wish.by(), wish.orderId(), at)
                .<Ruling>map(after -> new Accepted(after, order, note(wish, discrepancy, what)))
                .orElseGet(() -> new Refused("The event cannot be settled now."));
    }

    private static Ruling keep(Wish wish, Discrepancy discrepancy, Finding now, String what, Instant at) {
        return discrepancy
                .kept(now, wish.action(), wish.by(), at)
                .<Ruling>map(after -> new Accepted(after, null, note(wish, discrepancy, what)))
                .orElseGet(() -> new Refused("The event cannot be settled now."));
    }

    private static AuditNote note(Wish wish, Discrepancy before, String what) {
        return new AuditNote(
                "settle event", before.discrepancyId(), before.finding().summary(), what, wish.reason());
    }

    private static Ruling rest(Wish wish, Discrepancy discrepancy, Instant now) {
        var until = wish.until();
        if (until != null && !until.isAfter(now)) {
            return new Refused("The end of the rest has passed already.");
        }
        return discrepancy
                .rested(new Rest(wish.reason(), until), wish.by(), now)
                .<Ruling>map(after -> new Accepted(
                        after,
                        null,
                        new AuditNote(
                                "rest event",
                                after.discrepancyId(),
                                discrepancy.state().name(),
                                after.state().name()
                                        + Optional.ofNullable(until)
                                                .map(end -> " until " + end)
                                                .orElse(""),
                                wish.reason())))
                .orElseGet(() -> new Refused("The event cannot be rested now."));
    }

    private static Ruling assign(Wish wish, Discrepancy discrepancy) {
        return new Accepted(
                discrepancy.assigned(wish.assignee()),
                null,
                new AuditNote(
                        "assign event",
                        discrepancy.discrepancyId(),
                        orNobody(discrepancy.assignee()),
                        orNobody(wish.assignee()),
                        wish.reason()));
    }

    private static String orNobody(@Nullable String assignee) {
        return Objects.requireNonNullElse(assignee, "nobody");
    }

    private static Ruling recheck(Wish wish, Discrepancy discrepancy) {
        return new Accepted(
                discrepancy,
                new Order.SweepNow(),
                new AuditNote(
                        "recheck event",
                        discrepancy.discrepancyId(),
                        discrepancy.state().name(),
                        "both sides are read again",
                        wish.reason()));
    }
}
