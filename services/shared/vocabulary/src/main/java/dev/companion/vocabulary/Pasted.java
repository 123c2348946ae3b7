package dev.companion.vocabulary;

/**
 * Removes from a pasted credential or address what no one sees and no one typed: blanks of all kinds, characters that
 * show nothing, and line breaks. Never changes a character that shows.
 */
public final class Pasted {

    private Pasted() {}

    /** For keys and addresses, which contain no blank: without any of them, wherever they are. */
    public static String compact(String text) {
        var kept = new StringBuilder(text.length());
        text.codePoints().filter(c -> !isPastedAlong(c)).forEach(kept::appendCodePoint);
        return kept.toString();
    }

    /** For secrets, in which a character might be meant: without those at both ends. */
    public static String trimmed(String text) {
        var begin = 0;
        while (begin < text.length() && isPastedAlong(text.codePointAt(begin))) {
            begin += Character.charCount(text.codePointAt(begin));
        }
        var end = text.length();
        while (end > begin && isPastedAlong(text.codePointBefore(end))) {
            end -= Character.charCount(text.codePointBefore(end));
        }
        return text.substring(begin, end);
    }

    private static boolean isPastedAlong(int c) {
        return Characters.isBlank(c) || Characters.isInvisible(c) || Characters.isControl(c);
    }
}
