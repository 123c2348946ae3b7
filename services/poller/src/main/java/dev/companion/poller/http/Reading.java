package dev.companion.poller.http;

import dev.companion.poller.domain.Observed;
import dev.companion.poller.domain.RowAnswer;
import dev.companion.poller.domain.Setback;
import dev.companion.poller.domain.SweptPage;
import org.jspecify.annotations.Nullable;

/** What came of one request, in the words of the domain. */
public sealed interface Reading<V extends Observed<V>> {

    /** A page of the list. */
    record Page<V extends Observed<V>>(SweptPage<V> page) implements Reading<V> {}

    /** No page, and why. */
    record NoPage<V extends Observed<V>>(Setback setback) implements Reading<V> {}

    /**
     * What was said of one row.
     *
     * @param setback null where the answer has nothing to say about further requests
     */
    record Row<V extends Observed<V>>(
            RowAnswer<V> answer, @Nullable Setback setback) implements Reading<V> {}
}
