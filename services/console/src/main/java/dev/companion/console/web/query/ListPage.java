package dev.companion.console.web.query;

import java.util.List;
import java.util.function.Function;

/**
 * One page of a list, in the envelope that all lists share.
 *
 * @param items the rows on this page
 * @param page number of this page, counted from 0
 * @param size rows on a full page
 * @param total rows on all pages
 */
public record ListPage<T>(List<T> items, int page, int size, int total) {

    /** Cuts a page out of all rows and translates only the rows on it. */
    public static <S, T> ListPage<T> of(List<S> all, PageParams params, Function<? super S, T> translation) {
        var from = (int) Math.min((long) params.page() * params.size(), all.size());
        var to = Math.min(from + params.size(), all.size());
        return new ListPage<>(
                all.subList(from, to).stream().<T>map(translation).toList(), params.page(), params.size(), all.size());
    }
}
