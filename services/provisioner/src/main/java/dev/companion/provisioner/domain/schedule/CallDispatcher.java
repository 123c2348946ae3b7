package dev.companion.provisioner.domain.schedule;

import dev.companion.provisioner.domain.emission.Emission;
import dev.companion.provisioner.domain.emission.EmissionLog;
import dev.companion.provisioner.domain.plan.Plan.Take;
import dev.companion.provisioner.domain.step.Budget;
import dev.companion.provisioner.domain.step.LinkKey;
import dev.companion.provisioner.domain.step.Step;
import dev.companion.provisioner.domain.tenant.ApiGate.Passage;
import dev.companion.provisioner.domain.tenant.TenantState;
import dev.companion.provisioner.domain.work.LinkState;
import dev.companion.provisioner.domain.work.Rules;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Starts the calls that wait in the {@link CallQueue}, as far as quotas, circuit breakers and fairness allow. */
public final class CallDispatcher {

    private static final int CALLS_PER_DECISION = 200;
    private static final int REQUESTS_NAMED = 128;
    private static final Duration BUSY_PAUSE = Duration.ofSeconds(2);

    private final LinkScheduler links;
    private final TenantStates tenants;
    private final EmissionLog log;
    private final Rules rules;
    private Instant openedAt = Instant.MAX;

    public CallDispatcher(LinkScheduler links, TenantStates tenants, EmissionLog log, Rules rules) {
        this.links = links;
        this.tenants = tenants;
        this.log = log;
        this.rules = rules;
    }

    public void open(Instant now) {
        openedAt = now;
    }

    /** Starts as many calls as may start now, one call for each tenant in turn. */
    public void dispatch(Instant now) {
        var calls = 0;
        var any = true;
        while (any && calls < CALLS_PER_DECISION) {
            any = false;
            for (var tenantId : links.queue().turns()) {
                if (calls < CALLS_PER_DECISION && dispatchNext(tenantId, now)) {
                    links.queue().served(tenantId);
                    calls++;
                    any = true;
                }
            }
        }
    }

    /** Returns when a waiting call may start, if no outcome changes it; empty if none waits or all wait for an outcome. */
    public Optional<Instant> nextDue(Instant now) {
        return links.queue().turns().stream()
                .filter(tenantId -> links.index().inFlightOf(tenantId) < rules.inFlightMax())
                .map(tenants::find)
                .filter(Objects::nonNull)
                .flatMap(tenant -> links.queue().lanes(tenant.settings().tenantId()).stream()
                        .map(lane -> opensAt(tenant, lane, now)))
                .filter(Objects::nonNull)
                .min(Instant::compareTo);
    }

    private @Nullable Instant opensAt(TenantState tenant, Lane lane, Instant now) {
        var open = links.batches().opensAt(tenant.settings().tenantId(), lane, now);
        var passable = tenants.passableAt(tenant, lane.budget(), now);
        return open == null || passable == null ? null : open.isAfter(passable) ? open : passable;
    }

    private boolean dispatchNext(String tenantId, Instant now) {
        var tenant = tenants.find(tenantId);
        while (tenant != null && links.index().inFlightOf(tenantId) < rules.inFlightMax()) {
            var open = tenant;
            var link = links.queue()
                    .first(
                            tenantId,
                            lane -> links.batches().open(tenantId, lane, now)
                                    && tenants.passable(open, lane.budget(), now));
            var state = link == null ? null : links.find(link);
            if (state == null) {
                return false;
            }
            // Time has passed since the link was queued: its next step may be another one, or its proof too old.
            if (!(links.plan(state, now) instanceof Take take)
                    || !tenants.passable(tenant, budgetOf(state, take), now)) {
                links.schedule(state, now);
            } else if (links.index().busy(state.key(), take.step())) {
                links.postpone(state, now.plus(BUSY_PAUSE), now);
            } else if (isProofOutdated(state, take.step())) {
                links.schedule(links.withoutProof(state, now), now);
            } else {
                return dispatch(tenant, state, take, now);
            }
        }
        return false;
    }

    private Budget budgetOf(LinkState state, Take take) {
        return links.batches().laneOf(state.key(), take).budget();
    }

    /** Whether another link may have created the same thing since this link's proof that it does not exist. */
    private boolean isProofOutdated(LinkState state, Step step) {
        var proof = state.absenceProof();
        return step.kind().effect()
                && proof != null
                && (proof.from().isBefore(openedAt) || links.index().changedSince(state.key(), step, proof.from()));
    }

    /** While the circuit breaker is half-open, sends the step's read-only probe instead of the step. */
    private boolean dispatch(TenantState tenant, LinkState state, Take take, Instant now) {
        var batch = links.batches().batchFor(state.key(), take, now);
        var planned = CallBatches.step(state, take.step(), batch, links::find, other -> links.plan(other, now));
        var vendor = planned.kind().vendor();
        var isProbe = tenant.gate(vendor).passage(now) == Passage.ONE_READ;
        var step = isProbe ? planned.probe() : planned;
        var budget =
                step.equals(take.step()) ? budgetOf(state, take) : step.kind().budget();
        if (!tenants.passable(tenant, budget, now)) {
            return false;
        }
        tenants.charge(tenant, budget, now);
        var call = state.nextCall(step, now, rules.deadline());
        if (isProbe) {
            var until = call.deadline().plus(rules.deadlineGrace());
            tenants.put(tenant, tenant.withGate(vendor, tenant.gate(vendor).probing(until)), now);
        }
        if (batch.size() > 1) {
            links.batches().begun(call, batch);
        }
        var absentAt = step.kind().effect() && state.absenceProof() != null
                ? state.absenceProof().at()
                : null;
        var sequence = EmissionLog.next(state.revision(), now);
        log.add(new Emission.CallPlanned(call, state.spec().requestId(), requestsOf(batch), sequence));
        var begun = state.withInFlight(call.inFlight(absentAt)).change(c -> c.revision = sequence);
        links.save(state, begun, List.of(), now);
        return true;
    }

    private Set<String> requestsOf(List<LinkKey> batch) {
        return batch.stream()
                .limit(REQUESTS_NAMED)
                .map(links::find)
                .filter(Objects::nonNull)
                .map(other -> other.spec().requestId())
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }
}
