package dev.companion.vocabulary;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Random;
import java.util.function.UnaryOperator;

/** Texts by chance: short ones, of characters that are hard to compare. */
final class Texts {

    private static final String[] PIECES = {
        "a",
        "A",
        "Z",
        "z",
        "ß",
        "ẞ",
        "SS",
        "ss",
        "é",
        "e\u0301",
        "É",
        "İ",
        "i",
        "ı",
        "I",
        "σ",
        "ς",
        "Σ",
        "ǰ",
        "ŉ",
        "ﬁ",
        "ﬀ",
        "ｗ",
        "Ｗ",
        "①",
        "™",
        "½",
        "Ⅳ",
        "ᾳ",
        "ᾼ",
        "\u0345",
        "\u0301",
        "\u0323",
        "\u0307",
        "Ω",
        "Å",
        "K",
        "ﷺ",
        "가",
        "\u1100\u1161",
        "\u1160",
        "\u3164",
        "ا\u200Cب",
        "क\u094D\u200Dष",
        "❤\uFE0F",
        "👨\u200D👩",
        "🙂",
        "葛\uDB40\uDD00",
        "\u0600",
        "<",
        ">",
        "~",
        "-",
        " ",
        "  ",
        "\t",
        "\n",
        "\u0000",
        "\u007F",
        "\u0085",
        "\u00A0",
        "\u1680",
        "\u2003",
        "\u2007",
        "\u2028",
        "\u202F",
        "\u205F",
        "\u2800",
        "\u3000",
        "\u00AD",
        "\u034F",
        "\u061C",
        "\u180B",
        "\u180E",
        "\u200B",
        "\u200C",
        "\u200D",
        "\u200E",
        "\u202E",
        "\u2066",
        "\u2060",
        "\uFE0F",
        "\uFEFF",
        "\uFFFD",
        "\uFFFE",
        "\uD800",
        "\uDC00",
        "\uDB40\uDC41",
        "¨",
        "´",
        "‗"
    };

    private final Random random;

    Texts(Random random) {
        this.random = random;
    }

    String next() {
        var text = new StringBuilder();
        for (var n = random.nextInt(random.nextInt(10) == 0 ? 60 : 9); n >= 0; n--) {
            text.append(piece());
        }
        return text.toString();
    }

    /** Another text that a person takes for the same. */
    String alike(String text) {
        var changed = text;
        for (var n = random.nextInt(4); n >= 0; n--) {
            changed = change().apply(changed);
        }
        return changed;
    }

    private UnaryOperator<String> change() {
        return switch (random.nextInt(7)) {
            case 0 -> text -> text.toUpperCase(Locale.ROOT);
            case 1 -> text -> text.toLowerCase(Locale.ROOT);
            case 2 -> text -> Normalizer.normalize(text, Normalizer.Form.NFD);
            case 3 -> text -> Normalizer.normalize(text, Normalizer.Form.NFKC);
            case 4 -> text -> "\u00A0" + text + "\u3000 ";
            case 5 -> text -> text.replace(" ", "\u2003 \u00A0");
            default -> this::withInvisible;
        };
    }

    private String withInvisible(String text) {
        var at = text.offsetByCodePoints(0, random.nextInt(text.codePointCount(0, text.length()) + 1));
        return text.substring(0, at) + "\u200B" + text.substring(at);
    }

    private String piece() {
        var any = random.nextInt(8) == 0
                ? Character.toString(random.nextInt(Character.MAX_CODE_POINT + 1))
                : PIECES[random.nextInt(PIECES.length)];
        // In capitals the Greek iota subscript is a letter, and which accents stood before it is lost.
        return Normalizer.normalize(any, Normalizer.Form.NFD).indexOf('\u0345') >= 0 ? "ω" : any;
    }
}
