package dev.companion.poller.domain;

import org.jspecify.annotations.Nullable;

/** What the vendor said when asked for one row by its id. */
public sealed interface RowAnswer<V extends Observed<V>> {

    /** It is there. {@code value} is null where the answer is not comparable with a row of the list. */
    record There<V extends Observed<V>>(@Nullable V value) implements RowAnswer<V> {}

    /** There is no such thing. By itself no proof: a key that lost its rights may be told so of everything. */
    record NotThere<V extends Observed<V>>() implements RowAnswer<V> {}

    /** It may exist, and we may not see it. */
    record NotVisible<V extends Observed<V>>() implements RowAnswer<V> {}

    /** No answer that says anything about it. */
    record NoAnswer<V extends Observed<V>>() implements RowAnswer<V> {}
}
