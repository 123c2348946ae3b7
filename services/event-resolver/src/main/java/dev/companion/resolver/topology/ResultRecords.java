package dev.companion.resolver.topology;

import dev.companion.requests.RequestItem;
import dev.companion.requests.RequestResult;
import dev.companion.requests.RequestState;
import dev.companion.requests.RequestType;
import dev.companion.resolver.domain.ResolverEmission.RequestAnswered.Answer;
import dev.companion.runtime.EventMetadatas;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Translates for the topic of request results: this service's answers go out, the mapper's come in. */
final class ResultRecords {

    private ResultRecords() {}

    /** The request is accepted if one of its discrepancies is: each is decided independently of the others. */
    static RequestResult toRecord(String tenantId, String requestId, List<Answer> answers, Instant at) {
        var accepted = answers.stream().anyMatch(Answer::accepted);
        return RequestResult.newBuilder()
                .setMetadata(EventMetadatas.of("result:" + requestId, at, 1, requestId))
                .setTenantId(tenantId)
                .setRequestId(requestId)
                .setType(RequestType.RESOLVE_DISCREPANCY)
                .setState(accepted ? RequestState.ACCEPTED : RequestState.REFUSED)
                .setItems(answers.stream().map(ResultRecords::item).toList())
                .setMessage(accepted ? null : refusal(answers))
                .build();
    }

    private static RequestItem item(Answer answer) {
        return RequestItem.newBuilder()
                .setSiteUid(Optional.ofNullable(answer.siteUid()).orElse(""))
                .setDiscrepancyId(answer.discrepancyId())
                .setAccepted(answer.accepted())
                .setReason(answer.refusal())
                .build();
    }

    private static String refusal(List<Answer> answers) {
        return switch (answers.size()) {
            case 0 ->
                "The request does not say what to do or about which event, or it names more than %d events."
                        .formatted(RequestRecords.DISCREPANCIES_MAX);
            case 1 -> Optional.ofNullable(answers.getFirst().refusal()).orElse("");
            default -> "None of the %d events can be resolved that way.".formatted(answers.size());
        };
    }

    /** Returns why the mapper refuses a request, in a sentence for people; empty if it does not. */
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
