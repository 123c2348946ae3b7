package dev.companion.datto;

import dev.companion.datto.DattoRmmClient.Page;
import dev.companion.datto.DattoRmmClient.PageCursor;
import dev.companion.datto.DattoRmmClient.RequestRate;
import dev.companion.vendor.CallGate;
import dev.companion.vendor.CallKind;
import dev.companion.vendor.CallResult;
import dev.companion.vendor.CallResult.Done;
import dev.companion.vendor.CallResult.Found;
import dev.companion.vendor.CallResult.Reason;
import dev.companion.vendor.CallResult.Refused;
import dev.companion.vendor.CallResult.Unavailable;
import dev.companion.vendor.HttpAnswer;
import dev.companion.vendor.HttpAnswer.Answered;
import dev.companion.vendor.HttpCall;
import dev.companion.vendor.LenientJson;
import dev.companion.vendor.Origin;
import dev.companion.vendor.VendorCount;
import dev.companion.vendor.VendorHttp;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Requests with a token. Adds the token, replaces it once if it is refused, and paces the requests. */
final class DattoCalls {

    private static final String ADMINISTRATOR = "the Administrator security level";
    private static final String SIGHT = "a security level that allows this";

    /** Users, one or all, and the log of what they did. */
    private static final Pattern ADMINISTRATORS_ONLY = Pattern.compile("/api/v2/(?:account/users?|activity-logs)\\b");

    private final VendorHttp http;
    private final CallResult<Origin> origin;
    private final DattoStatuses statuses;
    private final TokenSource tokens;
    private final CallGate<DattoLane> gate;
    private final CountedCalls counting = new CountedCalls();
    private volatile @Nullable RequestRate lastRequestRate;

    DattoCalls(VendorHttp http, DattoCredentials credentials, InstantSource clock, CallGate<DattoLane> gate) {
        var blocks = new BlockWatch(clock);
        this.http = http;
        this.origin = PlatformAddress.of(credentials.apiUrl());
        this.statuses = new DattoStatuses(blocks, credentials.apiKey(), credentials.apiSecretKey());
        this.tokens = new TokenSource(http, credentials, clock, blocks, statuses, gate);
        this.gate = gate;
    }

    Optional<Grant> grantInUse() {
        return tokens.grantInUse();
    }

    CallResult<Origin> origin() {
        return origin;
    }

    /** A JSON document. Anything else with a success status did not come from the API. */
    CallResult<JsonNode> read(String pathAndQuery) {
        return send(CallKind.READ, "GET", pathAndQuery, null).then(this::document);
    }

    /** As {@link #read}, but for what the platform reports without a token: none is requested or sent. */
    CallResult<JsonNode> readOpenly(String pathAndQuery) {
        return origin.then(to -> {
                    var call = HttpCall.of(CallKind.READ, "GET", to, pathAndQuery);
                    return passed(call);
                })
                .then(this::document);
    }

    private CallResult<JsonNode> document(Answered answer) {
        return LenientJson.parse(answer.body())
                .<CallResult<JsonNode>>map(Found::new)
                .orElseGet(() -> new Unavailable<>(statuses.detail(answer, "the answer is not JSON")));
    }

    /** A single thing, not in a list. */
    <T> CallResult<T> one(String path, Function<JsonNode, @Nullable T> reading, String what) {
        return read(path).then(document -> understood(document, reading, what));
    }

    static <T> CallResult<T> understood(JsonNode document, Function<JsonNode, @Nullable T> reading, String what) {
        var read = reading.apply(document);
        return read == null ? new Unavailable<>("the answer of Datto RMM holds no " + what) : new Found<>(read);
    }

    /** The first page of a list, or the one that the cursor names. */
    <T> CallResult<Page<T>> page(
            String path, String field, Function<JsonNode, @Nullable T> row, @Nullable PageCursor cursor) {
        return origin.then(to -> page(new PageReader<>(to, path, field, row), cursor));
    }

    <T> CallResult<Page<T>> page(PageReader<T> reader, @Nullable PageCursor cursor) {
        var address = reader.address(cursor);
        return read(address).then(document -> reader.read(document, address));
    }

    /** A change whose confirmation carries nothing else. */
    CallResult<Done> write(String method, String path, @Nullable Map<String, ?> body) {
        return change(method, path, body).map(_ -> Done.DONE);
    }

    /**
     * A change, and the document that confirms it; nothing if the API confirms with an empty 200, as it mostly does. An
     * HTML page comes from a gateway and confirms nothing.
     */
    CallResult<Optional<JsonNode>> change(String method, String path, @Nullable Map<String, ?> body) {
        return send(CallKind.EFFECT, method, path, body == null ? null : LenientJson.write(body))
                .then(answer -> {
                    var document = LenientJson.parse(answer.body());
                    return answer.body().isBlank() || document.isPresent()
                            ? new Found<>(document)
                            : CallKind.EFFECT.lost(statuses.detail(answer, "the confirmation cannot be read"));
                });
    }

    private CallResult<Answered> send(CallKind kind, String method, String pathAndQuery, @Nullable String body) {
        return origin.then(to -> {
            gate.countIfDue(this::vendorsCount);
            var call = HttpCall.of(kind, method, to, pathAndQuery);
            return withToken(body == null ? call : call.withBody("application/json; charset=UTF-8", body));
        });
    }

    private CallResult<VendorCount<DattoLane>> vendorsCount() {
        return requestRate().map(counting::counted);
    }

    CallResult<RequestRate> requestRate() {
        return one(HttpDattoRmmClient.API + "/system/request_rate", DattoRows::requestRate, "request rate")
                .map(rate -> {
                    lastRequestRate = rate;
                    return rate;
                });
    }

    /** The last counts; empty before the first. */
    Optional<RequestRate> lastRequestRate() {
        return Optional.ofNullable(lastRequestRate);
    }

    /** A refused token did nothing, so even a change may be sent again, once, with a fresh one. */
    private CallResult<Answered> withToken(HttpCall call) {
        return tokens.token(call.origin()).then(token -> {
            var result = passed(authorized(call, token));
            if (!(result instanceof Refused<Answered>(var reason, var _)) || reason != Reason.CREDENTIALS) {
                return result;
            }
            tokens.drop(token);
            return tokens.token(call.origin()).then(fresh -> passed(authorized(call, fresh)));
        });
    }

    private static HttpCall authorized(HttpCall call, String token) {
        return call.withHeader("Authorization", "Bearer " + token);
    }

    private CallResult<Answered> passed(HttpCall call) {
        return gate.send(call.origin(), counting.lanesOf(call), () -> classified(call, http.exchange(call)));
    }

    private CallResult<Answered> classified(HttpCall call, HttpAnswer answer) {
        var right = ADMINISTRATORS_ONLY.matcher(call.pathAndQuery()).lookingAt() ? ADMINISTRATOR : SIGHT;
        return answer.then(call.kind(), answered -> statuses.successOf(call.kind(), answered, right));
    }
}
