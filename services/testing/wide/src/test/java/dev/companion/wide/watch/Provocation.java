package dev.companion.wide.watch;

import java.util.List;

/**
 * A fault and its mend.
 *
 * @param how what is done, as the table says it
 * @param alerts that this fault must raise
 * @param since {@code System.nanoTime} from which on it counts; 0 for the moment before {@code provoke}
 * @param provoke returns when the fault is there
 * @param mend returns when the fault is gone; called when all alerts have been told
 */
record Provocation(String how, List<String> alerts, long since, Step provoke, Step mend) {

    /** What is done, and may fail. */
    interface Step {
        void run() throws Exception;
    }

    static Provocation of(String how, Step provoke, Step mend, String... alerts) {
        return new Provocation(how, List.of(alerts), 0, provoke, mend);
    }
}
