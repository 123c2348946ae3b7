package dev.companion.poller.domain;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a vendor's list says of one thing, reduced to what is published: rows that are equal have nothing new to say. What
 * is remembered of a row is compared with what is shown, so every component must come back from the store as it was.
 */
public sealed interface Observed<V extends Observed<V>> permits Site, User, Company, InstallationPackage {

    /** The vendor's own id, or what stands for it, fit to be part of a record key. */
    String id();

    /** Whether the product deals with it; what is out of scope is still followed and published as such. */
    default boolean inScope() {
        return true;
    }

    /**
     * This row with what the vendor left out filled in from what was known before, or nothing where too much is
     * missing to say anything about it.
     */
    Optional<V> completedBy(@Nullable V before);

    /**
     * This row with the note that it is in no list and may not be seen; empty where that is noted already, or is no news
     * of a thing of this kind.
     */
    default Optional<V> outOfSight(Instant since) {
        return Optional.empty();
    }

    /** What people call it, where those read it who may read of no person. */
    default String label() {
        return id();
    }
}
