package dev.companion.benchmark;

import dev.companion.links.Link;
import dev.companion.links.LinkPhase;
import dev.companion.links.LinkStatus;
import dev.companion.links.Wanted;
import dev.companion.schemas.Topics;
import dev.companion.stack.CompanionProcess;
import dev.companion.stack.ConsoleUser;
import dev.companion.stack.DemoCredentials;
import dev.companion.stack.Http;
import dev.companion.stack.TraceCollector;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * What it costs to be watched: the same work without and with metrics that are scraped every 15 s and traces that are
 * sent to a collector, in turns and in the same run. The vendors' quotas and our shares of them are so large that they
 * are never reached, so what holds the work up is the processor, and how many calls may be under way at once.
 */
final class WatchedFigures {

    /** Without, with, with, without: what grows slower or faster over the run does so for both. */
    private static final List<Boolean> TURNS = List.of(false, true, true, false);

    private static final int PACE = 200;
    private static final int ONE_BY_ONE = 150;
    private static final Duration BETWEEN = Duration.ofMillis(400);
    private static final Duration SCRAPED_EVERY = Duration.ofSeconds(15);
    private static final Duration SEEN_WITHIN = Duration.ofMinutes(3);
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    /** The compiler of the JVM is busy for a while after a start. */
    private static final int WARM_UP = 200;

    /**
     * One turn.
     *
     * @param perSecond sites that became ready, in a second
     * @param processor milliseconds of processor time for each of these sites, all parts of the stack together
     * @param median milliseconds from the record of a link to the record that says ready, one link after the other
     * @param slow the same, 99th percentile
     */
    private record Turn(double perSecond, double processor, double median, double slow) {}

    private WatchedFigures() {}

    static List<Figure> of(int sites) throws IOException {
        var turns = new HashMap<Boolean, List<Turn>>();
        for (var watched : TURNS) {
            var turn = turn(watched, sites);
            System.out.printf(
                    "  %-7s %.1f sites/s, %.1f ms of processor time a site, link to ready p50 %.0f ms, p99 %.0f ms%n",
                    watched ? "with" : "without", turn.perSecond(), turn.processor(), turn.median(), turn.slow());
            turns.computeIfAbsent(watched, _ -> new ArrayList<>()).add(turn);
        }
        return List.of(
                compared("sites ready in a second, watched", "1/s", turns, Turn::perSecond)
                        .goalOfRatio(">= 0.97 of unwatched", ratio -> ratio >= 0.97),
                atMost("processor time of a site, watched", turns, Turn::processor),
                atMost("link to ready, watched, p50", turns, Turn::median),
                atMost("link to ready, watched, p99", turns, Turn::slow));
    }

    private static Figure atMost(String what, Map<Boolean, List<Turn>> turns, ToDoubleFunction<Turn> value) {
        return compared(what, "ms", turns, value).goalOfRatio("<= 1.03 of unwatched", ratio -> ratio <= 1.03);
    }

    private static Figure compared(
            String what, String unit, Map<Boolean, List<Turn>> turns, ToDoubleFunction<Turn> value) {
        return Figure.of(what, mean(turns.get(true), value), unit).against(mean(turns.get(false), value));
    }

    private static double mean(@Nullable List<Turn> turns, ToDoubleFunction<Turn> value) {
        return turns == null
                ? Double.NaN
                : turns.stream().mapToDouble(value).average().orElse(Double.NaN);
    }

    private static Turn turn(boolean watched, int sites) throws IOException {
        var directory = Files.createTempDirectory("companion-watched");
        try (var collector = new TraceCollector()) {
            var environment = new HashMap<>(OnboardFigures.environment(PACE));
            if (watched) {
                environment.put("COMPANION_TRACING_ENDPOINT", collector.address());
            }
            try (var companion = CompanionProcess.startDemo(directory.resolve("data"), environment);
                    var scraper = Executors.newSingleThreadScheduledExecutor()) {
                if (watched) {
                    var management = new Http(companion.url("COMPANION_MANAGEMENT_PORT"));
                    scraper.scheduleAtFixedRate(
                            () -> management
                                    .send("GET", "/actuator/prometheus", null, Map.of())
                                    .expect(200),
                            0,
                            SCRAPED_EVERY.toSeconds(),
                            TimeUnit.SECONDS);
                }
                var turn = measured(companion, sites);
                scraper.shutdownNow();
                if (watched && collector.spans().isEmpty()) {
                    throw new IllegalStateException("no span was received: nothing was compared");
                }
                return turn;
            }
        } finally {
            Directories.delete(directory);
        }
    }

    private static Turn measured(CompanionProcess companion, int sites) {
        var vendors = companion.vendors();
        OnboardFigures.hurry(vendors, PACE);
        vendors.set(Map.of("gravityzone.linkBuildMillis", 0, "datto.blockAfter", 0));
        vendors.seed(Map.of("sites", WARM_UP + sites + ONE_BY_ONE));
        var credentials = DemoCredentials.printedBy(companion);
        var user = companion.console();
        user.signIn(credentials);
        user.connect(credentials);
        user.awaitSites(WARM_UP + sites + ONE_BY_ONE, SEEN_WITHIN);
        var requests = OnboardFigures.requests(user);
        link(user, requests.subList(0, WARM_UP), WARM_UP);

        var used = processorMillis(companion);
        var began = System.nanoTime();
        link(user, requests.subList(WARM_UP, WARM_UP + sites), WARM_UP + sites);
        var seconds = (System.nanoTime() - began) / 1e9;
        var processor = (processorMillis(companion) - used) / sites;

        var alone = requests.subList(WARM_UP + sites, requests.size());
        oneByOne(user, alone);
        OnboardFigures.awaitReady(user, requests.size(), PATIENCE);
        System.out.println();
        var delays = delays(companion, alone);
        return new Turn(sites / seconds, processor, Figure.ranked(delays, 0.50), Figure.ranked(delays, 0.99));
    }

    private static void link(ConsoleUser user, List<Map<String, Object>> requests, int ready) {
        OnboardFigures.link(user, requests);
        OnboardFigures.awaitReady(user, ready, PATIENCE);
    }

    private static void oneByOne(ConsoleUser user, List<Map<String, Object>> requests) {
        try (var person = Executors.newSingleThreadScheduledExecutor()) { // closing it waits for all of them
            for (var number = 0; number < requests.size(); number++) {
                var request = requests.get(number);
                person.schedule(() -> user.link(List.of(request)), BETWEEN.toMillis() * number, TimeUnit.MILLISECONDS);
            }
        }
    }

    /** From the record of a link to the record that says ready, in order. */
    private static List<Double> delays(CompanionProcess companion, List<Map<String, Object>> requests) {
        var wanted = requests.stream().map(each -> each.get("siteUid")).toList();
        var linked = new HashMap<String, Long>();
        var ready = new HashMap<String, Long>();
        companion
                .topics()
                .each(
                        row -> {
                            if (row.value() instanceof Link link && link.getWanted() == Wanted.PRESENT) {
                                linked.putIfAbsent(link.getSiteUid(), row.timestamp());
                            } else if (row.value() instanceof LinkStatus status
                                    && status.getPhase() == LinkPhase.READY) {
                                ready.putIfAbsent(status.getSiteUid(), row.timestamp());
                            }
                        },
                        Topics.LINKS,
                        Topics.LINK_STATUSES);
        return wanted.stream()
                .map(String.class::cast)
                .map(site -> (double) (ready.getOrDefault(site, Long.MAX_VALUE) - linked.getOrDefault(site, 0L)))
                .sorted()
                .toList();
    }

    private static double processorMillis(CompanionProcess companion) {
        return companion
                .handle()
                .info()
                .totalCpuDuration()
                .map(Duration::toMillis)
                .orElseThrow(() -> new IllegalStateException("this system does not tell processor times"));
    }
}
