package dev.companion.soak;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;

/** Prints lines for people, each with the time since the start. */
final class Said {

    private final PrintStream out;
    private final long began = System.nanoTime();

    Said(PrintStream out) {
        this.out = out;
    }

    synchronized void line(String format, Object... arguments) {
        out.printf(Locale.ROOT, "%7.1f s  %s%n", seconds(), String.format(Locale.ROOT, format, arguments));
        out.flush();
    }

    private double seconds() {
        return Duration.ofNanos(System.nanoTime() - began).toMillis() / 1e3;
    }
}
