package dev.companion.console.web.query;

import dev.companion.vocabulary.TextFolding;
import java.text.Normalizer;

/**
 * Text that no spreadsheet takes for a formula, whichever separator it splits a file at. Names are entered by other
 * people, and a spreadsheet that expects semicolons splits a quoted cell too.
 */
final class SpreadsheetText {

    private static final String FORMULA = "=+-@";
    private static final String SEPARATOR = ";,\t\r\n";
    private static final String LINE_BREAK = "\r\n\u000B\f\u0085\u2028\u2029";

    private SpreadsheetText() {}

    /**
     * Puts an apostrophe before each character that begins a formula, in any of its forms, where a cell may begin: at
     * the start and after a separator, with blanks, invisible characters and quotes in between. A row of line breaks
     * becomes one blank.
     */
    static String of(String text) {
        var safe = new StringBuilder(text.length() + 1);
        var mayBegin = true;
        for (var i = 0; i < text.length(); ) {
            var c = text.codePointAt(i);
            i += Character.charCount(c);
            if (LINE_BREAK.indexOf(c) >= 0) {
                mayBegin = true;
                if (i == text.length() || LINE_BREAK.indexOf(text.charAt(i)) < 0) {
                    safe.append(' ');
                }
                continue;
            }
            if (mayBegin && beginsFormula(c)) {
                safe.append('\'');
            }
            mayBegin = SEPARATOR.indexOf(c) >= 0 || mayBegin && isSkipped(c);
            safe.appendCodePoint(c);
        }
        return safe.toString();
    }

    private static boolean beginsFormula(int c) {
        var plain =
                c < 0x80 ? Character.toString(c) : Normalizer.normalize(Character.toString(c), Normalizer.Form.NFKC);
        return !plain.isEmpty() && FORMULA.indexOf(plain.charAt(0)) >= 0;
    }

    private static boolean isSkipped(int c) {
        return c == '"' || TextFolding.fold(Character.toString(c)).isEmpty();
    }
}
