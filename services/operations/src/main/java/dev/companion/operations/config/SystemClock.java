package dev.companion.operations.config;

import java.time.Clock;
import java.time.InstantSource;

/** The clock of this machine. */
public final class SystemClock {

    private SystemClock() {}

    public static InstantSource get() {
        return Clock.systemUTC();
    }
}
