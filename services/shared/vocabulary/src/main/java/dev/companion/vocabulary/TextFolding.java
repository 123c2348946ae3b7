package dev.companion.vocabulary;

import java.text.Normalizer;
import java.util.Locale;

/**
 * Folds a text to the form in which texts that look alike are equal. Ignores case, the kind and number of blanks,
 * compatibility forms such as full-width letters, and characters that show nothing. Folding twice changes nothing.
 */
public final class TextFolding {

    private TextFolding() {}

    /** Use it on both sides of a comparison or of a search by part of a text. */
    public static String fold(String text) {
        // Removing a character may join a letter and its accent, so the letters are composed after that, and again
        // after the change of case, which takes some apart.
        return nfkc(foldCase(nfkc(foldBlanks(text))));
    }

    private static String nfkc(String text) {
        return foldBlanks(Normalizer.normalize(text, Normalizer.Form.NFKC));
    }

    /** Down, up and down: ẞ only becomes ß at first, and ß becomes SS. The final sigma is written like any other. */
    private static String foldCase(String text) {
        return text.toLowerCase(Locale.ROOT)
                .toUpperCase(Locale.ROOT)
                .toLowerCase(Locale.ROOT)
                .replace('ς', 'σ');
    }

    /** One blank for a row of blanks, none at the ends, and nothing for what is ignored. */
    private static String foldBlanks(String text) {
        var kept = new StringBuilder(text.length());
        var blank = false;
        for (var i = 0; i < text.length(); ) {
            var c = text.codePointAt(i);
            i += Character.charCount(c);
            if (Characters.isBlank(c)) {
                blank = true;
            } else if (!Characters.isInvisible(c) && !Characters.isControl(c)) {
                if (blank && !kept.isEmpty()) {
                    kept.append(' ');
                }
                blank = false;
                kept.appendCodePoint(c);
            }
        }
        return kept.toString();
    }
}
