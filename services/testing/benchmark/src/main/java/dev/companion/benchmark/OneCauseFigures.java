package dev.companion.benchmark;

import static org.awaitility.Awaitility.await;

import dev.companion.schemas.Topic;
import dev.companion.schemas.Topics;
import dev.companion.stack.CompanionProcess;
import dev.companion.stack.ConsoleUser;
import dev.companion.stack.DemoCredentials;
import dev.companion.stack.SimulatedVendors;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;

/**
 * One cause that affects every site of a tenant: its GravityZone key is revoked, and works again after a while. Counts
 * the records and calls that this causes, against the minimum: one row that opens and closes.
 */
final class OneCauseFigures {

    private static final List<Topic<?>> ABOUT_SITES =
            List.of(Topics.LINK_STATUSES, Topics.PROVISIONING_CHANGES, Topics.LINKS);
    private static final Duration REVOKED_FOR = Duration.ofMinutes(3);
    private static final Duration SEEN_WITHIN = Duration.ofMinutes(10);
    private static final Duration LOOK = Duration.ofMillis(500);
    private static final int REQUEST_MAX = 2_000;

    private OneCauseFigures() {}

    static List<Figure> of(int sites, int pace) throws IOException {
        var directory = Files.createTempDirectory("companion-one-cause");
        var environment = new HashMap<>(OnboardFigures.environment(pace));
        environment.put("COMPANION_POLL_INTERVAL", "10s");
        try (var companion = CompanionProcess.startDemo(directory.resolve("data"), environment)) {
            return measured(companion, sites, pace);
        } finally {
            Directories.delete(directory);
        }
    }

    private static List<Figure> measured(CompanionProcess companion, int sites, int pace) {
        var vendors = companion.vendors();
        OnboardFigures.hurry(vendors, pace);
        vendors.seed(Map.of("sites", sites));
        var credentials = DemoCredentials.printedBy(companion);
        var user = companion.console();
        user.signIn(credentials);
        user.connect(credentials);
        user.awaitSites(sites, SEEN_WITHIN);
        var requests = OnboardFigures.requests(user);
        for (var from = 0; from < requests.size(); from += REQUEST_MAX) {
            user.link(requests.subList(from, Math.min(requests.size(), from + REQUEST_MAX)));
        }
        OnboardFigures.awaitReady(user, sites, SEEN_WITHIN.multipliedBy(2));
        System.out.println();

        var before = recordsOf(companion);
        var key = vendors.gravityZoneKeys().getFirst();
        vendors.forgetJournal();
        vendors.change("/world/keys/gravityzone/" + key, Map.of("revoked", true));
        awaitEvent(user, event -> event.path("state").asString().equals("OPEN"));
        await().pollDelay(REVOKED_FOR).atMost(REVOKED_FOR.multipliedBy(2)).until(() -> true);
        var rows = user.events().size();
        var callsWhileRevoked = gravityZoneCalls(vendors);
        var whileRevoked = recordsOf(companion);
        var began = System.nanoTime();
        vendors.change("/world/keys/gravityzone/" + key, Map.of("revoked", false));
        await().atMost(SEEN_WITHIN).pollInterval(LOOK).until(() -> user.events().isEmpty());
        var backAfter = (System.nanoTime() - began) / 1e9;
        var after = recordsOf(companion);

        return List.of(
                Figure.of("rows that need action", rows, "rows").against(1.0).goal("1", one -> one == 1),
                Figure.of(
                                "records in discrepancy-changes, opening and closing",
                                grown(before, after, Topics.DISCREPANCY_CHANGES),
                                "records")
                        .against(2.0)
                        .goal("2", two -> two == 2),
                Figure.of("records about single sites while revoked", aboutSites(before, whileRevoked), "records")
                        .goal("0", none -> none == 0),
                Figure.of(
                                "calls to GravityZone in these %d s".formatted(REVOKED_FOR.toSeconds()),
                                callsWhileRevoked,
                                "calls")
                        .goal("<= 40", few -> few <= 40),
                Figure.of("from the key working again to no row", backAfter, "s")
                        .goal("<= 200, fifteen intervals and the patience", soon -> soon <= 200),
                Figure.of("sites ready after it", user.count("READY"), "sites").against((double) sites));
    }

    private static void awaitEvent(ConsoleUser user, Predicate<JsonNode> such) {
        await().atMost(SEEN_WITHIN)
                .pollInterval(LOOK)
                .until(() -> user.events().stream().anyMatch(such));
    }

    private static long gravityZoneCalls(SimulatedVendors vendors) {
        return vendors.calls().entrySet().stream()
                .filter(call -> call.getKey().startsWith("gravityzone "))
                .mapToLong(Map.Entry::getValue)
                .sum();
    }

    private static Map<String, Long> recordsOf(CompanionProcess companion) {
        var counts = new HashMap<String, Long>();
        var topics = new ArrayList<Topic<?>>(ABOUT_SITES);
        topics.add(Topics.DISCREPANCY_CHANGES);
        companion.topics().each(row -> counts.merge(row.topic(), 1L, Long::sum), topics.toArray(Topic[]::new));
        return counts;
    }

    private static double grown(Map<String, Long> before, Map<String, Long> after, Topic<?> topic) {
        return (double) after.getOrDefault(topic.name(), 0L) - before.getOrDefault(topic.name(), 0L);
    }

    private static double aboutSites(Map<String, Long> before, Map<String, Long> after) {
        return ABOUT_SITES.stream()
                .mapToDouble(topic -> grown(before, after, topic))
                .sum();
    }
}
