package dev.companion.wide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.net.httpserver.HttpServer;
import dev.companion.discrepancies.Discrepancy;
import dev.companion.discrepancies.DiscrepancyChange;
import dev.companion.links.LinkPhase;
import dev.companion.rmm.RmmChange;
import dev.companion.rmm.RmmEntity;
import dev.companion.rmm.Site;
import dev.companion.schemas.Topic;
import dev.companion.schemas.TopicCatalogue;
import dev.companion.schemas.TopicCatalogue.Visibility;
import dev.companion.schemas.Topics;
import dev.companion.stack.CompanionProcess;
import dev.companion.stack.ConsoleUser;
import dev.companion.stack.DemoCredentials;
import dev.companion.stack.Http;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The programs of {@code examples} read a running demo, each as a process, as a stranger starts it: what they see is what a
 * consumer of committed records sees. The tenant is paused before, so that nothing is written meanwhile.
 */
class ExamplesE2E {

    private static final Duration SOON = Duration.ofMinutes(2);
    private static final Pattern COUNT = Pattern.compile("(?m)^(companion\\.\\S+) (\\d+)$");
    /** All of them have records. */
    private static final int PUBLIC_TOPICS = 10;

    private static final String TAKEN_ELSEWHERE = "Quayside Architects";

    @TempDir
    private static Path directory;

    private static CompanionProcess companion;
    private static ConsoleUser console;
    private static NodeExamples node;

    /** What a chat was told before the pause. */
    private static final List<String> POSTED = new CopyOnWriteArrayList<>();

    @BeforeAll
    static void aTenantWithLinksAndChanges() throws Exception {
        companion = CompanionProcess.startDemo(
                directory.resolve("data"),
                Map.of("COMPANION_POLL_INTERVAL", "1s", "COMPANION_POLLER_GRAVITYZONECALLSPERSECOND", "10"));
        // So that the packages of all companies are soon read: more calls than the vendor itself allows.
        companion.vendors().set(Map.of("gravityzone.requestsPerSecond", "60"));
        var credentials = DemoCredentials.printedBy(companion);
        console = companion.console();
        console.signIn(credentials);
        console.connect(credentials);
        console.awaitSites(40, SOON);
        console.awaitCompanies(10, SOON);
        var sites = console.sites().values().stream()
                .filter(site -> site.path("state").asString().equals("UNLINKED"))
                .map(site -> site.path("siteUid").asString())
                .limit(4)
                .toList();
        console.link(sites.subList(0, 3).stream()
                .map(uid -> ConsoleUser.toNewCompany(uid, "Examples " + uid.substring(0, 8)))
                .toList());
        var taken = console.sites().values().stream()
                .filter(site -> site.path("name").asString().equals(TAKEN_ELSEWHERE))
                .findFirst()
                .orElseThrow();
        node = NodeExamples.install(directory, "examples/node");
        var chat = HttpServer.create(new InetSocketAddress("localhost", 0), 0);
        chat.createContext("/", exchange -> {
            POSTED.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        chat.start();
        try (var notifier = node.start(
                "notify.mjs",
                Map.of("WEBHOOK", "http://localhost:" + chat.getAddress().getPort()))) {
            await().atMost(SOON).until(() -> notifier.said().contains("Waiting"));
            console.link(List.of(ConsoleUser.toNewCompany(taken.path("siteUid").asString(), TAKEN_ELSEWHERE)));
            await().atMost(SOON).until(() -> notifier.said().contains(TAKEN_ELSEWHERE));
        }
        chat.stop(0);
        console.awaitReady(sites.subList(0, 3), SOON);
        console.unlink(List.of(sites.getFirst()));
        companion.vendors().change("/world/sites/" + sites.get(1), Map.of("name", "Renamed"));
        companion.vendors().delete("/world/sites/" + sites.get(3));
        await().atMost(SOON).untilAsserted(() -> {
            assertThat(console.sites().get(sites.getFirst()).path("state").asString())
                    .isEqualTo("UNLINKED");
            assertThat(console.sites().get(sites.get(1)).path("name").asString())
                    .isEqualTo("Renamed");
            assertThat(console.sites()).doesNotContainKey(sites.get(3));
            assertThat(console.events()).isNotEmpty();
            assertThat(companion.topics().state(Topics.GRAVITYZONE_PACKAGES)).isNotEmpty();
        });
        console.put("/api/settings/pause", Map.of("paused", true));
        var last = new AtomicReference<Map<String, Integer>>(Map.of());
        await().atMost(SOON).during(Duration.ofSeconds(3)).untilAsserted(() -> {
            var now = counts();
            assertThat(now).as("records by topic").hasSize(PUBLIC_TOPICS).isEqualTo(last.getAndSet(now));
        });
    }

    @AfterAll
    static void stop() {
        companion.close();
    }

    @Test
    void nodeReadsEveryRecord() throws Exception {
        assertThat(countsIn(node.run("read-topics.mjs"))).isEqualTo(counts());
        var notReady = node.run("not-ready.mjs");
        assertThat(notReady)
                .contains(TAKEN_ELSEWHERE, "ATTENTION", "NAME_TAKEN_ELSEWHERE")
                .doesNotContain("Renamed");
    }

    @Test
    void theNotifierTellsAChatOnceThatADiscrepancyHasOpened() {
        assertThat(POSTED).singleElement().asString().contains("Company cannot be created", TAKEN_ELSEWHERE);
    }

    @Test
    void pythonReadsEveryRecord() throws Exception {
        assumeTrue(
                Program.succeeds("/usr/bin/python3", "-c", "import confluent_kafka, avro"),
                "Debian's packages python3-confluent-kafka and python3-avro are not installed");

        assertThat(countsIn(program("/usr/bin/python3", "examples/python/read_topics.py")
                        .output()))
                .isEqualTo(counts());
    }

    /** It knows no isolation level. There were no aborted transactions, so it differs by the markers alone. */
    @Test
    void pythonWithoutReadCommittedTellsMarkersByTheirKeys() throws Exception {
        assumeTrue(
                Program.succeeds("/usr/bin/python3", "-c", "import kafka, avro"),
                "Debian's packages python3-kafka and python3-avro are not installed");

        assertThat(countsIn(program("/usr/bin/python3", "examples/python/without_read_committed.py")
                        .output()))
                .isEqualTo(counts());
    }

    @Test
    void springReadsEveryRecord() throws Exception {
        assertThat(countsIn(java("dev.companion.examples.ReadTopics").output())).isEqualTo(counts());
    }

    @Test
    void streamsJoinsTwoTablesWithoutATopicOfItsOwn() throws Exception {
        var expected = new TreeMap<String, String>();
        var sites = companion.topics().state(Topics.RMM_SITES);
        companion
                .topics()
                .state(Topics.LINK_STATUSES)
                .forEach((key, status) -> expected.put(
                        key, status.getPhase() + " " + sites.get(key).getName()));
        assertThat(expected).hasSize(3).containsValue(LinkPhase.ATTENTION + " " + TAKEN_ELSEWHERE);

        try (var example = java("dev.companion.examples.SitesNotReady").start()) {
            await().atMost(SOON)
                    .untilAsserted(() -> assertThat(tableIn(example.said())).isEqualTo(expected));
        }
    }

    @Test
    void theDocumentThatTheConsoleServesIsValid() throws Exception {
        var document = console.send("GET", "/api/asyncapi", null).expect(200).body();

        var validator = NodeExamples.install(directory, "services/testing/wide/src/test/node");
        assertThat(validator.run("asyncapi.mjs", NodeExamples.file(directory, "asyncapi.json", document)))
                .contains("valid");
        var broken = document.replaceFirst("\"action\":\"send\"", "\"action\":\"shout\"");
        assertThat(broken).isNotEqualTo(document);
        assertThat(validator.run("asyncapi.mjs", NodeExamples.file(directory, "broken.json", broken)))
                .contains("/operations/")
                .doesNotContain("valid\n");
        assertThat(Http.JSON.readTree(document).path("channels").propertyNames())
                .hasSize(PUBLIC_TOPICS);
    }

    /** A table of the changes alone is the state. */
    @Test
    void sitesAreWhatTheirChangesMakeOfThem() {
        var folded = new HashMap<String, Site>();
        companion
                .topics()
                .each(
                        row -> {
                            var change = (RmmChange) row.value();
                            if (change.getKind() == RmmEntity.SITE) {
                                folded.compute(
                                        row.key(),
                                        (_, _) -> change.getSiteAfter().orElse(null));
                            }
                        },
                        Topics.RMM_CHANGES);

        assertThat(folded).isEqualTo(companion.topics().state(Topics.RMM_SITES)).hasSizeGreaterThan(30);
    }

    /** A change is written when the state moves: details can be newer in the topic of the state, never older. */
    @Test
    void discrepanciesAreInTheStateThatTheirChangesLeftThemIn() {
        var folded = new HashMap<String, Discrepancy>();
        companion
                .topics()
                .each(
                        row -> folded.put(row.key(), ((DiscrepancyChange) row.value()).getAfter()),
                        Topics.DISCREPANCY_CHANGES);
        var state = companion.topics().state(Topics.DISCREPANCIES);

        assertThat(folded.keySet()).isEqualTo(state.keySet()).isNotEmpty();
        state.forEach((key, discrepancy) -> {
            var change = folded.get(key);
            assertThat(change.getState()).as(key).isEqualTo(discrepancy.getState());
            if (change.getMetadata().getSequence() == discrepancy.getMetadata().getSequence()) {
                assertThat(change).isEqualTo(discrepancy);
            } else {
                assertThat(change.getMetadata().getSequence())
                        .isLessThan(discrepancy.getMetadata().getSequence());
            }
        });
    }

    private static Program java(String mainClass) {
        return program(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                mainClass);
    }

    private static Program program(String... command) {
        return Program.of(Path.of(System.getProperty("companion.home")), places(), command);
    }

    static Map<String, String> places() {
        return Map.of("BROKERS", companion.openKafka(), "REGISTRY", companion.registry());
    }

    /** What a consumer of committed records counts. */
    private static Map<String, Integer> counts() {
        var catalogue = TopicCatalogue.load();
        var open = Topics.all().stream()
                .filter(topic -> catalogue.row(topic.name()).visibility() == Visibility.YES)
                .toArray(Topic<?>[]::new);
        var counts = new TreeMap<String, Integer>();
        companion.topics().each(row -> counts.merge(row.topic(), 1, Integer::sum), open);
        return counts;
    }

    private static Map<String, Integer> countsIn(String output) {
        return COUNT.matcher(output)
                .results()
                .collect(Collectors.toMap(
                        count -> count.group(1),
                        count -> Integer.valueOf(count.group(2)),
                        (_, last) -> last,
                        TreeMap::new));
    }

    /** The last row of each key; rows that are null are gone. */
    private static Map<String, String> tableIn(String output) {
        var table = new TreeMap<String, String>();
        output.lines().filter(line -> line.matches("[A-Z0-9]+\\|\\S+ .*")).forEach(line -> {
            var row = line.split(" ", 2);
            if (row[1].equals("null")) {
                table.remove(row[0]);
            } else {
                table.put(row[0], row[1]);
            }
        });
        return table;
    }
}
