package dev.companion.mapper.domain.matching;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Takes a name apart into words. {@link NormalName} says by which rules. */
final class Words {

    /** Letters of the Latin alphabet that do not fall apart into a letter and a mark: plain, then written out. */
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

    private static final Set<Integer> WRITTEN_OUT_WITH_DIAERESIS = Set.of((int) 'a', (int) 'o', (int) 'u');

    private static final String APOSTROPHES = "'’‘ʼ`´′＇";
    private static final String SIGNS_OF_A_MARK = "™℠®©";
    private static final String BREAKS = "()[]{}<>,;|:—―•·»«\\“”„\"";
    private static final String DASHES = "-‐‑‒–−/";

    /** In scripts without blanks the legal form is found by its characters; the longest comes first. */
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
     * @param from where it begins in the text
     */
    private record Piece(Word word, boolean dotBefore, boolean blankBefore, int from, int to) {}

    private Words(String text) {
        this.text = text;
    }

    /** @return in the order of the name; empty where it has neither letter nor digit */
    static List<Word> of(String name) {
        var words = new Words(composed(name));
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
            // Numbers of all scripts are one.
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
        if (!fallsApart(small)) {
            var ways = OWN_LETTERS.getOrDefault(small, List.of(Character.toString(small), Character.toString(small)));
            append(ways.getFirst(), ways.getLast(), c);
            return;
        }
        var parts = Normalizer.normalize(Character.toString(small), Normalizer.Form.NFD);
        var base = parts.codePointAt(0);
        var ways = OWN_LETTERS.getOrDefault(base, List.of(Character.toString(base), Character.toString(base)));
        append(ways.getFirst(), writtenOut(base, parts, ways.getLast()), c);
    }

    private static String writtenOut(int base, String parts, String otherwise) {
        if (WRITTEN_OUT_WITH_DIAERESIS.contains(base) && parts.indexOf('\u0308') > 0) {
            return Character.toString(base) + "e";
        }
        return base == 'a' && parts.indexOf('\u030A') > 0 ? "aa" : otherwise;
    }

    /** Only where a mark is an accent; in Japanese or Hindi it makes another sound of the letter. */
    private static boolean fallsApart(int c) {
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

    /** An accent that belongs to no letter of its own, and the vowel signs of Hebrew and Arabic, are often left out. */
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
     * Single letters in a row are one word: first those without a blank between them, then lone ones. So "S.T.A.R. B.V." is
     * two words, and "J. D." is one.
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
