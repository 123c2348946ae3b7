package dev.companion.resolver.domain;

import dev.companion.resolver.domain.Discrepancy.Rest;
import dev.companion.resolver.domain.Resolution.Create;
import dev.companion.resolver.domain.Resolution.Ignore;
import dev.companion.resolver.domain.Resolution.Other;
import dev.companion.resolver.domain.Ruling.Accepted;
import dev.companion.resolver.domain.Ruling.Refused;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Decides what somebody wants done about a discrepancy, by the facts of the moment: what the person saw may be old, and
 * then the refusal says what changed.
 */
public final class ResolutionDesk {

    private ResolutionDesk() {}

    /**
     * @param known the discrepancy that is to be settled
     * @param desired the link that it is about, as it is desired now
     * @param isVisible whether a company of that name can be seen in GravityZone
     */
    public static Ruling decide(
            ResolutionRequest request,
            Optional<Discrepancy> known,
            Optional<DesiredLink> desired,
            Predicate<CompanyName> isVisible,
            Instant now) {
        if (known.isEmpty()) {
            return new Refused("The event is not known.");
        }
        var discrepancy = known.get();
        return stale(discrepancy, desired)
                .or(() -> notOffered(discrepancy, request.resolution().action()))
                .<Ruling>map(Refused::new)
                .orElseGet(() -> switch (request.resolution()) {
                    case Create create -> create(request, create, discrepancy, isVisible);
                    case Ignore ignore -> ignore(request, ignore, discrepancy, now);
                    case Other other -> new Refused("This version cannot do that: %s.".formatted(other.action()));
                });
    }

    private static Optional<String> stale(Discrepancy discrepancy, Optional<DesiredLink> desired) {
        return switch (discrepancy.state()) {
            case CLOSED, NEVER_SEEN ->
                Optional.of("The event is settled already. "
                        + Optional.ofNullable(discrepancy.closing())
                                .map(Discrepancy.Closing::because)
                                .orElse(""));
            case RESOLVING ->
                Optional.of(Optional.ofNullable(discrepancy.attempt())
                        .map(attempt ->
                                "%s is under way already, asked for by %s.".formatted(attempt.action(), attempt.by()))
                        .orElse("An action is under way already."));
            case OPEN, SNOOZED -> changedLink(discrepancy.finding(), desired);
        };
    }

    private static Optional<String> changedLink(Finding finding, Optional<DesiredLink> desired) {
        return desired.filter(link -> link.generation() != finding.generation())
                .map(link -> link.companyName() == null
                        ? "The link of the site was changed since. What comes of it is not known yet."
                        : "The link of the site was changed since and now wants the company “%s”. "
                                        .formatted(link.companyName())
                                + "What comes of it is not known yet.");
    }

    private static Optional<String> notOffered(Discrepancy discrepancy, Action wanted) {
        if (discrepancy.finding().actions().contains(wanted)) {
            return Optional.empty();
        }
        var offered = discrepancy.finding().actions().stream().map(Action::name).collect(Collectors.joining(" or "));
        return Optional.of("%s does not settle this event; %s does.".formatted(wanted, offered));
    }

    private static Ruling create(
            ResolutionRequest request, Create create, Discrepancy discrepancy, Predicate<CompanyName> isVisible) {
        var name = create.name();
        var objection = name.flaw()
                .or(() -> when(
                        new CompanyName(Optional.ofNullable(
                                                discrepancy.finding().companyName())
                                        .orElse(""))
                                .key()
                                .equals(name.key()),
                        "“%s” is the name that is used in another tenant; choose another.".formatted(name.text())))
                .or(() -> when(
                        isVisible.test(name),
                        "A company named “%s” exists; unlink the site and link it to that company instead."
                                .formatted(name.text())));
        if (objection.isPresent()) {
            return new Refused(objection.get());
        }
        return discrepancy
                .ordered(Action.CREATE, request.requestedBy(), request.orderId())
                .<Ruling>map(after -> new Accepted(
                        after,
                        new RetryOrder(request.orderId(), discrepancy.finding().siteUid(), name),
                        new AuditNote(
                                "create company under another name",
                                after.discrepancyId(),
                                "company “%s”".formatted(discrepancy.finding().companyName()),
                                "company “%s”".formatted(name.text()),
                                null)))
                .orElseGet(() -> new Refused("The event cannot be settled now."));
    }

    private static Ruling ignore(ResolutionRequest request, Ignore ignore, Discrepancy discrepancy, Instant now) {
        if (ignore.until() != null && !ignore.until().isAfter(now)) {
            return new Refused("The end of the rest has passed already.");
        }
        return discrepancy
                .rested(new Rest(ignore.reason(), ignore.until()), request.requestedBy())
                .<Ruling>map(after -> new Accepted(
                        after,
                        null,
                        new AuditNote(
                                "rest event",
                                after.discrepancyId(),
                                discrepancy.state().name(),
                                after.state().name()
                                        + Optional.ofNullable(ignore.until())
                                                .map(until -> " until " + until)
                                                .orElse(""),
                                ignore.reason())))
                .orElseGet(() -> new Refused("The event cannot be rested now."));
    }

    private static Optional<String> when(boolean broken, String reason) {
        return broken ? Optional.of(reason) : Optional.empty();
    }
}
