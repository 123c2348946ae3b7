package dev.companion.poller.domain.polling;

import java.time.Instant;
import java.util.Optional;

/** Something that is read again and again for one tenant, one request at a time. */
interface Poll {

    /**
     * Does what can be done now, and starts at most one request.
     *
     * @return when to call this again; empty if a response, another poll or new settings come first
     */
    Optional<Instant> advance(Instant now);

    /** Whether it is in the middle of something that must not overlap with another poll of the same things. */
    boolean busy();

    /** Ends it for good. A response that is still to come is ignored. */
    void stop(Instant now);
}
