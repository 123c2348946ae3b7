package dev.companion.schemas;

import java.util.regex.Pattern;

/**
 * The record keys of every topic: {@code tenant} or {@code tenant|entity}. The bytes of a key are its identity for
 * compaction, so this form never changes; a golden test holds it.
 */
public final class TenantKey {

    private static final char SEPARATOR = '|';
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9._:-]{1,200}");

    private TenantKey() {}

    /** The key of an entity of a tenant. {@code entityId} may itself be made of several ids, each checked. */
    public static String of(String tenantId, String... entityId) {
        var key = new StringBuilder(checked(tenantId));
        for (var part : entityId) {
            key.append(SEPARATOR).append(checked(part));
        }
        return key.toString();
    }

    /** The tenant of a key: all of it before the first separator. */
    public static String tenantOf(String key) {
        var end = key.indexOf(SEPARATOR);
        return end < 0 ? key : key.substring(0, end);
    }

    /** The part after the tenant, or an empty string if there is none. */
    public static String entityOf(String key) {
        var end = key.indexOf(SEPARATOR);
        return end < 0 ? "" : key.substring(end + 1);
    }

    /** Whether an id of a vendor may be part of a key. */
    public static boolean isId(String candidate) {
        return ID.matcher(candidate).matches();
    }

    private static String checked(String id) {
        if (!isId(id)) {
            throw new IllegalArgumentException("id in a record key: %s (expected: 1 to 200 of A-Z a-z 0-9 . _ : -)"
                    .formatted(id.length() > 40 ? id.substring(0, 40) + "…" : id));
        }
        return id;
    }
}
