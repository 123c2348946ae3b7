package dev.companion.console.domain.site;

import java.time.Duration;
import java.time.Instant;

/**
 * How many machines of a company have an agent, as GravityZone counted them.
 *
 * @param count number of machines
 * @param countedAt when they were counted
 */
public record MachineCount(long count, Instant countedAt) {

    /** A decision is never based on facts that are older. */
    public static final Duration MAX_AGE = Duration.ofMinutes(15);

    /** In words: “1 machine with an agent”, “1,204 machines with an agent”. */
    public String words() {
        return count == 1 ? "1 machine with an agent" : "%,d machines with an agent".formatted(count);
    }

    public boolean isFresh(Instant now) {
        return !now.isAfter(countedAt.plus(MAX_AGE));
    }
}
