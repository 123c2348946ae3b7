package dev.companion.console.web.query;

import dev.companion.console.domain.site.SiteQuery;
import dev.companion.console.domain.site.SiteState;
import dev.companion.console.web.problem.ApiProblem;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the parameters of the list of sites. */
public final class SiteParams {

    private static final Map<String, SiteQuery.Sort> SORTS = Map.of(
            "name", SiteQuery.Sort.NAME,
            "state", SiteQuery.Sort.STATE,
            "devices", SiteQuery.Sort.DEVICES,
            "company", SiteQuery.Sort.COMPANY,
            "openEvents", SiteQuery.Sort.OPEN_EVENTS);

    private SiteParams() {}

    /** The columns to sort by. */
    public static Set<String> columns() {
        return SORTS.keySet();
    }

    /**
     * @param state names of states, comma-separated; null or empty for all
     * @param sort a column, with {@code -} in front for the other direction; null for the name
     * @throws ApiProblem 400 if one is not known
     */
    public static SiteQuery of(@Nullable String q, @Nullable String state, @Nullable String sort) {
        var order = SortParam.of(sort, "name", SORTS);
        return new SiteQuery(
                SearchParam.text(q), EnumParam.of("state", state, SiteState.class), order.column(), order.descending());
    }
}
