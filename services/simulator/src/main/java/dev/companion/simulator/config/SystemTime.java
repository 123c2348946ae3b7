package dev.companion.simulator.config;

import java.time.InstantSource;

/** The vendors' time unless another clock is passed in. */
public final class SystemTime {

    private SystemTime() {}

    public static InstantSource clock() {
        return InstantSource.system();
    }
}
