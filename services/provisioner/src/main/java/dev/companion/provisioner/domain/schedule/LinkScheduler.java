package dev.companion.provisioner.domain.schedule;

import dev.companion.decision.DueQueue;
import dev.companion.decision.Ledger;
import dev.companion.decision.StoreSpec;
import dev.companion.decision.Table;
import dev.companion.provisioner.domain.emission.EmissionLog;
import dev.companion.provisioner.domain.plan.Plan;
import dev.companion.provisioner.domain.plan.Plan.Rest;
import dev.companion.provisioner.domain.plan.Plan.Take;
import dev.companion.provisioner.domain.plan.Plan.Wait;
import dev.companion.provisioner.domain.plan.ProvisioningPlanner;
import dev.companion.provisioner.domain.step.LinkKey;
import dev.companion.provisioner.domain.work.LinkState;
import dev.companion.provisioner.domain.work.ProvisioningEvent;
import dev.companion.provisioner.domain.work.Rules;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Stores the states of the links, and keeps each link either in the queue for its next call, or due at a time, or idle. */
public final class LinkScheduler {

    /** By {@link LinkKey#storeKey}. */
    public static final StoreSpec<LinkState> LINKS = new StoreSpec<>("links", LinkState.class);

    private final Table<LinkState> states;
    private final Rules rules;
    private final ProvisioningPlanner planner;
    private final TenantStates tenants;
    private final EmissionLog log;
    private final DueQueue<LinkKey> dueQueue = new DueQueue<>();
    private final CallQueue queue = new CallQueue();
    private final LinkIndex index = new LinkIndex();
    private final ReadBackTimes readBackTimes = new ReadBackTimes();
    private final CallBatches batches = new CallBatches(queue, index);

    public LinkScheduler(Ledger ledger, Rules rules, TenantStates tenants, EmissionLog log) {
        this.states = ledger.table(LINKS);
        this.rules = rules;
        this.planner = new ProvisioningPlanner(rules);
        this.tenants = tenants;
        this.log = log;
    }

    public void open(Instant now) {
        states.forEach((_, state) -> {
            replace(null, state, now);
            dueQueue.put(state.key(), now);
        });
    }

    public LinkIndex index() {
        return index;
    }

    public CallBatches batches() {
        return batches;
    }

    ReadBackTimes readBackTimes() {
        return readBackTimes;
    }

    private void replace(@Nullable LinkState before, @Nullable LinkState after, Instant now) {
        index.replace(before, after, now);
        readBackTimes.replace(before, after, now);
    }

    CallQueue queue() {
        return queue;
    }

    public @Nullable LinkState find(LinkKey link) {
        return states.get(link.storeKey());
    }

    /**
     * Stores the new state of a link, records what changed, and schedules the link.
     *
     * @param before null for a new link
     */
    public void save(@Nullable LinkState before, LinkState after, List<ProvisioningEvent> events, Instant now) {
        var recorded = log.record(after, events, tenants.settings(after.key().tenantId()), now);
        if (!recorded.equals(before)) {
            states.put(recorded.key().storeKey(), recorded);
            replace(before, recorded, now);
        }
        schedule(recorded, now);
    }

    /** Deletes everything about the link. An outcome that arrives later is ignored. */
    public void remove(LinkKey link, Instant now) {
        dueQueue.remove(link);
        queue.remove(link);
        batches.remove(link);
        var state = states.get(link.storeKey());
        if (state != null) {
            states.remove(link.storeKey());
            replace(state, null, now);
            log.remove(state, now);
        }
    }

    public void removeTenant(String tenantId, Instant now) {
        batches.removeTenant(tenantId);
        reconcileSoon(tenantId, now);
    }

    /** Every link of the tenant is due now. */
    public void reconcileSoon(String tenantId, Instant now) {
        index.linksOf(tenantId).forEach(link -> dueQueue.put(link, now));
    }

    /**
     * A link that an answered listing did not mention is asked about in a call of its own.
     *
     * @param plannedAt of the call that read the listing
     */
    public void onListing(LinkKey link, Instant plannedAt, Instant now) {
        var state = states.get(link.storeKey());
        if (state != null && batches.isMissingInListing(state, plannedAt)) {
            schedule(state, now);
        }
    }

    /** Removes and returns at most {@code max} links that are due. */
    public List<LinkKey> takeDue(Instant now, int max) {
        index.forgetChangesBefore(now.minus(rules.precheckMaxAge()).minus(rules.deadline()));
        return dueQueue.takeDue(now, max);
    }

    public Optional<Instant> nextDue() {
        return dueQueue.next();
    }

    public Plan plan(LinkState state, Instant now) {
        var tenant = tenants.find(state.key().tenantId());
        return planner.next(
                state,
                tenant == null ? null : tenant.settings(),
                tenant == null ? null : tenant.verified().checkSince(),
                now);
    }

    void schedule(LinkState state, Instant now) {
        var link = state.key();
        dueQueue.remove(link);
        queue.remove(link);
        switch (plan(state, now)) {
            case Take take -> {
                queue.put(link, batches.laneOf(link, take), take.depth(), now);
                // Even while no call may be sent, a removed link does not wait for an unknown outcome for ever.
                if (!state.spec().present() && state.hasUnknownOutcome()) {
                    dueQueue.put(link, now.plus(rules.recheckEvery()));
                }
            }
            case Wait(var until) -> dueQueue.put(link, until);
            case Rest() -> {}
        }
    }

    /** Takes the link out of the queue of calls until {@code at}, without its proof of absence. */
    void postpone(LinkState state, Instant at, Instant now) {
        dueQueue.put(state.key(), at);
        withoutProof(state, now);
    }

    /** Drops the link's proof of absence, which another link's change made worthless, and takes it out of the queue. */
    LinkState withoutProof(LinkState state, Instant now) {
        var unproved = state.change(c -> c.absenceProof = null);
        states.put(unproved.key().storeKey(), unproved);
        replace(state, unproved, now);
        queue.remove(state.key());
        return unproved;
    }
}
