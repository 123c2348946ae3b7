package dev.companion.resolver.domain;

import dev.companion.decision.AnsweredRequests;
import dev.companion.decision.Controller;
import dev.companion.decision.Ledger;
import dev.companion.decision.Retention;
import dev.companion.decision.StoreSpec;
import dev.companion.resolver.domain.ResolverEmission.AnswerForgotten;
import dev.companion.resolver.domain.ResolverEmission.DiscrepancyForgotten;
import dev.companion.resolver.domain.ResolverEmission.ErasureForgotten;
import dev.companion.resolver.domain.ResolverEmission.TenantErased;
import dev.companion.resolver.domain.ResolverInput.CommandRefused;
import dev.companion.resolver.domain.ResolverInput.CompanyChanged;
import dev.companion.resolver.domain.ResolverInput.DeletionHoldChanged;
import dev.companion.resolver.domain.ResolverInput.LinkChanged;
import dev.companion.resolver.domain.ResolverInput.LinkStatusChanged;
import dev.companion.resolver.domain.ResolverInput.ResolutionRequested;
import dev.companion.resolver.domain.ResolverInput.SettingsChanged;
import dev.companion.resolver.domain.ResolverInput.SiteChanged;
import dev.companion.resolver.domain.ResolverInput.TenantReset;
import dev.companion.resolver.domain.ResolverInput.VendorHealthChanged;
import dev.companion.resolver.domain.ResolverTables.Erasure;
import dev.companion.resolver.domain.discrepancy.Discrepancy;
import dev.companion.resolver.domain.facts.LinkSpec;
import dev.companion.resolver.domain.rules.DiscrepancyDetector;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Decides where desired and observed differ, and what is done about it. Stores each change and reviews what it concerns.
 * All of a tenant is in one task, so a site is always reviewed on all its facts.
 */
public final class DiscrepancyController implements Controller<ResolverInput, ResolverEmission> {

    /** The tables of the controller. */
    public static final List<StoreSpec<?>> STORES = Stream.concat(
                    ResolverTables.SPECS.stream(), Stream.of(AnsweredRequests.STORE))
            .toList();

    private static final int REVIEWS_PER_TICK_MAX = 1_000;
    private static final Duration RETENTION_INTERVAL = Duration.ofHours(1);
    private static final int REMOVED_PER_PASS_MAX = 10_000;

    private final ResolverTables tables;
    private final DiscrepancyReconciler reconciler;
    private final AnsweredRequests answered;
    private final ResolutionRequests requests;
    private final RetentionPeriods periods;
    private Retention retention;

    public DiscrepancyController(Ledger ledger, DiscrepancyDetector detector, RetentionPeriods periods) {
        tables = ResolverTables.of(ledger);
        reconciler = new DiscrepancyReconciler(tables, detector);
        answered = new AnsweredRequests(ledger, periods.answers());
        requests = new ResolutionRequests(tables, reconciler, answered);
        this.periods = periods;
        retention = new Retention(RETENTION_INTERVAL, REMOVED_PER_PASS_MAX, Instant.MIN);
    }

    /** Returns how many discrepancies are in each state. */
    public DiscrepancyCounts counts() {
        return reconciler.counts();
    }

    @Override
    public List<ResolverEmission> open(Instant now) {
        retention = new Retention(RETENTION_INTERVAL, REMOVED_PER_PASS_MAX, now);
        reconciler.open();
        return List.of();
    }

    @Override
    public List<ResolverEmission> on(ResolverInput input, Instant now) {
        var decision = new Decision(now, input.cause());
        var tenantId = input.tenantId();
        var tenant = tables.of(tenantId);
        if (isLate(input, tenant)) {
            return List.of();
        }
        switch (input) {
            case TenantReset reset -> erase(reset, decision);
            case SettingsChanged changed -> {
                endReset(tenantId, tenant, decision);
                var before = tenant.settings();
                tenant.setSettings(changed.settings());
                if (!tenant.settings().equals(before)) {
                    reconciler.reviewAll(tenantId, decision);
                }
            }
            case SiteChanged changed -> {
                tenant.setSite(changed.siteUid(), changed.site());
                reconciler.reviewSite(tenantId, changed.siteUid(), decision);
            }
            case CompanyChanged changed -> {
                var concerned = tenant.listSitesConcerned(changed.companyId());
                tenant.setCompany(changed.companyId(), changed.company());
                concerned.addAll(tenant.listSitesConcerned(changed.companyId()));
                concerned.forEach(siteUid -> reconciler.reviewSite(tenantId, siteUid, decision));
            }
            case LinkChanged changed -> {
                var before = tenant.findLink(changed.siteUid());
                tenant.setLink(changed.siteUid(), changed.link());
                var after = tenant.findLink(changed.siteUid());
                reconciler.linkedSitesChanged(tenantId, count(after) - count(before));
                reconciler.reviewSite(tenantId, changed.siteUid(), decision);
            }
            case LinkStatusChanged changed -> {
                tenant.setStatus(changed.siteUid(), changed.status());
                reconciler.reviewSite(tenantId, changed.siteUid(), decision);
            }
            case VendorHealthChanged changed -> {
                tenant.setHealth(changed.reporter(), changed.health());
                reconciler.reviewTenant(tenantId, decision);
            }
            case DeletionHoldChanged changed -> {
                tenant.setHold(changed.list(), changed.hold());
                reconciler.reviewTenant(tenantId, decision);
            }
            case ResolutionRequested requested -> requests.decide(requested, decision);
            case CommandRefused refused -> requests.refused(refused, decision);
        }
        return decision.emissions();
    }

    /** While a tenant is reset, only the next settings and its own requests, which are refused, say anything about it. */
    private static boolean isLate(ResolverInput input, TenantTables tenant) {
        return tenant.isReset()
                && switch (input) {
                    case SettingsChanged _, TenantReset _, ResolutionRequested _ -> false;
                    case SiteChanged _,
                            CompanyChanged _,
                            LinkChanged _,
                            LinkStatusChanged _,
                            VendorHealthChanged _,
                            DeletionHoldChanged _,
                            CommandRefused _ -> true;
                };
    }

    /** Reports a reset once, however often it arrives. */
    private void erase(TenantReset reset, Decision decision) {
        var tenantId = reset.tenantId();
        var erasure = new Erasure(reset.requestId());
        if (erasure.equals(tables.erasures().get(tenantId))) {
            return;
        }
        var discrepancies = reconciler.forget(tenantId);
        discrepancies.forEach(id -> decision.emit(new DiscrepancyForgotten(tenantId, id)));
        tables.removeAll(tenantId);
        var answers = forgetAnswers(tenantId, decision);
        tables.erasures().put(tenantId, erasure);
        decision.emit(new TenantErased(tenantId, reset.requestId(), discrepancies.size(), answers));
    }

    /** The tenant is gone, or set up again. Requests that were refused meanwhile are forgotten too. */
    private void endReset(String tenantId, TenantTables tenant, Decision decision) {
        if (tenant.isReset()) {
            forgetAnswers(tenantId, decision);
            tables.erasures().remove(tenantId);
            decision.emit(new ErasureForgotten(tenantId));
        }
    }

    private int forgetAnswers(String tenantId, Decision decision) {
        var answers = answered.removeAllOf(tenantId);
        answers.forEach(id -> decision.emit(new AnswerForgotten(tenantId, id)));
        return answers.size();
    }

    private static int count(Optional<LinkSpec> link) {
        return link.filter(LinkSpec::present).isPresent() ? 1 : 0;
    }

    @Override
    public List<ResolverEmission> tick(Instant now) {
        var decision = new Decision(now, null);
        reconciler.reviewDue(REVIEWS_PER_TICK_MAX, decision);
        if (retention.startPass(now)) {
            forgetOld(decision);
        }
        return decision.emissions();
    }

    private void forgetOld(Decision decision) {
        var closedBefore = decision.now().minus(periods.closed());
        var answeredBefore = decision.now().minus(periods.answers());
        retention
                .removeOld(tables.discrepancies(), known -> isOld(known, closedBefore))
                .forEach(key -> decision.emit(
                        new DiscrepancyForgotten(ResolverTables.tenantOf(key), ResolverTables.idOf(key))));
        answered.removeOld(retention, decision.now())
                .forEach(key ->
                        decision.emit(new AnswerForgotten(ResolverTables.tenantOf(key), ResolverTables.idOf(key))));
        retention.removeOld(tables.commands(), command -> command.at().isBefore(answeredBefore));
    }

    /** A difference that a person chose to keep is remembered for as long as it exists. */
    private static boolean isOld(Discrepancy known, Instant closedBefore) {
        var closing = known.closing();
        return closing != null && known.kept() == null && closing.at().isBefore(closedBefore);
    }

    @Override
    public Optional<Instant> nextDue(Instant now) {
        return Optional.of(reconciler
                .nextDue()
                .filter(at -> at.isBefore(retention.nextPass()))
                .orElse(retention.nextPass()));
    }
}
