package dev.companion.simulator.world.row;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A rule that makes requests fail.
 *
 * @param id given by the simulator
 * @param api {@code datto}, {@code gravityzone} or {@code *}
 * @param method {@code "GET /v2/account/sites"}, {@code "PUT /v2/site/{siteUid}/variable"}, {@code "createCompany"},
 *     with {@code *} for any text
 * @param kind what happens
 * @param skip matching requests to let pass first
 * @param count requests to affect; null for all of them
 * @param probability 0 to 1
 * @param account uid of the Datto account or id of the GravityZone company that the key belongs to, null for all
 * @param afterEffect perform the call and only then answer with the fault
 * @param parameters of the kind: {@code millis status retryAfter body bytes rows code message details}; and {@code about},
 *     a text: only requests that carry it in their address or body
 */
public record Fault(
        long id,
        String api,
        String method,
        FaultKind kind,
        int skip,
        @Nullable Integer count,
        double probability,
        @Nullable String account,
        boolean afterEffect,
        Map<String, String> parameters) {

    public static final Set<String> PARAMETERS =
            Set.of("millis", "status", "retryAfter", "body", "bytes", "rows", "code", "message", "details", "about");
    private static final Set<String> TEXTS = Set.of("body", "message", "details", "about");

    public Fault {
        if (!api.equals("datto") && !api.equals("gravityzone") && !api.equals("*")) {
            throw new IllegalArgumentException("api: " + api + " (expected: datto, gravityzone or *)");
        }
        if (!(probability > 0 && probability <= 1)) {
            throw new IllegalArgumentException("probability: " + probability + " (expected: above 0, at most 1)");
        }
        if ((count != null && count < 1) || skip < 0) {
            throw new IllegalArgumentException("count must be at least 1 and skip at least 0");
        }
        parameters.forEach((name, value) -> {
            if (!PARAMETERS.contains(name)) {
                throw new IllegalArgumentException("unknown parameter " + name);
            }
            if (!TEXTS.contains(name) && !value.matches("-?\\d{1,12}")) {
                throw new IllegalArgumentException(name + ": " + value + " (expected: a whole number)");
            }
        });
        parameters = Map.copyOf(parameters);
    }

    /** A rule without parameters that affects every matching request. */
    public static Fault of(FaultKind kind, String api, String method) {
        return new Fault(0, api, method, kind, 0, null, 1, null, false, Map.of());
    }

    public Fault times(int requests) {
        return counting(id, skip, requests);
    }

    public Fault afterSkipping(int requests) {
        return counting(id, requests, count);
    }

    public Fault takingEffect() {
        return new Fault(id, api, method, kind, skip, count, probability, account, true, parameters);
    }

    public Fault forAccount(String value) {
        return new Fault(id, api, method, kind, skip, count, probability, value, afterEffect, parameters);
    }

    /** The same rule with one more of {@link #PARAMETERS}. */
    public Fault with(String parameter, Object value) {
        var all = new TreeMap<>(parameters);
        all.put(parameter, value.toString());
        return new Fault(id, api, method, kind, skip, count, probability, account, afterEffect, all);
    }

    public long number(String parameter, long otherwise) {
        String value = parameters.get(parameter);
        return value == null ? otherwise : Long.parseLong(value);
    }

    public String text(String parameter, String otherwise) {
        return parameters.getOrDefault(parameter, otherwise);
    }

    public Fault counting(long newId, int newSkip, @Nullable Integer newCount) {
        return new Fault(newId, api, method, kind, newSkip, newCount, probability, account, afterEffect, parameters);
    }

    /**
     * @param caller account of the key, null when the key is unknown
     * @param carries whether the request carries a text
     */
    public boolean matches(String askedApi, String askedMethod, @Nullable String caller, Predicate<String> carries) {
        String about = parameters.get("about");
        return (api.equals("*") || api.equals(askedApi))
                && (account == null || account.equals(caller))
                && isLike(askedMethod)
                && (about == null || carries.test(about));
    }

    private boolean isLike(String asked) {
        if (method.equals("*")) {
            return true;
        }
        String regex = Pattern.quote(method).replace("*", "\\E.*\\Q");
        return asked.matches(regex) || asked.substring(asked.indexOf('.') + 1).matches(regex);
    }
}
