package dev.companion.poller.domain.sweep;

import java.util.Random;
import java.util.function.Consumer;

/**
 * Runs a property over many seeded histories. {@code -Dcompanion.histories=n} asks for more of them,
 * {@code -Dcompanion.seed=s} replays one.
 */
final class Seeds {

    private static final int HISTORIES = 1000;

    private Seeds() {}

    static void forEach(Consumer<Random> property) {
        var replayed = Long.getLong("companion.seed");
        if (replayed != null) {
            run(replayed, property);
            return;
        }
        for (var seed = 0L; seed < Integer.getInteger("companion.histories", HISTORIES); seed++) {
            run(seed, property);
        }
    }

    private static void run(long seed, Consumer<Random> property) {
        try {
            property.accept(new Random(seed * 6364136223846793005L + 1442695040888963407L));
        } catch (AssertionError | RuntimeException e) {
            throw new AssertionError("seed %d, replayed by -Dcompanion.seed=%d: %s".formatted(seed, seed, e), e);
        }
    }
}
