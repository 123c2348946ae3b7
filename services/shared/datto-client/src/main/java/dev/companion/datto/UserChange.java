package dev.companion.datto;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** New values for some fields of a user; every other field stays unchanged. */
public final class UserChange {

    public static final UserChange NONE = new UserChange(Map.of());

    private final Map<String, @Nullable Object> fields;

    private UserChange(Map<String, @Nullable Object> fields) {
        this.fields = Collections.unmodifiableMap(fields);
    }

    public UserChange username(String value) {
        return with("username", value);
    }

    public UserChange email(String value) {
        return with("email", value);
    }

    public UserChange firstName(String value) {
        return with("firstName", value);
    }

    public UserChange lastName(String value) {
        return with("lastName", value);
    }

    public UserChange role(String value) {
        return with("role", value);
    }

    public UserChange enabled(boolean value) {
        return with("enabled", value);
    }

    public UserChange mfaEnabled(boolean value) {
        return with("mfaEnabled", value);
    }

    /** @param value null for every site */
    public UserChange siteUid(@Nullable String value) {
        return with("siteUid", value);
    }

    private UserChange with(String field, @Nullable Object value) {
        var more = new LinkedHashMap<>(fields);
        more.put(field, value);
        return new UserChange(more);
    }

    /** By the platform's names of the fields. */
    Map<String, @Nullable Object> fields() {
        return fields;
    }

    /** Without the values, which are personal. */
    @Override
    public String toString() {
        return "UserChange" + fields.keySet();
    }
}
