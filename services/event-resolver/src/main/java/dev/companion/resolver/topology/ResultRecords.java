package dev.companion.resolver.topology;

import dev.companion.requests.RequestItem;
import dev.companion.requests.RequestResult;
import dev.companion.requests.RequestState;
import dev.companion.requests.RequestType;
import dev.companion.resolver.domain.Ruling;
import dev.companion.resolver.domain.Ruling.Accepted;
import dev.companion.resolver.domain.Ruling.Refused;
import dev.companion.runtime.EventMetadatas;
import dev.companion.schemas.TenantKey;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The topic of request results: our answers go out, the mapper's answers to our orders come in. */
final class ResultRecords {

    private ResultRecords() {}

    static RequestResult toRecord(String requestKey, Ruling ruling, Instant at) {
        var requestId = TenantKey.entityOf(requestKey);
        return RequestResult.newBuilder()
                .setMetadata(EventMetadatas.of("result:" + requestId, at, 1, requestId))
                .setTenantId(TenantKey.tenantOf(requestKey))
                .setRequestId(requestId)
                .setType(RequestType.RESOLVE_DISCREPANCY)
                .setState(
                        switch (ruling) {
                            case Accepted _ -> RequestState.ACCEPTED;
                            case Refused _ -> RequestState.REFUSED;
                        })
                .setItems(List.of())
                .setMessage(
                        switch (ruling) {
                            case Accepted _ -> null;
                            case Refused(var reason) -> reason;
                        })
                .build();
    }

    /** Why an order is refused, in a sentence for people; empty where it is not. */
    static Optional<String> refusal(RequestResult result) {
        if (result.getState() != RequestState.REFUSED) {
            return Optional.empty();
        }
        return result.getItems().stream()
                .map(RequestItem::getReason)
                .flatMap(Optional::stream)
                .findFirst()
                .or(result::getMessage)
                .or(() -> Optional.of("It was refused without a reason."));
    }
}
