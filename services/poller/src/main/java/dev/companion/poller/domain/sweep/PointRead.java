package dev.companion.poller.domain.sweep;

import dev.companion.poller.domain.row.Observed;
import org.jspecify.annotations.Nullable;

/** The result of reading one row by its id. */
public sealed interface PointRead<V extends Observed<V>> {

    /** It exists. {@code value} is null if the response cannot be compared with a row of the list. */
    record There<V extends Observed<V>>(@Nullable V value) implements PointRead<V> {}

    /** It does not exist. No proof alone: a key that lost its rights may get this response for everything. */
    record NotThere<V extends Observed<V>>() implements PointRead<V> {}

    /** It may exist, but this key may not see it. */
    record NotVisible<V extends Observed<V>>() implements PointRead<V> {}

    /** No response that says anything about it. */
    record NoAnswer<V extends Observed<V>>() implements PointRead<V> {}
}
