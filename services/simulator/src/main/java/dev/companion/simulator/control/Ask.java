package dev.companion.simulator.control;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;

/** A control call: the variable parts of its path, its query, and a body whose fields are all known. */
record Ask(List<String> arguments, Map<String, String> query, JsonNode body) {

    String argument(int index) {
        return arguments.get(index);
    }

    /** Refuses a body with a field that the call does not have, so that a typing error never looks like success. */
    Ask allowing(String... fields) {
        var unknown = new TreeSet<String>();
        body.properties().forEach(entry -> unknown.add(entry.getKey()));
        unknown.removeAll(Set.of(fields));
        if (!unknown.isEmpty()) {
            throw new ControlRefusal(400, "unknown field " + unknown.getFirst());
        }
        return this;
    }

    boolean has(String field) {
        return body.has(field);
    }

    /** Empty when absent or null. */
    Optional<String> text(String field) {
        JsonNode value = body.path(field);
        if (value.isMissingNode() || value.isNull()) {
            return Optional.empty();
        }
        if (!value.isString()) {
            throw new ControlRefusal(400, field + " must be a string");
        }
        return Optional.of(value.stringValue());
    }

    String requiredText(String field) {
        return text(field).orElseThrow(() -> new ControlRefusal(400, field + " is required"));
    }

    Optional<Boolean> flag(String field) {
        JsonNode value = body.path(field);
        if (value.isMissingNode() || value.isNull()) {
            return Optional.empty();
        }
        if (!value.isBoolean()) {
            throw new ControlRefusal(400, field + " must be true or false");
        }
        return Optional.of(value.booleanValue());
    }

    Optional<Integer> number(String field) {
        JsonNode value = body.path(field);
        if (value.isMissingNode() || value.isNull()) {
            return Optional.empty();
        }
        if (!value.isInt()) {
            throw new ControlRefusal(400, field + " must be a whole number");
        }
        return Optional.of(value.intValue());
    }

    /** The names in a list of strings. */
    Optional<Set<String>> texts(String field) {
        JsonNode value = body.path(field);
        if (!value.isArray()) {
            return Optional.empty();
        }
        var texts = new TreeSet<String>();
        value.forEach(each -> texts.add(each.asString("")));
        return Optional.of(texts);
    }
}
