package dev.companion.mapper.topology;

import dev.companion.mapper.domain.Answer;
import dev.companion.mapper.domain.Request;
import dev.companion.requests.RequestItem;
import dev.companion.requests.RequestResult;
import dev.companion.requests.RequestState;
import dev.companion.requests.RequestType;
import dev.companion.runtime.EventMetadatas;
import java.time.Instant;

/** The topic of request results. */
final class ResultRecords {

    private ResultRecords() {}

    static RequestResult toRecord(Request request, RequestType type, Answer answer, Instant at) {
        return RequestResult.newBuilder()
                .setMetadata(EventMetadatas.of("result:" + request.requestId(), at, 1, request.requestId()))
                .setTenantId(request.tenantId())
                .setRequestId(request.requestId())
                .setType(type)
                .setState(answer.accepted() ? RequestState.ACCEPTED : RequestState.REFUSED)
                .setItems(answer.items().stream()
                        .map(item -> RequestItem.newBuilder()
                                .setSiteUid(item.siteUid())
                                .setAccepted(item.accepted())
                                .setGeneration(item.generation())
                                .setReason(item.reason())
                                .build())
                        .toList())
                .setMessage(answer.message())
                .build();
    }
}
