package dev.companion.mapper.domain.matching;

import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What to look a name up by, so that only a few names have to be compared. Two names that {@link SuggestionRules} may call
 * alike have a key in common, and two names that are equal always have; names with a key in common may still be unlike.
 *
 * <p>Cost: one pass over the name and at most {@link #KEYS_MAX} short strings, usually 6 to 12. A key is shared by all names
 * that begin with the same telling word, so an index of a tenant whose customers are all called "Smith …" degrades to
 * comparing those with each other, and not more.
 */
public final class MatchKeys {

    /** No name has more keys. */
    public static final int KEYS_MAX = 64;

    private static final int LETTERS_OF_HALVES_MIN = 4;
    private static final int TELLING_WORDS_MAX = 1 + NameComparison.WORDS_BEFORE_MAX;

    private static final Comparator<Word> BY_LENGTH =
            Comparator.<Word>comparingInt(word -> word.spelled().length()).thenComparing(Word::spelled);

    private MatchKeys() {}

    /**
     * @param name of a site or a company, or an alias of one
     * @return opaque texts, at most {@link #KEYS_MAX}; empty for a name that can match nothing
     */
    public static Set<String> of(String name) {
        var view = NameView.of(name);
        var keys = new LinkedHashSet<String>();
        if (view.whole().isEmpty()) {
            return keys;
        }
        keys.addAll(view.loose().stream().map(MatchKeys::whole).toList());
        view.domainLabel().map(MatchKeys::whole).ifPresent(keys::add);
        addInitials(keys, view.whole());
        var letters = Word.plainOf(view.whole().words(), "");
        addWords(keys, view.whole().words());
        addHalves(keys, letters);
        addHalves(keys, Word.spelledOf(view.whole().words(), ""));
        if (letters.length() >= NameComparison.LETTERS_OF_CUT) {
            keys.add("c" + letters.substring(0, NameComparison.LETTERS_OF_CUT));
        }
        view.withoutCode().ifPresent(rest -> addWords(keys, rest.words()));
        view.tradingNames().forEach(trading -> addWords(keys, trading.words()));
        view.whole().parts().forEach(part -> addWords(keys, part));
        return keys.stream().limit(KEYS_MAX).collect(Collectors.toUnmodifiableSet());
    }

    private static String whole(String loose) {
        return "=" + loose;
    }

    /** The first words that can name a customer, and the longest word, which is most likely rare. */
    private static void addWords(Set<String> keys, List<Word> words) {
        var telling =
                words.stream().filter(word -> !GenericWords.isGeneric(word)).toList();
        var first = (telling.isEmpty() ? words : telling).stream().limit(TELLING_WORDS_MAX);
        var longest = telling.stream().max(BY_LENGTH).stream();
        Stream.concat(first, longest).forEach(word -> {
            keys.add("w" + word.plain());
            keys.add("w" + word.spelled());
        });
    }

    /** One slip leaves one half of a name as it was; the halves of an odd name are taken both ways. */
    private static void addHalves(Set<String> keys, String letters) {
        if (letters.length() < LETTERS_OF_HALVES_MIN) {
            return;
        }
        var half = letters.length() / 2;
        Stream.of(half, letters.length() - half).distinct().forEach(length -> {
            keys.add("<" + letters.substring(0, length));
            keys.add(">" + letters.substring(letters.length() - length));
        });
        if (letters.length() % 2 == 0) {
            // Two letters that were swapped right in the middle spoil both halves.
            keys.add("~" + letters.length() + letters.substring(0, half - 1));
        }
    }

    private static void addInitials(Set<String> keys, NormalName name) {
        var word = name.words().getFirst().plain();
        if (name.words().size() == 1
                && word.length() >= NameComparison.WORDS_OF_INITIALS_MIN
                && word.length() <= NameComparison.INITIALS_MAX) {
            keys.add("i" + word);
        }
        NameComparison.initialsOf(name).ifPresent(initials -> keys.add("i" + initials));
    }
}
