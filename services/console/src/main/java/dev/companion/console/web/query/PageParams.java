package dev.companion.console.web.query;

import dev.companion.console.web.problem.ApiProblem;

/**
 * Which page of a list to return.
 *
 * @param page counted from 0
 * @param size rows on a page
 */
public record PageParams(int page, int size) {

    public static final int SIZE_DEFAULT = 50;
    public static final int SIZE_MAX = 500;

    /** @throws ApiProblem 400 if one is out of range */
    public static PageParams of(int page, int size) {
        if (page < 0) {
            throw ApiProblem.malformed("page: " + page, "0 or more");
        }
        if (size < 1 || size > SIZE_MAX) {
            throw ApiProblem.malformed("size: " + size, "1 to " + SIZE_MAX);
        }
        return new PageParams(page, size);
    }
}
