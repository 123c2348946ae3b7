package dev.companion.simulator.config;

import java.time.InstantSource;

/** The vendors' time where nobody gives them another. */
public final class SystemTime {

    private SystemTime() {}

    public static InstantSource clock() {
        return InstantSource.system();
    }
}
