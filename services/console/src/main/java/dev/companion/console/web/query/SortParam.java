package dev.companion.console.web.query;

import dev.companion.console.web.problem.ApiProblem;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The order in which to return a list. */
record SortParam<C>(C column, boolean descending) {

    /**
     * @param sort a column, with {@code -} in front for the other direction; null or blank for the usual one
     * @param usual the column to sort by if none is given
     * @param columns the columns of the list by name
     * @throws ApiProblem 400 if the column is not known
     */
    static <C> SortParam<C> of(@Nullable String sort, String usual, Map<String, C> columns) {
        var given = sort == null || sort.isBlank() ? usual : sort.strip();
        var descending = given.startsWith("-") || given.endsWith(",desc");
        var plain = given.replaceFirst("^-", "").replaceFirst(",(asc|desc)$", "");
        var column = columns.get(plain);
        if (column == null) {
            throw ApiProblem.malformed(
                    "sort: " + sort,
                    String.join(", ", new TreeSet<>(columns.keySet())) + ", with - in front to reverse it");
        }
        return new SortParam<>(column, descending);
    }
}
