package dev.companion.standalone;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.companion.runtime.RuntimeProperties.TopicSettings;
import dev.companion.runtime.access.AccessFiles;
import dev.companion.runtime.access.AccessRights;
import dev.companion.runtime.access.AdminJob;
import dev.companion.runtime.contract.TopicContract;
import dev.companion.schemas.TopicCatalogue;
import dev.companion.schemas.TopicCatalogue.Row;
import dev.companion.schemas.TopicCatalogue.Visibility;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeClusterOptions;
import org.apache.kafka.clients.admin.DescribeTopicsOptions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclBindingFilter;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Who may do what on the broker of the demo, asked from outside with each principal's own credentials. The table is
 * written here once more by hand: what a service really needs was found by taking one right at a time away.
 */
class BrokerAccessIT {

    private static final Duration SOON = Duration.ofSeconds(20);
    private static final List<String> SERVICES =
            List.of("poller", "mapper", "provisioner", "event-resolver", "console");
    private static final List<String> OTHER_TOPICS = List.of(
            "companion-poller-rows-changelog",
            "companion-mapper-links-changelog",
            "companion-provisioner-work-changelog",
            "companion-event-resolver-facts-changelog",
            "companion-pollers-changelog",
            "kafkasql-journal",
            "others");
    private static final List<String> GROUPS = List.of(
            "companion-poller",
            "companion-mapper",
            "companion-provisioner",
            "companion-provisioner-calls",
            "companion-event-resolver",
            "companion-console",
            "apicurio-1",
            "strangers");

    @TempDir
    private static Path directory;

    private static final TopicCatalogue CATALOGUE = TopicCatalogue.load();
    private static Broker broker;
    private static AccessFiles files;
    private static AdminJob job;
    private static int port;
    private static int openPort;

    @BeforeAll
    static void start() throws Exception {
        port = RegistryProcess.freePort();
        openPort = RegistryProcess.freePort();
        files = new AccessFiles(directory.resolve("credentials"));
        job = new AdminJob(files);
        job.ensureCredentials();
        broker = Broker.start(directory.resolve("kafka"), port, openPort);
        try (var all = broker.admin()) {
            job.grant(all, true);
            all.createTopics(OTHER_TOPICS.stream()
                            .map(topic -> new NewTopic(topic, 1, (short) 1))
                            .toList())
                    .all()
                    .get();
        }
        try (var admin = as("admin").admin()) {
            var settings = new TopicSettings(true, 1, (short) 1);
            await().atMost(SOON).ignoreExceptions().until(() -> {
                new TopicContract(CATALOGUE, "admin", settings).settle(admin);
                return true;
            });
        }
    }

    @AfterAll
    static void stop() {
        broker.close();
    }

    private static AccessClients as(String principal) {
        return new AccessClients(principal, port, files.file(principal));
    }

    private static AccessClients anybody() {
        return new AccessClients("anybody", openPort, null);
    }

    /** Short names of topics: R is Read, W Write, C Create; all of them are with Describe. */
    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "poller; tenants, secrets; rmm.sites, rmm.site-variables, rmm.users, rmm.changes, gravityzone.companies, gravityzone.packages, api-health, deletion-holds, tenant-erasures, service-reports, dead-letters; companion-poller-rows-changelog",
                "mapper; rmm.sites, rmm.site-variables, gravityzone.companies, gravityzone.claim-requests, gravityzone.claim-answers, requests, link-statuses, tenant-erasures; tenants, secrets, links, request-results, audit, suggestions, gravityzone.root-claims, gravityzone.claim-requests, gravityzone.claim-answers, service-reports, dead-letters; companion-mapper-links-changelog",
                "provisioner; tenants, secrets, links, gravityzone.companies, gravityzone.packages, api-health, provisioning.intents, provisioning.outcomes; link-statuses, installation-links, provisioning.intents, provisioning.outcomes, provisioning.changes, api-health, tenant-erasures, service-reports, dead-letters; companion-provisioner-work-changelog",
                "event-resolver; tenants, rmm.sites, gravityzone.companies, links, link-statuses, api-health, deletion-holds, requests, request-results; discrepancies, discrepancy-changes, requests, request-results, audit, tenant-erasures, service-reports, dead-letters; companion-event-resolver-facts-changelog",
                "console; tenants, tenant-erasures, rmm.sites, rmm.users, rmm.changes, gravityzone.companies, gravityzone.packages, links, link-statuses, installation-links, suggestions, discrepancies, discrepancy-changes, requests, request-results, api-health, deletion-holds, audit, service-reports, provisioning.changes; requests, audit, service-reports; ",
            })
    void aServiceMayDoWhatItsRowsSayAndNothingElse(String service, String reads, String writes, String changelog)
            throws Exception {
        var expected = new TreeMap<String, Set<AclOperation>>();
        for (var topic : reads.split(", ")) {
            expected.computeIfAbsent(full(topic), _ -> new TreeSet<>())
                    .addAll(Set.of(AclOperation.READ, AclOperation.DESCRIBE, AclOperation.DESCRIBE_CONFIGS));
        }
        for (var topic : writes.split(", ")) {
            expected.computeIfAbsent(full(topic), _ -> new TreeSet<>())
                    .addAll(Set.of(AclOperation.WRITE, AclOperation.DESCRIBE, AclOperation.DESCRIBE_CONFIGS));
        }
        if (changelog != null) {
            expected.put(
                    changelog,
                    new TreeSet<>(
                            Set.of(AclOperation.READ, AclOperation.WRITE, AclOperation.CREATE, AclOperation.DESCRIBE)));
        }

        assertThat(rights(as(service))).as("topics of %s", service).isEqualTo(expected);
        var own = full(reads.split(", ")[0]);
        assertThat(GROUPS.stream().filter(group -> as(service).commits(group, own)))
                .as("groups of %s", service)
                .containsExactlyElementsOf(GROUPS.stream()
                        .filter(group -> group.equals("companion-" + service) && changelog != null
                                || group.equals("companion-provisioner-calls") && service.equals("provisioner"))
                        .toList());
        assertThat(SERVICES.stream().filter(each -> as(service).transacts("companion-" + each + "-1-0")))
                .as("transactions of %s", service)
                .containsExactlyElementsOf(changelog == null ? List.of() : List.of(service));
        // The console asks brokers how large the public topics are.
        assertThat(cluster(as(service)))
                .as("cluster, %s", service)
                .containsExactlyElementsOf(service.equals("console") ? List.of(AclOperation.DESCRIBE) : List.of());
    }

    @Test
    void theAdministratorCreatesAndChecksTopicsAndReadsAndWritesNone() throws Exception {
        var rights = rights(as("admin"));

        assertThat(rights.keySet())
                .containsExactlyInAnyOrderElementsOf(everyTopic().stream()
                        .filter(topic -> topic.startsWith("companion"))
                        .toList());
        assertThat(rights.values())
                .allSatisfy(operations -> assertThat(operations)
                        .containsExactlyInAnyOrder(
                                AclOperation.DESCRIBE,
                                AclOperation.DESCRIBE_CONFIGS,
                                AclOperation.ALTER_CONFIGS,
                                AclOperation.CREATE));
        assertThat(cluster(as("admin")))
                .containsExactlyInAnyOrder(AclOperation.DESCRIBE, AclOperation.DESCRIBE_CONFIGS, AclOperation.ALTER);
    }

    @Test
    void theRegistryHasItsOwnTopicsOnly() throws Exception {
        assertThat(rights(as("registry")).keySet()).containsExactly("kafkasql-journal");
        assertThat(cluster(as("registry"))).isEmpty();
    }

    @Test
    void readersReadThePublicTopicsAndNothingElse() throws Exception {
        var expected = new TreeMap<String, Set<AclOperation>>();
        publicTopics()
                .forEach(topic -> expected.put(topic, new TreeSet<>(Set.of(AclOperation.READ, AclOperation.DESCRIBE))));
        assertThat(expected).doesNotContainKeys(full("installation-links"), full("rmm.users"), full("audit"));
        for (var who : List.of(as("reader"), anybody())) {
            assertThat(rights(who)).as("topics of %s", who.name()).isEqualTo(expected);
            assertThat(GROUPS.stream().filter(group -> who.commits(group, full("links"))))
                    .as("groups of %s", who.name())
                    .containsExactly("strangers");
            assertThat(SERVICES.stream().filter(each -> who.transacts("companion-" + each + "-1-0")))
                    .as("transactions of %s", who.name())
                    .isEmpty();
            assertThat(cluster(who)).as("cluster, %s", who.name()).isEmpty();
        }
    }

    /** A copy of a real request with a new id paused a tenant, and the audit named the administrator of the original. */
    @Test
    void noRequestIsForged() throws Throwable {
        var requests = full("requests");
        as("console").produce(requests, "tenant|real".getBytes(UTF_8), "pause".getBytes(UTF_8));
        var real = as("console").read(requests).getFirst();

        for (var who : List.of(anybody(), as("reader"), as("poller"), as("mapper"), as("provisioner"), as("admin"))) {
            assertThatThrownBy(() -> who.produce(requests, "tenant|forged".getBytes(UTF_8), real.value()))
                    .as(who.name())
                    .isInstanceOf(AuthorizationException.class);
        }
        assertThatThrownBy(() -> new AccessClients("no credentials", port, null)
                        .produce(requests, "tenant|forged".getBytes(UTF_8), real.value()))
                .as("without credentials where credentials are asked for")
                .isInstanceOf(org.apache.kafka.common.errors.TimeoutException.class);

        assertThat(as("console").read(requests)).hasSize(1);
    }

    @Test
    void withoutCredentialsNothingIsProducedAnywhereAndOnlyPublicTopicsAreRead() throws Throwable {
        var links = full("links");
        as("mapper").produce(links, "tenant|site".getBytes(UTF_8), "a link".getBytes(UTF_8));

        for (var topic : everyTopic()) {
            assertThatThrownBy(() -> anybody().produce(topic, new byte[] {1}, new byte[] {1}))
                    .as("write to %s", topic)
                    .isInstanceOf(AuthorizationException.class);
            if (!publicTopics().contains(topic)) {
                assertThatThrownBy(() -> anybody().read(topic))
                        .as("read of %s", topic)
                        .isInstanceOf(AuthorizationException.class);
            }
        }
        assertThatThrownBy(() -> anybody().produce("companion.not-there.v1", new byte[] {1}, new byte[] {1}))
                .isInstanceOf(AuthorizationException.class);
        assertThat(anybody().read(links)).hasSize(1);
    }

    @Test
    void aWrongPasswordIsNotAdmitted() throws Exception {
        var wrong = Files.writeString(
                directory.resolve("wrong.properties"),
                Files.readString(files.file("console")).replaceAll("password=\"[^\"]*\"", "password=\"wrong\""));
        try (var admin = new AccessClients("wrong", port, wrong).admin()) {
            assertThatThrownBy(() -> admin.describeCluster().nodes().get())
                    .hasCauseInstanceOf(SaslAuthenticationException.class);
        }
    }

    @Test
    void aRightTooManyIsTakenAwayAtTheNextStartAndAStrangersIsKept() throws Exception {
        var tooMany = right("mapper", full("secrets"), AclOperation.READ);
        var strangers = right("warehouse", full("secrets"), AclOperation.READ);
        try (var all = broker.admin()) {
            all.createAcls(List.of(tooMany, strangers)).all().get();
            await().atMost(SOON).until(() -> granted(all).containsAll(Set.of(tooMany, strangers)));

            job.grant(all, true);

            await().atMost(SOON).until(() -> !granted(all).contains(tooMany));
            assertThat(granted(all)).contains(strangers);
            all.deleteAcls(List.of(strangers.toFilter())).all().get();
            await().atMost(SOON).until(() -> granted(all).equals(AccessRights.of(CATALOGUE, true)));
        }
    }

    @Test
    void withoutTheDemoThereIsNoRightForAnybody() {
        assertThat(AccessRights.of(CATALOGUE, false))
                .noneMatch(right -> right.entry().principal().contains(AccessRights.ANONYMOUS));
    }

    @Test
    void theCredentialsAreForTheirOwnerAloneAndStayTheSame() throws Exception {
        var before = files.password("console");
        job.ensureCredentials();
        assertThat(files.password("console")).isEqualTo(before);
        try (var all = Files.walk(directory.resolve("credentials"))) {
            assertThat(all)
                    .allSatisfy(file -> assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                            .as(file.toString())
                            .isEqualTo(Files.isDirectory(file) ? "rwx------" : "rw-------"));
        }
    }

    private static AclBinding right(String principal, String topic, AclOperation operation) {
        return new AclBinding(
                new ResourcePattern(ResourceType.TOPIC, topic, PatternType.LITERAL),
                new AccessControlEntry("User:" + principal, "*", operation, AclPermissionType.ALLOW));
    }

    private static Set<AclBinding> granted(Admin admin) throws Exception {
        return Set.copyOf(admin.describeAcls(AclBindingFilter.ANY).values().get());
    }

    /** What a client may do with each topic, as the broker says. */
    private static TreeMap<String, Set<AclOperation>> rights(AccessClients who) throws Exception {
        var rights = new TreeMap<String, Set<AclOperation>>();
        try (var admin = who.admin()) {
            var described = admin.describeTopics(
                            everyTopic(), new DescribeTopicsOptions().includeAuthorizedOperations(true))
                    .topicNameValues();
            for (var topic : everyTopic()) {
                try {
                    rights.put(topic, new TreeSet<>(described.get(topic).get().authorizedOperations()));
                } catch (ExecutionException e) {
                    assertThat(e).hasCauseInstanceOf(TopicAuthorizationException.class);
                }
            }
        }
        return rights;
    }

    private static Set<AclOperation> cluster(AccessClients who) throws Exception {
        try (var admin = who.admin()) {
            return Optional.ofNullable(
                            admin.describeCluster(new DescribeClusterOptions().includeAuthorizedOperations(true))
                                    .authorizedOperations()
                                    .get())
                    .orElse(Set.of());
        }
    }

    private static List<String> everyTopic() {
        return java.util.stream.Stream.concat(CATALOGUE.rows().stream().map(Row::name), OTHER_TOPICS.stream())
                .toList();
    }

    private static Set<String> publicTopics() {
        return CATALOGUE.rows().stream()
                .filter(row -> row.visibility() == Visibility.YES)
                .map(Row::name)
                .collect(Collectors.toSet());
    }

    private static String full(String topic) {
        return "companion." + topic.strip() + ".v1";
    }
}
