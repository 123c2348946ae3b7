package dev.companion.matching;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A name, and the names that it seems to contain.
 *
 * @param sorted the readings of the whole with the words in alphabetical order
 * @param initials of its words, if they can stand for the name
 * @param parts the words between brackets, commas and dashes; empty for a name of one part
 * @param loose see {@link NormalName#loose()}
 * @param tradingNames the names before and after "trading as" or "formerly"; empty without such words
 * @param domainLabel {@code contoso} if the name is contoso.com, in its loose reading
 * @param withoutCode the name after a customer number or code in front of it
 */
record NameView(
        NormalName whole,
        Set<String> loose,
        Set<String> sorted,
        Optional<String> initials,
        List<List<Word>> parts,
        List<NormalName> tradingNames,
        Optional<String> domainLabel,
        Optional<NormalName> withoutCode) {

    /** Fewer initials fit too many names; more words are a sentence. */
    static final int INITIALS_MIN = 3;

    static final int INITIALS_MAX = 8;

    private static final int TRADING_NAMES_MAX = 3;

    private static final Pattern TRADING = Pattern.compile(
            "(?iu)[\\s(,;](?:t/a|d/b/a|dba|trading as|doing business as|formerly known as|formerly|previously|f/k/a"
                    + "|fka|a/k/a|aka|also known as|vormals|ehemals|ehem\\.|früher|anciennement)(?=[\\s:])");

    private static final Pattern DOMAIN =
            Pattern.compile("(?iu)(?:https?://)?(?:www\\.)?([\\p{L}\\p{N}-]{2,})((?:\\.[a-z]{2,10}){1,2})/?");

    private static final Pattern BRACKET_AT_END = Pattern.compile("[)\\]]\\s*$");

    private static final Set<String> DOMAIN_ENDINGS = Set.of("""
            com net org info biz eu io co uk de at ch nl be fr it es pt pl cz sk hu ro se no dk fi ie us ca au nz za
            jp cn in br mx ac gov edu app dev cloud online shop local lan internal
            """.strip().split("\\s+"));

    private static final List<Pattern> CODES = List.of(
            Pattern.compile("[\\[(][^\\])]{1,12}[\\])]\\s*(.+)"),
            Pattern.compile("#?[\\p{Lu}\\d]{2,10}(?:[-_]\\d{1,8})?\\s*[-–—_:|]\\s*(.+)"),
            Pattern.compile("#?\\d{1,8}[.)]?\\s+(.+)"),
            Pattern.compile("[A-Z]{1,5}\\d{1,8}\\s+(.+)"));

    static NameView of(String name) {
        var whole = NormalName.of(name);
        if (whole.isEmpty()) {
            return new NameView(
                    whole,
                    Set.of(),
                    Set.of(),
                    Optional.empty(),
                    List.of(),
                    List.of(),
                    Optional.empty(),
                    Optional.empty());
        }
        var text = name.strip();
        var parts = whole.parts();
        return new NameView(
                whole,
                whole.loose(),
                Set.copyOf(List.of(sorted(whole, Word::plain), sorted(whole, Word::spelled))),
                initialsOf(whole),
                parts.size() > 1 ? parts : List.of(),
                tradingNamesOf(text),
                domainLabelOf(text),
                withoutCode(text));
    }

    private static String sorted(NormalName name, Function<Word, String> reading) {
        return name.words().stream().map(reading).sorted().collect(Collectors.joining(" "));
    }

    /** Without "and", which is never abbreviated. */
    private static Optional<String> initialsOf(NormalName name) {
        var words = name.words().stream().filter(word -> !word.isAnd()).toList();
        return words.size() < INITIALS_MIN || words.size() > INITIALS_MAX
                ? Optional.empty()
                : Optional.of(words.stream()
                        .map(word -> Character.toString(word.plain().codePointAt(0)))
                        .collect(Collectors.joining()));
    }

    private static List<NormalName> tradingNamesOf(String text) {
        var names = TRADING.split(text, TRADING_NAMES_MAX);
        return names.length < 2
                ? List.of()
                : Stream.of(names)
                        .map(name ->
                                BRACKET_AT_END.matcher(name).replaceFirst("").strip())
                        .map(NormalName::of)
                        .filter(name -> !name.isEmpty())
                        .toList();
    }

    private static Optional<String> domainLabelOf(String text) {
        var found = DOMAIN.matcher(text);
        if (text.indexOf('.') < 0 || !found.matches()) {
            return Optional.empty();
        }
        var endings = found.group(2).substring(1).toLowerCase(Locale.ROOT).split("\\.");
        return Stream.of(endings).allMatch(DOMAIN_ENDINGS::contains)
                ? NormalName.of(found.group(1)).loose().stream().sorted().findFirst()
                : Optional.empty();
    }

    private static Optional<NormalName> withoutCode(String text) {
        return CODES.stream()
                .map(code -> code.matcher(text))
                .filter(found -> found.matches())
                .map(found -> NormalName.of(found.group(1)))
                .filter(name -> !name.isEmpty())
                .findFirst();
    }
}
