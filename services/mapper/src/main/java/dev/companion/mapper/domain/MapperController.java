package dev.companion.mapper.domain;

import dev.companion.decision.AnsweredRequests;
import dev.companion.decision.Controller;
import dev.companion.decision.Ledger;
import dev.companion.decision.Retention;
import dev.companion.decision.StoreSpec;
import dev.companion.mapper.domain.MapperEmission.AuditNoted;
import dev.companion.mapper.domain.MapperEmission.KeyErased;
import dev.companion.mapper.domain.MapperEmission.LinkChanged;
import dev.companion.mapper.domain.MapperEmission.RequestDecided;
import dev.companion.mapper.domain.MapperEmission.RequestRepeated;
import dev.companion.mapper.domain.MapperEmission.ResultExpired;
import dev.companion.mapper.domain.MapperEmission.SecretChanged;
import dev.companion.mapper.domain.MapperEmission.SettingsChanged;
import dev.companion.mapper.domain.MapperInput.ClaimAnswered;
import dev.companion.mapper.domain.MapperInput.CompanyDeleted;
import dev.companion.mapper.domain.MapperInput.CompanyObserved;
import dev.companion.mapper.domain.MapperInput.ErasureReported;
import dev.companion.mapper.domain.MapperInput.LinkStatusObserved;
import dev.companion.mapper.domain.MapperInput.RequestReceived;
import dev.companion.mapper.domain.MapperInput.SiteDeleted;
import dev.companion.mapper.domain.MapperInput.SiteObserved;
import dev.companion.mapper.domain.MapperInput.VariableObserved;
import dev.companion.mapper.domain.claim.ClaimVerdict;
import dev.companion.mapper.domain.claim.WaitingSave;
import dev.companion.mapper.domain.handler.LinkStatusHandler;
import dev.companion.mapper.domain.handler.RequestHandler;
import dev.companion.mapper.domain.link.Link;
import dev.companion.mapper.domain.link.ObservedCompany;
import dev.companion.mapper.domain.link.ObservedSite;
import dev.companion.mapper.domain.request.Decision;
import dev.companion.mapper.domain.request.Request;
import dev.companion.mapper.domain.request.Request.ResetTenant;
import dev.companion.mapper.domain.request.Request.SaveGravityZone;
import dev.companion.mapper.domain.request.RequestResult;
import dev.companion.mapper.domain.state.MapperState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Decides everything that is desired for the tenants of one task: requests once each, statuses of links, and suggestions.
 * All of a tenant meets here, so uniqueness is a look-up and needs no lock.
 */
public final class MapperController implements Controller<MapperInput, MapperEmission> {

    /** Everything that the controller stores. */
    public static final List<StoreSpec<?>> STORES = MapperState.STORES;

    private static final Duration RETENTION_INTERVAL = Duration.ofHours(1);

    /** Bounds one pass, which holds up the task; the rest waits for the next. */
    private static final int RESULTS_REMOVED_MAX = 10_000;

    /** The actor of what follows from a status. */
    private static final String ACTOR = "mapper";

    private final MapperState state;
    private final AnsweredRequests answered;
    private final SuggestionTimer suggestions;
    private final TenantClaims claims;
    private final TenantResets resets;

    @SuppressWarnings("NullAway.Init") // open comes before everything else
    private Retention retention;

    /**
     * @param resultRetention how long the result of a request is kept, so that a repeat of the request is ignored
     * @param actAfter how long no site and no company of a tenant may have changed before a rule links one
     */
    public MapperController(Ledger ledger, Duration resultRetention, Duration actAfter) {
        state = new MapperState(ledger);
        answered = new AnsweredRequests(ledger, resultRetention);
        suggestions = new SuggestionTimer(state, actAfter);
        claims = new TenantClaims(state);
        resets = new TenantResets(state, answered, claims);
    }

    @Override
    public List<MapperEmission> open(Instant now) {
        state.open();
        retention = new Retention(RETENTION_INTERVAL, RESULTS_REMOVED_MAX, now);
        suggestions.open(now);
        return claims.askAgain();
    }

    @Override
    public List<MapperEmission> on(MapperInput input, Instant now) {
        var emissions = new ArrayList<MapperEmission>();
        switch (input) {
            case SiteObserved it -> setSite(it.tenantId(), it.siteUid(), it.site(), now);
            case SiteDeleted it -> setSite(it.tenantId(), it.siteUid(), null, now);
            case VariableObserved it -> setVariable(it, now);
            case CompanyObserved it -> setCompany(it.tenantId(), it.companyId(), it.company(), emissions, now);
            case CompanyDeleted it -> setCompany(it.tenantId(), it.companyId(), null, emissions, now);
            case ClaimAnswered it -> judge(it, emissions, now);
            case LinkStatusObserved it -> observe(it, emissions, now);
            case RequestReceived it -> decide(it, emissions, now);
            case ErasureReported it -> emissions.addAll(resets.report(it, now));
        }
        emissions.addAll(suggestions.takeFailures());
        return emissions;
    }

    @Override
    public List<MapperEmission> tick(Instant now) {
        var emissions = new ArrayList<MapperEmission>();
        if (retention.startPass(now)) {
            answered.removeOld(retention, now).forEach(key -> emissions.add(new ResultExpired(key)));
            emissions.addAll(claims.askAgain());
            emissions.addAll(resets.sayAgain());
        }
        emissions.addAll(suggestions.tick(now));
        emissions.addAll(suggestions.takeFailures());
        return emissions;
    }

    @Override
    public Optional<Instant> nextDue(Instant now) {
        return Stream.concat(Stream.of(retention.nextPass()), suggestions.nextDue().stream())
                .min(Instant::compareTo);
    }

    /** A site that is deleted keeps its link: people decide what happens then. */
    private void setSite(String tenantId, String siteUid, @Nullable ObservedSite site, Instant now) {
        if (state.tenant(tenantId).setSite(siteUid, site)) {
            suggestions.siteChanged(tenantId, siteUid, now);
        }
    }

    /** What was read before a site was linked says nothing later: the link changes the variable. */
    private void setVariable(VariableObserved observed, Instant now) {
        var tenant = state.tenant(observed.tenantId());
        var linked = tenant.findLink(observed.siteUid())
                .filter(link -> link.wanted() != Link.Wanted.GONE)
                .isPresent();
        if (tenant.setVariable(observed.siteUid(), linked ? null : observed.variable())) {
            suggestions.variableChanged(observed.tenantId(), observed.siteUid(), now);
        }
    }

    private void setCompany(
            String tenantId,
            String companyId,
            @Nullable ObservedCompany company,
            List<MapperEmission> emissions,
            Instant now) {
        var tenant = state.tenant(tenantId);
        var wasPartner = tenant.isPartner(companyId);
        var before = tenant.findCompany(companyId);
        if (tenant.setCompany(companyId, company)) {
            if (!before.map(ObservedCompany::listed)
                    .equals(Optional.ofNullable(company).map(ObservedCompany::listed))) {
                suggestions.companyChanged(tenantId, companyId, now);
            }
            emissions.addAll(claims.companyChanged(tenantId, companyId, wasPartner));
        }
    }

    private void observe(LinkStatusObserved observed, List<MapperEmission> emissions, Instant now) {
        if (resets.isUnderWay(observed.tenantId())) {
            return;
        }
        var tenant = state.tenant(observed.tenantId());
        var before = tenant.findLink(observed.siteUid());
        var change = before.flatMap(link -> LinkStatusHandler.observe(link, observed.status()));
        if (change.isEmpty()) {
            return;
        }
        var link = change.get().link();
        tenant.put(link);
        suggestions.linkChanged(observed.tenantId(), before, link, now);
        var cause = link.siteUid() + ":" + link.generation();
        switch (link.wanted()) {
            case GONE -> emissions.add(new LinkChanged(observed.tenantId(), link, cause));
            case PRESENT, ABSENT -> {}
        }
        change.get().note().ifPresent(note -> emissions.add(new AuditNoted(observed.tenantId(), ACTOR, note, cause)));
    }

    private void decide(RequestReceived received, List<MapperEmission> emissions, Instant now) {
        if (answered.contains(received.key()) || claims.isWaiting(received)) {
            emissions.add(new RequestRepeated(received.type()));
            return;
        }
        var request = received.request();
        var decision = RequestHandler.decide(request, state.tenant(request.tenantId()), now);
        if (request.body() instanceof SaveGravityZone save && mustWait(request.tenantId(), save, decision)) {
            emissions.addAll(claims.wait(received, save));
        } else {
            conclude(request, received.type(), decision, emissions, now);
        }
        if (request.body() instanceof ResetTenant && decision.result().accepted()) {
            beginReset(request, emissions, now);
        }
    }

    /** Saves that wait for an answer are refused, like all requests from now on. */
    private void beginReset(Request request, List<MapperEmission> emissions, Instant now) {
        var tenantId = request.tenantId();
        for (var next = claims.next(tenantId); next.isPresent(); next = claims.next(tenantId)) {
            var waiting = next.get().request(tenantId);
            claims.takeNext(tenantId);
            conclude(
                    waiting, next.get().type(), RequestHandler.decide(waiting, state.tenant(tenantId)), emissions, now);
        }
        emissions.addAll(resets.begin(request, now));
        suggestions.forget(tenantId);
    }

    /** Behind a save that waits, what is decided now says nothing: that save may change it. */
    private boolean mustWait(String tenantId, SaveGravityZone save, Decision now) {
        return claims.next(tenantId).isPresent()
                || (now.result().accepted() && !claims.holds(tenantId, WaitingSave.rootId(save.rootCompanyId())));
    }

    private void conclude(
            Request request, String type, Decision decision, List<MapperEmission> emissions, Instant now) {
        put(request.tenantId(), decision, now);
        answered.add(request.tenantId() + "|" + request.requestId(), now);
        emit(request, type, decision, emissions);
        if (decision.tenant() != null) {
            emissions.addAll(claims.settle(request.tenantId(), request.requestId()));
        }
    }

    /** An answer decides the save that waits for it, and then those behind it that need no answer. */
    private void judge(ClaimAnswered answer, List<MapperEmission> emissions, Instant now) {
        var tenantId = answer.tenantId();
        var waiting = answer.isAboutARoot() ? claims.takeAnswered(answer) : Optional.<WaitingSave>empty();
        emissions.addAll(claims.judge(answer, waiting.isPresent()));
        if (waiting.isPresent()) {
            decide(tenantId, waiting.get(), answer.verdict(), answer.since(), emissions, now);
            decideThoseBehind(tenantId, emissions, now);
        }
    }

    /** Decides the next saves as long as they are refused anyway or their root is held by now; claims the next other root. */
    private void decideThoseBehind(String tenantId, List<MapperEmission> emissions, Instant now) {
        for (var next = claims.next(tenantId); next.isPresent(); next = claims.next(tenantId)) {
            var waiting = next.get();
            var request = waiting.request(tenantId);
            var decision = RequestHandler.decide(request, state.tenant(tenantId));
            if (decision.result().accepted() && !claims.holds(tenantId, waiting.rootId())) {
                emissions.addAll(claims.askForNext(tenantId));
                return;
            }
            claims.takeNext(tenantId);
            conclude(request, waiting.type(), decision, emissions, now);
        }
    }

    private void decide(
            String tenantId,
            WaitingSave waiting,
            ClaimVerdict answer,
            @Nullable Instant since,
            List<MapperEmission> emissions,
            Instant now) {
        var tenant = state.tenant(tenantId);
        var request = waiting.request(tenantId);
        var isOwn = waiting.rootId().equals(tenant.claim().rootId());
        var verdict = isOwn ? tenant.claim().effective() : answer;
        if (verdict != ClaimVerdict.HELD) {
            var why = verdict.explanation(waiting.save().rootCompanyName());
            conclude(
                    request,
                    waiting.type(),
                    Decision.refused(RequestResult.conflict("Nothing was saved. " + why)),
                    emissions,
                    now);
            return;
        }
        var decision = RequestHandler.decide(request, tenant);
        if (decision.result().accepted()) {
            emissions.addAll(claims.begin(tenantId, waiting.rootId(), since, request.requestId()));
        } else if (!isOwn) {
            emissions.add(claims.giveBack(tenantId, waiting.rootId(), request.requestId()));
        }
        conclude(request, waiting.type(), decision, emissions, now);
    }

    private void put(String tenantId, Decision decision, Instant now) {
        var tenant = state.tenant(tenantId);
        if (decision.tenant() != null) {
            tenant.put(decision.tenant());
            suggestions.settingsChanged(tenantId, now);
        }
        decision.secrets().forEach(tenant::put);
        decision.removedSecrets().forEach(tenant::removeSecret);
        for (var link : decision.links()) {
            var before = tenant.findLink(link.siteUid());
            tenant.put(link);
            tenant.setVariable(link.siteUid(), null);
            suggestions.linkChanged(tenantId, before, link, now);
        }
        for (var dismissal : decision.dismissals()) {
            tenant.put(dismissal);
            suggestions.dismissed(tenantId, dismissal, now);
        }
    }

    private void emit(Request request, String type, Decision decision, List<MapperEmission> emissions) {
        var tenantId = request.tenantId();
        var cause = request.requestId();
        if (decision.tenant() != null) {
            emissions.add(new SettingsChanged(tenantId, decision.tenant(), claims.verdict(tenantId), cause));
        }
        decision.secrets().forEach(secret -> emissions.add(new SecretChanged(tenantId, secret, cause)));
        decision.removedSecrets()
                .forEach(name -> emissions.add(new KeyErased(tenantId, ErasedTopic.SECRETS, name.name(), cause)));
        decision.links().forEach(link -> emissions.add(new LinkChanged(tenantId, link, cause)));
        emissions.add(new RequestDecided(
                request, type, decision.result(), decision.links().size()));
        decision.audit().forEach(note -> emissions.add(new AuditNoted(tenantId, request.requestedBy(), note, cause)));
    }
}
