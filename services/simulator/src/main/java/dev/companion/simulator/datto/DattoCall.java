package dev.companion.simulator.datto;

import dev.companion.simulator.traffic.Call;
import dev.companion.simulator.world.row.DattoKey;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** An admitted call: who, what, and with which parts of the path. */
record DattoCall(Call call, DattoOperation operation, List<String> arguments, DattoKey key) {

    String argument(int index) {
        return arguments.get(index);
    }

    Map<String, String> query() {
        return call.request().query();
    }

    /** @throws DattoRefusal 400 when the body is not a JSON object */
    JsonNode body() {
        JsonNode body = call.body();
        if (body == null || !body.isObject()) {
            throw new DattoRefusal(400, "The request body is not a JSON object");
        }
        return body;
    }

    /** @throws DattoRefusal 400 when the field is there and is not a string */
    @Nullable String text(String field) {
        JsonNode value = body().path(field);
        if (value.isMissingNode() || value.isNull()) {
            return null;
        }
        if (!value.isString()) {
            throw new DattoRefusal(400, field + " must be a string");
        }
        return value.stringValue();
    }

    String textOr(String field, String otherwise) {
        String value = text(field);
        return value == null ? otherwise : value;
    }

    String requiredText(String field) {
        String value = text(field);
        if (value == null) {
            throw new DattoRefusal(400, field + " is required");
        }
        return value;
    }

    boolean flag(String field, boolean otherwise) {
        JsonNode value = body().path(field);
        if (value.isMissingNode() || value.isNull()) {
            return otherwise;
        }
        if (!value.isBoolean()) {
            throw new DattoRefusal(400, field + " must be a boolean");
        }
        return value.booleanValue();
    }
}
