package dev.companion.gravityzone;

import dev.companion.vendor.CallResult;
import dev.companion.vendor.CallResult.Found;
import dev.companion.vendor.CallResult.Reason;
import dev.companion.vendor.CallResult.Refused;
import dev.companion.vendor.CallResult.Unavailable;
import dev.companion.vendor.Details;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * What a key may do. The vendor answers 401 and 403 both to a wrong key and to a part of the API that is not ticked on
 * it, so the key is asked what it can, and where it may not tell, each part is tried with a harmless read.
 */
final class KeyRights {

    private static final RpcMethod KEY_DETAILS = RpcMethod.read(GravityZoneApi.GENERAL, "getApiKeyDetails");

    private record Probe(RpcMethod method, Map<String, ?> params) {}

    private static final List<Probe> PROBES = List.of(
            new Probe(RpcMethod.read(GravityZoneApi.COMPANIES, "getCompanyDetails"), Map.of()),
            new Probe(RpcMethod.read(GravityZoneApi.NETWORK, "getCompaniesList"), Map.of()),
            new Probe(RpcMethod.read(GravityZoneApi.PACKAGES, "getPackagesList"), Map.of("page", 1, "perPage", 1)),
            new Probe(RpcMethod.read(GravityZoneApi.LICENSING, "getLicenseInfo"), Map.of()));

    private final RpcCalls calls;

    KeyRights(RpcCalls calls) {
        this.calls = calls;
    }

    CallResult<Set<String>> enabledServices() {
        var told = keyDetails();
        if (!(told instanceof Refused<Set<String>>(var reason, var detail)) || reason == Reason.ADDRESS_NOT_ALLOWED) {
            return told;
        }
        var enabled = new LinkedHashSet<String>();
        for (var probe : PROBES) {
            switch (calls.send(probe.method, probe.params)) {
                case Refused<JsonNode>(var why, var _) when isBarred(why) -> {}
                // Any other refusal is about this very call, so the part as such is open.
                case Found<JsonNode> _,
                        Refused<JsonNode> _,
                        CallResult.Missing<JsonNode> _,
                        CallResult.Conflict<JsonNode> _ ->
                    enabled.add(probe.method.api().service());
                case CallResult.RateLimited<JsonNode>(var pause, var scope, var why) -> {
                    return new CallResult.RateLimited<>(pause, scope, why);
                }
                case Unavailable<JsonNode>(var why) -> {
                    return new Unavailable<>(why);
                }
                case CallResult.UnknownEffect<JsonNode>(var why) -> {
                    return new Unavailable<>(why);
                }
            }
        }
        return enabled.isEmpty() ? new Refused<>(Reason.CREDENTIALS, wrongKey(detail)) : new Found<>(enabled);
    }

    private CallResult<Set<String>> keyDetails() {
        return calls.send(KEY_DETAILS, Map.of()).then(result -> {
            var apis = result.path("enabledApis");
            if (!apis.isArray()) {
                return new Refused<>(Reason.NOT_OFFERED, "the key does not tell what it may do");
            }
            var enabled = new LinkedHashSet<String>();
            apis.values().stream()
                    .filter(JsonNode::isString)
                    .forEach(api -> enabled.add(api.asString().strip().toLowerCase(Locale.ROOT)));
            return new Found<>(enabled);
        });
    }

    /** A part of the API is closed to this key if it does not let it in, or does not know the method for it. */
    private static boolean isBarred(Reason reason) {
        return reason == Reason.CREDENTIALS || reason == Reason.NOT_OFFERED || reason == Reason.ADDRESS_NOT_ALLOWED;
    }

    /** The same result, but where it says "key or its rights", with the answer to which of the two. */
    <T> CallResult<T> explained(GravityZoneApi api, CallResult<T> result) {
        return result instanceof Refused<T>(var reason, var detail) && reason == Reason.CREDENTIALS
                ? explained(api, detail)
                : result;
    }

    private <T> CallResult<T> explained(GravityZoneApi api, String detail) {
        return switch (enabledServices()) {
            case Found<Set<String>>(var enabled) ->
                new Refused<>(
                        Reason.PERMISSION,
                        Details.of(
                                enabled.contains(api.service())
                                        ? "the key has the %s, but its owner may not do this; %s"
                                                .formatted(api.screenName(), detail)
                                        : "the key lacks the %s: tick it in GravityZone under My Account > API keys; %s"
                                                .formatted(api.screenName(), detail)));
            case Refused<Set<String>>(var reason, var why) -> new Refused<>(reason, why);
            // Whether key or right cannot be told now. That the call did nothing is certain all the same.
            default -> new Unavailable<>(Details.of("refused, and the reason cannot be found out now; " + detail));
        };
    }

    private static String wrongKey(String detail) {
        return Details.of(
                "the key is wrong, revoked, or of another GravityZone cloud: check key and Access URL; " + detail);
    }
}
