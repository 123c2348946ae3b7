package dev.companion.poller.domain.row;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The known rows of one kind of one tenant, including what the decision under way has stored. */
public interface KnownRows<V extends Observed<V>> {

    /** Returns the row of an id, present or gone; null if the id was never known. */
    @Nullable KnownRow<V> find(String id);

    /** Visits each row that is present, always in the same order. */
    void forEachPresent(Consumer<KnownRow<V>> visitor);
}
