package dev.companion.wide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.net.httpserver.HttpServer;
import dev.companion.discrepancies.Discrepancy;
import dev.companion.discrepancies.DiscrepancyChange;
import dev.companion.links.Condition;
import dev.companion.links.ConditionStatus;
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
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
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

    private static final List<Topic<? extends SpecificRecord>> STATE_TOPICS = List.of(
            Topics.RMM_SITES,
            Topics.GRAVITYZONE_COMPANIES,
            Topics.GRAVITYZONE_PACKAGES,
            Topics.LINKS,
            Topics.LINK_STATUSES,
            Topics.SUGGESTIONS,
            Topics.DISCREPANCIES);

    private static final String TAKEN_ELSEWHERE = "Quayside Architects";

    @TempDir
    private static Path directory;

    private static CompanionProcess companion;
    private static ConsoleUser console;
    private static NodeExamples node;

    /** Of the site that is deleted. */
    private static String goneName;

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
        goneName = console.sites().get(sites.get(3)).path("name").asString();
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
        pause();
    }

    private static void pause() {
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

    /** Each field of each row; the site that was renamed has its new name, and the one that is gone has no row. */
    @Test
    void postgresHasEachStateTopicAsATable() throws Exception {
        var programs = PostgresProcess.programs();
        assumeTrue(programs.isPresent(), "Debian's package postgresql is not installed");
        var expected = new TreeMap<String, Map<String, Map<String, Object>>>();
        STATE_TOPICS.forEach(topic ->
                expected.put(Tables.name(topic), Tables.rows(companion.topics().state(topic))));

        try (var postgres = PostgresProcess.start(programs.get());
                var database = postgres.connect()) {
            // As a schema of three fields left it: the others were added since.
            var oldest =
                    "create table rmm_sites (key text primary key, \"tenantId\" text, \"siteUid\" text, name text)";
            database.createStatement().execute(oldest);
            var environment = new HashMap<>(places());
            environment.put("DATABASE", postgres.address());
            var names = STATE_TOPICS.stream().map(Topic::name).toArray(String[]::new);
            try (var _ = Program.of(
                            Path.of(System.getProperty("companion.home")),
                            environment,
                            javaCommand("dev.companion.examples.ToPostgres", names))
                    .start()) {
                await().atMost(SOON)
                        .ignoreExceptions() // a table that is not there yet
                        .untilAsserted(() -> {
                            for (var table : expected.entrySet()) {
                                assertThat(Tables.read(database, table.getKey()))
                                        .as(table.getKey())
                                        .isEqualTo(table.getValue());
                            }
                        });
            }
            assertThat(Tables.read(database, "rmm_sites").values())
                    .extracting(row -> row.get("name"))
                    .contains("Renamed", TAKEN_ELSEWHERE)
                    .doesNotContain(goneName);
            var query = Files.readString(Path.of(System.getProperty("companion.home"), "examples/sql/not-ready.sql"));
            try (var rows = database.createStatement().executeQuery(query)) {
                assertThat(rows.next()).isTrue();
                assertThat(rows.getString("site")).isEqualTo(TAKEN_ELSEWHERE);
                assertThat(rows.getString("phase")).isEqualTo("ATTENTION");
                assertThat(rows.getString("reasons")).contains("NAME_TAKEN_ELSEWHERE");
                assertThat(rows.getTimestamp("since").toInstant()).isEqualTo(waitsSince());
                assertThat(rows.next()).isFalse();
            }
        }
    }

    /** The worker's principal may read the topics and use the connector's group, and nothing else. */
    @Test
    void connectKeepsTablesThroughAnUpdateADeletionAndANewField() throws Exception {
        var programs = PostgresProcess.programs();
        assumeTrue(programs.isPresent(), "Debian's package postgresql is not installed");
        var sites = new OtherInstallation(companion, directory);
        var rights = new HashMap<ResourcePattern, Set<AclOperation>>();
        Stream.concat(STATE_TOPICS.stream().map(Topic::name), Stream.of(sites.topic()))
                .forEach(name -> rights.put(
                        new ResourcePattern(ResourceType.TOPIC, name, PatternType.LITERAL), Set.of(AclOperation.READ)));
        rights.put(
                new ResourcePattern(ResourceType.GROUP, "connect-tables-to-postgres", PatternType.LITERAL),
                Set.of(AclOperation.READ));
        var uids = console.sites().values().stream()
                .filter(site -> site.path("state").asString().equals("UNLINKED"))
                .filter(site -> !site.path("name").asString().equals(TAKEN_ELSEWHERE))
                .map(site -> site.path("siteUid").asString())
                .toList();
        var expected = flatTables();
        var like =
                companion.topics().state(Topics.RMM_SITES).values().iterator().next();
        expected.get("rmm_sites").put("BLUE|1", sites.write("BLUE|1", like));
        expected.get("rmm_sites").put("BLUE|2", sites.write("BLUE|2", like));

        try (var postgres = PostgresProcess.start(programs.get());
                var database = postgres.connect();
                var worker = ConnectWorker.of(
                                companion.registry(), companion.access().granted(rights))
                        .with(
                                "postgres-sink.properties",
                                Map.of(
                                        "jdbc:postgresql://localhost:5432/companion",
                                        postgres.address(),
                                        "companion.discrepancies.v1",
                                        "companion.discrepancies.v1," + sites.topic()))
                        .start()) {
            awaitTables(worker, database, expected);

            console.put("/api/settings/pause", Map.of("paused", false));
            companion.vendors().change("/world/sites/" + uids.get(1), Map.of("name", "Renamed for Connect"));
            companion.vendors().delete("/world/sites/" + uids.get(2));
            await().atMost(SOON).untilAsserted(() -> {
                assertThat(console.sites().get(uids.get(1)).path("name").asString())
                        .isEqualTo("Renamed for Connect");
                assertThat(console.sites()).doesNotContainKey(uids.get(2));
            });
            pause();
            sites.delete("BLUE|1");
            var later = flatTables();
            later.get("rmm_sites").put("BLUE|2", expected.get("rmm_sites").get("BLUE|2"));
            later.get("rmm_sites").put("BLUE|3", sites.writeWithRegion("BLUE|3", like, "north"));
            awaitTables(worker, database, later);

            assertThat(later.get("rmm_sites")).hasSize(expected.get("rmm_sites").size() - 1);
            assertThat(later.get("rmm_sites").values())
                    .extracting(row -> row.get("name"))
                    .contains("Renamed for Connect");
            assertThat(later.get("rmm_sites").get("BLUE|3")).containsEntry("region", "north");
        }
    }

    private static TreeMap<String, Map<String, Map<String, Object>>> flatTables() {
        var tables = new TreeMap<String, Map<String, Map<String, Object>>>();
        STATE_TOPICS.forEach(topic -> tables.put(
                Tables.name(topic), Tables.flatRows(companion.topics().state(topic))));
        return tables;
    }

    private static void awaitTables(
            Program.Running worker, Connection database, Map<String, Map<String, Map<String, Object>>> expected) {
        await().atMost(SOON)
                .ignoreExceptionsInstanceOf(SQLException.class) // a table that is not there yet
                .untilAsserted(() -> {
                    assertThat(worker.said()).doesNotContain("unrecoverable");
                    for (var table : expected.entrySet()) {
                        assertThat(Tables.read(database, table.getKey()))
                                .as(table.getKey())
                                .isEqualTo(table.getValue());
                    }
                });
    }

    /** Neither transaction markers nor a record too few; the file is looked at again when the worker has ended. */
    @Test
    void connectWritesALineForEachRecord() throws Exception {
        var file = directory.resolve("connect-sites.txt");
        var records = counts().get(Topics.RMM_SITES.name()) + counts().get(Topics.RMM_CHANGES.name());
        try (var worker = ConnectWorker.of(companion.registry(), Map.of("bootstrap.servers", companion.openKafka()))
                .with("file-sink.properties", Map.of("target/sites.txt", file.toString()))
                .start()) {
            await().atMost(SOON).untilAsserted(() -> {
                assertThat(worker.said()).doesNotContain("unrecoverable");
                assertThat(file).exists();
                assertThat(Files.readAllLines(file)).hasSize(records);
            });
        }
        assertThat(Files.readAllLines(file))
                .hasSize(records)
                .anyMatch(line -> line.contains("name=Renamed,"))
                .contains("null"); // the tombstone of the site that is gone
    }

    /** The oldest condition that is not met, of the one link that is not ready. */
    private static Instant waitsSince() {
        return companion.topics().state(Topics.LINK_STATUSES).values().stream()
                .filter(status -> status.getPhase() != LinkPhase.READY)
                .flatMap(status -> status.getConditions().stream())
                .filter(condition -> condition.getStatus() != ConditionStatus.TRUE)
                .map(Condition::getSince)
                .min(Comparator.naturalOrder())
                .orElseThrow();
    }

    @Test
    void theConsoleKnowsTheTopicsAndTheirSlowestGroup() {
        await().atMost(SOON).untilAsserted(() -> {
            var streams = console.get("/api/streams");
            assertThat(streams.path("topics")).hasSize(PUBLIC_TOPICS);
            for (var topic : streams.path("topics")) {
                assertThat(topic.path("bytes").asLong()).as("%s", topic).isPositive();
                assertThat(topic.path("span").asInt())
                        .as("%s", topic)
                        .isGreaterThanOrEqualTo(counts().get(topic.path("topic").asString()));
                if (!topic.path("topic").asString().contains("changes")) {
                    assertThat(topic.path("compaction").asString()).isEqualTo("OK");
                }
            }
            // The mapper reads the sites.
            assertThat(streams.at("/topics/0/slowest/group").asString()).isNotEmpty();
        });
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

    /**
     * A consumer that begins while records are written, and so sees each of them, has the table that another makes of what
     * compaction has left. The last name of a site is written three times, so that the first two are removed.
     */
    @Test
    void tablesAreTheSameAfterCompaction() throws Exception {
        var uid = console.sites().values().stream()
                .filter(site -> site.path("state").asString().equals("UNLINKED"))
                .filter(site -> !site.path("name").asString().equals(TAKEN_ELSEWHERE))
                .map(site -> site.path("siteUid").asString())
                .findFirst()
                .orElseThrow();
        BrokerCleaner.compactSoon(companion.access().as("admin"), STATE_TOPICS);
        console.put("/api/settings/pause", Map.of("paused", false));
        try (var witness =
                new TableReader(companion.topics().fromTheBeginning(STATE_TOPICS.toArray(Topic<?>[]::new)))) {
            for (var name : List.of("First name", "Second name", "Third name")) {
                companion.vendors().change("/world/sites/" + uid, Map.of("name", name));
                await().atMost(SOON).untilAsserted(() -> {
                    witness.read();
                    assertThat(console.sites().get(uid).path("name").asString()).isEqualTo(name);
                });
            }
            pause();
            witness.readToTheEnd();

            await("compaction removes what is superseded").atMost(SOON).untilAsserted(() -> {
                try (var fresh = fresh()) {
                    assertThat(fresh.siteNames()).contains("Third name").doesNotContain("First name");
                }
            });
            var left = new AtomicReference<>(0);
            await("the cleaner has nothing left to do")
                    .atMost(SOON)
                    .during(BrokerCleaner.PAUSE.plusSeconds(2))
                    .untilAsserted(() -> {
                        try (var fresh = fresh()) {
                            assertThat(fresh.records()).isEqualTo(left.getAndSet(fresh.records()));
                        }
                    });
            try (var fresh = fresh()) {
                assertThat(fresh.records()).isLessThan(witness.records());
                assertThat(fresh.tables()).isEqualTo(witness.tables());
            }
        }
    }

    /** One that has read all that is there. */
    private static TableReader fresh() {
        var fresh = new TableReader(companion.topics().fromTheBeginning(STATE_TOPICS.toArray(Topic<?>[]::new)));
        fresh.readToTheEnd();
        return fresh;
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
        return program(javaCommand(mainClass));
    }

    private static String[] javaCommand(String mainClass, String... arguments) {
        return Stream.concat(
                        Stream.of(
                                Path.of(System.getProperty("java.home"), "bin", "java")
                                        .toString(),
                                "-XX:TieredStopAtLevel=1",
                                "-cp",
                                System.getProperty("java.class.path"),
                                mainClass),
                        Stream.of(arguments))
                .toArray(String[]::new);
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
