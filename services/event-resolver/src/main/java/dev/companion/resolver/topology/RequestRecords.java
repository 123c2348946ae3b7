package dev.companion.resolver.topology;

import dev.companion.requests.LinkWish;
import dev.companion.requests.Request;
import dev.companion.requests.RequestType;
import dev.companion.resolver.domain.CompanyName;
import dev.companion.resolver.domain.Resolution;
import dev.companion.resolver.domain.ResolutionRequest;
import dev.companion.resolver.domain.RetryOrder;
import dev.companion.runtime.EventMetadatas;
import dev.companion.schemas.TenantKey;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The topic of requests: what people want settled comes in, and what the mapper is to do about it goes out. */
final class RequestRecords {

    private RequestRecords() {}

    /** All else is the mapper's, our own orders among it. */
    static boolean isOurs(Request record) {
        return record.getType() == RequestType.RESOLVE_DISCREPANCY;
    }

    /**
     * Empty where nobody could carry it out: it has no body, names another tenant than its key, or has an id too long
     * to derive others from.
     *
     * @throws IllegalArgumentException if the key names no request, so that there is nobody to answer
     */
    static Optional<ResolutionRequest> toDomain(String key, Request record) {
        var tenantId = TenantKey.tenantOf(key);
        var requestId = TenantKey.entityOf(key);
        if (!TenantKey.isId(tenantId) || !TenantKey.isId(requestId)) {
            throw new IllegalArgumentException("key of a request: names no request (expected: tenant|requestId)");
        }
        return record.getResolution()
                .map(body -> new ResolutionRequest(
                        tenantId, requestId, record.getRequestedBy(), body.getDiscrepancyId(), resolution(body)))
                .filter(_ -> record.getTenantId().equals(tenantId))
                .filter(request -> record.getRequestId().equals(requestId))
                .filter(request -> TenantKey.isId(request.orderId()));
    }

    /** On behalf of the person who asked, so that the audit trail names that person. */
    static Request toRecord(ResolutionRequest request, RetryOrder order, String tenantName, Instant at) {
        return Request.newBuilder()
                .setMetadata(EventMetadatas.of("request:" + order.orderId(), at, 1, request.requestId()))
                .setTenantId(request.tenantId())
                .setRequestId(order.orderId())
                .setRequestedBy(request.requestedBy())
                .setTenantName(tenantName)
                .setType(RequestType.RETRY_LINK)
                .setRetryLinks(List.of(LinkWish.newBuilder()
                        .setSiteUid(order.siteUid())
                        .setCompanyName(order.companyName().text())
                        .build()))
                .build();
    }

    private static Resolution resolution(dev.companion.requests.Resolution body) {
        return switch (body.getAction()) {
            case CREATE -> new Resolution.Create(new CompanyName(body.getName().orElse("")));
            case IGNORE ->
                new Resolution.Ignore(
                        body.getReason().orElse(null), body.getUntil().orElse(null));
            case UNKNOWN, MOVE, RECREATE, ASSOCIATE, DELETE, KEEP, RETRY, APPROVE, REJECT ->
                new Resolution.Other(ActionRecords.toDomain(body.getAction()));
        };
    }
}
