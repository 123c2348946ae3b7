package dev.companion.provisioner.domain;

import dev.companion.decision.Controller;
import dev.companion.decision.Ledger;
import dev.companion.provisioner.domain.ProvisioningInput.CallEnded;
import dev.companion.provisioner.domain.ProvisioningInput.CompanyObserved;
import dev.companion.provisioner.domain.ProvisioningInput.HealthObserved;
import dev.companion.provisioner.domain.ProvisioningInput.LinkChanged;
import dev.companion.provisioner.domain.ProvisioningInput.LinkRemoved;
import dev.companion.provisioner.domain.ProvisioningInput.LinksReadUntilReset;
import dev.companion.provisioner.domain.ProvisioningInput.PackageObserved;
import dev.companion.provisioner.domain.ProvisioningInput.TenantChanged;
import dev.companion.provisioner.domain.ProvisioningInput.TenantRemoved;
import dev.companion.provisioner.domain.emission.Emission;
import dev.companion.provisioner.domain.emission.EmissionLog;
import dev.companion.provisioner.domain.outcome.BackoffRules;
import dev.companion.provisioner.domain.outcome.LinkTransitions;
import dev.companion.provisioner.domain.outcome.OutcomeContext;
import dev.companion.provisioner.domain.outcome.PackageOutcomes;
import dev.companion.provisioner.domain.schedule.CallDispatcher;
import dev.companion.provisioner.domain.schedule.LinkCounts;
import dev.companion.provisioner.domain.schedule.LinkScheduler;
import dev.companion.provisioner.domain.schedule.Pacing;
import dev.companion.provisioner.domain.schedule.TenantErasures;
import dev.companion.provisioner.domain.schedule.TenantStates;
import dev.companion.provisioner.domain.schedule.VerificationReports;
import dev.companion.provisioner.domain.step.InFlight;
import dev.companion.provisioner.domain.step.LinkKey;
import dev.companion.provisioner.domain.step.Outcome;
import dev.companion.provisioner.domain.step.StepKind;
import dev.companion.provisioner.domain.tenant.TenantSettings;
import dev.companion.provisioner.domain.tenant.TenantState;
import dev.companion.provisioner.domain.work.LinkedPackage;
import dev.companion.provisioner.domain.work.Rules;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Reconciles all links of some tenants: applies each input to the links that it concerns, plans their next steps, and
 * starts the calls that quota, circuit breaker and fairness allow. It is the only place that decides to make a call.
 */
public final class ProvisioningController implements Controller<ProvisioningInput, Emission> {

    private static final int LINKS_PER_TICK = 500;

    private final Rules rules;
    private final EmissionLog log;
    private final TenantStates tenants;
    private final LinkScheduler links;
    private final CallDispatcher dispatcher;
    private final VerificationReports verification;
    private final TenantErasures erasures;

    public ProvisioningController(Ledger ledger, Rules rules, Pacing pacing) {
        this.rules = rules;
        this.log = new EmissionLog(rules);
        this.tenants = new TenantStates(ledger, pacing, log);
        this.links = new LinkScheduler(ledger, rules, tenants, log);
        this.dispatcher = new CallDispatcher(links, tenants, log, rules);
        this.verification = new VerificationReports(links, tenants, rules);
        this.erasures = new TenantErasures(ledger, tenants, links, log, rules);
    }

    /** Every link is due in the ticks that follow. */
    @Override
    public List<Emission> open(Instant now) {
        tenants.open(now);
        links.open(now);
        dispatcher.open(now);
        erasures.open();
        return log.drain();
    }

    /** Applies the input, then starts every call that may start now. */
    @Override
    public List<Emission> on(ProvisioningInput input, Instant now) {
        switch (input) {
            case LinkChanged changed -> onLink(changed, now);
            case LinkRemoved(var link) -> onRemoved(link, now);
            case TenantChanged(var settings) -> onTenant(settings, now);
            case LinksReadUntilReset(var tenantId, var requestId) -> erasures.linksRead(tenantId, requestId);
            case TenantRemoved(var tenantId) -> {
                erasures.end(tenantId);
                tenants.remove(tenantId);
                links.removeTenant(tenantId, now);
            }
            case CallEnded(var link, var outcome) -> onOutcome(link, outcome, now);
            case CompanyObserved observed -> onCompany(observed, now);
            case PackageObserved observed -> onPackage(observed, now);
            case HealthObserved observed -> onHealth(observed, now);
        }
        return dispatched(now);
    }

    /** Reconciles the links that are due, then starts every call that may start now. Costs little if nothing is due. */
    @Override
    public List<Emission> tick(Instant now) {
        links.takeDue(now, LINKS_PER_TICK).forEach(link -> reconcile(link, now));
        return dispatched(now);
    }

    @Override
    public Optional<Instant> nextDue(Instant now) {
        return Stream.of(links.nextDue(), dispatcher.nextDue(now), verification.nextDue(), erasures.nextDue())
                .flatMap(Optional::stream)
                .min(Instant::compareTo);
    }

    public LinkCounts counts() {
        return links.index().counts();
    }

    private List<Emission> dispatched(Instant now) {
        erasures.advance(now);
        dispatcher.dispatch(now);
        verification.publish(now);
        return log.drain();
    }

    /** A check that a person requested also looks at the links that wait for a person. */
    private void onTenant(TenantSettings settings, Instant now) {
        var resetBy = settings.resetBy();
        if (resetBy == null) {
            erasures.end(settings.tenantId());
        } else if (!erasures.begin(settings.tenantId(), resetBy)) {
            return;
        }
        var before = tenants.find(settings.tenantId());
        if (!tenants.put(settings, now)) {
            return;
        }
        links.reconcileSoon(settings.tenantId(), now);
        verification.lookAt(settings.tenantId(), now);
        var after = tenants.find(settings.tenantId());
        if (before == null
                || after == null
                || !after.verified().isChecking()
                || before.verified().isChecking()) {
            return;
        }
        for (var link : links.index().linksOf(settings.tenantId())) {
            var state = links.find(link);
            if (state != null) {
                var over = BackoffRules.over(state, now);
                if (!over.equals(state)) {
                    links.save(state, over, List.of(), now);
                }
            }
        }
    }

    private void onLink(LinkChanged changed, Instant now) {
        if (erasures.isUnderWay(changed.link().tenantId())) {
            return;
        }
        var before = links.find(changed.link());
        var spec = changed.spec();
        if (before == null) {
            links.save(null, LinkTransitions.created(changed.link(), spec), List.of(), now);
        } else if (spec.generation() > before.spec().generation()) {
            links.save(before, LinkTransitions.withSpec(before, spec), List.of(), now);
        }
    }

    /** While a tenant is reset, its links are erased when their calls have ended, not earlier. */
    private void onRemoved(LinkKey link, Instant now) {
        if (!erasures.isUnderWay(link.tenantId())) {
            links.remove(link, now);
        }
    }

    /** If a call has neither an outcome nor time left, its outcome is unknown from now on. */
    private void reconcile(LinkKey link, Instant now) {
        var before = links.find(link);
        if (before == null) {
            return;
        }
        var call = before.inFlight();
        if (call == null || now.isBefore(call.deadline().plus(rules.deadlineGrace()))) {
            links.save(before, before, List.of(), now);
        } else {
            var expired = LinkTransitions.expired(before, call, now, rules);
            links.batches().lost(call.callId());
            links.save(before, expired.state(), expired.events(), now);
        }
    }

    private void onOutcome(LinkKey link, Outcome outcome, Instant now) {
        var before = links.find(link);
        if (before == null) {
            return;
        }
        var tenant = tenants.find(link.tenantId());
        var context = new OutcomeContext(tenants.settings(link.tenantId()), links.index(), rules);
        var transition = LinkTransitions.after(before, outcome, context);
        var call = transition.call();
        if (call != null && tenant != null) {
            onAnswer(tenant, call, outcome, now);
        }
        links.save(before, transition.state(), transition.events(), now);
        transition.nameLearned(before).ifPresent(name -> voidEvidence(link, name, now));
        if (call != null) {
            if (tenant != null) {
                // The first request of the call was charged when the call was planned.
                for (var request = 1; request < outcome.requests(); request++) {
                    tenants.charge(tenant, outcome.kind().budget(), now);
                }
            }
            settleBatch(link, call, outcome, context, now);
        }
    }

    private void onAnswer(TenantState tenant, InFlight call, Outcome outcome, Instant now) {
        var vendor = outcome.kind().vendor();
        var gate = tenant.gate(vendor).after(outcome, call, now);
        tenants.put(tenant, tenant.withGate(vendor, gate), now);
        if (outcome.reason() == Outcome.Reason.RATE_LIMITED) {
            tenants.refused(tenant, outcome.kind().budget(), call.plannedAt(), now);
        }
    }

    /** A company of the link has the name, so what other links once tried to create under it proves nothing any more. */
    private void voidEvidence(LinkKey link, String name, Instant now) {
        for (var before : links.index().othersThatTried(link, name).stream()
                .map(links::find)
                .filter(Objects::nonNull)
                .toList()) {
            links.save(before, before.withoutEvidenceOf(name), List.of(), now);
        }
    }

    /** Applies the outcome of a call that served several links to the other links. */
    private void settleBatch(LinkKey link, InFlight call, Outcome outcome, OutcomeContext context, Instant now) {
        var listing = call.kind() == StepKind.READ_PACKAGE_LINKS && outcome.applied();
        if (listing) {
            links.onListing(link, call.plannedAt(), now);
        }
        var batch = links.batches().ended(call, link, outcome, now);
        for (var other : batch.links()) {
            var before = links.find(other);
            if (before == null || before.inFlight() != null) {
                continue;
            }
            var ownCall = batch.ownCall(before, call, () -> links.plan(before, now));
            if (ownCall != null) {
                var transition = LinkTransitions.afterBatch(before, ownCall, outcome, context);
                links.save(before, transition.state(), transition.events(), now);
                if (listing) {
                    links.onListing(other, call.plannedAt(), now);
                }
            }
        }
    }

    /** The link that uses the package, or the links of its company, look the package up if the observation is news. */
    private void onPackage(PackageObserved observed, Instant now) {
        var user = links.index().userOfPackage(observed.tenantId(), observed.packageId());
        var name = observed.name();
        var companyId = observed.companyId();
        if (user != null) {
            makePackageUnsure(user, pkg -> !pkg.name().equals(name), now);
        } else if (companyId != null && name != null) {
            // Another package of our name in the company of a link: it may have been created twice.
            for (var link : links.index().usersOf(observed.tenantId(), companyId)) {
                var state = links.find(link);
                if (state != null && name.equals(state.spec().packageName())) {
                    makePackageUnsure(link, pkg -> pkg.duplicates() == 0, now);
                }
            }
        }
    }

    private void makePackageUnsure(LinkKey link, Predicate<LinkedPackage> isNews, Instant now) {
        var before = links.find(link);
        if (before != null) {
            links.save(before, PackageOutcomes.observed(before, isNews, now), List.of(), now);
        }
    }

    /** The links that use the company look it up if the observation is news to them. */
    private void onCompany(CompanyObserved observed, Instant now) {
        for (var link : links.index().usersOf(observed.tenantId(), observed.companyId())) {
            var before = links.find(link);
            var company = before == null ? null : before.company();
            if (before != null && company != null && company.unsure() == observed.usable()) {
                links.save(before, before.withUnsureCompany(), List.of(), now);
            }
        }
    }

    private void onHealth(HealthObserved observed, Instant now) {
        var tenant = tenants.find(observed.tenantId());
        if (tenant != null) {
            var gate = tenant.gate(observed.vendor()).afterElsewhere(observed.notBefore(), now);
            tenants.put(tenant, tenant.withGate(observed.vendor(), gate), now);
        }
    }
}
