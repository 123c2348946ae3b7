package dev.companion.console.web;

import dev.companion.console.domain.SiteQuery;
import dev.companion.console.domain.SiteState;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads the parameters of the list of sites. */
final class SiteQueries {

    private static final int TEXT_MAX = 255;
    private static final Map<String, SiteQuery.Sort> SORTS = new TreeMap<>(Map.of(
            "name", SiteQuery.Sort.NAME,
            "state", SiteQuery.Sort.STATE,
            "devices", SiteQuery.Sort.DEVICES,
            "company", SiteQuery.Sort.COMPANY,
            "openEvents", SiteQuery.Sort.OPEN_EVENTS));

    private SiteQueries() {}

    /**
     * @param state names of states, comma-separated; null or empty for all
     * @param sort a column, with {@code -} in front for the other direction; null for the name
     * @throws ApiProblem 400 where one is not known
     */
    static SiteQuery of(@Nullable String q, @Nullable String state, @Nullable String sort) {
        var order = SortWish.of(sort, "name", SORTS);
        return new SiteQuery(text(q), states(state), order.column(), order.descending());
    }

    static String text(@Nullable String q) {
        if (q != null && q.length() > TEXT_MAX) {
            throw ApiProblem.malformed("q: %d characters".formatted(q.length()), "at most " + TEXT_MAX);
        }
        return q == null ? "" : q;
    }

    private static Set<SiteState> states(@Nullable String state) {
        return Names.of("state", state, SiteState.class);
    }

    /** Names of constants in a parameter. */
    static final class Names {

        private Names() {}

        static <E extends Enum<E>> Set<E> of(String parameter, @Nullable String given, Class<E> type) {
            if (given == null || given.isBlank()) {
                return Set.of();
            }
            return Arrays.stream(given.split(","))
                    .map(name -> one(parameter, name.strip(), type))
                    .collect(Collectors.toSet());
        }

        static <E extends Enum<E>> E one(String parameter, String name, Class<E> type) {
            return Arrays.stream(type.getEnumConstants())
                    .filter(constant -> constant.name().equals(name.toUpperCase(Locale.ROOT)))
                    .findFirst()
                    .orElseThrow(() -> ApiProblem.malformed(
                            parameter + ": " + name,
                            "one of "
                                    + Arrays.stream(type.getEnumConstants())
                                            .map(Enum::name)
                                            .collect(Collectors.joining(", "))));
        }
    }
}
