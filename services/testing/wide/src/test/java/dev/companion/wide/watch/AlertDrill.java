package dev.companion.wide.watch;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.Executors;

/**
 * Provokes faults, waits until the webhook was told of each, mends them, and waits until it was told that each is over.
 * Faults that do not disturb each other are provoked at the same time.
 */
final class AlertDrill {

    /** A machine that runs other things stalls for some seconds. */
    private static final Duration TOLD_WITHIN = Duration.ofSeconds(120);

    private static final Duration OVER_WITHIN = Duration.ofSeconds(150);
    private static final Duration LOOK_EVERY = Duration.ofMillis(250);

    private final WatchTower tower;
    private final Map<String, String> rows = new ConcurrentSkipListMap<>();
    private final Map<String, Throwable> failures = new ConcurrentHashMap<>();

    AlertDrill(WatchTower tower) {
        this.tower = tower;
    }

    /** Runs lists of provocations beside each other, each in its order. */
    void run(String act, List<List<Provocation>> lanes) {
        var begun = System.nanoTime();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            lanes.forEach(lane -> threads.submit(() -> lane.forEach(this::run)));
        }
        System.out.printf("%s: %.0f s%n", act, (System.nanoTime() - begun) / 1e9);
    }

    private void run(Provocation provocation) {
        var begun = provocation.since() == 0 ? System.nanoTime() : provocation.since();
        try {
            long mended;
            try {
                provocation.provoke().run();
                provocation.alerts().forEach(alert -> awaitTold(alert, begun));
                provocation.until().run();
            } finally { // so that what comes next finds it as it should be
                mended = System.nanoTime();
                provocation.mend().run();
            }
            for (var alert : provocation.alerts()) {
                var told = tower.firstFiring(alert, begun);
                var over = awaitOver(alert, told);
                row(alert, provocation.how(), told - begun, Math.max(0, over - mended));
            }
        } catch (Throwable e) {
            failures.put(provocation.how(), e);
            System.out.printf("FAILED: %s: %s%n", provocation.how(), e);
        }
    }

    private void awaitTold(String alert, long begun) {
        await("notification that %s fires".formatted(alert))
                .pollInterval(LOOK_EVERY)
                .atMost(TOLD_WITHIN)
                .until(() -> tower.firstFiring(alert, begun) > 0);
    }

    /** Some alerts are over before the mend: what they tell of has ended already. */
    private long awaitOver(String alert, long told) {
        return await("notification that %s is over".formatted(alert))
                .pollInterval(LOOK_EVERY)
                .atMost(OVER_WITHIN)
                .until(() -> tower.overAt(alert), over -> over > told);
    }

    private void row(String alert, String how, long told, long over) {
        var row = "| %s | %s | %.0f s | %.0f s |".formatted(alert, how, told / 1e9, over / 1e9);
        rows.put(alert, row);
        System.out.println(row);
    }

    /** Alerts that were told, and told to be over. */
    Map<String, String> rows() {
        return rows;
    }

    /** What went wrong, by what was done. */
    Map<String, Throwable> failures() {
        return failures;
    }

    void print() {
        System.out.println("| alert | provoked how | told after | over after |\n|---|---|---|---|");
        rows.values().forEach(System.out::println);
    }
}
