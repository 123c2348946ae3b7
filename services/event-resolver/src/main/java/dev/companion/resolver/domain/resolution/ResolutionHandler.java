package dev.companion.resolver.domain.resolution;

import dev.companion.resolver.domain.discrepancy.Discrepancy;
import dev.companion.resolver.domain.discrepancy.DiscrepancyTransitions.State;
import dev.companion.resolver.domain.discrepancy.Handling.Closing;
import dev.companion.resolver.domain.discrepancy.Handling.Snooze;
import dev.companion.resolver.domain.resolution.ActionResult.Command;
import dev.companion.resolver.domain.resolution.ActionResult.NoCommand;
import dev.companion.resolver.domain.resolution.ActionResult.Rejected;
import dev.companion.resolver.domain.resolution.MapperCommand.SweepNow;
import dev.companion.resolver.domain.resolution.ResolutionResult.Accepted;
import dev.companion.resolver.domain.resolution.ResolutionResult.Refused;
import dev.companion.resolver.domain.rules.Assessment.Absent;
import dev.companion.resolver.domain.rules.Assessment.Present;
import dev.companion.resolver.domain.rules.Assessment.Unclear;
import dev.companion.resolver.domain.rules.Assessment.Unlinking;
import dev.companion.resolver.domain.rules.Finding;
import dev.companion.vocabulary.ResolutionAction;
import dev.companion.vocabulary.SnoozeRule;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Decides a request to resolve a discrepancy on the current facts. The facts that the person saw may be outdated; then the
 * refusal says what has changed.
 */
public final class ResolutionHandler {

    private ResolutionHandler() {}

    /** @param known empty if there is no such discrepancy */
    public static ResolutionResult decide(ResolutionRequest request, Optional<ResolutionContext> known, Instant now) {
        if (known.isEmpty()) {
            return new Refused("The event is not known.");
        }
        var context = known.get();
        var closed = refusalIfClosed(context.discrepancy());
        if (closed.isPresent()) {
            return new Refused(closed.get());
        }
        return switch (request.action()) {
            case ASSIGN -> assign(request, context.discrepancy());
            case RECHECK -> recheck(request, context.discrepancy());
            default ->
                refusalIfResolving(context.discrepancy())
                        .<ResolutionResult>map(Refused::new)
                        .orElseGet(() -> resolve(request, context, now));
        };
    }

    private static Optional<String> refusalIfClosed(Discrepancy discrepancy) {
        return switch (discrepancy.state()) {
            case CLOSED, NEVER_SEEN ->
                Optional.of("The event is already closed. "
                        + Optional.ofNullable(discrepancy.closing())
                                .map(Closing::because)
                                .orElse(""));
            case OPEN, RESOLVING, SNOOZED -> Optional.empty();
        };
    }

    private static Optional<String> refusalIfResolving(Discrepancy discrepancy) {
        var attempt = discrepancy.attempt();
        return discrepancy.state() != State.RESOLVING
                ? Optional.empty()
                : Optional.of(
                        attempt == null
                                ? "An action is already in progress."
                                : "%s is already in progress, requested by %s."
                                        .formatted(attempt.action(), attempt.by()));
    }

    private static ResolutionResult resolve(ResolutionRequest request, ResolutionContext context, Instant now) {
        return switch (context.assessment()) {
            case Absent(var _, var because, var _) -> new Refused("This is no longer the case. " + because);
            case Unlinking _ -> new Refused("The site is being unlinked.");
            case Unclear _ ->
                request.action() == ResolutionAction.IGNORE
                        ? snooze(request, context.discrepancy(), now)
                        : new Refused(
                                "The link of the site was changed, and the result is not known yet. Try again in a moment.");
            case Present(var finding, var _) -> resolve(request, context, finding, now);
        };
    }

    private static ResolutionResult resolve(
            ResolutionRequest request, ResolutionContext context, Finding current, Instant now) {
        if (request.facts() != null && !request.facts().equals(current.facts())) {
            return new Refused("The facts have changed since you opened the event: %s Review them and decide again."
                    .formatted(current.summary()));
        }
        var choice = current.choice(request.action()).orElse(null);
        if (choice == null) {
            return new Refused(
                    current.reasonAgainst(request.action()).orElseGet(() -> notOffered(request.action(), current)));
        }
        if (request.oneOfMany() && (choice.destructive() || choice.needsName())) {
            return new Refused("%s must be decided for each event separately.".formatted(request.action()));
        }
        return request.action() == ResolutionAction.IGNORE
                ? snooze(request, context.discrepancy(), now)
                : switch (ActionPlanner.plan(request, current, context.site())) {
                    case Rejected(var reason) -> new Refused(reason);
                    case NoCommand(var what) -> keep(request, context.discrepancy(), current, what, now);
                    case Command(var command, var what) ->
                        start(request, context.discrepancy(), current, command, what, now);
                };
    }

    private static String notOffered(ResolutionAction wanted, Finding current) {
        var offered =
                current.choices().stream().map(choice -> choice.action().name()).collect(Collectors.joining(" or "));
        return "%s does not resolve this event; %s does.".formatted(wanted, offered);
    }

    private static ResolutionResult start(
            ResolutionRequest request,
            Discrepancy discrepancy,
            Finding current,
            MapperCommand command,
            String what,
            Instant now) {
        return discrepancy
                .actionStarted(current, request.action(), request.by(), request.commandId(), now)
                .<ResolutionResult>map(after -> new Accepted(after, command, note(request, discrepancy, what)))
                .orElseGet(() -> new Refused("The event cannot be resolved now."));
    }

    private static ResolutionResult keep(
            ResolutionRequest request, Discrepancy discrepancy, Finding current, String what, Instant now) {
        return discrepancy
                .kept(current, request.action(), request.by(), now)
                .<ResolutionResult>map(after -> new Accepted(after, null, note(request, discrepancy, what)))
                .orElseGet(() -> new Refused("The event cannot be resolved now."));
    }

    private static AuditNote note(ResolutionRequest request, Discrepancy before, String what) {
        return new AuditNote(
                "resolve event", before.discrepancyId(), before.finding().summary(), what, request.reason());
    }

    private static ResolutionResult snooze(ResolutionRequest request, Discrepancy discrepancy, Instant now) {
        var objection = SnoozeRule.objection(request.reason(), request.until(), now);
        if (objection.isPresent()) {
            return new Refused(objection.get());
        }
        var until = request.until();
        return discrepancy
                .snoozed(new Snooze(request.reason(), until), request.by(), now)
                .<ResolutionResult>map(after -> new Accepted(
                        after,
                        null,
                        new AuditNote(
                                "snooze event",
                                after.discrepancyId(),
                                discrepancy.state().name(),
                                after.state().name()
                                        + Optional.ofNullable(until)
                                                .map(end -> " until " + end)
                                                .orElse(""),
                                request.reason())))
                .orElseGet(() -> new Refused("The event cannot be snoozed now."));
    }

    private static ResolutionResult assign(ResolutionRequest request, Discrepancy discrepancy) {
        return new Accepted(
                discrepancy.assigned(request.assignee()),
                null,
                new AuditNote(
                        "assign event",
                        discrepancy.discrepancyId(),
                        orUnassigned(discrepancy.assignee()),
                        orUnassigned(request.assignee()),
                        request.reason()));
    }

    private static String orUnassigned(@Nullable String assignee) {
        return Objects.requireNonNullElse(assignee, "unassigned");
    }

    private static ResolutionResult recheck(ResolutionRequest request, Discrepancy discrepancy) {
        return new Accepted(
                discrepancy,
                new SweepNow(),
                new AuditNote(
                        "recheck event",
                        discrepancy.discrepancyId(),
                        discrepancy.state().name(),
                        "both vendors are read again",
                        request.reason()));
    }
}
