package dev.companion.gravityzone.http;

import dev.companion.gravityzone.GravityZoneCredentials;
import dev.companion.gravityzone.GravityZoneLane;
import dev.companion.vendor.CallGate;
import dev.companion.vendor.CallResult;
import dev.companion.vendor.CallResult.Found;
import dev.companion.vendor.HttpAnswer.Answered;
import dev.companion.vendor.HttpCall;
import dev.companion.vendor.LenientJson;
import dev.companion.vendor.Origin;
import dev.companion.vendor.VendorHttp;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import tools.jackson.databind.JsonNode;

/**
 * One JSON-RPC request and its answer. Most failures arrive with status 200, so the error is checked before the result,
 * and a result counts only with the id of its own request.
 */
final class RpcCalls {

    private final VendorHttp http;
    private final CallGate<GravityZoneLane> gate;
    private final CallResult<Origin> origin;
    private final String authorization;
    private final RpcErrors errors;
    private final AtomicLong lastId = new AtomicLong();

    RpcCalls(VendorHttp http, GravityZoneCredentials credentials, CallGate<GravityZoneLane> gate) {
        var userAndPassword = credentials.apiKey().reveal() + ":";
        this.http = http;
        this.gate = gate;
        this.origin = AccessAddress.of(credentials.accessUrl());
        this.authorization =
                "Basic " + Base64.getEncoder().encodeToString(userAndPassword.getBytes(StandardCharsets.UTF_8));
        this.errors = new RpcErrors(credentials.apiKey());
    }

    RpcErrors errors() {
        return errors;
    }

    /**
     * The result of the method; JSON null if it has none. {@code Refused(CREDENTIALS)} may also mean a right that the
     * key lacks; {@link KeyRights} finds out which.
     */
    CallResult<JsonNode> send(RpcMethod method, Map<String, ?> params) {
        return origin.then(to -> {
            var id = "companion-" + lastId.incrementAndGet();
            return gate.send(
                    to,
                    method.lanes(),
                    () -> http.exchange(request(to, method, params, id))
                            .then(method.kind(), answer -> understood(method, id, answer)));
        });
    }

    private HttpCall request(Origin to, RpcMethod method, Map<String, ?> params, String id) {
        var envelope = new LinkedHashMap<String, Object>();
        envelope.put("id", id);
        envelope.put("jsonrpc", "2.0");
        envelope.put("method", method.name());
        envelope.put("params", params);
        return HttpCall.of(method.kind(), "POST", to, method.path())
                .withHeader("Authorization", authorization)
                .withBody("application/json", LenientJson.write(envelope));
    }

    private CallResult<JsonNode> understood(RpcMethod method, String id, Answered answer) {
        int status = answer.status();
        if (status == 401 || status == 403 || status == 429 || status >= 500 || status >= 300 && status < 400) {
            return errors.ofStatus(method.kind(), withWordsOfError(answer));
        }
        var body = LenientJson.parse(answer.body()).filter(JsonNode::isObject).orElse(null);
        if (body == null) {
            return errors.ofStatus(method.kind(), answer);
        }
        var echoed = LenientJson.text(body, "id");
        if (echoed != null && !echoed.equals(id)) {
            return method.kind().lost(errors.detail("the answer belongs to another request", status, ""));
        }
        var error = body.path("error");
        if (error.isObject()) {
            return errors.ofError(method, answer, error);
        }
        if (!answer.isSuccess()) {
            return errors.ofStatus(method.kind(), answer);
        }
        var unanswered = error.isMissingNode() || error.isNull();
        return unanswered && echoed != null && body.has("result")
                ? new Found<>(body.path("result"))
                : method.kind().lost(errors.detail("the answer holds neither result nor error", status, ""));
    }

    /** The body of a refusal may be a JSON-RPC error, of which only the text is useful to people. */
    private static Answered withWordsOfError(Answered answer) {
        return LenientJson.parse(answer.body())
                .map(body -> body.path("error"))
                .filter(JsonNode::isObject)
                .map(error -> new Answered(answer.status(), answer.headers(), RpcErrors.saidIn(error)))
                .orElse(answer);
    }
}
