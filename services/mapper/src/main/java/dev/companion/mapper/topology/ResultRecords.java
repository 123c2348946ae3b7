package dev.companion.mapper.topology;

import dev.companion.mapper.domain.MapperEmission.RequestDecided;
import dev.companion.requests.RequestItem;
import dev.companion.requests.RequestResult;
import dev.companion.requests.RequestState;
import dev.companion.requests.RequestType;
import dev.companion.runtime.EventMetadatas;
import java.time.Instant;

/** The topic of request results. */
final class ResultRecords {

    private ResultRecords() {}

    static RequestResult toRecord(RequestDecided decided, Instant at) {
        var request = decided.request();
        var result = decided.result();
        return RequestResult.newBuilder()
                .setMetadata(EventMetadatas.of("result:" + request.requestId(), at, 1, request.requestId()))
                .setTenantId(request.tenantId())
                .setRequestId(request.requestId())
                .setType(RequestType.valueOf(decided.type()))
                .setState(result.accepted() ? RequestState.ACCEPTED : RequestState.REFUSED)
                .setItems(result.items().stream()
                        .map(item -> RequestItem.newBuilder()
                                .setSiteUid(item.siteUid())
                                .setAccepted(item.accepted())
                                .setGeneration(item.generation())
                                .setReason(item.reason())
                                .build())
                        .toList())
                .setMessage(result.message())
                .setConflict(result.conflict())
                .build();
    }
}
