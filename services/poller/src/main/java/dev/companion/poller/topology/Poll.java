package dev.companion.poller.topology;

import java.time.Instant;
import java.util.Optional;

/** One thing that is done again and again for one tenant, a request at a time. */
interface Poll {

    /**
     * Does what can be done now, at most one request.
     *
     * @return when to be called again; empty where an answer, another poll or new settings will come first
     */
    Optional<Instant> advance(Instant now);

    /** Whether it is in the middle of something that must not overlap with another poll of the same things. */
    boolean busy();

    /** Ends it for good: an answer that is still to come is passed over. */
    void stop(Instant now);
}
