package dev.companion.matching;

import java.util.Map;
import java.util.regex.Pattern;

/** Numbers in names. They are written on purpose, so another number means another place. */
final class Numerals {

    private static final Pattern ROMAN = Pattern.compile("(?=.)m{0,3}(cm|cd|d?c{0,3})(xc|xl|l?x{0,3})(ix|iv|v?i{0,3})");

    /** Roman numbers that hardly ever mean anything else. */
    private static final Map<String, String> ROMAN_AS_DIGITS = Map.of(
            "ii", "2", "iii", "3", "iv", "4", "vi", "6", "vii", "7", "viii", "8", "ix", "9", "xi", "11", "xii", "12");

    private Numerals() {}

    static boolean isRoman(String word) {
        return ROMAN.matcher(word).matches();
    }

    /** Returns a number as digits without leading zeros, and any other word unchanged. */
    static String asDigits(String word) {
        return ROMAN_AS_DIGITS.getOrDefault(word, word).replaceFirst("^0+(?=\\d)", "");
    }
}
