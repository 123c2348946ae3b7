package dev.companion.resolver.topology;

import dev.companion.resolver.domain.Assessment;
import dev.companion.resolver.domain.Case;
import dev.companion.resolver.domain.Discrepancy;
import dev.companion.resolver.domain.DiscrepancyDetector;
import dev.companion.resolver.domain.PolicyDesk;
import dev.companion.resolver.domain.Review;
import dev.companion.resolver.domain.Ruling.Accepted;
import dev.companion.resolver.domain.SiteFacts;
import dev.companion.resolver.domain.Wish;
import dev.companion.resolver.topology.Publisher.Cause;
import dev.companion.schemas.TenantKey;
import dev.companion.schemas.Topics;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Looks at sites and tenants by all that is known, tells what is other than before, and lets policies act on it. */
final class Looks {

    private final ResolverStores stores;
    private final Publisher publisher;
    private final Agenda agenda;
    private final DiscrepancyDetector detector;
    private final Review review;

    /** Linked sites by tenant, counted once and then kept up; only in memory. */
    private final Map<String, Integer> linkedSites = new HashMap<>();

    Looks(ResolverStores stores, Publisher publisher, Agenda agenda, DiscrepancyDetector detector) {
        this.stores = stores;
        this.publisher = publisher;
        this.agenda = agenda;
        this.detector = detector;
        this.review = new Review(detector);
    }

    void site(String tenantId, String siteUid, Instant now, Cause cause) {
        var tenant = stores.of(tenantId);
        var facts = tenant.facts(siteUid, now);
        tenant.keepMemory(siteUid, facts.memory());
        var result = review.of(facts, tenant::findDiscrepancy);
        tell(tenantId, siteUid, result, facts, now, cause);
    }

    void tenant(String tenantId, Instant now, Cause cause) {
        var tenant = stores.of(tenantId);
        var result = review.of(tenant.facts(linkedSites(tenantId), now), tenant::findDiscrepancy);
        tell(tenantId, TenantStores.TENANT_ITSELF, result, null, now, cause);
    }

    /** The settings of a tenant changed, and with them what is told of any of its sites. */
    void allOf(String tenantId, Instant now, Cause cause) {
        tenant(tenantId, now, cause);
        stores.of(tenantId).listLinkedSites().forEach(siteUid -> site(tenantId, siteUid, now, cause));
    }

    /** A discrepancy with the facts of this moment; empty where there is none of the id. */
    Optional<Case> caseOf(String tenantId, String discrepancyId, Instant now) {
        var tenant = stores.of(tenantId);
        return tenant.findDiscrepancy(discrepancyId).flatMap(discrepancy -> {
            var siteUid = discrepancy.finding().siteUid();
            var facts = Optional.ofNullable(siteUid).map(uid -> tenant.facts(uid, now));
            var assessments = facts.map(detector::assess)
                    .orElseGet(() -> detector.assess(tenant.facts(linkedSites(tenantId), now)));
            return of(discrepancy, assessments).map(assessment -> new Case(discrepancy, assessment, facts));
        });
    }

    private static Optional<Assessment> of(Discrepancy discrepancy, List<Assessment> assessments) {
        return assessments.stream()
                .filter(each -> each.subject().equals(discrepancy.finding().subject()))
                .findFirst();
    }

    private void tell(
            String tenantId, String about, Review.Result result, @Nullable SiteFacts facts, Instant now, Cause cause) {
        for (var after : result.changed()) {
            publisher.publish(tenantId, after, now, cause);
        }
        var again = result.lookAgainAt();
        // All that are open, as it may be the policy that is other than before, or the end of a pause.
        for (var after : result.open()) {
            var attempt = actedOn(tenantId, after, facts, now, cause);
            again = attempt == null || (again != null && again.isBefore(attempt)) ? again : attempt;
        }
        if (stores.of(tenantId).keepDue(about, again)) {
            agenda.set(tenantId, about, again);
        }
    }

    /** What a policy does about it; answers when to look whether that helped, or null where it does nothing. */
    private @Nullable Instant actedOn(
            String tenantId, Discrepancy discrepancy, @Nullable SiteFacts facts, Instant now, Cause cause) {
        var tenant = stores.of(tenantId).view();
        var wish = PolicyDesk.wish(discrepancy, tenant);
        if (wish.isEmpty() || facts == null) {
            return null;
        }
        var it = of(discrepancy, detector.assess(facts))
                .map(assessment -> new Case(discrepancy, assessment, Optional.of(facts)));
        var accepted = it.flatMap(each -> PolicyDesk.decide(each, tenant, now));
        if (accepted.isEmpty()) {
            return null;
        }
        carryOut(tenantId, wish.get(), accepted.get(), now, cause);
        return accepted.get().after().due(detector.patience()).orElse(null);
    }

    /** Keeps and tells what somebody's wish comes to, and orders what it takes. */
    void carryOut(String tenantId, Wish wish, Accepted accepted, Instant now, Cause cause) {
        var after = accepted.after();
        var known = stores.of(tenantId).findDiscrepancy(after.discrepancyId());
        if (!known.equals(Optional.of(after))) {
            publisher.publish(tenantId, after, now, cause);
        }
        var order = accepted.order();
        if (order != null) {
            publisher.order(tenantId, wish, order, after.discrepancyId(), now, cause);
        }
        var entry = AuditRecords.toRecord(tenantId, wish, accepted.note(), now, cause.id());
        publisher.forward(cause, now, Topics.AUDIT, TenantKey.of(tenantId, entry.getEntryId()), entry);
    }

    /** What was decided may end by time alone. */
    void lookAgain(String tenantId, Discrepancy decided, Instant now, Cause cause) {
        var siteUid = decided.finding().siteUid();
        if (siteUid == null) {
            tenant(tenantId, now, cause);
        } else {
            site(tenantId, siteUid, now, cause);
        }
    }

    /** The links of a tenant are others now. */
    void linksChanged(String tenantId, int by) {
        linkedSites.computeIfPresent(tenantId, (_, count) -> count + by);
    }

    private int linkedSites(String tenantId) {
        return linkedSites.computeIfAbsent(tenantId, id -> stores.of(id).countLinkedSites());
    }
}
