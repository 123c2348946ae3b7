package dev.companion.vocabulary;

import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An id that a vendor gave. GUIDs of Datto RMM and object ids of GravityZone are hexadecimal numbers, which both vendors
 * read in either case: one number must not become two things here.
 */
public final class VendorId {

    private static final Pattern HEXADECIMAL =
            Pattern.compile("[0-9A-Fa-f]{24}|[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}");

    private VendorId() {}

    /** Returns the one form of a hexadecimal id, and any other id as it is. */
    public static String canonical(String id) {
        return HEXADECIMAL.matcher(id).matches() ? id.toLowerCase(Locale.ROOT) : id;
    }

    /** As {@link #canonical}; null if there is no id. */
    public static @Nullable String canonicalOrNull(@Nullable String id) {
        return id == null ? null : canonical(id);
    }
}
