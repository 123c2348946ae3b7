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

    /** Runs lists of provocations beside each other, each in its order. A list ends at its first failure. */
    void run(String act, List<List<Provocation>> lanes) {
        var begun = System.nanoTime();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            lanes.forEach(lane -> threads.submit(() -> lane.forEach(this::run)));
        }
        System.out.printf("%s: %.0f s%n", act, seconds(begun, System.nanoTime()));
    }

    private void run(Provocation provocation) {
        try {
            var begun = provocation.since() == 0 ? System.nanoTime() : provocation.since();
            provocation.provoke().run();
            for (var alert : provocation.alerts()) {
                await("notification that %s fires".formatted(alert))
                        .pollInterval(LOOK_EVERY)
                        .atMost(TOLD_WITHIN)
                        .until(() -> tower.firstFiring(alert, begun) > 0);
            }
            var mended = System.nanoTime();
            provocation.mend().run();
            for (var alert : provocation.alerts()) {
                await("notification that %s is over".formatted(alert))
                        .pollInterval(LOOK_EVERY)
                        .atMost(OVER_WITHIN)
                        .until(() -> tower.isOver(alert, mended));
                row(alert, provocation.how(), begun, mended);
            }
        } catch (Throwable e) {
            failures.put(provocation.how(), e);
            throw new IllegalStateException(provocation.how(), e);
        }
    }

    private void row(String alert, String how, long begun, long mended) {
        rows.put(
                alert,
                "| %s | %s | %.0f s | %.0f s |"
                        .formatted(
                                alert,
                                how,
                                seconds(begun, tower.firstFiring(alert, begun)),
                                seconds(mended, tower.lastOver(alert))));
    }

    private static double seconds(long from, long to) {
        return (to - from) / 1e9;
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
