package dev.companion.resolver.topology;

import dev.companion.requests.RequestItem;
import dev.companion.requests.RequestResult;
import dev.companion.requests.RequestState;
import dev.companion.requests.RequestType;
import dev.companion.resolver.domain.Ruling;
import dev.companion.resolver.domain.Ruling.Accepted;
import dev.companion.resolver.domain.Ruling.Refused;
import dev.companion.resolver.topology.RequestRecords.Wanted;
import dev.companion.runtime.EventMetadatas;
import dev.companion.schemas.TenantKey;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The topic of request results: our answers go out, the mapper's answers to our orders come in. */
final class ResultRecords {

    /** What came of a wish, and the site that its discrepancy is about; empty where it is about none. */
    record Ruled(Wanted wanted, Optional<String> siteUid, Ruling ruling) {

        boolean accepted() {
            return ruling instanceof Accepted;
        }

        @Nullable String reason() {
            return ruling instanceof Refused(var reason) ? reason : null;
        }
    }

    private ResultRecords() {}

    /** Several are decided each by itself: what one of them comes to says nothing about the others. */
    static RequestResult toRecord(String requestKey, List<Ruled> ruled, Instant at) {
        var requestId = TenantKey.entityOf(requestKey);
        var accepted = ruled.stream().filter(Ruled::accepted).count();
        return RequestResult.newBuilder()
                .setMetadata(EventMetadatas.of("result:" + requestId, at, 1, requestId))
                .setTenantId(TenantKey.tenantOf(requestKey))
                .setRequestId(requestId)
                .setType(RequestType.RESOLVE_DISCREPANCY)
                .setState(accepted > 0 ? RequestState.ACCEPTED : RequestState.REFUSED)
                .setItems(ruled.stream().map(ResultRecords::item).toList())
                .setMessage(accepted > 0 ? null : refusal(ruled))
                .build();
    }

    private static RequestItem item(Ruled each) {
        return RequestItem.newBuilder()
                .setSiteUid(each.siteUid().orElse(""))
                .setDiscrepancyId(each.wanted().discrepancyId())
                .setAccepted(each.accepted())
                .setReason(each.reason())
                .build();
    }

    private static String refusal(List<Ruled> ruled) {
        return switch (ruled.size()) {
            case 0 ->
                "The request does not say what it wants, or not of whom, or of more than %d events."
                        .formatted(RequestRecords.DISCREPANCIES_MAX);
            case 1 -> Optional.ofNullable(ruled.getFirst().reason()).orElse("");
            default -> "None of the %d events can be settled that way.".formatted(ruled.size());
        };
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
