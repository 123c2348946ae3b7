package dev.companion.console.web.query;

import dev.companion.console.domain.tenant.UserQuery;
import dev.companion.console.web.problem.ApiProblem;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the parameters of the list of users. */
public final class UserParams {

    private static final Map<String, UserQuery.Sort> SORTS = Map.of(
            "name", UserQuery.Sort.NAME,
            "username", UserQuery.Sort.USERNAME,
            "enabled", UserQuery.Sort.STATE,
            "role", UserQuery.Sort.ROLE,
            "createdAt", UserQuery.Sort.CREATED);

    private UserParams() {}

    /** The columns to sort by. */
    public static Set<String> columns() {
        return SORTS.keySet();
    }

    /** @throws ApiProblem 400 if a parameter is not understood */
    public static UserQuery of(@Nullable String q, @Nullable String sort) {
        var order = SortParam.of(sort, "name", SORTS);
        return new UserQuery(SearchParam.text(q), order.column(), order.descending());
    }
}
