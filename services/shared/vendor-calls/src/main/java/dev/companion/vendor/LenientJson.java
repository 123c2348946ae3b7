package dev.companion.vendor;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads vendors' JSON as it really arrives: fields may be absent, null, of another type or unknown, and none of that is
 * an error. What cannot be read is null.
 */
public final class LenientJson {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();
    private static final Pattern WHOLE = Pattern.compile("[+-]?\\d{1,18}");
    private static final Pattern DECIMAL = Pattern.compile("\\d{1,15}(?:\\.\\d{1,12})?");

    /** Larger numbers are milliseconds, smaller ones seconds: 1e12 is the year 2001 in one, 33658 in the other. */
    private static final double FIRST_MILLISECONDS = 1e12;

    private LenientJson() {}

    /** The document; empty if the text is blank, cut off, nested too deeply or not JSON. */
    public static Optional<JsonNode> parse(String text) {
        if (text.isBlank()) {
            return Optional.empty();
        }
        try {
            var node = MAPPER.readTree(text);
            return node == null || node.isMissingNode() ? Optional.empty() : Optional.of(node);
        } catch (JacksonException _) {
            return Optional.empty();
        }
    }

    /** The document as text, for sending. */
    public static String write(Object value) {
        return MAPPER.writeValueAsString(value);
    }

    /** The first of the named fields that holds a string, number or boolean, as text and unchanged. */
    public static @Nullable String text(JsonNode object, String... names) {
        for (var name : names) {
            var value = object.path(name);
            if (value.isString() || value.isNumber() || value.isBoolean()) {
                return wellFormed(value.asString());
            }
        }
        return null;
    }

    /** An unpaired surrogate has no UTF-8 form, so the stored text would never equal the original. */
    private static String wellFormed(String text) {
        for (var at = 0; at < text.length(); at++) {
            if (Character.isSurrogate(text.charAt(at))) {
                return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
            }
        }
        return text;
    }

    /** As {@link #text}, but null if the text is blank. */
    public static @Nullable String identifier(JsonNode object, String... names) {
        var text = text(object, names);
        return text == null || text.isBlank() ? null : text.strip();
    }

    /** true, "true" and 1 or their opposites; anything else is null, which does not mean false. */
    public static @Nullable Boolean flag(JsonNode object, String name) {
        var text = text(object, name);
        return switch (text == null ? "" : text.strip().toLowerCase(Locale.ROOT)) {
            case "true", "1" -> Boolean.TRUE;
            case "false", "0" -> Boolean.FALSE;
            default -> null;
        };
    }

    /** A whole number, also in quotes. */
    public static @Nullable Long whole(JsonNode object, String... names) {
        for (var name : names) {
            var value = wholeOf(object.path(name));
            if (value.isPresent()) {
                return value.getAsLong();
            }
        }
        return null;
    }

    private static OptionalLong wholeOf(JsonNode value) {
        if (value.isNumber()) {
            // Checked first, because the conversion alone would cut off a fraction.
            return value.canConvertToExactIntegral() && value.canConvertToLong()
                    ? value.asLongOpt()
                    : OptionalLong.empty();
        }
        if (value.isString()) {
            var text = value.asString().strip();
            return WHOLE.matcher(text).matches() ? OptionalLong.of(Long.parseLong(text)) : OptionalLong.empty();
        }
        return OptionalLong.empty();
    }

    /** As {@link #whole}, but null if an int cannot hold it. */
    public static @Nullable Integer count(JsonNode object, String... names) {
        var value = whole(object, names);
        return value == null || value < Integer.MIN_VALUE || value > Integer.MAX_VALUE ? null : value.intValue();
    }

    /**
     * A time as milliseconds or seconds since 1970, as a number or in quotes, or as ISO-8601 with or without a zone
     * (without one it is UTC). A time before 1970 is a vendor's way to say "never", so it is null.
     */
    public static @Nullable Instant instant(JsonNode object, String... names) {
        for (var name : names) {
            var value = object.path(name);
            var instant = value.isNumber() ? ofNumber(value.asDouble(-1)) : ofText(value);
            if (instant != null && instant.getEpochSecond() >= 0) {
                return instant;
            }
        }
        return null;
    }

    private static @Nullable Instant ofText(JsonNode value) {
        if (!value.isString()) {
            return null;
        }
        var text = value.asString().strip();
        if (DECIMAL.matcher(text).matches()) {
            return ofNumber(Double.parseDouble(text));
        }
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException _) {
            return ofLocalText(text);
        }
    }

    private static @Nullable Instant ofLocalText(String text) {
        try {
            return LocalDateTime.parse(text.replace(' ', 'T')).toInstant(ZoneOffset.UTC);
        } catch (DateTimeException _) {
            return null;
        }
    }

    private static @Nullable Instant ofNumber(double number) {
        var millis = number >= FIRST_MILLISECONDS ? number : number * 1000;
        // The bound is the year 10000; beyond it no vendor means a date.
        return millis >= 0 && millis < 253_402_300_800_000d ? Instant.ofEpochMilli(Math.round(millis)) : null;
    }
}
