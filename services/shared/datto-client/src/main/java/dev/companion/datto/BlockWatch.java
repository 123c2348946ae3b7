package dev.companion.datto;

import dev.companion.vendor.HttpAnswer.Answered;
import dev.companion.vendor.LenientJson;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/**
 * Tells the two meanings of 403 apart. A client that goes on calling after 429 gets 403 for everything from its
 * address, without a mark of its own: such a 403 follows a 429, or a firewall wrote it instead of the API.
 */
final class BlockWatch {

    /** How long the platform blocks an address, and so how long after a 429 a 403 is suspicious. */
    static final Duration BLOCK = Duration.ofMinutes(5);

    private final InstantSource clock;
    private volatile @Nullable Instant lastTooMany;

    BlockWatch(InstantSource clock) {
        this.clock = clock;
    }

    void tooMany() {
        lastTooMany = clock.instant();
    }

    /** Whether this 403 is about our address and not about a right. */
    boolean isBlock(Answered forbidden) {
        var last = lastTooMany;
        return last != null && clock.instant().isBefore(last.plus(BLOCK))
                || !forbidden.body().isBlank()
                        && LenientJson.parse(forbidden.body()).isEmpty();
    }
}
