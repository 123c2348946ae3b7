package dev.companion.console.web.query;

import dev.companion.console.web.problem.ApiProblem;
import org.jspecify.annotations.Nullable;

/** Reads the search text of a list. */
public final class SearchParam {

    private static final int TEXT_MAX = 255;

    private SearchParam() {}

    /**
     * Returns the text as given, empty for all.
     *
     * @throws ApiProblem 400 if it is too long
     */
    public static String text(@Nullable String q) {
        if (q != null && q.length() > TEXT_MAX) {
            throw ApiProblem.malformed("q: %d characters".formatted(q.length()), "at most " + TEXT_MAX);
        }
        return q == null ? "" : q;
    }
}
