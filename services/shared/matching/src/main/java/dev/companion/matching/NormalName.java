package dev.companion.matching;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A name without the differences that people make in writing the same name. The rules, in the order in which they apply:
 *
 * <ol>
 *   <li>Characters are normalised to Unicode's NFKC, so that full-width letters, ligatures and ㈱ become ordinary ones. Invisible
 *       format characters (joiners, marks of direction), apostrophes and ™ ® © ℠ are removed: O'Brien = OBrien.
 *   <li>Case is folded by way of capitals, so that ς = σ and ı = i. Digits of any script become ASCII digits.
 *   <li>Marks of Latin and Greek letters are removed: é = e. So are the vowel signs of Hebrew and Arabic. Every other mark
 *       stays, because it makes another letter: ガ ≠ カ, й ≠ и; only ё = е.
 *   <li>ß = ss, æ = ae, œ = oe, ł = l, đ = ð = d, þ = th, ħ = h, ŧ = t, ŋ = n.
 *   <li>ä, ö, ü, ø and å have two readings: plain (a, o, u, o, a) and spelled out (ae, oe, ue, oe, aa), the same for the
 *       whole name. Two names are equal if one reading of each is: Müller = Mueller and Müller = Muller, but
 *       Mueller ≠ Muller, because nothing shows that an umlaut was meant.
 *   <li>Every other character separates words; only + and # at the end of a word belong to it (C++, C#). A bracket, comma,
 *       colon and the like, and a dash or slash beside a blank, also begin a new part of the name: it may be a branch.
 *   <li>{@code &}, + between words, and, und, et, og and och are one word, inside a name.
 *   <li>Single Latin letters in a row are one word: S. A. = S.A. = SA. Those without blanks between them are
 *       joined first. They do not equal a word that was written as one: I.T. is not It.
 *   <li>A {@link LegalForm} at the end, at the end of the first part ("Contoso Ltd (Leeds)"), or in front if that is the
 *       custom (ООО, 株式会社), is removed and kept apart, but not after "and": Noble & Co is not Noble. A name that consists
 *       only of a legal form is empty.
 * </ol>
 *
 * Blanks between words, articles and abbreviations stay: without them names are similar, not equal, see {@link #loose()}.
 *
 * @param text as given
 * @param words without the legal form; empty if nothing is left, and then the name resembles no other
 * @param formAsWritten the words of the legal form as given; empty if there is none
 * @param readings the one or two readings of the words, each as one text
 */
record NormalName(String text, List<Word> words, @Nullable LegalForm form, String formAsWritten, Set<String> readings) {

    /** Vendors allow 255 characters at most; a longer text is not a name and is treated as empty. */
    static final int LENGTH_MAX = 512;

    private static final int PARTS_MAX = 4;

    private static final Set<String> ARTICLES =
            Set.of("the", "der", "die", "das", "le", "la", "les", "el", "los", "las", "il", "lo", "gli", "het", "de");

    /** Names that are given before the customer is known, or by the vendor. */
    private static final Set<String> SAYING_LITTLE = Set.of("""
            test, testing, demo, default, new, new site, new company, new customer, new client, unknown, unnamed,
            untitled, none, na, tbd, misc, other, others, temp, temporary, customer, client, site, company,
            internal, office, main office, head office, headquarters, hq, managed, unmanaged, on demand, ondemand,
            deleted devices, kunde, neuer kunde, unbekannt, standort, zentrale, buro, cliente, klant,
            test customer, test company, test site, testkunde, sandbox, training, spare, stock, lager
            """.strip().split(",\\s+"));

    private static final Set<String> BEFORE_NUMBERS = Set.of("no", "nr", "num", "number", "nummer", "numero");

    private NormalName(String text, List<Word> words, @Nullable LegalForm form, String formAsWritten) {
        this(text, words, form, formAsWritten, Word.readings(words));
    }

    static NormalName of(String name) {
        if (name.length() > LENGTH_MAX) {
            return new NormalName(name, List.of(), null, "");
        }
        var words = NameTokenizer.of(name);
        var atEnd = withoutFormAt(name, words, words.size());
        if (atEnd != null) {
            return atEnd;
        }
        var ofFirstPart = withoutFormAt(name, words, endOfPart(words, 0));
        if (ofFirstPart != null && !ofFirstPart.words.isEmpty()) {
            return ofFirstPart;
        }
        if (words.size() > 1) {
            var inFront = LegalForm.findInFront(words.getFirst().plain());
            if (inFront.isPresent()) {
                return new NormalName(
                        name,
                        words.subList(1, words.size()),
                        inFront.get(),
                        words.getFirst().original());
            }
        }
        return new NormalName(name, words, null, "");
    }

    private static @Nullable NormalName withoutFormAt(String name, List<Word> words, int end) {
        var last = "";
        NormalName longest = null;
        for (var from = end - 1; from >= Math.max(0, end - LegalForm.WORDS_MAX); from--) {
            last = words.get(from).plain() + last;
            var form = LegalForm.findAtEnd(last);
            var isAndCompany = from > 0 && words.get(from - 1).isAnd();
            if (form.isPresent() && !isAndCompany) {
                longest = withoutForm(name, words, from, end, form.get());
            }
        }
        return longest;
    }

    private static NormalName withoutForm(String name, List<Word> words, int from, int end, LegalForm form) {
        var last = words.subList(from, end);
        var rest = new ArrayList<>(words.subList(0, from));
        if (from > 0) {
            // Otherwise only a branch would be left, which is no name: "Ltd (Leeds)".
            rest.addAll(words.subList(end, words.size()));
        }
        var certain = form.certain() || last.stream().anyMatch(Word::dotted);
        return new NormalName(
                name,
                List.copyOf(rest),
                new LegalForm(form.kind(), certain),
                String.join(" ", last.stream().map(Word::original).toList()));
    }

    /** Whether both are the same name, whatever their legal forms. */
    boolean reads(NormalName other) {
        return !isEmpty() && !Collections.disjoint(readings, other.readings);
    }

    boolean isEmpty() {
        return words.isEmpty();
    }

    /** The first few groups of words between brackets, commas and dashes. */
    List<List<Word>> parts() {
        var parts = new ArrayList<List<Word>>();
        for (int from = 0, to; from < words.size() && parts.size() < PARTS_MAX; from = to) {
            to = endOfPart(words, from);
            parts.add(words.subList(from, to));
        }
        return parts;
    }

    private static int endOfPart(List<Word> words, int from) {
        var to = from + 1;
        while (to < words.size() && !words.get(to).opensPart()) {
            to++;
        }
        return Math.min(to, words.size());
    }

    /**
     * The readings without blanks, a leading article, "and" and differences in writing numbers, with and without
     * abbreviations written in full. One to four readings; none for an empty name.
     */
    Set<String> loose() {
        if (words.isEmpty()) {
            return Set.of();
        }
        var loose = new HashSet<String>();
        var plain = words.stream().map(Word::plain).toList();
        loose.add(loose(plain, true));
        loose.add(loose(plain, false));
        if (readings.size() > 1) {
            var spelled = words.stream().map(Word::spelled).toList();
            loose.add(loose(spelled, true));
            loose.add(loose(spelled, false));
        }
        return loose;
    }

    private static String loose(List<String> words, boolean full) {
        var loose = new StringBuilder();
        for (var i = 0; i < words.size(); i++) {
            var word = words.get(i);
            var isArticle = i == 0 && words.size() > 1 && ARTICLES.contains(word);
            var isSign = i > 0
                    && i + 1 < words.size()
                    && BEFORE_NUMBERS.contains(word)
                    && Character.isDigit(words.get(i + 1).charAt(0));
            if (isArticle || isSign || isDroppableAnd(words, i)) {
                continue;
            }
            var number = i == 0 ? word : Numerals.asDigits(word);
            var written = full ? Abbreviations.isKnown(word) ? Abbreviations.inFull(word) : number : number;
            // 1 12 and 11 2 are different numbers.
            if (!loose.isEmpty() && Character.isDigit(loose.charAt(loose.length() - 1)) && isDigitFirst(written)) {
                loose.append('|');
            }
            loose.append(written);
        }
        return loose.isEmpty() ? String.join("", words) : loose.toString();
    }

    /** A&C is not AC. */
    private static boolean isDroppableAnd(List<String> words, int i) {
        return words.get(i).equals(Word.AND)
                && (i == 0
                        || i + 1 == words.size()
                        || words.get(i - 1).length() > 1
                        || words.get(i + 1).length() > 1);
    }

    private static boolean isDigitFirst(String word) {
        return Character.isDigit(word.charAt(0));
    }

    /** Whether two customers may easily share it: a placeholder, a common word, a number, a single letter. */
    boolean saysLittle() {
        return saysLittle(words);
    }

    static boolean saysLittle(List<Word> words) {
        var plain = Word.plainOf(words, " ");
        return plain.codePointCount(0, plain.length()) < 2
                || (words.size() == 1 && GenericWords.isCommon(words.getFirst()))
                || words.stream().allMatch(word -> word.plain().chars().allMatch(Character::isDigit))
                || SAYING_LITTLE.contains(plain);
    }
}
