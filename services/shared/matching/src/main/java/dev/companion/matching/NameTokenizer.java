package dev.companion.matching;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Splits a name into words, by the rules of {@link NormalName}. */
final class NameTokenizer {

    /** Latin letters that Unicode does not decompose into a letter and a mark: plain, then spelled out. */
    private static final Map<Integer, List<String>> OWN_LETTERS = Map.ofEntries(
            letter('ß', "ss", "ss"),
            letter('ø', "o", "oe"),
            letter('æ', "ae", "ae"),
            letter('œ', "oe", "oe"),
            letter('ł', "l", "l"),
            letter('đ', "d", "d"),
            letter('ð', "d", "d"),
            letter('þ', "th", "th"),
            letter('ħ', "h", "h"),
            letter('ŧ', "t", "t"),
            letter('ŋ', "n", "n"),
            letter('ə', "e", "e"),
            letter('ё', "е", "е"));

    private static final Set<Integer> SPELLED_OUT_WITH_DIAERESIS = Set.of((int) 'a', (int) 'o', (int) 'u');

    private static final String APOSTROPHES = "'’‘ʼ`´′＇";
    private static final String SIGNS_OF_A_MARK = "™℠®©";
    private static final String BREAKS = "()[]{}<>,;|:—―•·»«\\“”„\"";
    private static final String DASHES = "-‐‑‒–−/";

    /** In scripts without blanks the legal form is found by its characters, the longest first. */
    private static final List<List<String>> UNSPACED_FORMS = List.of(
            List.of("(株)", "株式会社"),
            List.of("(有)", "有限会社"),
            List.of("(주)", "주식회사"),
            List.of("株式会社", "株式会社"),
            List.of("有限会社", "有限会社"),
            List.of("合同会社", "合同会社"),
            List.of("주식회사", "주식회사"),
            List.of("股份有限公司", "股份有限公司"),
            List.of("有限责任公司", "有限责任公司"),
            List.of("有限公司", "有限公司"));

    private final String text;
    private final List<Piece> found = new ArrayList<>();
    private final StringBuilder plain = new StringBuilder();
    private final StringBuilder spelled = new StringBuilder();
    private final StringBuilder original = new StringBuilder();
    private boolean opensPart = true;
    private boolean afterDot;
    private boolean afterBlank;
    private int from;

    /**
     * @param dotBefore a dot or slash; with a blank or without
     * @param from its start in the text
     */
    private record Piece(Word word, boolean dotBefore, boolean blankBefore, int from, int to) {}

    private NameTokenizer(String text) {
        this.text = text;
    }

    /** @return the words in order; empty if the name has neither letter nor digit */
    static List<Word> of(String name) {
        var words = new NameTokenizer(composed(name));
        words.read();
        return words.joined();
    }

    private static String composed(String name) {
        if (name.chars().allMatch(c -> c < 0x80)) {
            return name.replace("'", "").replace("`", "");
        }
        var bare = new StringBuilder();
        name.codePoints()
                .filter(c -> APOSTROPHES.indexOf(c) < 0 && SIGNS_OF_A_MARK.indexOf(c) < 0)
                .forEach(bare::appendCodePoint);
        var composed = Normalizer.normalize(bare, Normalizer.Form.NFKC);
        for (var form : UNSPACED_FORMS) {
            if (composed.contains(form.getFirst())) {
                return composed.replace(form.getFirst(), " " + form.getLast() + " ");
            }
        }
        return composed;
    }

    private void read() {
        for (int at = 0, next; at < text.length(); at = next) {
            var c = text.codePointAt(at);
            next = at + Character.charCount(c);
            from = plain.isEmpty() ? at : from;
            if (c == '+' && isPartOfWord(next)) {
                append("+", "+", c);
            } else if (c == '#' && !plain.isEmpty() && !isLetterOrDigitAt(next)) {
                append("#", "#", c);
            } else if (c == '&' || c == '+') {
                endWord();
                append(Word.AND, Word.AND, c);
                endWord();
            } else if (Character.isLetterOrDigit(c)) {
                appendLetter(c);
            } else if (isMark(c)) {
                if (!plain.isEmpty() && !isOptional(c)) {
                    append(Character.toString(c), Character.toString(c), c);
                }
            } else if (Character.getType(c) != Character.FORMAT) {
                endWord();
                afterDot |= c == '.' || c == '/';
                afterBlank |= Character.isWhitespace(c);
                opensPart |= BREAKS.indexOf(c) >= 0 || (DASHES.indexOf(c) >= 0 && isBesideBlank(at, next));
            }
        }
        endWord();
    }

    /** "C++" and "A+", but neither "A + B" nor "A+B". */
    private boolean isPartOfWord(int next) {
        return !plain.isEmpty() && !isLetterOrDigitAt(next);
    }

    private boolean isLetterOrDigitAt(int at) {
        return at < text.length() && Character.isLetterOrDigit(text.codePointAt(at));
    }

    private boolean isBesideBlank(int at, int next) {
        return at == 0
                || next >= text.length()
                || Character.isWhitespace(text.charAt(at - 1))
                || Character.isWhitespace(text.charAt(next));
    }

    private void appendLetter(int c) {
        if (Character.isDigit(c)) {
            // The digits of all scripts are equal.
            var digit = Integer.toString(Character.digit(c, 10));
            append(digit, digit, c);
            return;
        }
        var small = Character.toLowerCase(Character.toUpperCase(c));
        if (small < 0x80) {
            plain.append((char) small);
            spelled.append((char) small);
            original.append((char) c);
            return;
        }
        if (!decomposes(small)) {
            var ways = OWN_LETTERS.getOrDefault(small, List.of(Character.toString(small), Character.toString(small)));
            append(ways.getFirst(), ways.getLast(), c);
            return;
        }
        var parts = Normalizer.normalize(Character.toString(small), Normalizer.Form.NFD);
        var base = parts.codePointAt(0);
        var ways = OWN_LETTERS.getOrDefault(base, List.of(Character.toString(base), Character.toString(base)));
        append(ways.getFirst(), spelledOut(base, parts, ways.getLast()), c);
    }

    private static String spelledOut(int base, String parts, String otherwise) {
        if (SPELLED_OUT_WITH_DIAERESIS.contains(base) && parts.indexOf('\u0308') > 0) {
            return Character.toString(base) + "e";
        }
        return base == 'a' && parts.indexOf('\u030A') > 0 ? "aa" : otherwise;
    }

    /** Only in scripts in which a mark is an accent; in Japanese or Hindi it makes another letter. */
    private static boolean decomposes(int c) {
        return switch (Character.UnicodeScript.of(c)) {
            case LATIN, GREEK ->
                Normalizer.normalize(Character.toString(c), Normalizer.Form.NFD).length() > 1;
            default -> false;
        };
    }

    private static boolean isMark(int c) {
        return switch (Character.getType(c)) {
            case Character.NON_SPACING_MARK, Character.COMBINING_SPACING_MARK, Character.ENCLOSING_MARK -> true;
            default -> false;
        };
    }

    /** Separate accents, and the vowel signs of Hebrew and Arabic, are often omitted. */
    private boolean isOptional(int mark) {
        var last = Character.UnicodeScript.of(plain.codePointBefore(plain.length()));
        return last == Character.UnicodeScript.LATIN
                || last == Character.UnicodeScript.GREEK
                || (mark >= 0x0591 && mark <= 0x05C7)
                || (mark >= 0x064B && mark <= 0x0652);
    }

    private void append(String plainText, String spelledText, int source) {
        plain.append(plainText);
        spelled.append(spelledText);
        original.appendCodePoint(source);
    }

    private void endWord() {
        if (plain.isEmpty()) {
            return;
        }
        var word = new Word(plain.toString(), spelled.toString(), original.toString(), opensPart, false, false);
        found.add(new Piece(word, afterDot, afterBlank, from, from + original.length()));
        opensPart = false;
        afterDot = false;
        afterBlank = false;
        plain.setLength(0);
        spelled.setLength(0);
        original.setLength(0);
    }

    /**
     * Joins single letters in a row into one word: first those without blanks between them, then the remaining ones. So
     * "S.T.A.R. B.V." is two words, and "J. D." is one.
     */
    private List<Word> joined() {
        var words = joined(joined(found, false), true).stream().map(Piece::word).collect(Collectors.toList());
        for (var i = 1; i < words.size() - 1; i++) {
            words.set(i, words.get(i).withOneAnd());
        }
        return List.copyOf(words);
    }

    private List<Piece> joined(List<Piece> pieces, boolean overBlanks) {
        var joined = new ArrayList<Piece>();
        for (int from = 0, to; from < pieces.size(); from = to) {
            to = from + 1;
            while (to < pieces.size() && isInRow(pieces.get(from), pieces.get(to), overBlanks)) {
                to++;
            }
            joined.add(to == from + 1 ? pieces.get(from) : joined(pieces.subList(from, to)));
        }
        return joined;
    }

    private static boolean isInRow(Piece first, Piece next, boolean overBlanks) {
        return first.word.isInitial()
                && next.word.isInitial()
                && !next.word.opensPart()
                && (overBlanks || !next.blankBefore);
    }

    private Piece joined(List<Piece> letters) {
        var words = letters.stream().map(Piece::word).toList();
        var first = letters.getFirst();
        var dotted = letters.stream().skip(1).anyMatch(Piece::dotBefore);
        var end = letters.getLast().to;
        var to = dotted && end < text.length() && text.charAt(end) == '.' ? end + 1 : end;
        var word = new Word(
                Word.plainOf(words, ""),
                Word.spelledOf(words, ""),
                text.substring(first.from, to),
                first.word.opensPart(),
                true,
                dotted);
        return new Piece(word, first.dotBefore, first.blankBefore, first.from, to);
    }

    private static Map.Entry<Integer, List<String>> letter(char letter, String plain, String spelled) {
        return Map.entry((int) letter, List.of(plain, spelled));
    }
}
