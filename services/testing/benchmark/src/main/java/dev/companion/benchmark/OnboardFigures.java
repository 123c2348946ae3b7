package dev.companion.benchmark;

import static org.awaitility.Awaitility.await;

import dev.companion.provisioning.Outcome;
import dev.companion.provisioning.OutcomeReason;
import dev.companion.schemas.Topics;
import dev.companion.stack.CompanionProcess;
import dev.companion.stack.ConsoleUser;
import dev.companion.stack.DemoCredentials;
import dev.companion.stack.Http;
import dev.companion.stack.Metrics;
import dev.companion.stack.SimulatedVendors;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A customer's first day: thousands of sites, each with a company, a package and a variable to create. Vendors and
 * shares are all faster by one factor, so that what takes half an hour at the real quotas takes minutes; the duration
 * of one call stays the same.
 */
final class OnboardFigures {

    /** The cost of a site if nothing fails and finds are shared: company, package, link; before and after; write. */
    private static final double GRAVITYZONE_CALLS = 3;

    private static final double DATTO_READS = 2;
    private static final double DATTO_WRITES = 1;

    /** Our shares at the real quotas, in calls per minute. */
    private static final double GRAVITYZONE_SHARE = 480;

    private static final double GRAVITYZONE_CREATE_SHARE = 240;
    private static final double DATTO_READ_SHARE = 120;
    private static final double DATTO_WRITE_SHARE = 60;

    /**
     * Calls take as long as ever, so at a faster pace more of them are in flight at once; the default is for pace 1.
     */
    private static final int CALLS_UNDER_WAY = 64;

    private static final int REQUEST_MAX = 2_000;
    private static final Duration SEEN_WITHIN = Duration.ofMinutes(3);
    private static final Duration LOOK = Duration.ofMillis(250);

    /** A share that was unused for longer than its window is full again. */
    private static final Duration SETTLED_AFTER = Duration.ofSeconds(70);

    private static final String VARIABLES = "datto GET /v2/site/{siteUid}/variables";
    private static final List<String> VARIABLE_WRITES =
            List.of("datto PUT /v2/site/{siteUid}/variable", "datto POST /v2/site/{siteUid}/variable/{variableId}");

    private OnboardFigures() {}

    static List<Figure> of(int sites, int pace) throws IOException {
        var directory = Files.createTempDirectory("companion-onboard");
        try (var companion = CompanionProcess.startDemo(directory.resolve("data"), environment(pace))) {
            return measured(companion, sites, pace);
        } finally {
            Directories.delete(directory);
        }
    }

    static Map<String, String> environment(int pace) {
        var shares = Map.of(
                "gravity-zone-per-minute", GRAVITYZONE_SHARE,
                "gravity-zone-create-per-minute", GRAVITYZONE_CREATE_SHARE,
                "datto-reads-per-minute", DATTO_READ_SHARE,
                "datto-writes-per-minute", DATTO_WRITE_SHARE);
        var options = new StringBuilder("-Xmx1g -Dcompanion.provisioner.in-flight-max=" + CALLS_UNDER_WAY);
        shares.forEach((key, share) ->
                options.append(" -Dcompanion.provisioner.pacing.%s=%d".formatted(key, (long) (share * pace))));
        return Map.of("COMPANION_POLL_INTERVAL", "30m", "COMPANION_JAVA_OPTIONS", options.toString());
    }

    private static List<Figure> measured(CompanionProcess companion, int sites, int pace) {
        var vendors = companion.vendors();
        hurry(vendors, pace);
        vendors.seed(Map.of("sites", sites));
        var credentials = DemoCredentials.printedBy(companion);
        var user = companion.console();
        user.signIn(credentials);
        user.connect(credentials);
        user.awaitSites(sites, SEEN_WITHIN);
        await().pollDelay(SETTLED_AFTER).atMost(SETTLED_AFTER.multipliedBy(2)).until(() -> true);
        vendors.forgetJournal();
        var polled = pollerCalls(companion);

        var requests = requests(user);
        var began = System.nanoTime();
        link(user, requests);
        var floor = floor(sites, pace);
        var patience = Duration.ofSeconds((long) (120 + 4 * floor));
        awaitReady(user, 1, patience);
        var first = seconds(began);
        awaitReady(user, sites, patience);
        var all = seconds(began);
        System.out.println();

        var calls = vendors.calls();
        var figures = new ArrayList<Figure>();
        figures.add(Figure.of("until all sites were ready", all, "s")
                .against(floor)
                .goalOfRatio("<= 1.05 of the slowest share", ratio -> ratio <= 1.05));
        figures.add(Figure.of("until the first site was ready, of which its kit takes 3", first, "s")
                .goal("<= 5", seconds -> seconds <= 5));
        figures.add(Figure.of("requests refused for quota", vendors.refused(), "calls")
                .goal("0", none -> none == 0));
        var heldBack = heldBack(companion);
        figures.add(Figure.of("calls that our own gates held back, so that less was planned", heldBack.size(), "calls")
                .goal("0", none -> none == 0));
        heldBack.stream().limit(1).forEach(outcome -> System.out.printf("  the first: %s%n", outcome));
        figures.add(perSite(
                "GravityZone calls a site, the poller's left out",
                sum(calls, "gravityzone ") - (pollerCalls(companion) - polled),
                sites,
                GRAVITYZONE_CALLS));
        figures.add(perSite("reads of a site's variables", calls.getOrDefault(VARIABLES, 0L), sites, DATTO_READS));
        var writes = VARIABLE_WRITES.stream()
                .mapToLong(method -> calls.getOrDefault(method, 0L))
                .sum();
        figures.add(perSite("writes of a site's variable", writes, sites, DATTO_WRITES));
        new HashMap<>(calls)
                .entrySet().stream()
                        .filter(entry -> entry.getValue() >= sites / 100)
                        .sorted(Map.Entry.comparingByKey())
                        .map(entry -> Figure.of("  " + entry.getKey(), entry.getValue() / (double) sites, "a site"))
                        .forEach(figures::add);
        return figures;
    }

    /** In portions of a size that the console accepts. */
    static void link(ConsoleUser user, List<Map<String, Object>> requests) {
        for (var from = 0; from < requests.size(); from += REQUEST_MAX) {
            user.link(requests.subList(from, Math.min(requests.size(), from + REQUEST_MAX)));
        }
    }

    static void hurry(SimulatedVendors vendors, int pace) {
        vendors.set(Map.of(
                "gravityzone.requestsPerSecond", 10 * pace,
                "datto.readsPerMinute", 600 * pace,
                "datto.writesPerMinute", 600 * pace,
                "datto.writesPerOperation", 100 * pace));
    }

    /** The planner lowers its rates for these as for a vendor's refusal, although the vendor never saw them. */
    private static List<String> heldBack(CompanionProcess companion) {
        var first = new Instant[] {Instant.MAX};
        var heldBack = new ArrayList<String>();
        companion
                .topics()
                .each(
                        row -> {
                            if (row.value() instanceof Outcome outcome) {
                                var at = Instant.ofEpochMilli(row.timestamp());
                                first[0] = at.isBefore(first[0]) ? at : first[0];
                                if (outcome.getReason() == OutcomeReason.RATE_LIMITED) {
                                    heldBack.add("%s %,d ms after the first outcome: %s"
                                            .formatted(
                                                    outcome.getStep(),
                                                    Duration.between(first[0], at)
                                                            .toMillis(),
                                                    outcome.getMessage().orElse("no words")));
                                }
                            }
                        },
                        Topics.PROVISIONING_OUTCOMES);
        return heldBack;
    }

    /** The time that the unavoidable calls take of the slowest of our shares. */
    private static double floor(int sites, int pace) {
        var minutes = Math.max(
                Math.max(GRAVITYZONE_CALLS * sites / GRAVITYZONE_SHARE, sites / GRAVITYZONE_CREATE_SHARE),
                Math.max(DATTO_READS * sites / DATTO_READ_SHARE, DATTO_WRITES * sites / DATTO_WRITE_SHARE));
        return minutes * 60 / pace;
    }

    /** A new company for each seeded site; the demo's own sites stay unchanged. */
    static List<Map<String, Object>> requests(ConsoleUser user) {
        return user.sites().values().stream()
                .filter(site -> site.path("name").asString().startsWith("Bulk Site"))
                .map(site -> ConsoleUser.toNewCompany(
                        site.path("siteUid").asString(), site.path("name").asString()))
                .toList();
    }

    static void awaitReady(ConsoleUser user, int sites, Duration patience) {
        await().atMost(patience).pollInterval(LOOK).until(() -> {
            var ready = user.count("READY");
            System.out.printf("\r  … %,d sites ready", ready);
            return ready >= sites;
        });
    }

    private static Figure perSite(String what, double calls, int sites, double goal) {
        return Figure.of(what, calls / sites, "a site")
                .against(goal)
                .goal("%.1f".formatted(goal), each -> each <= goal * 1.005); // a call more for each two hundred sites
    }

    private static double sum(Map<String, Long> calls, String api) {
        return calls.entrySet().stream()
                .filter(entry -> entry.getKey().startsWith(api))
                .mapToDouble(Map.Entry::getValue)
                .sum();
    }

    private static double pollerCalls(CompanionProcess companion) {
        return Metrics.sum(
                new Http(companion.url("COMPANION_MANAGEMENT_PORT")),
                "companion_poller_calls_total",
                "api=\"gravityzone\"");
    }

    private static double seconds(long began) {
        return (System.nanoTime() - began) / 1e9;
    }
}
