package dev.companion.resolver.domain;

import dev.companion.decision.DueQueue;
import dev.companion.resolver.domain.ResolverEmission.CommandIssued;
import dev.companion.resolver.domain.ResolverEmission.DecisionAudited;
import dev.companion.resolver.domain.ResolverEmission.DiscrepancyChanged;
import dev.companion.resolver.domain.discrepancy.Discrepancy;
import dev.companion.resolver.domain.discrepancy.Review;
import dev.companion.resolver.domain.facts.SiteFacts;
import dev.companion.resolver.domain.resolution.AutomaticResolution;
import dev.companion.resolver.domain.resolution.ResolutionContext;
import dev.companion.resolver.domain.resolution.ResolutionRequest;
import dev.companion.resolver.domain.resolution.ResolutionResult.Accepted;
import dev.companion.resolver.domain.rules.Assessment;
import dev.companion.resolver.domain.rules.DiscrepancyDetector;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reviews sites and tenants on all known facts, records what changed, and lets policies act on what is open. */
final class DiscrepancyReconciler {

    private final ResolverTables tables;
    private final DiscrepancyDetector detector;
    private final Review review;

    private final DueQueue<ReviewTarget> due = new DueQueue<>();

    /** By tenant; counted when first needed, then kept up to date. */
    private final Map<String, Integer> linkedSites = new HashMap<>();

    private DiscrepancyCounts counts = DiscrepancyCounts.NONE;

    DiscrepancyReconciler(ResolverTables tables, DiscrepancyDetector detector) {
        this.tables = tables;
        this.detector = detector;
        this.review = new Review(detector);
    }

    /** Rebuilds the queue and the counts. */
    void open() {
        tables.discrepancies().forEach((_, discrepancy) -> counts = counts.after(null, discrepancy));
        tables.due()
                .forEach((key, review) ->
                        due.put(new ReviewTarget(ResolverTables.tenantOf(key), ResolverTables.idOf(key)), review.at()));
    }

    DiscrepancyCounts counts() {
        return counts;
    }

    Optional<Instant> nextDue() {
        return due.next();
    }

    /** Reviews what is due, at most {@code max} sites and tenants. */
    void reviewDue(int max, Decision decision) {
        for (var target : due.takeDue(decision.now(), max)) {
            review(target, decision);
        }
    }

    /** Drops what is held in memory of a tenant, and returns the ids of its discrepancies. Called before its tables are emptied. */
    List<String> forget(String tenantId) {
        var known = tables.of(tenantId).listDiscrepancies();
        known.forEach(discrepancy -> counts = counts.after(discrepancy, null));
        tables.due()
                .forEachWithPrefix(
                        tenantId + "|", (key, _) -> due.remove(new ReviewTarget(tenantId, ResolverTables.idOf(key))));
        linkedSites.remove(tenantId);
        return known.stream().map(Discrepancy::discrepancyId).toList();
    }

    void reviewSite(String tenantId, String siteUid, Decision decision) {
        var tenant = tables.of(tenantId);
        if (!tenant.isSetUp()) {
            return;
        }
        var facts = tenant.facts(siteUid, decision.now());
        tenant.setBaseline(siteUid, facts.baseline());
        apply(new ReviewTarget(tenantId, siteUid), review.of(facts, tenant::findDiscrepancy), facts, decision);
    }

    void reviewTenant(String tenantId, Decision decision) {
        var tenant = tables.of(tenantId);
        if (!tenant.isSetUp()) {
            return;
        }
        var facts = tenant.facts(linkedSites(tenantId), decision.now());
        apply(
                new ReviewTarget(tenantId, ReviewTarget.TENANT),
                review.of(facts, tenant::findDiscrepancy),
                null,
                decision);
    }

    /** Reviews the tenant and all its linked sites: the settings concern all of them. */
    void reviewAll(String tenantId, Decision decision) {
        reviewTenant(tenantId, decision);
        tables.of(tenantId).listLinkedSites().forEach(siteUid -> reviewSite(tenantId, siteUid, decision));
    }

    /** Reviews what the discrepancy is about: time alone may end what was decided. */
    void reviewSubject(String tenantId, Discrepancy discrepancy, Decision decision) {
        var siteUid = discrepancy.finding().siteUid();
        review(new ReviewTarget(tenantId, siteUid == null ? ReviewTarget.TENANT : siteUid), decision);
    }

    /** Returns a discrepancy with the current facts; empty if there is none with the id. */
    Optional<ResolutionContext> context(String tenantId, String discrepancyId, Instant now) {
        var tenant = tables.of(tenantId);
        return tenant.findDiscrepancy(discrepancyId).flatMap(discrepancy -> {
            var siteUid = discrepancy.finding().siteUid();
            var facts = Optional.ofNullable(siteUid).map(uid -> tenant.facts(uid, now));
            var assessments = facts.map(detector::assess)
                    .orElseGet(() -> detector.assess(tenant.facts(linkedSites(tenantId), now)));
            return assessmentOf(discrepancy, assessments)
                    .map(assessment -> new ResolutionContext(discrepancy, assessment, facts));
        });
    }

    /** Records what a request leads to, and issues the command that it needs. */
    void carryOut(String tenantId, ResolutionRequest request, Accepted accepted, Decision decision) {
        var tenant = tables.of(tenantId);
        var after = accepted.after();
        if (!tenant.findDiscrepancy(after.discrepancyId()).equals(Optional.of(after))) {
            record(tenantId, after, decision);
        }
        var command = accepted.command();
        if (command != null) {
            tenant.putCommand(request.commandId(), decision.now(), after.discrepancyId());
            decision.emit(new CommandIssued(tenantId, tenant.settings().name(), request, command, decision.cause()));
        }
        decision.emit(new DecisionAudited(tenantId, request, accepted.note(), decision.cause()));
    }

    void record(String tenantId, Discrepancy after, Decision decision) {
        var tenant = tables.of(tenantId);
        var before = tenant.findDiscrepancy(after.discrepancyId()).orElse(null);
        tenant.putDiscrepancy(after);
        counts = counts.after(before, after);
        decision.emit(
                new DiscrepancyChanged(tenantId, before == null ? null : before.state(), after, decision.cause()));
    }

    void linkedSitesChanged(String tenantId, int by) {
        linkedSites.computeIfPresent(tenantId, (_, count) -> count + by);
    }

    private void review(ReviewTarget target, Decision decision) {
        if (target.isTenant()) {
            reviewTenant(target.tenantId(), decision);
        } else {
            reviewSite(target.tenantId(), target.about(), decision);
        }
    }

    /** @param facts null if the review is about the tenant */
    private void apply(ReviewTarget target, Review.Result result, @Nullable SiteFacts facts, Decision decision) {
        result.changed().forEach(after -> record(target.tenantId(), after, decision));
        var next = result.nextReview();
        if (facts != null) {
            // All that are open, changed or not: the policy may have changed, or a pause ended.
            for (var open : result.open()) {
                var deadline = resolveAutomatically(target.tenantId(), open, facts, decision);
                next = deadline == null || (next != null && next.isBefore(deadline)) ? next : deadline;
            }
        }
        tables.of(target.tenantId()).setDue(target.about(), next);
        if (next == null) {
            due.remove(target);
        } else {
            due.put(target, next);
        }
    }

    /** Returns when to review whether the policy's action helped; null if the policy does nothing. */
    private @Nullable Instant resolveAutomatically(
            String tenantId, Discrepancy discrepancy, SiteFacts facts, Decision decision) {
        var settings = facts.tenant();
        var request = AutomaticResolution.request(discrepancy, settings).orElse(null);
        if (request == null) {
            return null;
        }
        var accepted = assessmentOf(discrepancy, detector.assess(facts))
                .map(assessment -> new ResolutionContext(discrepancy, assessment, Optional.of(facts)))
                .flatMap(context -> AutomaticResolution.decide(context, settings, decision.now()))
                .orElse(null);
        if (accepted == null) {
            return null;
        }
        carryOut(tenantId, request, accepted, decision);
        return accepted.after().due(detector.grace()).orElse(null);
    }

    private static Optional<Assessment> assessmentOf(Discrepancy discrepancy, List<Assessment> assessments) {
        return assessments.stream()
                .filter(each -> each.subject().equals(discrepancy.finding().subject()))
                .findFirst();
    }

    private int linkedSites(String tenantId) {
        return linkedSites.computeIfAbsent(tenantId, id -> tables.of(id).countLinkedSites());
    }
}
