package dev.companion.vocabulary;

/** Classes of Unicode characters, by code point. A character may be in several. */
final class Characters {

    private Characters() {}

    /** Shows as white space, whatever Unicode's category says: the braille blank and the Hangul fillers are included. */
    static boolean isBlank(int c) {
        return Character.isWhitespace(c)
                || Character.isSpaceChar(c)
                || switch (c) {
                    case 0x0085, 0x115F, 0x1160, 0x2800, 0x3164, 0xFFA0 -> true;
                    default -> false;
                };
    }

    /** Includes the separators of lines and paragraphs, which break a line as well. */
    static boolean isControl(int c) {
        return Character.isISOControl(c) || c == 0x2028 || c == 0x2029;
    }

    /** Shows nothing and takes no room: format characters, variation selectors and the grapheme joiner. */
    static boolean isInvisible(int c) {
        return Character.getType(c) == Character.FORMAT
                || isVariationSelector(c)
                || switch (c) {
                    case 0x034F, 0x17B4, 0x17B5 -> true;
                    default -> c >= 0x180B && c <= 0x180F || c >= 0xE0000 && c <= 0xE0FFF;
                };
    }

    /** Chooses one of the looks of the character before it, as emoji and Japanese names need. */
    static boolean isVariationSelector(int c) {
        return c >= 0xFE00 && c <= 0xFE0F || c >= 0xE0100 && c <= 0xE01EF;
    }

    /** Zero-width (non-)joiner, which Persian, Indic scripts and emoji need between two characters. */
    static boolean isJoiner(int c) {
        return c == 0x200C || c == 0x200D;
    }

    /** Sets the direction of the text after it, so that it does not read in the order in which it is stored. */
    static boolean isBidiOverride(int c) {
        return c >= 0x202A && c <= 0x202E || c >= 0x2066 && c <= 0x2069;
    }

    /** Half of a surrogate pair, a code point that is no character, or the mark of a character that was lost. */
    static boolean isNotUnicode(int c) {
        return Character.getType(c) == Character.SURROGATE
                || (c & 0xFFFE) == 0xFFFE
                || c >= 0xFDD0 && c <= 0xFDEF
                || c == 0xFFFD;
    }
}
