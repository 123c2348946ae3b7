package dev.companion.gravityzone.http;

import dev.companion.gravityzone.GravityZoneClient.Page;
import dev.companion.gravityzone.GravityZoneClient.PageCursor;
import dev.companion.gravityzone.http.RpcMethod.InvalidParams;
import dev.companion.vendor.CallResult;
import dev.companion.vendor.CallResult.Done;
import dev.companion.vendor.CallResult.Found;
import dev.companion.vendor.CallResult.Missing;
import dev.companion.vendor.CallResult.Reason;
import dev.companion.vendor.CallResult.Refused;
import dev.companion.vendor.CallResult.Unavailable;
import dev.companion.vendor.CallResult.UnknownEffect;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The kinds of calls of the API, whatever they are about: read, list, page, creation, and effect without an answer.
 */
final class MethodCalls {

    private final RpcCalls calls;
    private final KeyRights rights;

    /** Lists whose usual page this account refuses. */
    private final Set<String> refusingLargePages = ConcurrentHashMap.newKeySet();

    MethodCalls(RpcCalls calls, KeyRights rights) {
        this.calls = calls;
        this.rights = rights;
    }

    CallResult<JsonNode> call(RpcMethod method, Map<String, ?> params) {
        return rights.explained(method.api(), calls.send(method, params));
    }

    /** An effect whose result is null or true; false is not documented, so the outcome is unknown. */
    CallResult<Done> done(RpcMethod method, Map<String, ?> params) {
        return call(method, params)
                .then(result -> result.isBoolean() && !result.booleanValue()
                        ? new UnknownEffect<>("GravityZone answered %s with false".formatted(method.name()))
                        : new Found<>(Done.DONE));
    }

    /** The creation took place, so an unreadable id is not a failure: only a read at the vendor can find the id. */
    CallResult<String> created(RpcMethod method, Map<String, ?> params) {
        return call(method, params).then(result -> {
            var id = InventoryRows.createdId(result);
            return id == null
                    ? new UnknownEffect<>("the answer of GravityZone to %s holds no id".formatted(method.name()))
                    : new Found<>(id);
        });
    }

    /** A complete list, as a plain array. */
    <T> CallResult<List<T>> list(
            RpcMethod method, Map<String, ?> params, Function<JsonNode, @Nullable T> reading, String what) {
        return call(method, params).then(result -> {
            if (!result.isArray()) {
                return new Unavailable<>("the answer of GravityZone holds no " + what);
            }
            return new Found<>(result.values().stream()
                    .filter(JsonNode::isObject)
                    .map(reading)
                    .filter(Objects::nonNull)
                    .toList());
        });
    }

    <T> CallResult<Page<T>> page(
            RpcMethod method,
            Map<String, ?> params,
            int perPage,
            @Nullable PageCursor cursor,
            Function<JsonNode, @Nullable T> reading) {
        if (cursor != null || perPage <= PageWalk.SMALL_PAGE) {
            return pageAt(method, params, perPage, cursor == null ? PageWalk.FIRST : cursor, reading);
        }
        if (!refusingLargePages.contains(method.name())) {
            var first = pageAt(method, params, perPage, PageWalk.FIRST, reading);
            if (!(first instanceof Refused<Page<T>>(var reason, var _) && reason == Reason.INVALID)) {
                return first;
            }
        }
        // Some accounts are said to have smaller pages of this list, and to refuse larger ones instead of cutting them.
        var small = pageAt(method, params, perPage, PageWalk.FIRST_SMALL, reading);
        if (small instanceof Found<Page<T>>) {
            refusingLargePages.add(method.name());
        }
        return small;
    }

    private <T> CallResult<Page<T>> pageAt(
            RpcMethod method,
            Map<String, ?> params,
            int usual,
            PageCursor current,
            Function<JsonNode, @Nullable T> reading) {
        var perPage = current.perPage() == null ? usual : current.perPage();
        var all = new LinkedHashMap<String, Object>(params);
        all.put("page", current.page());
        all.put("perPage", perPage);
        // Some versions answer a page past the end with an error, which for a later page means the end.
        var tolerant = current.page() > 1 ? method.onInvalidParams(InvalidParams.NOTHING_THERE) : method;
        return switch (call(tolerant, all)) {
            case Found<JsonNode>(var result) -> PageWalk.page(result, current, reading);
            case Missing<JsonNode> _ when current.page() > 1 -> PageWalk.nothingThere(current);
            case CallResult<JsonNode> other -> other.map(_ -> new Page<>(List.of(), null, null));
        };
    }

    static <T> CallResult<T> understood(@Nullable T read, String what) {
        return read == null ? new Unavailable<>("the answer of GravityZone holds no " + what) : new Found<>(read);
    }

    static <T> CallResult<T> blank(String what) {
        return new Refused<>(Reason.INVALID, "the " + what + " must not be empty");
    }
}
