package dev.companion.datto;

import dev.companion.vendor.HttpAnswer.Answered;
import dev.companion.vendor.LenientJson;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/**
 * Tells the two meanings of 403 apart. Who goes on calling after 429 gets 403 for everything from that source address,
 * and nothing in the answer marks it as such: it follows a 429, or a firewall wrote it and not the API.
 */
final class BlockWatch {

    /** How long the platform keeps an address blocked, and thus how long a 429 makes a 403 suspicious. */
    static final Duration BLOCK = Duration.ofMinutes(5);

    private final InstantSource clock;
    private volatile @Nullable Instant lastTooMany;

    BlockWatch(InstantSource clock) {
        this.clock = clock;
    }

    void tooMany() {
        lastTooMany = clock.instant();
    }

    /** True where this 403 is about our address and not about a right. */
    boolean isBlock(Answered forbidden) {
        var last = lastTooMany;
        return last != null && clock.instant().isBefore(last.plus(BLOCK))
                || !forbidden.body().isBlank()
                        && LenientJson.parse(forbidden.body()).isEmpty();
    }
}
