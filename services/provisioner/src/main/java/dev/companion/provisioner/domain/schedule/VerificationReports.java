package dev.companion.provisioner.domain.schedule;

import dev.companion.decision.DueQueue;
import dev.companion.provisioner.domain.tenant.TenantState;
import dev.companion.provisioner.domain.tenant.Verification;
import dev.companion.provisioner.domain.work.Rules;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;

/**
 * Publishes since when all ready links of a tenant are verified: one bound for all of them, a few times in a round, and
 * not one record for each link and reading. While a person waits for a check, its progress is published too.
 */
public final class VerificationReports {

    /** The bound is published again once it has risen by this part of the time between two readings. */
    private static final int REPORTS_IN_A_ROUND = 3;

    private static final Duration PROGRESS_PAUSE = Duration.ofSeconds(2);

    /** Statuses and bounds of two owners of a tenant are compared by their clocks, which may differ by this much. */
    static final Duration CLOCK_TOLERANCE = Duration.ofSeconds(30);

    private final LinkScheduler links;
    private final TenantStates tenants;
    private final Rules rules;
    private final DueQueue<String> due = new DueQueue<>();

    public VerificationReports(LinkScheduler links, TenantStates tenants, Rules rules) {
        this.links = links;
        this.tenants = tenants;
        this.rules = rules;
    }

    /** The tenant is looked at in the next decision: its settings changed. */
    public void lookAt(String tenantId, Instant now) {
        due.put(tenantId, now);
    }

    /** Publishes what has changed enough since it was last published. */
    public void publish(Instant now) {
        var looked = new HashSet<>(links.readBackTimes().takeChanged());
        looked.addAll(due.takeDue(now, Integer.MAX_VALUE));
        for (var tenantId : looked) {
            var tenant = tenants.find(tenantId);
            if (tenant == null) {
                links.readBackTimes().forget(tenantId);
            } else {
                publish(tenantId, tenant, now);
            }
        }
    }

    public Optional<Instant> nextDue() {
        return due.next();
    }

    private void publish(String tenantId, TenantState tenant, Instant now) {
        due.remove(tenantId);
        var before = tenant.verified();
        var next = bounded(tenantId, before, checked(tenantId, tenant, before, now), now);
        if (!next.equals(before)) {
            tenants.put(tenant, tenant.with(next), now);
        }
    }

    private Verification checked(String tenantId, TenantState tenant, Verification before, Instant now) {
        var since = before.checkSince();
        if (since == null || !before.isChecking()) {
            return before;
        }
        var times = links.readBackTimes();
        var total = times.count(tenantId);
        var read = times.countSince(tenantId, since);
        if (read == total) {
            var asked = tenant.settings().checkRequestedAt();
            return before.checked(asked != null && asked.isAfter(now) ? asked : now);
        }
        var progressAt = before.progressAt();
        if (progressAt == null) {
            return before.progressed(read, total, now);
        }
        var isNews = !Integer.valueOf(read).equals(before.read())
                || !Integer.valueOf(total).equals(before.total());
        if (!isNews) {
            return before;
        }
        var at = progressAt.plus(PROGRESS_PAUSE);
        if (at.isAfter(now)) {
            due.put(tenantId, at);
            return before;
        }
        return before.progressed(read, total, now);
    }

    private Verification bounded(String tenantId, Verification before, Verification next, Instant now) {
        var times = links.readBackTimes();
        var earliest = times.earliest(tenantId, now);
        if (earliest == null || !earliest.isAfter(Instant.EPOCH)) {
            times.nextChange(tenantId, now).ifPresent(at -> due.putIfEarlier(tenantId, at));
            return next;
        }
        if (isWorthPublishing(earliest, before, next)) {
            return next.verified(earliest, now.minus(CLOCK_TOLERANCE));
        }
        // The last of the links that left may have been all that kept the bound down.
        times.nextChange(tenantId, now).ifPresent(at -> due.putIfEarlier(tenantId, at));
        return next;
    }

    private boolean isWorthPublishing(Instant earliest, Verification before, Verification next) {
        var published = before.verifiedAt();
        if (published == null) {
            return true;
        }
        var since = next.checkSince();
        var afterCheck = since != null && !earliest.isBefore(since) && published.isBefore(since);
        return afterCheck
                || !earliest.isBefore(published.plus(rules.verifyEvery().dividedBy(REPORTS_IN_A_ROUND)));
    }
}
