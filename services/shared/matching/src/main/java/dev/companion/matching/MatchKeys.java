package dev.companion.matching;

import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The keys by which a name is looked up, so that only a few names have to be compared. Two names that {@link
 * SuggestionRules} may call similar share a key, and two equal names always do; names that share a key may still be
 * different.
 *
 * <p>Cost: one pass over the name and at most {@link #KEYS_MAX} short strings, usually 8 to 14. Names that are equal, or differ
 * by a legal form, the order of words or a typo, share a key that hardly any other name has: a caller that starts with the
 * rarest keys, and stops early, finds them. Only a longer and a shorter name may share nothing but a single word, whose key
 * is shared by all names with that word.
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
        if (view.whole().isEmpty()) {
            return Set.of();
        }
        var keys = new LinkedHashSet<String>();
        var letters = Word.plainOf(view.whole().words(), "");
        view.loose().forEach(loose -> keys.add("=" + loose));
        view.domainLabel().ifPresent(label -> keys.add("=" + label));
        view.sorted().forEach(words -> keys.add("o" + words));
        addHalves(keys, letters);
        addHalves(keys, Word.spelledOf(view.whole().words(), ""));
        view.loose().forEach(loose -> addHalves(keys, loose));
        if (letters.length() >= NameComparison.LETTERS_OF_CUT) {
            keys.add("c" + letters.substring(0, NameComparison.LETTERS_OF_CUT));
        }
        addInitials(keys, view);
        addWords(keys, view.whole().words());
        Stream.of(view.tradingNames().stream(), view.withoutCode().stream())
                .flatMap(names -> names)
                .map(NormalName::words)
                .forEach(words -> addWords(keys, words));
        view.parts().forEach(part -> addWords(keys, part));
        return keys.stream().limit(KEYS_MAX).collect(Collectors.toUnmodifiableSet());
    }

    /** Adds all words, the first that can name a customer, and the longest, which is probably rare. */
    private static void addWords(Set<String> keys, List<Word> words) {
        Word.readings(words).forEach(reading -> keys.add("p" + reading));
        var telling =
                words.stream().filter(word -> !GenericWords.isGeneric(word)).toList();
        var first = (telling.isEmpty() ? words : telling).stream().limit(TELLING_WORDS_MAX);
        var longest = telling.stream().max(BY_LENGTH).stream();
        Stream.concat(first, longest).forEach(word -> {
            keys.add("w" + word.plain());
            keys.add("w" + word.spelled());
        });
    }

    /** A typo leaves one half of a name unchanged. A name of odd length is split in both ways. */
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
            // Two letters swapped in the very middle change both halves.
            keys.add("~" + letters.length() + letters.substring(0, half - 1));
        }
    }

    private static void addInitials(Set<String> keys, NameView view) {
        var words = view.whole().words();
        var word = words.getFirst().plain();
        if (words.size() == 1 && word.length() >= NameView.INITIALS_MIN && word.length() <= NameView.INITIALS_MAX) {
            keys.add("i" + word);
        }
        view.initials().ifPresent(initials -> keys.add("i" + initials));
    }
}
