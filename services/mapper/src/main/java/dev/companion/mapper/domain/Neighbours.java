package dev.companion.mapper.domain;

import dev.companion.mapper.domain.matching.MatchKeys;
import dev.companion.mapper.domain.matching.Named;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One side's names by what they could be alike in, so that a name is compared with a few and not with fifty thousand.
 * Derived from what is stored and never stored itself: what names are looked up by may be another in the next version.
 * Takes about a kilobyte a name.
 */
final class Neighbours {

    /** Each key gives so many at least, whatever the limit: two equal names are never overlooked for the many. */
    private static final int OF_EACH_KEY = 3;

    private final Map<String, Named> named = new HashMap<>();
    private final Map<String, Set<String>> byKey = new HashMap<>();

    /** Empty where it is not among them. */
    Optional<Named> find(String id) {
        return Optional.ofNullable(named.get(id));
    }

    List<String> listIds() {
        return List.copyOf(named.keySet());
    }

    /** Takes it in under its present names, or out where it is empty. Answers the keys whose neighbours see a change. */
    Set<String> place(String id, Optional<Named> present) {
        var before = find(id);
        if (before.equals(present)) {
            return Set.of();
        }
        var keysBefore = before.map(Neighbours::keysOf).orElse(Set.of());
        var keysAfter = present.map(Neighbours::keysOf).orElse(Set.of());
        keysBefore.forEach(key -> remove(key, id));
        keysAfter.forEach(key -> add(key, id));
        present.ifPresentOrElse(name -> named.put(id, name), () -> named.remove(id));
        return Stream.concat(keysBefore.stream(), keysAfter.stream()).collect(Collectors.toSet());
    }

    /**
     * Those that share a key. Keys that few share come first, since many names share a word that says nothing.
     *
     * @param limit bounds what one name is compared with
     * @param wanted decides which count
     */
    List<Named> near(Collection<String> keys, int limit, Predicate<String> wanted) {
        var groups = keys.stream()
                .distinct()
                .sorted()
                .map(key -> byKey.getOrDefault(key, Set.of()))
                .sorted(Comparator.comparingInt(Set::size))
                .toList();
        var verdicts = new HashMap<String, Boolean>();
        Predicate<String> once = id -> verdicts.computeIfAbsent(id, wanted::test);
        var found = new LinkedHashMap<String, Named>();
        for (var group : groups) {
            group.stream().filter(once).limit(OF_EACH_KEY).forEach(id -> found.put(id, named(id)));
        }
        for (var group : groups) {
            if (found.size() >= limit) {
                break;
            }
            group.stream()
                    .filter(id -> !found.containsKey(id))
                    .filter(once)
                    .limit(limit - found.size())
                    .toList()
                    .forEach(id -> found.put(id, named(id)));
        }
        return List.copyOf(found.values());
    }

    static Set<String> keysOf(Named name) {
        return Stream.concat(Stream.of(name.name()), name.aliases().stream())
                .map(MatchKeys::of)
                .flatMap(Set::stream)
                .collect(Collectors.toSet());
    }

    static Set<String> keysOf(Collection<Named> names) {
        return names.stream()
                .map((Function<Named, Set<String>>) Neighbours::keysOf)
                .flatMap(Set::stream)
                .collect(Collectors.toSet());
    }

    private Named named(String id) {
        return find(id).orElseThrow();
    }

    /** Most keys have one name only, which the smallest of sets holds. */
    private void add(String key, String id) {
        byKey.merge(key, Set.of(id), (before, more) -> {
            var all = before.size() == 1 ? new HashSet<>(before) : before;
            all.addAll(more);
            return all;
        });
    }

    private void remove(String key, String id) {
        byKey.computeIfPresent(key, (_, before) -> {
            if (before.size() == 1) {
                return null;
            }
            before.remove(id);
            return before.size() == 1 ? Set.copyOf(before) : before;
        });
    }
}
