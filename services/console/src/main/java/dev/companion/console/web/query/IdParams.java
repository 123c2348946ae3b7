package dev.companion.console.web.query;

import dev.companion.console.web.problem.ApiProblem;
import dev.companion.schemas.TenantKey;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads lists of ids in the body of a request. */
public final class IdParams {

    /** The most items that fit into one record of a topic. */
    public static final int ITEMS_MAX = 2_000;

    private IdParams() {}

    /** @throws ApiProblem 400 if it is not a list of 1 to {@value #ITEMS_MAX} ids */
    public static List<String> siteUids(@Nullable List<@Nullable String> given) {
        return sized("siteUids", given).stream()
                .map(siteUid -> siteUid(siteUid))
                .toList();
    }

    /** @throws ApiProblem 400 if it is not an id */
    public static String siteUid(@Nullable String siteUid) {
        if (siteUid == null || !TenantKey.isId(siteUid)) {
            throw ApiProblem.malformed("siteUid: not an id", "the uid of a site as listed by GET /api/sites");
        }
        return siteUid;
    }

    /** @throws ApiProblem 400 if it has no entries, or more than {@value #ITEMS_MAX} */
    public static <T> List<@Nullable T> sized(String name, @Nullable List<@Nullable T> given) {
        var count = given == null ? 0 : given.size();
        if (given == null || count == 0 || count > ITEMS_MAX) {
            throw ApiProblem.malformed("%s: %d entries".formatted(name, count), "1 to " + ITEMS_MAX);
        }
        return given;
    }
}
