package dev.companion.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.companion.schemas.TopicCatalogue;
import dev.companion.schemas.TopicCatalogue.Row;
import dev.companion.schemas.TopicCatalogue.Visibility;
import dev.companion.schemas.Topics;
import dev.companion.stack.CompanionProcess;
import dev.companion.stack.ConsoleUser;
import dev.companion.stack.DemoCredentials;
import dev.companion.stack.Http;
import dev.companion.stack.SimulatedVendors;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** One day of one administrator, in order, on one running stack. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class MainJobE2E {

    private static final Duration SOON = Duration.ofSeconds(30);
    private static final Duration LINKED_WITHIN = Duration.ofMinutes(3);

    @TempDir
    private static Path directory;

    private static CompanionProcess companion;
    private static DemoCredentials credentials;
    private static ConsoleUser console;
    private static SimulatedVendors vendors;
    private static int companiesBefore;
    private static final List<String> LINKED = new ArrayList<>();
    private static final Map<String, String> NEW_COMPANIES = new HashMap<>();

    @BeforeAll
    static void start() {
        companion = CompanionProcess.startDemo(
                directory.resolve("data"),
                Map.of(
                        "COMPANION_POLL_INTERVAL", "1s",
                        "COMPANION_POLLER_GRAVITYZONECALLSPERSECOND", "10",
                        // A taken name is looked for twice, with this time between.
                        "COMPANION_PROVISIONER_NAMETAKENGRACE", "5s"));
        everythingIsLogged();
        credentials = DemoCredentials.printedBy(companion);
        console = companion.console();
        vendors = companion.vendors();
        // The poller's share above is for the rounds of an unchanged world; it leaves nothing of the vendor's own
        // quota.
        vendors.set(Map.of("gravityzone.requestsPerSecond", "60"));
        companiesBefore = vendors.companies().size();
    }

    /** As fine as a person may set it, so that the log without secrets at the end means something. */
    private static void everythingIsLogged() {
        new Http(companion.url("COMPANION_LOGLEVEL_PORT"))
                .send("PUT", "/log-level?logger=dev.companion&level=trace&for=1h", null, Map.of())
                .expect(200);
    }

    @AfterAll
    static void stop() {
        companion.close();
    }

    @Test
    @Order(1)
    void theFirstSignInIsWelcomedWithoutAnIntegration() {
        var session = console.signIn(credentials);

        assertThat(session.path("tenant").path("name").asString()).isEqualTo("Northwind Managed IT");
        assertThat(session.path("integrationConfigured").asBoolean()).isFalse();
    }

    @Test
    @Order(2)
    void afterTheSettingsAreSavedEveryManagedSiteAndEveryCompanyIsListed() {
        console.connect(credentials);

        console.awaitSites(40, SOON);
        console.awaitCompanies(10, SOON);
        assertThat(console.sites().values())
                .hasSize(40)
                .allSatisfy(site -> assertThat(site.path("state").asString()).isIn("UNLINKED", "SUGGESTED"))
                .noneSatisfy(site -> assertThat(site.path("name").asString()).isEqualTo("Deleted Devices"));
        assertThat(console.get("/api/session").path("integrationConfigured").asBoolean())
                .isTrue();
    }

    @Test
    @Order(3)
    void tenSitesLinkedToCompaniesAndTenSetAsNewAreAllReadyAndTrue() {
        var sites = new ArrayList<>(console.sites().values());
        var existing = console.availableCompanies();
        var links = new ArrayList<Map<String, Object>>();
        var free = freshNames(sites, 10);
        for (var site : free) {
            links.add(ConsoleUser.toNewCompany(uid(site), site.path("name").asString()));
            NEW_COMPANIES.put(uid(site), site.path("name").asString());
        }
        var others = sites.stream()
                .filter(site -> !NEW_COMPANIES.containsKey(uid(site)))
                .limit(10)
                .toList();
        for (var i = 0; i < 10; i++) {
            links.add(ConsoleUser.toCompany(
                    uid(others.get(i)), existing.get(i).path("id").asString()));
        }
        links.forEach(link -> LINKED.add((String) link.get("siteUid")));

        var task = console.link(links);

        console.awaitReady(LINKED, LINKED_WITHIN);
        var world = new LinkedWorld(vendors, console);
        world.holdsExactlyOneOfEach(LINKED);
        world.noCompanyIsThereTwice();
        world.companiesAre(companiesBefore, 10);
        await().atMost(SOON).untilAsserted(() -> {
            var progress = console.get("/api/tasks/" + task);
            assertThat(progress.path("state").asString()).isEqualTo("SUCCEEDED");
            assertThat(progress.path("done").asInt()).isEqualTo(20);
        });
    }

    @Test
    @Order(4)
    void aCompanyWhoseCreationWasNotAnsweredIsAdoptedAndNotCreatedAgain() {
        var site = freshNames(new ArrayList<>(console.sites().values()), 1).getFirst();
        vendors.forgetJournal();
        vendors.inject(Map.of("api", "gravityzone", "method", "createCompany", "kind", "RESET_AFTER", "count", 1));

        console.link(
                List.of(ConsoleUser.toNewCompany(uid(site), site.path("name").asString())));
        LINKED.add(uid(site));

        console.awaitReady(List.of(uid(site)), LINKED_WITHIN);
        assertThat(vendors.companiesNamed(site.path("name").asString())).hasSize(1);
        new LinkedWorld(vendors, console).holdsExactlyOneOfEach(List.of(uid(site)));
        assertThat(calls("gravityzone companies.createCompany"))
                .as("createCompany calls")
                .isEqualTo(1);
    }

    @Test
    @Order(5)
    void aNameTakenInAnotherTenantBecomesAnEventThatAnotherNameResolves() {
        var site = console.sites().values().stream()
                .filter(each -> each.path("name").asString().equals("Quayside Architects"))
                .findFirst()
                .orElseThrow();

        console.link(List.of(ConsoleUser.toNewCompany(uid(site), "Quayside Architects")));
        LINKED.add(uid(site));

        await().atMost(Duration.ofMinutes(2))
                .until(() -> console.events().stream()
                        .anyMatch(event -> event.path("type").asString().equals("DESTINATION_CREATION")));
        var event = console.events().getFirst();
        assertThat(event.path("siteUid").asString()).isEqualTo(uid(site));
        console.send(
                        "POST",
                        "/api/events/" + event.path("id").asString() + "/resolution",
                        Map.of("action", "CREATE", "name", "Quayside Architects (Northwind)"))
                .expect(202);

        console.awaitReady(List.of(uid(site)), LINKED_WITHIN);
        assertThat(vendors.companiesNamed("Quayside Architects (Northwind)")).hasSize(1);
        await().atMost(SOON).untilAsserted(() -> assertThat(console.events()).isEmpty());
    }

    @Test
    @Order(6)
    void anUnchangedWorldIsReadAgainAndAgainAndNothingIsWritten() throws Exception {
        // What was linked a moment ago may still be news to the round that reads packages: only then is it quiet.
        var until = System.nanoTime() + Duration.ofMinutes(6).toNanos();
        var quiet = false;
        while (!quiet && System.nanoTime() < until) {
            quiet = quietRound();
        }

        assertThat(quiet)
                .as("several sweeps and visits without a record on a public topic")
                .isTrue();
        assertThat(callsMade())
                .noneMatch(method ->
                        method.startsWith("datto PUT") || method.contains("create") || method.contains("delete"));
    }

    /**
     * Each list swept several times, details of ten companies and all links read. Returns whether nothing was written;
     * if something was, at once.
     */
    private static boolean quietRound() throws Exception {
        var before = publicEnds();
        vendors.forgetJournal();
        await().atMost(Duration.ofMinutes(4))
                .pollInterval(Duration.ofMillis(500))
                .until(() -> (calls("datto GET /v2/account/sites") >= 3
                                && calls("datto GET /v2/account/users") >= 3
                                && calls("gravityzone network.getNetworkInventoryItems") >= 3
                                && calls("gravityzone companies.getCompanyDetails") >= 10
                                && calls("gravityzone packages.getInstallationLinks") >= 1)
                        || !publicEnds().equals(before));
        return publicEnds().equals(before);
    }

    @Test
    @Order(7)
    void unlinkingTakesTheVariableAwayAndLeavesTheCompany() {
        var siteUid = LINKED.getFirst();
        var companyId = console.sites().get(siteUid).path("company").path("id").asString();

        console.unlink(List.of(siteUid));

        await().atMost(LINKED_WITHIN)
                .untilAsserted(() -> assertThat(
                                console.sites().get(siteUid).path("state").asString())
                        .isEqualTo("UNLINKED"));
        assertThat(vendors.variableOf(siteUid)).isEmpty();
        assertThat(vendors.companies())
                .anyMatch(company -> company.path("id").asString().equals(companyId));
    }

    @Test
    @Order(8)
    void aStrangersConsumerReadsASiteFromTheRunningDemo() throws Exception {
        var printed = NodeScripts.install(directory)
                .run("read-one.js", companion.openKafka(), companion.registry(), "companion.rmm.sites.v1");

        assertThat(printed.path("tenantId").asString()).isEqualTo("A1B2C3D4");
        assertThat(console.sites()).containsKey(printed.path("siteUid").asString());
    }

    /** A copy of an administrator's request with a new id was obeyed, and the audit named the administrator. */
    @Test
    @Order(9)
    void noRequestIsForgedOnThisMachine() throws Exception {
        var forgery = new ForgedRequest(companion);
        var before = forgery.requests();

        assertThat(forgery.attempt(companion.openKafka(), Map.of()))
                .as("without credentials")
                .hasMessageContaining("Not authorized to access topics: [companion.requests.v1]");
        assertThat(forgery.attempt(companion.kafka(), companion.access().as("reader")))
                .as("with the reader's")
                .hasMessageContaining("Not authorized to access topics: [companion.requests.v1]");
        assertThat(forgery.attempt(companion.kafka(), Map.of()))
                .as("beside the sign-in")
                .isNotNull();

        assertThat(forgery.requests()).isEqualTo(before).isNotZero();
    }

    @Test
    @Order(10)
    void noSecretIsInTheLogInAMetricOrInClearInATopic() throws Exception {
        var secrets = List.of(credentials.apiSecretKey(), credentials.gravityZoneApiKey());

        assertThat(companion.log()).contains("log level changed").doesNotContain(secrets);
        var metrics = new Http(companion.url("COMPANION_MANAGEMENT_PORT"))
                .send("GET", "/actuator/prometheus", null, Map.of())
                .expect(200)
                .body();
        assertThat(metrics).doesNotContain(secrets).contains("companion_");
        var series = metrics.lines().filter(line -> !line.startsWith("#")).toList();
        assertThat(series).hasSizeLessThanOrEqualTo(4_000);
        assertThat(series).noneMatch(line -> line.contains("partition=") || line.contains("client_id="));
        for (var service : List.of("poller", "mapper", "provisioner", "event-resolver", "console")) {
            assertThat(series)
                    .as(service)
                    .filteredOn(line -> line.contains("service=\"%s\"".formatted(service)))
                    .hasSizeBetween(service.equals("console") ? 0 : 20, 1_500);
        }
        assertThat(TopicScan.everything(companion.access().everything())).doesNotContain(secrets);
    }

    /** By its holder, a machine is enrolled into a customer's company. */
    @Test
    @Order(11)
    void noInstallationLinkIsInAPublicTopicOrInTheLog() throws Exception {
        var links = vendors.packages().values().stream()
                .flatMap(List::stream)
                .map(each -> each.path("installLinkWindows").asString())
                .toList();
        var tokens = links.stream()
                .map(link -> link.substring(link.indexOf('[') + 1, link.indexOf(']')))
                .toList();
        var open = TopicCatalogue.load().rows().stream()
                .filter(row -> row.visibility() == Visibility.YES)
                .map(Row::name)
                .toList();

        assertThat(links).hasSizeGreaterThan(20);
        assertThat(TopicScan.of(companion.access().everything(), Topics.INSTALLATION_LINKS.name()))
                .as("the topic that has them")
                .contains(console.installationLink(LINKED.getLast()).orElseThrow());
        for (var topic : open) {
            assertThat(TopicScan.of(companion.access().everything(), topic))
                    .as(topic)
                    .doesNotContain(tokens);
        }
        assertThat(companion.log()).doesNotContain(tokens);
    }

    @Test
    @Order(12)
    void anInterruptStopsEverythingWithinTenSeconds() {
        var took = companion.interrupt();

        assertThat(took).isLessThan(Duration.ofSeconds(10));
        assertThat(ProcessHandle.allProcesses())
                .noneMatch(process -> process.info().commandLine().orElse("").contains(directory.toString()));
    }

    @Test
    @Order(13)
    void everythingInTheDataDirectoryIsForItsOwnerAlone() throws Exception {
        var others = PosixFilePermissions.fromString("---rwxrwx");
        try (var files = Files.walk(companion.data())) {
            assertThat(files)
                    .allSatisfy(file -> assertThat(Files.getPosixFilePermissions(file))
                            .as(file.toString())
                            .doesNotContainAnyElementsOf(others));
        }
    }

    /** Managed sites not linked yet, of a name that nobody has, short enough and without angle brackets. */
    private static List<JsonNode> freshNames(List<JsonNode> sites, int count) {
        var taken = vendors.companies().stream()
                .map(company -> company.path("name").asString().strip().toLowerCase(java.util.Locale.ROOT))
                .collect(Collectors.toSet());
        var fresh = sites.stream()
                .filter(site -> site.path("state").asString().equals("UNLINKED"))
                .filter(site -> site.path("name").asString().length() <= 64)
                .filter(site -> taken.add(site.path("name").asString().strip().toLowerCase(java.util.Locale.ROOT)))
                .limit(count)
                .toList();
        assertThat(fresh).hasSize(count);
        return fresh;
    }

    private static String uid(JsonNode site) {
        return site.path("siteUid").asString();
    }

    private static java.util.Set<String> callsMade() {
        return new java.util.HashSet<>(vendors.journal().path("counts").propertyNames());
    }

    private static long calls(String method) {
        return vendors.journal().path("counts").path(method).asLong(0);
    }

    /** End offsets of every public topic. */
    private static Map<TopicPartition, Long> publicEnds() throws Exception {
        try (var admin = Admin.create(companion.access().as("admin"))) {
            var partitions = new HashMap<TopicPartition, OffsetSpec>();
            var topics = dev.companion.schemas.TopicCatalogue.load().rows().stream()
                    .filter(row -> row.visibility() != dev.companion.schemas.TopicCatalogue.Visibility.NO)
                    .map(dev.companion.schemas.TopicCatalogue.Row::name)
                    .toList();
            admin.describeTopics(topics)
                    .allTopicNames()
                    .get()
                    .values()
                    .forEach(topic -> topic.partitions()
                            .forEach(each -> partitions.put(
                                    new TopicPartition(topic.name(), each.partition()), OffsetSpec.latest())));
            return admin.listOffsets(partitions).all().get().entrySet().stream()
                    .collect(Collectors.toMap(
                            Map.Entry::getKey, entry -> entry.getValue().offset()));
        }
    }
}
