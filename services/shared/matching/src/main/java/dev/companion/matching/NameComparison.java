package dev.companion.matching;

import dev.companion.matching.NameSimilarity.Kind;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Compares the name of a site with the name of a company. The first rule that finds a similarity decides. */
final class NameComparison {

    /** GravityZone allows 64 characters; a name that was cut there may also have lost a blank or half a word. */
    private static final int CUT_LENGTH_MIN = 56;

    private static final int QUOTED_MAX = 64;
    private static final int LETTERS_OF_TYPO_MIN = 4;
    private static final int LETTERS_OF_LONE_WORD_MIN = 5;

    /** How many words may come before a shorter name in a longer one. */
    static final int WORDS_BEFORE_MAX = 2;

    /** How many letters at the beginning two names share if one is cut off. */
    static final int LETTERS_OF_CUT = 32;

    private final NameView site;
    private final NameView company;
    private final NormalName one;
    private final NormalName other;

    private NameComparison(NameView site, NameView company) {
        this.site = site;
        this.company = company;
        this.one = site.whole();
        this.other = company.whole();
    }

    static NameSimilarity of(NameView site, NameView company) {
        return new NameComparison(site, company).compared();
    }

    private NameSimilarity compared() {
        if (one.isEmpty() || other.isEmpty()) {
            return NameSimilarity.NONE;
        }
        if (one.reads(other)) {
            if (one.saysLittle() || (!haveSameForm() && !GenericWords.areTelling(one.words()))) {
                return littleSaid();
            }
            return letters().orElseGet(this::equal);
        }
        return loose().or(this::reordered)
                .or(this::domain)
                .or(this::coded)
                .or(this::trading)
                .or(this::cut)
                .or(this::part)
                .or(this::mistyped)
                .or(this::initials)
                .or(this::longer)
                .orElse(NameSimilarity.NONE);
    }

    private NameSimilarity littleSaid() {
        return new NameSimilarity(
                Kind.SAYS_LITTLE,
                60,
                true,
                List.of("The names are the same, but “%s” says little about a customer."
                        .formatted(quotable(one.text()))));
    }

    /** Single letters were written on purpose: I.T. Works is not It Works. */
    private Optional<NameSimilarity> letters() {
        return IntStream.range(0, one.words().size())
                .filter(i ->
                        one.words().get(i).ofLetters() != other.words().get(i).ofLetters())
                .boxed()
                .findFirst()
                .flatMap(i -> found(
                        true,
                        Kind.LOOSE,
                        88,
                        () -> "Only the letters of “%s” and “%s” are the same; one of them may be a word."
                                .formatted(
                                        one.words().get(i).original(),
                                        other.words().get(i).original())));
    }

    private NameSimilarity equal() {
        var evidence = new ArrayList<String>();
        ways().limit(2).forEach(evidence::add);
        var twoWays = !evidence.isEmpty();
        if (haveOtherForms()) {
            evidence.add(otherForms());
            return new NameSimilarity(Kind.OTHER_FORM, 60, false, evidence);
        }
        if (!haveSameForm()) {
            var form = Optional.ofNullable(one.form())
                    .or(() -> Optional.ofNullable(other.form()))
                    .orElseThrow();
            var written = one.formAsWritten() + other.formAsWritten();
            if (!form.certain()) {
                evidence.add("Only one of the names ends in “%s”, which may be a legal form or a part of the name."
                        .formatted(written));
                return new NameSimilarity(Kind.FORM_DOUBTFUL, 90, false, evidence);
            }
            evidence.add("The names are the same except for the legal form “%s”, which only one of them has."
                    .formatted(written));
            return new NameSimilarity(Kind.FORM_LEFT_OUT, 95, false, evidence);
        }
        if (!one.formAsWritten().equalsIgnoreCase(other.formAsWritten())) {
            evidence.add("Only the legal form is written differently: “%s” and “%s” mean the same."
                    .formatted(one.formAsWritten(), other.formAsWritten()));
            return new NameSimilarity(Kind.SAME, twoWays ? 96 : 97, true, evidence);
        }
        if (!twoWays) {
            evidence.add(
                    one.text().equals(other.text())
                            ? "The names are the same, letter by letter."
                            : "The names are the same if case, blanks and punctuation are ignored.");
        }
        return new NameSimilarity(Kind.SAME, twoWays ? 98 : 100, true, evidence);
    }

    /** Words that are equal although their letters differ. */
    private Stream<String> ways() {
        return IntStream.range(0, Math.min(one.words().size(), other.words().size()))
                .filter(i -> {
                    var left = one.words().get(i);
                    var right = other.words().get(i);
                    return !folded(left.original()).equals(folded(right.original()));
                })
                .mapToObj(i -> "“%s” and “%s” are two ways to write one name."
                        .formatted(
                                quotable(one.words().get(i).original()),
                                quotable(other.words().get(i).original())));
    }

    private static String folded(String word) {
        return word.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
    }

    private Optional<NameSimilarity> loose() {
        return found(
                !Collections.disjoint(site.loose(), company.loose()),
                Kind.LOOSE,
                88,
                () -> "The names are the same if blanks, articles, “and”, and the spelling of abbreviations and numbers"
                        + " are ignored.");
    }

    private Optional<NameSimilarity> reordered() {
        return found(
                !Collections.disjoint(site.sorted(), company.sorted())
                        && numbersOf(one).equals(numbersOf(other)),
                Kind.REORDERED,
                84,
                () -> "The names have the same words in another order.");
    }

    private static List<String> numbersOf(NormalName name) {
        return name.words().stream().filter(Word::hasDigit).map(Word::plain).toList();
    }

    private Optional<NameSimilarity> domain() {
        return found(
                site.domainLabel().filter(company.loose()::contains).isPresent()
                        || company.domainLabel().filter(site.loose()::contains).isPresent(),
                Kind.DOMAIN,
                82,
                () -> "“%s” looks like the domain name of “%s”."
                        .formatted(
                                quotable(site.domainLabel().isPresent() ? one.text() : other.text()),
                                quotable(site.domainLabel().isPresent() ? other.text() : one.text())));
    }

    private Optional<NameSimilarity> coded() {
        var ofSite = site.withoutCode().filter(rest -> isTellingSame(rest, other));
        var ofCompany = company.withoutCode().filter(rest -> isTellingSame(rest, one));
        return found(
                ofSite.isPresent() || ofCompany.isPresent(),
                Kind.CODED,
                80,
                () -> "The names are the same without the code in front of “%s”."
                        .formatted(quotable(ofSite.isPresent() ? one.text() : other.text())));
    }

    private Optional<NameSimilarity> trading() {
        if (site.tradingNames().isEmpty() && company.tradingNames().isEmpty()) {
            return Optional.empty();
        }
        var shared = Stream.concat(site.tradingNames().stream(), Stream.of(one))
                .filter(name -> Stream.concat(company.tradingNames().stream(), Stream.of(other))
                        .anyMatch(known -> isTellingSame(name, known)))
                .findFirst();
        return shared.flatMap(name -> found(
                true,
                Kind.TRADING,
                76,
                () -> "“%s” is one of several names in one."
                        .formatted(quotable(name.text().strip()))));
    }

    private Optional<NameSimilarity> cut() {
        if (other.text().length() < CUT_LENGTH_MIN
                || one.text().length() < other.text().length()) {
            return Optional.empty();
        }
        var kept = Word.plainOf(other.words(), "");
        return found(
                kept.length() >= LETTERS_OF_CUT && Word.plainOf(one.words(), "").startsWith(kept),
                Kind.CUT,
                74,
                () ->
                        "The company's name is the beginning of the site's name, which is longer than GravityZone allows.");
    }

    private Optional<NameSimilarity> part() {
        return partOf(site, other, 72).or(() -> partOf(company, one, 68));
    }

    private Optional<NameSimilarity> partOf(NameView longer, NormalName shorter, int score) {
        var which = IntStream.range(0, longer.parts().size())
                .filter(i -> GenericWords.areTelling(shorter.words())
                        && !Collections.disjoint(Word.readings(longer.parts().get(i)), shorter.readings()))
                .findFirst();
        return found(
                which.isPresent(),
                Kind.PART,
                which.orElse(0) == 0 ? score : score - 4,
                () -> "“%s” seems to be a part or a branch of “%s”."
                        .formatted(quotable(longer.whole().text()), quotable(shorter.text())));
    }

    /** One typo in one word. Never in a number, and never in a script in which a character is a word. */
    private Optional<NameSimilarity> mistyped() {
        if (one.words().size() != other.words().size()) {
            return Optional.empty();
        }
        var first = differingAt(0);
        if (first == one.words().size()) {
            return found(true, Kind.LOOSE, 88, () -> "The names are the same in one reading of each word.");
        }
        if (differingAt(first + 1) < one.words().size()) {
            return Optional.empty();
        }
        var left = one.words().get(first);
        var right = other.words().get(first);
        var letters = Math.min(left.plain().length(), right.plain().length());
        return found(
                letters >= LETTERS_OF_TYPO_MIN && isTypo(left, right) && areTelling(),
                Kind.MISTYPED,
                letters > LETTERS_OF_TYPO_MIN ? 65 : 55,
                () -> "“%s” and “%s” differ in one letter; they may be two names."
                        .formatted(quotable(left.original()), quotable(right.original())));
    }

    /** The index of the first pair of different words, starting at the given one; the number of words if there is none. */
    private int differingAt(int from) {
        var at = from;
        while (at < one.words().size()
                && one.words().get(at).reads(other.words().get(at))) {
            at++;
        }
        return at;
    }

    private boolean areTelling() {
        return GenericWords.areTelling(one.words()) && GenericWords.areTelling(other.words());
    }

    private static boolean isTypo(Word left, Word right) {
        return !left.isNumber()
                && !right.isNumber()
                && (left.plain() + right.plain()).codePoints().allMatch(NameComparison::isOfAlphabet)
                && (Typo.isBetween(left.plain(), right.plain()) || Typo.isBetween(left.spelled(), right.spelled()));
    }

    private static boolean isOfAlphabet(int c) {
        return switch (Character.UnicodeScript.of(c)) {
            case LATIN, GREEK, CYRILLIC, ARABIC, HEBREW -> true;
            default -> false;
        };
    }

    private Optional<NameSimilarity> initials() {
        return found(
                isShortFor(one, company) || isShortFor(other, site),
                Kind.INITIALS,
                58,
                () -> "One name has the initials of the other.");
    }

    private static boolean isShortFor(NormalName abbreviation, NameView name) {
        return abbreviation.words().size() == 1
                && name.initials()
                        .filter(abbreviation.words().getFirst().plain()::equals)
                        .isPresent();
    }

    private Optional<NameSimilarity> longer() {
        var siteIsLonger = one.words().size() > other.words().size();
        var shorter = (siteIsLonger ? other : one).words();
        var longer = (siteIsLonger ? one : other).words();
        var isContained = shorter.size() < longer.size()
                && (shorter.size() == 1 ? isLongFirst(shorter.getFirst(), longer) : isWithin(shorter, longer))
                && GenericWords.areTelling(shorter);
        return found(
                isContained,
                Kind.LONGER,
                55,
                () -> "“%s” has more words than “%s”: it may be a branch, a sister company or another customer."
                        .formatted(
                                quotable((siteIsLonger ? one : other).text()),
                                quotable((siteIsLonger ? other : one).text())));
    }

    private static boolean isLongFirst(Word word, List<Word> longer) {
        return word.plain().length() >= LETTERS_OF_LONE_WORD_MIN && word.reads(longer.getFirst());
    }

    private static boolean isWithin(List<Word> shorter, List<Word> longer) {
        return IntStream.rangeClosed(0, Math.min(WORDS_BEFORE_MAX, longer.size() - shorter.size()))
                .anyMatch(before -> IntStream.range(0, shorter.size())
                        .allMatch(i -> shorter.get(i).reads(longer.get(before + i))));
    }

    private static boolean isTellingSame(NormalName left, NormalName right) {
        return left.reads(right) && GenericWords.areTelling(right.words());
    }

    private Optional<NameSimilarity> found(boolean applies, Kind kind, int score, Supplier<String> sentence) {
        if (!applies) {
            return Optional.empty();
        }
        return Optional.of(
                haveOtherForms()
                        ? new NameSimilarity(
                                kind,
                                score - NameSimilarity.OTHER_FORM_COST,
                                false,
                                List.of(sentence.get(), otherForms()))
                        : new NameSimilarity(kind, score, haveSameForm(), List.of(sentence.get())));
    }

    private boolean haveSameForm() {
        var left = one.form();
        var right = other.form();
        return left == null ? right == null : right != null && left.kind().equals(right.kind());
    }

    private boolean haveOtherForms() {
        return one.form() != null && other.form() != null && !haveSameForm();
    }

    private String otherForms() {
        return one.formAsWritten().equalsIgnoreCase(other.formAsWritten())
                ? "The legal form “%s” is in front of one name and after the other.".formatted(one.formAsWritten())
                : "The legal forms differ: “%s” and “%s” are not the same."
                        .formatted(one.formAsWritten(), other.formAsWritten());
    }

    static String quotable(String name) {
        var text = name.strip();
        return text.length() <= QUOTED_MAX ? text : text.substring(0, QUOTED_MAX - 1) + "…";
    }
}
