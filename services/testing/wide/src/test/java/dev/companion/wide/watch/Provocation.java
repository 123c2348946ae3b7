package dev.companion.wide.watch;

import java.util.List;

/**
 * A fault and its mend.
 *
 * @param how what is done, as the table says it
 * @param alerts that this fault must raise
 * @param since {@code System.nanoTime} from which on it counts; 0 for the moment before {@code provoke}
 * @param provoke returns when the fault is there
 * @param until returns when the fault is no longer needed; called when all alerts have been told
 * @param mend returns when the fault is gone
 */
record Provocation(String how, List<String> alerts, long since, Step provoke, Step until, Step mend) {

    /** What is done, and may fail. */
    interface Step {
        void run() throws Exception;
    }

    static Provocation of(String how, Step provoke, Step mend, String... alerts) {
        return new Provocation(how, List.of(alerts), 0, provoke, () -> {}, mend);
    }

    /** The same, mended only when something else has happened too. */
    Provocation until(Step done) {
        return new Provocation(how, alerts, since, provoke, done, mend);
    }

    /** The same, but the fault was there before. */
    Provocation since(long moment) {
        return new Provocation(how, alerts, moment, provoke, until, mend);
    }
}
