package dev.companion.poller.domain.row;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One row of a vendor's list, reduced to what is published. Rows that are equal publish nothing. A stored row is compared
 * with the row that is shown, so every component must come back from the store unchanged.
 */
public sealed interface Observed<V extends Observed<V>> permits Site, User, Company, InstallationPackage {

    /** The vendor's id or a replacement for it, usable as part of a record key. */
    String id();

    /** Whether the product deals with it. A row out of scope is still observed and published as such. */
    default boolean inScope() {
        return true;
    }

    /**
     * Returns this row with what the vendor left out taken from what was known before; empty if too much is missing to
     * publish it.
     */
    Optional<V> completedBy(@Nullable V before);

    /**
     * Returns this row with the note that it is in no list and may not be read; empty if that is noted already, or is not
     * published for this kind.
     */
    default Optional<V> noLongerReachable(Instant since) {
        return Optional.empty();
    }

    /** Its name for people. Must not name a person. */
    default String label() {
        return id();
    }
}
