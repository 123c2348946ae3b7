package dev.companion.benchmark;

import static org.awaitility.Awaitility.await;

import dev.companion.links.Link;
import dev.companion.links.Wanted;
import dev.companion.provisioning.Intent;
import dev.companion.schemas.Topics;
import dev.companion.stack.CompanionProcess;
import dev.companion.stack.ConsoleUser;
import dev.companion.stack.DemoCredentials;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * How long a change of a quiet tenant takes to become a call, alone and beside a tenant whose vendors hang and one that
 * links thousands of sites. Measured from the record in {@code links} to the tenant's next request at the simulated
 * GravityZone. A quiet tenant links one site every few seconds, which is complete long before the next, because kits
 * are ready at once and no sweeps run meanwhile.
 */
final class FairnessFigures {

    private static final int QUIET = 20;
    private static final int DEAD = QUIET + 1;
    private static final int DEAD_SITES = 200;
    private static final Duration EVERY = Duration.ofSeconds(4);
    private static final long HANGS_MILLIS = 60_000;
    private static final Duration SEEN_WITHIN = Duration.ofMinutes(3);

    /** The JVM's compiler is busy for a while after a start, and new tenants' shares start as used up. */
    private static final Duration WARM_UP = Duration.ofSeconds(60);

    /** Until the neighbours reach their full load. */
    private static final Duration LOUD_AFTER = Duration.ofSeconds(10);

    private static final int JOURNAL_MAX = 200_000;

    /** Of one change. */
    private record Delay(double untilPlanned, double untilCalled) {}

    private final CompanionProcess companion;
    private final Map<String, String> tenantByGravityZone = new HashMap<>();
    private final List<ConsoleUser> quiet = new ArrayList<>();
    private final List<Deque<Map<String, Object>>> quietRequests = new ArrayList<>();

    private FairnessFigures(CompanionProcess companion) {
        this.companion = companion;
    }

    static List<Figure> of(int onboarding, Duration measured) throws IOException {
        var directory = Files.createTempDirectory("companion-fairness");
        var environment = Map.of("COMPANION_POLL_INTERVAL", "60m", "COMPANION_JAVA_OPTIONS", "-Xmx1g");
        try (var companion = CompanionProcess.startDemo(directory.resolve("data"), environment)) {
            return new FairnessFigures(companion).figures(onboarding, measured);
        } finally {
            Directories.delete(directory);
        }
    }

    private List<Figure> figures(int onboarding, Duration measured) {
        var vendors = companion.vendors();
        vendors.set(Map.of("gravityzone.linkBuildMillis", 0, "datto.blockAfter", 0));
        var changes =
                (int) (measured.multipliedBy(2).plus(WARM_UP).plus(LOUD_AFTER).dividedBy(EVERY)) + 10;
        var seeded = new ArrayList<>(vendors.seedTenants(QUIET, changes, 0));
        var dead = vendors.seedTenants(1, DEAD_SITES, 0).getFirst();
        vendors.seed(Map.of("sites", onboarding));
        for (var number = 1; number <= QUIET; number++) {
            var user = connected(DemoCredentials.ofBulkTenant(number), changes);
            quiet.add(user);
            quietRequests.add(new ArrayDeque<>(requests(user)));
            var tenant = seeded.get(number - 1);
            tenantByGravityZone.put(
                    tenant.path("companyId").asString(),
                    tenant.path("accountUid").asString());
        }
        var dying = connected(DemoCredentials.ofBulkTenant(DEAD), DEAD_SITES);
        var busy = connected(DemoCredentials.printedBy(companion), onboarding);

        changing(WARM_UP);
        var alone = delays(changing(measured));
        for (var account : List.of("accountUid", "companyId")) {
            vendors.inject(Map.of(
                    "account", dead.path(account).asString(),
                    "kind", "LATENCY",
                    "millis", Long.toString(HANGS_MILLIS)));
        }
        dying.link(requests(dying));
        var many = requests(busy);
        busy.link(many.subList(0, Math.min(many.size(), onboarding)));
        changing(LOUD_AFTER);
        var beside = delays(changing(measured));
        return List.of(
                told("changes of %d quiet tenants, alone".formatted(QUIET), alone.size()),
                called("change to call, alone, p50", alone, 0.50).goal("<= 40", ms -> ms <= 40),
                called("change to call, alone, p99", alone, 0.99).goal("<= 200", ms -> ms <= 200),
                planned("  of which until it was planned, p50", alone, 0.50),
                planned("  of which until it was planned, p99", alone, 0.99),
                told("changes beside a dead tenant and one that links %,d sites".formatted(onboarding), beside.size()),
                called("change to call, beside them, p50", beside, 0.50)
                        .against(quantile(alone, 0.50))
                        .goalOfRatio("<= 1.10 of alone", ratio -> ratio <= 1.10),
                called("change to call, beside them, p99", beside, 0.99)
                        .against(quantile(alone, 0.99))
                        .goalOfRatio("<= 1.10 of alone", ratio -> ratio <= 1.10),
                called("change to call, beside them, p50 as a value", beside, 0.50)
                        .goal("<= 40", ms -> ms <= 40),
                called("change to call, beside them, p99 as a value", beside, 0.99)
                        .goal("<= 200", ms -> ms <= 200),
                planned("  of which until it was planned, p50", beside, 0.50),
                planned("  of which until it was planned, p99", beside, 0.99),
                told("sites of the busy tenant that were ready by then", busy.count("READY")),
                told("sites of the dead tenant that were ready by then", dying.count("READY")));
    }

    private ConsoleUser connected(DemoCredentials credentials, int sites) {
        var user = companion.console();
        user.signIn(credentials);
        user.connect(credentials);
        user.awaitSites(sites, SEEN_WITHIN);
        return user;
    }

    private static List<Map<String, Object>> requests(ConsoleUser user) {
        return user.sites().values().stream()
                .filter(site -> site.path("name").asString().startsWith("Bulk Site"))
                .map(site -> ConsoleUser.toNewCompany(
                        site.path("siteUid").asString(), site.path("name").asString()))
                .toList();
    }

    /** Each quiet tenant links a site at intervals, evenly spread. Returns when that began. */
    private Instant changing(Duration time) {
        var began = Instant.now();
        try (var people = Executors.newScheduledThreadPool(QUIET / 4)) {
            for (var number = 0; number < QUIET; number++) {
                var user = quiet.get(number);
                var requests = quietRequests.get(number);
                people.scheduleAtFixedRate(
                        () -> user.link(List.of(requests.removeFirst())),
                        EVERY.toMillis() * number / QUIET,
                        EVERY.toMillis(),
                        TimeUnit.MILLISECONDS);
            }
            await().pollDelay(time).atMost(time.multipliedBy(2)).until(() -> true);
            people.shutdown(); // what is periodic ends, what is under way is waited for
        }
        await().pollDelay(EVERY).atMost(EVERY.multipliedBy(2)).until(() -> true);
        return began;
    }

    /** Of all changes of quiet tenants after a moment. */
    private List<Delay> delays(Instant since) {
        var planned = new HashMap<String, Instant>();
        companion
                .topics()
                .each(
                        row -> {
                            if (row.value() instanceof Intent intent) {
                                planned.putIfAbsent(intent.getSiteUid(), Instant.ofEpochMilli(row.timestamp()));
                            }
                        },
                        Topics.PROVISIONING_INTENTS);
        var calls = gravityZoneCalls();
        var delays = new ArrayList<Delay>();
        companion
                .topics()
                .each(
                        row -> {
                            var at = Instant.ofEpochMilli(row.timestamp());
                            if (row.value() instanceof Link link
                                    && link.getWanted() == Wanted.PRESENT
                                    && !at.isBefore(since)
                                    && calls.containsKey(link.getTenantId())) {
                                var call = calls.get(link.getTenantId()).stream()
                                        .filter(moment -> !moment.isBefore(at))
                                        .findFirst()
                                        .orElse(Instant.now()); // at least so long
                                delays.add(new Delay(
                                        millis(at, planned.getOrDefault(link.getSiteUid(), Instant.now())),
                                        millis(at, call)));
                            }
                        },
                        Topics.LINKS);
        return delays;
    }

    /** When the quiet tenants' calls reached GravityZone, in order, by tenant. */
    private Map<String, List<Instant>> gravityZoneCalls() {
        var calls = new HashMap<String, List<Instant>>();
        for (var entry : companion.vendors().journalSince(0, JOURNAL_MAX)) {
            var tenant = tenantByGravityZone.get(entry.path("account").asString());
            if (tenant != null && entry.path("api").asString().equals("gravityzone")) {
                calls.computeIfAbsent(tenant, _ -> new ArrayList<>())
                        .add(Instant.parse(entry.path("time").asString()));
            }
        }
        calls.values().forEach(moments -> moments.sort(null));
        return calls;
    }

    private static double millis(Instant from, Instant to) {
        return Duration.between(from, to).toNanos() / 1e6;
    }

    private static Figure told(String what, double value) {
        return Figure.of(what, value, "");
    }

    private static Figure called(String what, List<Delay> delays, double quantile) {
        return Figure.of(what, quantile(delays, quantile), "ms");
    }

    private static Figure planned(String what, List<Delay> delays, double quantile) {
        return Figure.of(
                what,
                Figure.ranked(delays.stream().map(Delay::untilPlanned).sorted().toList(), quantile),
                "ms");
    }

    private static double quantile(List<Delay> delays, double quantile) {
        return Figure.ranked(delays.stream().map(Delay::untilCalled).sorted().toList(), quantile);
    }
}
