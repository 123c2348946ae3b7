package dev.companion.soak;

import static org.awaitility.Awaitility.await;

import dev.companion.stack.SplitStack;
import dev.companion.stack.SplitStack.Jvm;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.core.ConditionTimeoutException;

/**
 * Kills a JVM at a random moment and starts it again, sometimes while it is still starting. The vendors are not killed.
 */
final class Killings {

    private static final List<Jvm> OFTEN_TO_SELDOM = List.of(
            Jvm.PROVISIONER_A,
            Jvm.PROVISIONER_B,
            Jvm.PROVISIONER_A,
            Jvm.PROVISIONER_B,
            Jvm.PROVISIONER_A,
            Jvm.PROVISIONER_B,
            Jvm.SERVICES,
            Jvm.SERVICES,
            Jvm.SERVICES,
            Jvm.BROKER,
            Jvm.BROKER);

    private static final int SHORT_MILLIS_MAX = 500;
    private static final int LONG_MILLIS_MAX = 8_000;
    private static final int DOWN_MILLIS_MAX = 1_500;
    private static final Duration RECOVERS_WITHIN = Duration.ofMinutes(2);

    /** @param busy links that were in progress; with none, there is no progress to expect */
    record Killing(Jvm jvm, Instant at, int busy) {}

    private final SplitStack stack;
    private final Watch watch;
    private final Random random;
    private final Said said;
    private final List<Killing> done = new ArrayList<>();
    private final Map<Jvm, Long> startedAt = new EnumMap<>(Jvm.class);
    private final List<String> endedByThemselves = new ArrayList<>();

    Killings(SplitStack stack, Watch watch, long seed, Said said) {
        this.stack = stack;
        this.watch = watch;
        this.random = new Random(seed);
        this.said = said;
    }

    void kill(int times) throws InterruptedException {
        for (var jvm : Jvm.values()) {
            startedAt.put(jvm, System.nanoTime());
        }
        for (var number = 1; number <= times; number++) {
            if (random.nextInt(3) == 0) { // at once, whatever the last one has left
                TimeUnit.MILLISECONDS.sleep(random.nextInt(SHORT_MILLIS_MAX));
            } else {
                awaitRecovery();
                TimeUnit.MILLISECONDS.sleep(random.nextInt(LONG_MILLIS_MAX));
            }
            killOne(number, OFTEN_TO_SELDOM.get(random.nextInt(OFTEN_TO_SELDOM.size())));
        }
    }

    /** Waits until there was progress after each kill so far; reports if there was none. */
    void awaitRecovery() {
        try {
            await().atMost(RECOVERS_WITHIN)
                    .pollInterval(Duration.ofMillis(50))
                    .until(() -> done.stream()
                            .allMatch(killing -> recovered(killing).findAny().isPresent()));
        } catch (ConditionTimeoutException e) {
            said.line("no progress for %d s since the last kill", RECOVERS_WITHIN.toSeconds());
        }
    }

    private void killOne(int number, Jvm jvm) throws InterruptedException {
        if (!stack.isAlive(jvm)) {
            endedByThemselves.add(jvm.said() + ": " + stack.said(jvm));
        }
        var busy = watch.underWay();
        var ran = Duration.ofNanos(System.nanoTime() - startedAt.getOrDefault(jvm, 0L));
        var killing = new Killing(jvm, Instant.now(), busy);
        stack.kill9(jvm);
        var down = random.nextInt(DOWN_MILLIS_MAX);
        TimeUnit.MILLISECONDS.sleep(down);
        stack.start(jvm);
        startedAt.put(jvm, System.nanoTime());
        done.add(killing);
        said.line(
                "kill -9 no. %d: %s, %.1f s after its start, %d links under way; started again after %d ms",
                number, jvm.said(), ran.toMillis() / 1e3, busy, down);
    }

    /** Processes that ended without being killed. */
    List<String> endedByThemselves() {
        return endedByThemselves;
    }

    int count() {
        return done.size();
    }

    /**
     * Time from each kill to the next answered call, or to the next accepted request if the killed process accepts
     * requests; without kills at which nothing was in progress.
     *
     * @param undisturbed without those after which another process was killed before there was progress
     */
    List<Duration> recoveries(boolean undisturbed, Set<Jvm> ofThese) {
        return done.stream()
                .filter(killing -> ofThese.contains(killing.jvm()) && killing.busy() > 0)
                .filter(killing -> !undisturbed || isUndisturbed(killing))
                .flatMap(this::recovered)
                .sorted()
                .toList();
    }

    private boolean isUndisturbed(Killing killing) {
        return recovered(killing)
                .allMatch(time -> done.stream()
                        .noneMatch(other -> other.at().isAfter(killing.at())
                                && other.at().isBefore(killing.at().plus(time))));
    }

    private Stream<Duration> recovered(Killing killing) {
        var next = killing.jvm() == Jvm.SERVICES ? watch.decisionAfter(killing.at()) : watch.outcomeAfter(killing.at());
        return next.map(at -> Duration.between(killing.at(), at)).stream();
    }
}
