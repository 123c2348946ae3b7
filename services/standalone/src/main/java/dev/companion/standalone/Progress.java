package dev.companion.standalone;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;

/** Prints on the terminal what is starting and how long each part took. */
final class Progress {

    private final PrintStream out;
    private final long began;

    Progress(PrintStream out, long nanosAtBegin) {
        this.out = out;
        this.began = nanosAtBegin;
    }

    void up(String what, String where) {
        line("  %-22s up after %5.1f s   %s".formatted(what, sinceBegin().toMillis() / 1000.0, where));
    }

    void say(String text) {
        line(text);
    }

    Duration sinceBegin() {
        return Duration.ofNanos(System.nanoTime() - began);
    }

    private synchronized void line(String text) {
        out.printf(Locale.ROOT, "%s%n", text);
        out.flush();
    }
}
