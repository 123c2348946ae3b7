package dev.companion.contract;

import dev.companion.vendor.StubServer.Reply;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * The stub's users: rows without an id, as the platforms list them, or users with a uid and calls for each alone. Those
 * are kept as they are written, so that whatever is left out of a write is gone, and answers tell the bare minimum.
 */
final class StubDattoUsers {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Set<String> OURS = Set.of("uid", "createdAt", "updatedAt");

    private final StandingClock clock;
    private final boolean single;
    private final Map<String, Map<String, @Nullable Object>> users = new LinkedHashMap<>();
    private int last;

    StubDattoUsers(StandingClock clock, boolean single) {
        this.clock = clock;
        this.single = single;
    }

    void add(String username, String firstName, String lastName, boolean disabled) {
        var names =
                StubDatto.row("firstName", firstName, "lastName", lastName, "username", username, "email", username);
        if (single) {
            names.putAll(StubDatto.row("role", "Technician", "enabled", !disabled));
            store("usr" + ++last, names);
        } else {
            names.putAll(StubDatto.row(
                    "telephone",
                    null,
                    "status",
                    null,
                    "created",
                    clock.instant().toString(),
                    "lastAccess",
                    -62_135_596_800_000L,
                    "disabled",
                    disabled));
            users.put(username, names);
        }
    }

    private void store(String uid, Map<String, @Nullable Object> fields) {
        var known = users.get(uid);
        fields.keySet().removeAll(OURS);
        fields.put("uid", uid);
        fields.put("createdAt", known == null ? clock.instant().toString() : known.get("createdAt"));
        fields.put("updatedAt", clock.instant().toString());
        users.put(uid, fields);
    }

    List<Map<String, @Nullable Object>> listed() {
        return single
                ? users.values().stream()
                        .map(user -> only(user, "uid", "email", "role"))
                        .toList()
                : List.copyOf(users.values());
    }

    List<String> usernames() {
        return users.values().stream()
                .map(user -> String.valueOf(user.get("username")))
                .toList();
    }

    Map<String, @Nullable Object> fields(String uid) {
        var fields = new LinkedHashMap<>(users.getOrDefault(uid, Map.of()));
        fields.keySet().removeAll(OURS);
        return fields;
    }

    void disable(String uid) {
        store(uid, new LinkedHashMap<>(StubDatto.row("role", users.get(uid).get("role"), "enabled", false)));
    }

    Reply single(String operation, String uid, String body) {
        if (!single) {
            return StubDatto.notFound();
        }
        if (operation.equals(DattoVendor.CREATE_USER)) {
            return create(fieldsIn(body));
        }
        var known = users.get(uid);
        if (known == null) {
            return StubDatto.notFound();
        }
        return switch (operation) {
            case "GET /v2/account/user/{userUid}" -> StubDatto.json(known);
            case DattoVendor.UPDATE_USER -> {
                store(uid, fieldsIn(body));
                yield StubDatto.json(only(users.get(uid), "uid", "role", "enabled"));
            }
            case DattoVendor.DELETE_USER -> {
                users.remove(uid);
                yield Reply.of(204, Map.of(), "");
            }
            default -> StubDatto.notFound();
        };
    }

    private Reply create(Map<String, @Nullable Object> fields) {
        var email = fields.get("email");
        if (users.values().stream().anyMatch(user -> String.valueOf(email).equals(user.get("email")))) {
            return Reply.json(409, "{\"message\":\"this address is in use\"}");
        }
        var uid = "usr" + ++last;
        fields.putIfAbsent("enabled", true);
        // A field that no description mentions.
        fields.put("locale", "pl-PL");
        store(uid, fields);
        return StubDatto.json(only(users.get(uid), "uid", "email", "role", "enabled"));
    }

    @SuppressWarnings("unchecked")
    private static Map<String, @Nullable Object> fieldsIn(String body) {
        return JSON.readValue(body, LinkedHashMap.class);
    }

    private static Map<String, @Nullable Object> only(Map<String, @Nullable Object> user, String... names) {
        var some = new LinkedHashMap<>(user);
        some.keySet().retainAll(Set.of(names));
        return some;
    }
}
