package dev.companion.vendor;

import java.util.Set;
import java.util.function.Supplier;

/**
 * What every request of a client goes through on its way out. Safe for use by several threads.
 *
 * @param <L> the vendor's kinds of operations that are limited apart
 */
public interface CallGate<L extends Enum<L>> {

    /**
     * Sends the request, at once or a little later, and learns from its result; or answers
     * {@link CallResult.RateLimited} without having sent it.
     *
     * @param lanes that the vendor counts the request in; none where it does not
     */
    <T> CallResult<T> send(Origin to, Set<L> lanes, Supplier<CallResult<T>> request);

    /** Asks the vendor what it has counted, by means of the given question, where that is due. */
    default void countIfDue(Supplier<CallResult<VendorCount<L>>> question) {}

    /** Lets everything through at once: for the few calls that a person waits for. */
    static <L extends Enum<L>> CallGate<L> open() {
        return new CallGate<>() {
            @Override
            public <T> CallResult<T> send(Origin to, Set<L> lanes, Supplier<CallResult<T>> request) {
                return request.get();
            }
        };
    }
}
