package dev.companion.console.web;

import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** In which order a list is wanted. */
record SortWish<C>(C column, boolean descending) {

    /**
     * @param sort a column, with {@code -} in front for the other direction; null or blank for the usual one
     * @param columns what the columns of the list are called
     * @throws ApiProblem 400 where the column is not known
     */
    static <C> SortWish<C> of(@Nullable String sort, String usual, Map<String, C> columns) {
        var wanted = sort == null || sort.isBlank() ? usual : sort.strip();
        var descending = wanted.startsWith("-") || wanted.endsWith(",desc");
        var plain = wanted.replaceFirst("^-", "").replaceFirst(",(asc|desc)$", "");
        var column = columns.get(plain);
        if (column == null) {
            throw ApiProblem.malformed(
                    "sort: " + sort,
                    String.join(", ", new TreeSet<>(columns.keySet())) + ", with - in front to turn it");
        }
        return new SortWish<>(column, descending);
    }
}
