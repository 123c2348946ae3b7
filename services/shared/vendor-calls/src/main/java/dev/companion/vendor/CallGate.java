package dev.companion.vendor;

import java.util.Set;
import java.util.function.Supplier;

/**
 * The gate that every request of a client passes before it is sent. Thread-safe.
 *
 * @param <L> the kinds of operations that the vendor limits separately
 */
public interface CallGate<L extends Enum<L>> {

    /**
     * Sends the request, at once or a little later, and learns from its result. Returns {@link CallResult.RateLimited}
     * if it was not sent.
     *
     * @param lanes in which the vendor counts the request; none if it does not count it
     */
    <T> CallResult<T> send(Origin to, Set<L> lanes, Supplier<CallResult<T>> request);

    /** Asks the vendor for its count with the given request, if that is due. */
    default void countIfDue(Supplier<CallResult<VendorCount<L>>> question) {}

    /** Sends every request at once: for the few calls that a person waits for. */
    static <L extends Enum<L>> CallGate<L> open() {
        return new CallGate<>() {
            @Override
            public <T> CallResult<T> send(Origin to, Set<L> lanes, Supplier<CallResult<T>> request) {
                return request.get();
            }
        };
    }
}
