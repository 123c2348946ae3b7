package dev.companion.simulator.gravityzone;

import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The named parameters of a call. Reading one declares it; {@link #done} refuses parameters that were not declared, so
 * a method must read everything before it has an effect.
 */
final class Params {

    private final JsonNode node;
    private final String path;
    private final boolean strict;
    private final Set<String> declared = new HashSet<>();

    Params(JsonNode node, boolean strict) {
        this(node, "", strict);
    }

    private Params(JsonNode node, String path, boolean strict) {
        this.node = node;
        this.path = path;
        this.strict = strict;
    }

    /** @throws JsonRpcError invalid params, if a parameter was sent that was not read */
    void done() {
        if (strict) {
            var unknown = new TreeSet<String>();
            node.properties().forEach(entry -> unknown.add(entry.getKey()));
            unknown.removeAll(declared);
            if (!unknown.isEmpty()) {
                throw JsonRpcError.invalidParams("Unknown parameter '" + path + unknown.getFirst() + "'");
            }
        }
    }

    /** Declares parameters whose value is ignored. */
    Params ignoring(String... names) {
        declared.addAll(Set.of(names));
        return this;
    }

    /** Names that were sent, whether declared or not. */
    Set<String> namesStartingWith(String prefix) {
        var names = new TreeSet<String>();
        node.properties().stream()
                .map(Map.Entry::getKey)
                .filter(name -> name.startsWith(prefix))
                .forEach(names::add);
        return names;
    }

    boolean has(String name) {
        JsonNode value = node.path(name);
        return !value.isMissingNode() && !value.isNull();
    }

    JsonNode raw(String name) {
        declared.add(name);
        return node.path(name);
    }

    Optional<String> text(String name, int max) {
        JsonNode value = raw(name);
        if (!has(name)) {
            return Optional.empty();
        }
        if (!value.isString()) {
            throw invalid(name, "a string is expected");
        }
        String text = value.stringValue();
        if (text.length() > max) {
            throw invalid(name, "at most " + max + " characters are allowed");
        }
        return Optional.of(text);
    }

    Optional<String> text(String name) {
        return text(name, 10_000);
    }

    String requiredText(String name, int max) {
        String text = text(name, max).orElseThrow(() -> missing(name));
        if (text.isBlank()) {
            throw invalid(name, "it must not be empty");
        }
        return text;
    }

    String requiredText(String name) {
        return requiredText(name, 10_000);
    }

    Optional<Integer> number(String name) {
        JsonNode value = raw(name);
        if (!has(name)) {
            return Optional.empty();
        }
        if (!value.isInt()) {
            throw invalid(name, "a whole number is expected");
        }
        return Optional.of(value.intValue());
    }

    int numberOf(String name, int otherwise, Set<Integer> allowed) {
        int value = number(name).orElse(otherwise);
        if (!allowed.contains(value)) {
            throw invalid(name, "the value is not allowed");
        }
        return value;
    }

    int requiredNumber(String name) {
        return number(name).orElseThrow(() -> missing(name));
    }

    Optional<Boolean> flag(String name) {
        JsonNode value = raw(name);
        if (!has(name)) {
            return Optional.empty();
        }
        if (!value.isBoolean()) {
            throw invalid(name, "a boolean is expected");
        }
        return Optional.of(value.booleanValue());
    }

    /** 0 or 1, or a boolean; empty when absent. */
    Optional<Integer> bit(String name) {
        JsonNode value = raw(name);
        if (!has(name)) {
            return Optional.empty();
        }
        if (value.isBoolean()) {
            return Optional.of(value.booleanValue() ? 1 : 0);
        }
        if (!value.isInt() || value.intValue() < 0 || value.intValue() > 1) {
            throw invalid(name, "0 or 1 is expected");
        }
        return Optional.of(value.intValue());
    }

    /** The parameters inside an object; those of an empty object when it is absent. */
    Params object(String name) {
        JsonNode value = raw(name);
        if (has(name) && !value.isObject()) {
            throw invalid(name, "an object is expected");
        }
        return new Params(value, path + name + ".", strict);
    }

    @Nullable JsonNode objectOrNull(String name) {
        JsonNode value = raw(name);
        if (!has(name)) {
            return null;
        }
        if (!value.isObject()) {
            throw invalid(name, "an object is expected");
        }
        return value;
    }

    JsonRpcError missing(String name) {
        return JsonRpcError.invalidParams("The required parameter is missing: '" + path + name + "'");
    }

    JsonRpcError invalid(String name, String why) {
        return JsonRpcError.invalidParams(String.format(Locale.ROOT, "Invalid value for '%s%s': %s", path, name, why));
    }
}
