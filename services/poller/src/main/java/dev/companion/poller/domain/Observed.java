package dev.companion.poller.domain;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a vendor's list says of one thing, reduced to what is published. Compared by fingerprint, so every component of
 * an implementation must be part of its fingerprint.
 */
public sealed interface Observed<V extends Observed<V>> permits Site, User, Company, InstallationPackage {

    /** The vendor's own id, or what stands for it, fit to be part of a record key. */
    String id();

    Fingerprint fingerprint();

    /** Whether the product deals with it; what is out of scope is still followed and published as such. */
    default boolean inScope() {
        return true;
    }

    /**
     * This row with what the vendor left out filled in from what was known before, or nothing where too much is
     * missing to say anything about it.
     */
    Optional<V> completedBy(@Nullable V before);

    /** What people call it, where those read it who may read of no person. */
    default String label() {
        return id();
    }
}
