package dev.companion.datto;

import dev.companion.vendor.CallKind;
import dev.companion.vendor.CallResult;
import dev.companion.vendor.CallResult.Done;
import dev.companion.vendor.CallResult.Found;
import dev.companion.vendor.CallResult.Unavailable;
import dev.companion.vendor.HttpAnswer;
import dev.companion.vendor.HttpAnswer.Answered;
import dev.companion.vendor.HttpCall;
import dev.companion.vendor.LenientJson;
import dev.companion.vendor.Origin;
import dev.companion.vendor.VendorHttp;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Requests with a token: the one place that adds it, and that replaces it once when it is refused. */
final class DattoCalls {

    private static final String ADMINISTRATOR = "the Administrator security level";
    private static final String SIGHT = "a security level that allows this";

    private final VendorHttp http;
    private final CallResult<Origin> origin;
    private final DattoStatuses statuses;
    private final TokenSource tokens;

    DattoCalls(VendorHttp http, DattoCredentials credentials, InstantSource clock) {
        var blocks = new BlockWatch(clock);
        this.http = http;
        this.origin = PlatformAddress.of(credentials.apiUrl());
        this.statuses = new DattoStatuses(blocks, credentials.apiKey(), credentials.apiSecretKey());
        this.tokens = new TokenSource(http, credentials, clock, blocks, statuses);
    }

    Optional<Grant> grantInUse() {
        return tokens.grantInUse();
    }

    CallResult<Origin> origin() {
        return origin;
    }

    /** A JSON document. Anything else under a status of success is an answer that did not come from the API. */
    CallResult<JsonNode> read(String pathAndQuery) {
        return send(CallKind.READ, "GET", pathAndQuery, null)
                .then(answer -> LenientJson.parse(answer.body())
                        .<CallResult<JsonNode>>map(Found::new)
                        .orElseGet(() -> new Unavailable<>(statuses.detail(answer, "the answer is not JSON"))));
    }

    /** A change. The API confirms with an empty 200; a page for people comes from somebody else on the way. */
    CallResult<Done> write(String method, String path, @Nullable Map<String, ?> body) {
        return send(CallKind.EFFECT, method, path, body == null ? null : LenientJson.write(body))
                .then(answer -> answer.body().isBlank()
                                || LenientJson.parse(answer.body()).isPresent()
                        ? new Found<>(Done.DONE)
                        : CallKind.EFFECT.lost(statuses.detail(answer, "the confirmation cannot be read")));
    }

    private CallResult<Answered> send(CallKind kind, String method, String pathAndQuery, @Nullable String body) {
        return origin.then(to -> tokens.token(to).then(token -> {
            var call = HttpCall.of(kind, method, to, pathAndQuery);
            var whole = body == null ? call : call.withBody("application/json; charset=UTF-8", body);
            return classified(whole, refreshed(to, whole, token));
        }));
    }

    /** A refused token did nothing, so that even a change may be sent again with a fresh one. Once. */
    private CallResult<HttpAnswer> refreshed(Origin to, HttpCall call, String token) {
        var answer = http.exchange(authorized(call, token));
        if (!(answer instanceof Answered answered) || answered.status() != 401) {
            return new Found<>(answer);
        }
        tokens.drop(token);
        return tokens.token(to).map(fresh -> http.exchange(authorized(call, fresh)));
    }

    private static HttpCall authorized(HttpCall call, String token) {
        return call.withHeader("Authorization", "Bearer " + token);
    }

    private CallResult<Answered> classified(HttpCall call, CallResult<HttpAnswer> exchanged) {
        var right = call.pathAndQuery().startsWith("/api/v2/account/users") ? ADMINISTRATOR : SIGHT;
        return exchanged.then(
                answer -> answer.then(call.kind(), answered -> statuses.successOf(call.kind(), answered, right)));
    }
}
