package dev.companion.poller.domain;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What is known of one kind of thing of one tenant, as it is after everything decided so far has been stored. */
public interface KnownRows<V extends Observed<V>> {

    /** The row of an id, present or gone; null where the id was never known. */
    @Nullable KnownRow<V> find(String id);

    /** Calls once for each row that is present, in the order of ids. */
    void forEachPresent(Consumer<KnownRow<V>> visit);
}
