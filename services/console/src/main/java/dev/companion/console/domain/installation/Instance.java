package dev.companion.console.domain.installation;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one process of a service last said of itself.
 *
 * @param id another one after each start
 * @param startedAt when its work began
 * @param said its state at {@code saidAt}
 * @param notReady the parts of its readiness that were not up
 * @param lag records that waited in the topics that it reads; null if it does not know
 */
public record Instance(
        String service,
        String id,
        String version,
        Instant startedAt,
        State said,
        List<String> notReady,
        @Nullable Long lag,
        Instant saidAt) {

    /** An instance speaks every two minutes; after this time without a word it is lost. */
    public static final Duration LOST_AFTER = Duration.ofMinutes(5);

    /** State of an instance. */
    public enum State {
        /** It does its work. */
        READY,
        /** It runs, and something keeps it from its work. */
        NOT_READY,
        /** It was stopped. */
        ENDED,
        /** It has said nothing for five minutes: it has died, or it does not reach a broker. */
        LOST,
        /** It said something that only a newer version knows. */
        UNKNOWN
    }

    public Instance {
        notReady = List.copyOf(notReady);
    }

    /** What is known of it now. */
    public State state(Instant now) {
        return said != State.ENDED && saidAt.plus(LOST_AFTER).isBefore(now) ? State.LOST : said;
    }

    /** Whether it is expected to say something again. */
    public boolean runs(Instant now) {
        var state = state(now);
        return state != State.ENDED && state != State.LOST;
    }
}
