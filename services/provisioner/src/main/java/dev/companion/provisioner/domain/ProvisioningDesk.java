package dev.companion.provisioner.domain;

import dev.companion.provisioner.domain.ApiGate.Passage;
import dev.companion.provisioner.domain.LinkWork.CompanyUse;
import dev.companion.provisioner.domain.Plan.Rest;
import dev.companion.provisioner.domain.Plan.Take;
import dev.companion.provisioner.domain.Plan.Wait;
import dev.companion.provisioner.domain.Progress.Setting;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Works on all links of some tenants: takes in what arrives, decides the next step of each link, and lets it go when
 * budget, breaker and fairness allow. It alone decides that a call is made. Not for use by several threads.
 *
 * <p>Every method takes the present moment and answers what is to be written, in order. The caller writes that and the
 * changes of the {@link Ledger} in one transaction.
 */
public final class ProvisioningDesk {

    private static final int LOOKS_PER_TICK = 500;
    private static final int CALLS_PER_TICK = 200;
    private static final Duration BUSY_PAUSE = Duration.ofSeconds(2);

    private final Ledger ledger;
    private final Rules rules;
    private final ProvisioningPlanner planner;
    private final Agenda agenda = new Agenda();
    private final Lanes lanes = new Lanes();
    private final Holdings holdings = new Holdings();
    private final Batches batches = new Batches(lanes, holdings);
    private final TenantBook tenants;
    private final Chronicle chronicle;
    private Instant openedAt = Instant.MAX;

    public ProvisioningDesk(Ledger ledger, Rules rules, Pacing pacing) {
        this.ledger = ledger;
        this.rules = rules;
        this.planner = new ProvisioningPlanner(rules);
        this.tenants = new TenantBook(ledger, pacing);
        this.chronicle = new Chronicle(rules);
    }

    /** Reads the ledger, once, before anything else. Every link is looked at in the ticks that follow. */
    public void open(Instant now) {
        openedAt = now;
        tenants.open(now);
        ledger.eachWork(work -> {
            holdings.changed(null, work, now);
            agenda.put(work.key(), now);
        });
    }

    /** What is wanted of a link. A generation that is not newer than the one known is no news. */
    public List<Emission> wanted(LinkKey key, Desired desired, Instant now) {
        var before = ledger.work(key);
        if (before == null) {
            finish(null, Progress.begun(key, desired), List.of(), now);
        } else if (desired.generation() > before.desired().generation()) {
            finish(before, Progress.wanted(before, desired), List.of(), now);
        }
        return served(now);
    }

    /** The link is gone, and everything about it is forgotten; an outcome that comes yet is no news. */
    public List<Emission> forget(LinkKey key, Instant now) {
        var work = ledger.work(key);
        agenda.remove(key);
        lanes.remove(key);
        batches.forget(key);
        if (work != null) {
            ledger.remove(key);
            holdings.changed(work, null, now);
            chronicle.add(new Emission.Forgotten(key));
        }
        return served(now);
    }

    public List<Emission> tenant(TenantFacts facts, Instant now) {
        var before = tenants.find(facts.tenantId());
        if (before == null || !before.facts().equals(facts)) {
            keep(before, before == null ? TenantState.of(facts, now) : before.with(facts, now), now);
            holdings.linksOf(facts.tenantId()).forEach(key -> agenda.put(key, now));
        }
        return served(now);
    }

    public List<Emission> forgetTenant(String tenantId, Instant now) {
        chronicle.addAll(tenants.forget(tenantId));
        batches.forgetTenant(tenantId);
        holdings.linksOf(tenantId).forEach(key -> agenda.put(key, now));
        return served(now);
    }

    /** What came of a call. One that is not waited for is no news. */
    public List<Emission> outcome(LinkKey key, Outcome outcome, Instant now) {
        var before = ledger.work(key);
        if (before == null) {
            return served(now);
        }
        var tenant = tenants.find(key.tenantId());
        var setting = new Setting(tenants.facts(key.tenantId()), holdings, rules);
        var progress = Progress.after(before, outcome, setting);
        if (progress.call() != null && tenant != null) {
            var vendor = outcome.kind().vendor();
            var gate = tenant.gate(vendor).after(outcome, progress.call(), now);
            keep(tenant, tenant.withGate(vendor, gate), now);
            if (outcome.reason() == Outcome.Reason.RATE_LIMITED) {
                tenants.refused(tenant, outcome.kind().budget(), progress.call().plannedAt(), now);
            }
        }
        finish(before, progress.work(), progress.facts(), now);
        progress.nameLearned(before).ifPresent(name -> voidEvidence(key, name, now));
        if (progress.call() != null) {
            if (tenant != null) {
                // The first request of the call was charged when it was planned.
                for (var request = 1; request < outcome.requests(); request++) {
                    tenants.charge(tenant, outcome.kind().budget(), now);
                }
            }
            settleTogether(key, progress.call(), outcome, setting, now);
        }
        return served(now);
    }

    /** A company of the link has the name: what others once tried under it is no proof of theirs any more. */
    private void voidEvidence(LinkKey link, String name, Instant now) {
        for (var before :
                holdings.onceTried(link, name).stream().map(ledger::work).toList()) {
            finish(before, before.withoutEvidenceOf(name), List.of(), now);
        }
    }

    /** What the outcome of a call that was made for several links says to the others. */
    private void settleTogether(LinkKey key, InFlight call, Outcome outcome, Setting setting, Instant now) {
        var listing = call.kind() == StepKind.READ_PACKAGE_LINKS && outcome.applied();
        if (listing) {
            listedFor(key, now);
        }
        var together = batches.ended(call, key, outcome, now);
        for (var other : together.links()) {
            var before = ledger.work(other);
            if (before == null || before.inFlight() != null) {
                continue;
            }
            var asIfAlone = together.asIfAlone(before, call, () -> plan(before, now));
            if (asIfAlone != null) {
                var progress = Progress.alongside(before, asIfAlone, outcome, setting);
                finish(before, progress.work(), progress.facts(), now);
                if (listing) {
                    listedFor(other, now);
                }
            }
        }
    }

    /** A link that the listing did not tell of, although it was read, is asked for by itself. */
    private void listedFor(LinkKey key, Instant now) {
        var work = ledger.work(key);
        if (work != null && batches.listedFor(work, now)) {
            schedule(work, now);
        }
    }

    /** A package is as told, or gone where its name is null: the link that uses it, or its company, looks for itself. */
    public List<Emission> packageChanged(
            String tenantId, String packageId, @Nullable String companyId, @Nullable String name, Instant now) {
        var user = holdings.userOfPackage(tenantId, packageId);
        if (user != null) {
            doubtPackage(user, pkg -> !pkg.name().equals(name), now);
        } else if (companyId != null && name != null) {
            // Another package of our name in the company of a link: it may have been made twice.
            for (var key : holdings.usersOf(tenantId, companyId)) {
                var work = ledger.work(key);
                if (work != null && name.equals(work.desired().packageName())) {
                    doubtPackage(key, pkg -> pkg.doubles() == 0, now);
                }
            }
        }
        return served(now);
    }

    private void doubtPackage(LinkKey key, Predicate<PackageUse> doubtful, Instant now) {
        var before = ledger.work(key);
        if (before != null) {
            finish(before, PackageOutcomes.heard(before, doubtful, now), List.of(), now);
        }
    }

    /** A company that links may use is gone or suspended, or is usable again: the links that use it look for themselves. */
    public List<Emission> companyChanged(String tenantId, String companyId, boolean usable, Instant now) {
        for (var key : holdings.usersOf(tenantId, companyId)) {
            var before = ledger.work(key);
            var company = before == null ? null : before.company();
            if (before != null && company != null && company.unsure() == usable) {
                var unsure = new CompanyUse(company.id(), company.name(), company.provenance(), true, false);
                finish(
                        before,
                        before.change(c -> {
                            c.company = unsure;
                            c.hold = null;
                        }),
                        List.of(),
                        now);
            }
        }
        return served(now);
    }

    /** @param notBefore until when another service was told to send nothing; null where its calls are answered again */
    public List<Emission> asked(String tenantId, Vendor vendor, @Nullable Instant notBefore, Instant now) {
        var tenant = tenants.find(tenantId);
        if (tenant != null) {
            keep(tenant, tenant.withGate(vendor, tenant.gate(vendor).toldElsewhere(notBefore, now)), now);
        }
        return served(now);
    }

    /** Time has passed. Costs next to nothing when nothing is due. */
    public List<Emission> tick(Instant now) {
        holdings.forgetChangesBefore(now.minus(rules.precheckMaxAge()).minus(rules.deadline()));
        for (var looks = 0; looks < LOOKS_PER_TICK; looks++) {
            var key = agenda.poll(now);
            if (key == null) {
                break;
            }
            look(key, now);
        }
        return served(now);
    }

    /** When a tick is worth while if nothing arrives before; empty when it never is. */
    public Optional<Instant> nextDue(Instant now) {
        var waiting = lanes.turns().stream()
                .filter(tenantId -> holdings.inFlightOf(tenantId) < rules.inFlightMax())
                .map(tenants::find)
                .filter(Objects::nonNull)
                .flatMap(tenant ->
                        lanes.lanes(tenant.facts().tenantId()).stream().map(lane -> servedAt(tenant, lane, now)))
                .filter(Objects::nonNull);
        return Stream.concat(Stream.ofNullable(agenda.nextAt()), waiting).min(Instant::compareTo);
    }

    private @Nullable Instant servedAt(TenantState tenant, Lane lane, Instant now) {
        var open = batches.opensAt(tenant.facts().tenantId(), lane, now);
        var passable = tenants.passableAt(tenant, lane.budget(), now);
        return open == null || passable == null ? null : open.isAfter(passable) ? open : passable;
    }

    public Census census() {
        return holdings.census();
    }

    private void look(LinkKey key, Instant now) {
        var before = ledger.work(key);
        if (before == null) {
            return;
        }
        var call = before.inFlight();
        var overdue = call != null && !now.isBefore(call.deadline().plus(rules.deadlineGrace()));
        var progress = Progress.of(before);
        if (call != null && overdue) {
            progress = Progress.expired(before, call, now, rules);
            batches.lost(call.callId());
        }
        finish(before, progress.work(), progress.facts(), now);
    }

    /** Writes what a link has become, says what is new of it, and sees to when it is looked at next. */
    private void finish(@Nullable LinkWork before, LinkWork after, List<Fact> facts, Instant now) {
        var told = chronicle.tell(after, facts, tenants.facts(after.key().tenantId()), now);
        if (!told.equals(before)) {
            ledger.put(told);
            holdings.changed(before, told, now);
        }
        schedule(told, now);
    }

    private void schedule(LinkWork work, Instant now) {
        var key = work.key();
        agenda.remove(key);
        lanes.remove(key);
        switch (plan(work, now)) {
            case Take take -> {
                lanes.put(key, batches.laneOf(key, take), take.depth(), now);
                // Even behind a closed gate, the end of a removed link does not wait for a doubt for ever.
                if (!work.desired().present() && work.inDoubt()) {
                    agenda.put(key, now.plus(rules.recheckEvery()));
                }
            }
            case Wait(var until) -> agenda.put(key, until);
            case Rest() -> {}
        }
    }

    private Plan plan(LinkWork work, Instant now) {
        return planner.next(work, tenants.facts(work.key().tenantId()), now);
    }

    /** Lets go as many calls as budgets, breakers and fairness allow now, a call for each tenant in turn. */
    private List<Emission> served(Instant now) {
        var calls = 0;
        var any = true;
        while (any && calls < CALLS_PER_TICK) {
            any = false;
            for (var tenantId : lanes.turns()) {
                if (calls < CALLS_PER_TICK && serveOne(tenantId, now)) {
                    lanes.served(tenantId);
                    calls++;
                    any = true;
                }
            }
        }
        return chronicle.take();
    }

    private boolean serveOne(String tenantId, Instant now) {
        var tenant = tenants.find(tenantId);
        while (tenant != null && holdings.inFlightOf(tenantId) < rules.inFlightMax()) {
            var open = tenant;
            var key = lanes.first(
                    tenantId, lane -> batches.open(tenantId, lane, now) && tenants.passable(open, lane.budget(), now));
            var work = key == null ? null : ledger.work(key);
            if (work == null) {
                return false;
            }
            // Time has passed since the link lined up: what it waits for may have changed, a proof gone stale.
            if (!(plan(work, now) instanceof Take take)
                    || !tenants.passable(tenant, take.step().kind().budget(), now)) {
                schedule(work, now);
            } else if (holdings.busy(work.key(), take.step())) {
                agenda.put(work.key(), now.plus(BUSY_PAUSE));
                unprove(work, now);
            } else if (outdated(work, take.step())) {
                schedule(unprove(work, now), now);
            } else {
                return letGo(tenant, work, take, now);
            }
        }
        return false;
    }

    /** Whether another may have made the very same thing since the link's proof that it is not there. */
    private boolean outdated(LinkWork work, Step step) {
        var proof = work.absent();
        return step.kind().effect()
                && proof != null
                && (proof.from().isBefore(openedAt) || holdings.changedSince(work.key(), step, proof.from()));
    }

    private LinkWork unprove(LinkWork work, Instant now) {
        var unproved = work.change(c -> c.absent = null);
        ledger.put(unproved);
        holdings.changed(work, unproved, now);
        lanes.remove(work.key());
        return unproved;
    }

    /** Behind a gate that is ajar, the read that shows the step's effect goes in its place. */
    private boolean letGo(TenantState tenant, LinkWork work, Take take, Instant now) {
        var together = batches.company(work.key(), take, now);
        var planned = Batches.step(work, take.step(), together, ledger, other -> plan(other, now));
        var vendor = planned.kind().vendor();
        var trial = tenant.gate(vendor).passage(now) == Passage.ONE_READ;
        var step = trial ? planned.find() : planned;
        if (!tenants.passable(tenant, step.kind().budget(), now)) {
            return false;
        }
        tenants.charge(tenant, step.kind().budget(), now);
        var call = Call.next(work, step, now, rules.deadline());
        if (trial) {
            var until = call.deadline().plus(rules.deadlineGrace());
            keep(tenant, tenant.withGate(vendor, tenant.gate(vendor).probing(until)), now);
        }
        if (together.size() > 1) {
            batches.begun(call, together);
        }
        var absentAt =
                step.kind().effect() && work.absent() != null ? work.absent().at() : null;
        var sequence = Chronicle.next(work.revision(), now);
        chronicle.add(new Emission.Planned(call, work.desired().requestId(), sequence));
        var begun = work.withInFlight(InFlight.of(call, absentAt)).change(c -> c.revision = sequence);
        finish(work, begun, List.of(), now);
        return true;
    }

    private void keep(@Nullable TenantState before, TenantState after, Instant now) {
        chronicle.addAll(tenants.keep(before, after, now));
    }
}
