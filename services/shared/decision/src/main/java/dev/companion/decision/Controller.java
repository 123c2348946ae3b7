package dev.companion.decision;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Decides everything about the tenants of one task. A controller is pure: it has no clock, does no I/O, and knows nothing
 * of Kafka. Its durable state is in a {@link Ledger}; whatever else it holds in memory is derived from the ledger in
 * {@link #open}.
 *
 * <p>Each call is one decision, and a decision is all or nothing. The caller commits the ledger and publishes the
 * emissions together after the method has returned. If the method throws, the caller discards the buffered writes, drops
 * this controller, and opens a new one over the same ledger. A controller may therefore change its own fields freely
 * while it decides. It is used by one thread.
 *
 * @param <I> what arrives: a sealed type of the service's domain
 * @param <E> what leaves: a sealed type of the service's domain, published in the order of the list
 */
public interface Controller<I, E> {

    /** Rebuilds what is held in memory from the ledger. Called once, before any other method. */
    List<E> open(Instant now);

    /** Decides about one input. The same input may arrive more than once. */
    List<E> on(I input, Instant now);

    /** Does what is due at {@code now}. Also called when nothing is due; it then returns an empty list. */
    List<E> tick(Instant now);

    /** Returns when {@link #tick} has something to do, possibly in the past; empty if it never has. */
    Optional<Instant> nextDue(Instant now);
}
