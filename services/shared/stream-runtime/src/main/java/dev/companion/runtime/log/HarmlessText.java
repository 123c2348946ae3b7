package dev.companion.runtime.log;

import java.util.Locale;

/**
 * Makes text of other people's systems harmless where lines are read: characters that could begin a line, colour or clear a
 * terminal, change the direction of reading, or hide, become escapes such as {@code \u202e}. Letters of every script stay.
 */
public final class HarmlessText {

    /** Begins every line of a text but the first, so that none can pass for an entry of the log. */
    private static final String CONTINUATION = "\n\t| ";

    private HarmlessText() {}

    /** Returns the text as one line. */
    public static String line(String text) {
        return isHarmless(text) ? text : escaped(text, false);
    }

    /** Returns the text with its lines; each but the first begins with a tab and a bar. */
    public static String lines(String text) {
        return isHarmless(text) ? text : escaped(text, true);
    }

    /** Returns the beginning of the text, with an ellipsis if it was longer. */
    public static String shortened(String text, int max) {
        if (text.length() <= max) {
            return text;
        }
        return text.substring(0, Character.isHighSurrogate(text.charAt(max - 1)) ? max - 1 : max) + "…";
    }

    public static boolean isHarmless(String text) {
        for (var i = 0; i < text.length(); ) {
            var c = text.codePointAt(i);
            if (isHarmful(c)) {
                return false;
            }
            i += Character.charCount(c);
        }
        return true;
    }

    private static boolean isHarmful(int c) {
        if (c >= 0x20 && c < 0x7F) {
            return false;
        }
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE -> true;
            default -> false;
        };
    }

    private static String escaped(String text, boolean severalLines) {
        var escaped = new StringBuilder(text.length() + 16);
        for (var i = 0; i < text.length(); ) {
            var c = text.codePointAt(i);
            i += Character.charCount(c);
            if (severalLines && c == '\n') {
                escaped.append(CONTINUATION);
            } else if (severalLines && c == '\t') {
                escaped.append('\t');
            } else if (severalLines && c == '\r' && i < text.length() && text.charAt(i) == '\n') {
                continue; // a line end of another system
            } else if (isHarmful(c)) {
                escape(c, escaped);
            } else {
                escaped.appendCodePoint(c);
            }
        }
        return escaped.toString();
    }

    private static void escape(int c, StringBuilder escaped) {
        switch (c) {
            case '\n' -> escaped.append("\\n");
            case '\r' -> escaped.append("\\r");
            case '\t' -> escaped.append("\\t");
            default ->
                escaped.append(c > 0xFFFF ? "\\U" : "\\u")
                        .append(String.format(Locale.ROOT, c > 0xFFFF ? "%08x" : "%04x", c));
        }
    }
}
