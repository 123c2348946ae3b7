package dev.companion.console.view;

import dev.companion.console.domain.site.Company;
import dev.companion.matching.MatchKeys;
import dev.companion.matching.NamedEntity;
import dev.companion.matching.NearTwins;
import dev.companion.matching.NearTwins.Twin;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Finds the companies whose names are similar to a name. Written by one thread, read by many. */
final class TwinIndex {

    /** How many names one name is compared with; names that share a rare key come first. */
    private static final int COMPARED_MAX = 25;

    private final Map<String, Indexed> companies = new ConcurrentHashMap<>();
    private final Map<String, Set<String>> companiesByKey = new ConcurrentHashMap<>();

    private record Indexed(String name, Set<String> keys) {}

    void company(String companyId, @Nullable Company company) {
        var name = company == null ? null : company.name();
        var before = companies.get(companyId);
        if (before != null && before.name.equals(name)) {
            return;
        }
        if (before != null) {
            companies.remove(companyId);
            before.keys.forEach(key -> companiesByKey.computeIfPresent(key, (_, ids) -> {
                ids.remove(companyId);
                return ids.isEmpty() ? null : ids;
            }));
        }
        if (name != null) {
            var keys = MatchKeys.of(name);
            companies.put(companyId, new Indexed(name, keys));
            keys.forEach(key -> companiesByKey.compute(key, (_, ids) -> {
                var held = ids == null ? ConcurrentHashMap.<String>newKeySet(2) : ids;
                held.add(companyId);
                return held;
            }));
        }
    }

    /** @param eligible which companies count */
    List<Twin> near(String name, Predicate<String> eligible) {
        var compared = new LinkedHashMap<String, NamedEntity>();
        MatchKeys.of(name).stream()
                .map(companiesByKey::get)
                .filter(Objects::nonNull)
                .sorted(Comparator.comparingInt(Set::size))
                .flatMap(Set::stream)
                .filter(id -> !compared.containsKey(id) && eligible.test(id))
                .limit(COMPARED_MAX)
                .forEach(id -> {
                    var company = companies.get(id);
                    if (company != null) {
                        compared.put(id, new NamedEntity(id, company.name, List.of()));
                    }
                });
        return NearTwins.of(name, compared.values());
    }
}
