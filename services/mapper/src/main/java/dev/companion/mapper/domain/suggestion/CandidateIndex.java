package dev.companion.mapper.domain.suggestion;

import dev.companion.mapper.domain.state.IdIndex;
import dev.companion.matching.MatchKeys;
import dev.companion.matching.NamedEntity;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
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
 * The names of all sites or of all companies by their match keys, so that a name is compared with a few others and not with
 * fifty thousand. Derived from the state and never stored, because the next version may use other keys. Takes about a
 * kilobyte a name.
 */
final class CandidateIndex {

    /** Each key contributes at least so many names, whatever the limit, so that two equal names always meet. */
    private static final int OF_EACH_KEY = 3;

    private final Map<String, NamedEntity> named = new HashMap<>();
    private final IdIndex byKey = new IdIndex();

    Optional<NamedEntity> find(String id) {
        return Optional.ofNullable(named.get(id));
    }

    List<String> listIds() {
        return List.copyOf(named.keySet());
    }

    /**
     * Adds, replaces or removes an entity.
     *
     * @param present empty to remove it
     * @return the keys whose other names may be affected; empty if nothing changed
     */
    Set<String> update(String id, Optional<NamedEntity> present) {
        var before = find(id);
        if (before.equals(present)) {
            return Set.of();
        }
        var keysBefore = before.map(CandidateIndex::keysOf).orElse(Set.of());
        var keysAfter = present.map(CandidateIndex::keysOf).orElse(Set.of());
        byKey.update(id, keysBefore, keysAfter);
        present.ifPresentOrElse(name -> named.put(id, name), () -> named.remove(id));
        return Stream.concat(keysBefore.stream(), keysAfter.stream()).collect(Collectors.toSet());
    }

    /**
     * Returns names that share a key. Names that share a rare key come first, because many names share a common word.
     *
     * @param limit bounds the names that one name is compared with
     * @param wanted decides which ids count
     */
    List<NamedEntity> near(Collection<String> keys, int limit, Predicate<String> wanted) {
        var groups = keys.stream()
                .distinct()
                .sorted()
                .map(byKey::idsWith)
                .sorted(Comparator.comparingInt(Set::size))
                .toList();
        var verdicts = new HashMap<String, Boolean>();
        Predicate<String> once = id -> verdicts.computeIfAbsent(id, wanted::test);
        var found = new LinkedHashMap<String, NamedEntity>();
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

    static Set<String> keysOf(NamedEntity name) {
        return Stream.concat(Stream.of(name.name()), name.aliases().stream())
                .map(MatchKeys::of)
                .flatMap(Set::stream)
                .collect(Collectors.toSet());
    }

    static Set<String> keysOf(Collection<NamedEntity> names) {
        return names.stream()
                .map((Function<NamedEntity, Set<String>>) CandidateIndex::keysOf)
                .flatMap(Set::stream)
                .collect(Collectors.toSet());
    }

    private NamedEntity named(String id) {
        return find(id).orElseThrow();
    }
}
