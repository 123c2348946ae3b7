package dev.companion.gravityzone.http;

import dev.companion.gravityzone.GravityZoneApi;
import dev.companion.vendor.CallResult;
import dev.companion.vendor.CallResult.Found;
import dev.companion.vendor.CallResult.Missing;
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
 * What a key may do. The vendor answers 401 and 403 both to a wrong key and to a part of the API that is not enabled
 * for it. So the vendor is asked for the key's rights, and if it refuses, each part is probed with a harmless read.
 */
final class KeyRights {

    private static final RpcMethod KEY_DETAILS = RpcMethod.read(GravityZoneApi.GENERAL, "getApiKeyDetails");

    private record Probe(RpcMethod method, Map<String, ?> params) {}

    private static final List<Probe> PROBES = List.of(
            probe(GravityZoneApi.COMPANIES, "getCompanyDetails", Map.of()),
            probe(GravityZoneApi.NETWORK, "getCompaniesList", Map.of()),
            probe(GravityZoneApi.PACKAGES, "getPackagesList", Map.of("page", 1, "perPage", 1)),
            probe(GravityZoneApi.LICENSING, "getLicenseInfo", Map.of()),
            probe(GravityZoneApi.ACCOUNTS, "getAccountsList", Map.of("page", 1, "perPage", 1)));

    private final RpcCalls calls;

    KeyRights(RpcCalls calls) {
        this.calls = calls;
    }

    CallResult<Set<String>> enabledServices() {
        var told = keyDetails();
        return told instanceof Refused<Set<String>>(var reason, var detail) && isBarred(reason)
                ? triedOut(detail)
                : told;
    }

    private CallResult<Set<String>> triedOut(String detail) {
        var enabled = new LinkedHashSet<String>();
        for (var probe : PROBES) {
            switch (calls.send(probe.method, probe.params)) {
                // An objection to this very call means that the part itself is accessible.
                case Found<JsonNode> _, Missing<JsonNode> _ ->
                    enabled.add(probe.method.api().service());
                case Refused<JsonNode>(var why, var _) when isBarred(why) -> {}
                case CallResult<JsonNode> inconclusive -> {
                    return inconclusive.map(_ -> Set.of());
                }
            }
        }
        return enabled.isEmpty() ? new Refused<>(Reason.CREDENTIALS, wrongKey(detail)) : new Found<>(enabled);
    }

    private CallResult<Set<String>> keyDetails() {
        return calls.send(KEY_DETAILS, Map.of()).then(result -> {
            var apis = result.path("enabledApis");
            if (!apis.isArray()) {
                return new Refused<>(Reason.NOT_OFFERED, "the key may not read its own rights");
            }
            var enabled = new LinkedHashSet<String>();
            apis.values().stream()
                    .filter(JsonNode::isString)
                    .forEach(api -> enabled.add(api.asString().strip().toLowerCase(Locale.ROOT)));
            return new Found<>(enabled);
        });
    }

    /**
     * The key is rejected, or the method is not allowed for it. Everything else is about the address or the moment.
     */
    private static boolean isBarred(Reason reason) {
        return reason == Reason.CREDENTIALS || reason == Reason.PERMISSION || reason == Reason.NOT_OFFERED;
    }

    private static Probe probe(GravityZoneApi api, String name, Map<String, ?> params) {
        return new Probe(RpcMethod.read(api, name).onInvalidParams(RpcMethod.InvalidParams.NOTHING_THERE), params);
    }

    /** The same result, except that "key or its rights" is resolved to one of the two. */
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
            // Whether key or right was refused cannot be determined now. The call certainly had no effect.
            default -> new Unavailable<>(Details.of("refused, and the reason cannot be determined now; " + detail));
        };
    }

    private static String wrongKey(String detail) {
        return Details.of(
                "the key is wrong, revoked, or of another GravityZone cloud: check key and Access URL; " + detail);
    }
}
