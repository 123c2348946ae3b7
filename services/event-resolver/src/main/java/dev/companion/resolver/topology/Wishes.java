package dev.companion.resolver.topology;

import dev.companion.requests.Request;
import dev.companion.requests.RequestResult;
import dev.companion.resolver.domain.ResolutionDesk;
import dev.companion.resolver.domain.Ruling.Accepted;
import dev.companion.resolver.topology.Publisher.Cause;
import dev.companion.resolver.topology.RequestRecords.Wanted;
import dev.companion.resolver.topology.ResultRecords.Ruled;
import dev.companion.runtime.LogKeys;
import dev.companion.schemas.TenantKey;
import dev.companion.schemas.Topics;
import java.time.Instant;
import java.util.ArrayList;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides each wish to settle a discrepancy once. The discrepancy, the order to the mapper, the answer and the audit
 * trail are written in one transaction; a repeat of a decided request writes nothing.
 */
final class Wishes {

    private static final Logger LOGGER = LoggerFactory.getLogger(Wishes.class);

    private final ResolverStores stores;
    private final Publisher publisher;
    private final Looks looks;

    Wishes(ResolverStores stores, Publisher publisher, Looks looks) {
        this.stores = stores;
        this.publisher = publisher;
        this.looks = looks;
    }

    void decide(String key, Request record, Instant now, Cause cause) {
        if (!RequestRecords.isOurs(record)) {
            return;
        }
        var wanted = RequestRecords.toDomain(key, record);
        var tenantId = TenantKey.tenantOf(key);
        var requestId = TenantKey.entityOf(key);
        var tenant = stores.of(tenantId);
        if (tenant.hasAnswered(requestId)) {
            return;
        }
        var about = wanted.isEmpty() ? "" : wanted.getFirst().discrepancyId();
        tenant.keepAnswered(requestId, now, about);
        var because = new Cause(cause.headers(), requestId);
        var ruled = new ArrayList<Ruled>();
        for (var each : wanted) {
            ruled.add(ruled(tenantId, each, now, because));
        }
        publisher.forward(because, now, Topics.REQUEST_RESULTS, key, ResultRecords.toRecord(key, ruled, now));
        LOGGER.atInfo()
                .addKeyValue(LogKeys.TENANT_ID, tenantId)
                .addKeyValue(LogKeys.REQUEST_ID, requestId)
                .log(ruled.stream().anyMatch(Ruled::accepted) ? "resolution accepted" : "resolution refused");
    }

    private Ruled ruled(String tenantId, Wanted wanted, Instant now, Cause cause) {
        var it = looks.caseOf(tenantId, wanted.discrepancyId(), now);
        var ruling = ResolutionDesk.decide(wanted.wish(), it, now);
        if (ruling instanceof Accepted accepted) {
            looks.carryOut(tenantId, wanted.wish(), accepted, now, cause);
            looks.lookAgain(tenantId, accepted.after(), now, cause);
        }
        return new Ruled(wanted, it.map(known -> known.discrepancy().finding().siteUid()), ruling);
    }

    /** What the mapper says to an order of ours: that it is refused, or that the link carries it from now on. */
    void answered(String key, @Nullable RequestResult result, Instant now, Cause cause) {
        if (result == null) {
            return;
        }
        var tenantId = TenantKey.tenantOf(key);
        var orderId = TenantKey.entityOf(key);
        var ordered = stores.of(tenantId).findDiscrepancyOf(orderId);
        var refusal = ResultRecords.refusal(result);
        if (ordered.isEmpty() || refusal.isEmpty()) {
            return;
        }
        var after = ordered.get().orderFailed(orderId, refusal.get());
        if (!after.equals(ordered.get())) {
            var because = new Cause(cause.headers(), orderId);
            publisher.publish(tenantId, after, now, because);
            looks.lookAgain(tenantId, after, now, because);
        }
    }
}
