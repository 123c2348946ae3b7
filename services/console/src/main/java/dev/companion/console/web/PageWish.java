package dev.companion.console.web;

/** Which page of a list is wanted. */
record PageWish(int page, int size) {

    static final int SIZE_DEFAULT = 50;
    static final int SIZE_MAX = 500;

    /** @throws ApiProblem 400 where one is out of range */
    static PageWish of(int page, int size) {
        if (page < 0) {
            throw ApiProblem.malformed("page: " + page, "0 or more");
        }
        if (size < 1 || size > SIZE_MAX) {
            throw ApiProblem.malformed("size: " + size, "1 to " + SIZE_MAX);
        }
        return new PageWish(page, size);
    }

    /** Everything at once, for files. */
    static PageWish all() {
        return new PageWish(0, Integer.MAX_VALUE);
    }
}
