package dev.companion.resolver.topology;

import dev.companion.requests.Request;
import dev.companion.requests.RequestType;
import dev.companion.requests.Resolution;
import dev.companion.resolver.domain.Wish;
import dev.companion.schemas.TenantKey;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;

/** The topic of requests: what people want settled. */
final class RequestRecords {

    /** Bounds what one request brings about in one transaction. */
    static final int DISCREPANCIES_MAX = 500;

    /** What is wanted of one discrepancy. */
    record Wanted(String discrepancyId, Wish wish) {}

    private RequestRecords() {}

    /** All else is the mapper's, our own orders among it. */
    static boolean isOurs(Request record) {
        return record.getType() == RequestType.RESOLVE_DISCREPANCY;
    }

    /**
     * Empty where nobody could carry it out: it has no body, names another tenant than its key, too many discrepancies,
     * or has an id too long to derive others from.
     *
     * @throws IllegalArgumentException if the key names no request, so that there is nobody to answer
     */
    static List<Wanted> toDomain(String key, Request record) {
        var tenantId = TenantKey.tenantOf(key);
        var requestId = TenantKey.entityOf(key);
        if (!TenantKey.isId(tenantId) || !TenantKey.isId(requestId)) {
            throw new IllegalArgumentException("key of a request: names no request (expected: tenant|requestId)");
        }
        var body = record.getResolution().orElse(null);
        if (body == null
                || !record.getTenantId().equals(tenantId)
                || !record.getRequestId().equals(requestId)
                || !TenantKey.isId(orderId(requestId, DISCREPANCIES_MAX))) {
            return List.of();
        }
        var ids = new LinkedHashSet<String>();
        ids.add(body.getDiscrepancyId());
        ids.addAll(body.getDiscrepancyIds());
        if (ids.size() > DISCREPANCIES_MAX) {
            return List.of();
        }
        var wanted = new ArrayList<Wanted>();
        for (var id : ids) {
            var orderId = orderId(requestId, wanted.size());
            wanted.add(new Wanted(id, wish(record.getRequestedBy(), orderId, body, ids.size() > 1)));
        }
        return List.copyOf(wanted);
    }

    /** Leads back to the request, and repeats with it. */
    private static String orderId(String requestId, int at) {
        return "%s.order-%d".formatted(requestId, at + 1);
    }

    private static Wish wish(String by, String orderId, Resolution body, boolean oneOfMany) {
        return new Wish(
                by,
                orderId,
                ActionRecords.toDomain(body.getAction()),
                body.getName().orElse(null),
                body.getReason().orElse(null),
                body.getUntil().orElse(null),
                body.getFacts().orElse(null),
                body.getEndpoints().orElse(null),
                body.getAssignee().orElse(null),
                oneOfMany);
    }
}
