package dev.companion.contract;

import dev.companion.vendor.StubServer.Reply;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The stub's site variables: a name is unique within its site, and a second one is refused. */
final class StubDattoVariables {

    private record Variable(long id, String site, String name, String value, boolean masked) {}

    private final Map<Long, Variable> variables = new LinkedHashMap<>();
    private long last = 77_000;
    private int created;

    /** By calls of the API alone. */
    int created() {
        return created;
    }

    void add(String site, String name, String value, boolean masked) {
        variables.put(++last, new Variable(last, site, name, value, masked));
    }

    List<String> values(String site, String name) {
        return variables.values().stream()
                .filter(variable -> variable.site.equals(site) && variable.name.equals(name))
                .map(Variable::value)
                .toList();
    }

    List<Map<String, @Nullable Object>> shown(String site) {
        return variables.values().stream()
                .filter(variable -> variable.site.equals(site))
                .map(variable -> StubDatto.row(
                        "id", variable.id,
                        "name", variable.name,
                        "value", variable.masked ? "*****" : variable.value,
                        "masked", variable.masked))
                .toList();
    }

    Reply create(String site, JsonNode body) {
        var name = body.path("name").asString();
        if (!values(site, name).isEmpty()) {
            return Reply.json(400, "{\"message\":\"the name is not unique\"}");
        }
        created++;
        add(site, name, body.path("value").asString(), body.path("masked").asBoolean());
        return Reply.EMPTY;
    }

    /** @param body null to delete */
    Reply change(String site, String id, @Nullable JsonNode body) {
        var known = variables.get(Long.valueOf(id));
        if (known == null || !known.site.equals(site)) {
            return StubDatto.notFound();
        }
        if (body == null) {
            variables.remove(known.id);
        } else {
            var name = body.path("name").asString();
            var value = body.path("value").asString();
            variables.put(known.id, new Variable(known.id, site, name, value, known.masked));
        }
        return Reply.EMPTY;
    }
}
