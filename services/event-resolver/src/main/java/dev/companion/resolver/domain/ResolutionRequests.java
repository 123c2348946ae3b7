package dev.companion.resolver.domain;

import dev.companion.decision.AnsweredRequests;
import dev.companion.resolver.domain.ResolverEmission.RequestAnswered;
import dev.companion.resolver.domain.ResolverEmission.RequestAnswered.Answer;
import dev.companion.resolver.domain.ResolverInput.CommandRefused;
import dev.companion.resolver.domain.ResolverInput.ResolutionRequested;
import dev.companion.resolver.domain.ResolverInput.ResolutionRequested.Target;
import dev.companion.resolver.domain.resolution.ResolutionHandler;
import dev.companion.resolver.domain.resolution.ResolutionResult.Accepted;
import dev.companion.resolver.domain.resolution.ResolutionResult.Refused;
import java.util.ArrayList;

/** Decides each request to resolve discrepancies once. A request that arrives again changes and emits nothing. */
final class ResolutionRequests {

    private final ResolverTables tables;
    private final DiscrepancyReconciler reconciler;
    private final AnsweredRequests answered;

    ResolutionRequests(ResolverTables tables, DiscrepancyReconciler reconciler, AnsweredRequests answered) {
        this.tables = tables;
        this.reconciler = reconciler;
        this.answered = answered;
    }

    void decide(ResolutionRequested requested, Decision decision) {
        var key = requested.tenantId() + "|" + requested.requestId();
        if (answered.contains(key)) {
            return;
        }
        var targets = requested.targets();
        answered.add(key, targets.isEmpty() ? "" : targets.getFirst().discrepancyId(), decision.now());
        var answers = new ArrayList<Answer>();
        for (var target : targets) {
            answers.add(decide(requested.tenantId(), target, decision));
        }
        decision.emit(new RequestAnswered(requested.tenantId(), requested.requestId(), answers));
    }

    private Answer decide(String tenantId, Target target, Decision decision) {
        var context = reconciler.context(tenantId, target.discrepancyId(), decision.now());
        var result = ResolutionHandler.decide(target.request(), context, decision.now());
        if (result instanceof Accepted accepted) {
            reconciler.carryOut(tenantId, target.request(), accepted, decision);
            reconciler.reviewSubject(tenantId, accepted.after(), decision);
        }
        return new Answer(
                target.discrepancyId(),
                context.map(known -> known.discrepancy().finding().siteUid()).orElse(null),
                result instanceof Refused(var reason) ? reason : null);
    }

    /** The mapper refuses a command. Ignored unless it is that of an action in progress. */
    void refused(CommandRefused refused, Decision decision) {
        var known = tables.of(refused.tenantId()).findDiscrepancyOf(refused.commandId());
        if (known.isEmpty()) {
            return;
        }
        var after = known.get().actionFailed(refused.commandId(), refused.reason());
        if (!after.equals(known.get())) {
            reconciler.record(refused.tenantId(), after, decision);
            reconciler.reviewSubject(refused.tenantId(), after, decision);
        }
    }
}
