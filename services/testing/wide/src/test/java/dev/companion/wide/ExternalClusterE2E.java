package dev.companion.wide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.companion.runtime.KafkaClients;
import dev.companion.runtime.RuntimeProperties;
import dev.companion.runtime.contract.ContractGate;
import dev.companion.runtime.contract.SchemaContract;
import dev.companion.runtime.contract.TopicContract;
import dev.companion.schemas.TopicCatalogue;
import dev.companion.stack.ConsoleUser;
import dev.companion.stack.DemoCredentials;
import dev.companion.stack.Ports;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/**
 * Each service as a process of its own, with the credentials of its own, on a cluster and a registry of another team:
 * by environment and files alone.
 */
class ExternalClusterE2E {

    private static final int SITES = 6;
    private static final String REGISTRY_USER = "COMPANION_REGISTRY_PROPERTIES_BASIC_AUTH_USER_INFO";
    private static final Duration REFUSED_WITHIN = Duration.ofMinutes(1);
    private static final Duration READY_WITHIN = Duration.ofMinutes(6);
    private static final List<String> SERVICES =
            List.of("poller", "mapper", "provisioner", "event-resolver", "console");
    private static final Map<String, String> PROGRAMS = Map.of(
            "poller", "dev.companion.poller.PollerApplication",
            "mapper", "dev.companion.mapper.MapperApplication",
            "provisioner", "dev.companion.provisioner.ProvisionerApplication",
            "event-resolver", "dev.companion.resolver.EventResolverApplication",
            "console", "dev.companion.console.ConsoleApplication");

    @TempDir
    private static Path directory;

    private static OutsideCluster cluster;
    private static final Map<String, OutsideJvm> RUNNING = new LinkedHashMap<>();
    private static final Map<String, Integer> HEALTH = new HashMap<>();

    @BeforeAll
    static void start() throws Exception {
        cluster = new OutsideCluster(directory);
        cluster.start();
        cluster.admit(Stream.concat(SERVICES.stream(), Stream.of("admin")).toList());
        prepare();
        run("keysets", "dev.companion.runtime.sealing.SealingKeysMain", Map.of(), "private.json", "public.json");
        assertThat(RUNNING.remove("keysets").exitCode()).isZero();
    }

    @AfterAll
    static void stop() {
        RUNNING.values().forEach(OutsideJvm::close);
        cluster.close();
    }

    /** The owner of the cluster gives the administrator its rights; the administrator does everything else. */
    private static void prepare() throws Exception {
        admin(OutsideCluster.OWNER, "reader", "admin acls apply --principals admin");
        admin("admin", "reader", "admin topics apply --replication 1");
        admin("admin", "reader", "admin acls apply");
        admin("admin", "writer", "admin schemas apply");
    }

    private static void admin(String principal, String registryUser, String command) throws Exception {
        var environment = new HashMap<>(reachable(principal));
        environment.put(REGISTRY_USER, userInfo(registryUser));
        try (var ran = OutsideJvm.companion(directory, "admin", environment, command)) {
            assertThat(ran.exitCode())
                    .as("%s as %s: %s", command, principal, ran.said())
                    .isZero();
        }
    }

    private static String userInfo(String registryUser) {
        return registryUser + ":" + OutsideCluster.passwordOf(registryUser);
    }

    /** The table of deploy/README: where cluster and registry are, whom to trust, and who asks. */
    private static Map<String, String> reachable(String principal) throws Exception {
        var ca = cluster.certificate().toString();
        return Map.ofEntries(
                Map.entry("COMPANION_KAFKA_BOOTSTRAPSERVERS", cluster.bootstrap()),
                Map.entry("COMPANION_KAFKA_PROPERTIES_SECURITY_PROTOCOL", "SASL_SSL"),
                Map.entry("COMPANION_KAFKA_PROPERTIES_SASL_MECHANISM", "SCRAM-SHA-512"),
                Map.entry("COMPANION_KAFKA_PROPERTIES_SSL_TRUSTSTORE_TYPE", "PEM"),
                Map.entry("COMPANION_KAFKA_PROPERTIES_SSL_TRUSTSTORE_LOCATION", ca),
                Map.entry(
                        "COMPANION_KAFKA_CREDENTIALS",
                        cluster.credentials(principal, OutsideCluster.passwordOf(principal))
                                .toString()),
                Map.entry("COMPANION_REGISTRY_URL", cluster.registry()),
                Map.entry("COMPANION_REGISTRY_PROPERTIES_BASIC_AUTH_CREDENTIALS_SOURCE", "USER_INFO"),
                Map.entry(REGISTRY_USER, userInfo("reader")),
                Map.entry("COMPANION_REGISTRY_PROPERTIES_SCHEMA_REGISTRY_SSL_TRUSTSTORE_TYPE", "PEM"),
                Map.entry("COMPANION_REGISTRY_PROPERTIES_SCHEMA_REGISTRY_SSL_TRUSTSTORE_LOCATION", ca));
    }

    private static void run(String name, String program, Map<String, String> environment, String... arguments) {
        var all = new ArrayList<>(List.of(
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-cp",
                name.equals("console") ? OutsideJvm.libraries() : OutsideJvm.librariesWithoutPages(),
                program));
        all.addAll(List.of(arguments));
        RUNNING.put(name, OutsideJvm.start(directory, name, environment, all));
    }

    /** A directory with a file for each secret that no variable should hold. */
    private static Path secrets() throws Exception {
        var secrets = Files.createDirectories(directory.resolve("secrets"));
        Files.writeString(secrets.resolve("companion.registry.properties.basic.auth.user.info"), userInfo("reader"));
        return secrets;
    }

    private static void runService(String service) throws Exception {
        var health = cluster.ports().withOtherManagement().of(Ports.MANAGEMENT);
        HEALTH.put(service, health);
        var simulator = cluster.ports().of(Ports.SIMULATOR);
        var environment = new HashMap<>(reachable(service));
        environment.remove(REGISTRY_USER);
        environment.put("SPRING_CONFIG_IMPORT", "configtree:%s/".formatted(secrets()));
        environment.put("MANAGEMENT_SERVER_PORT", Integer.toString(health));
        environment.put("SERVER_PORT", Integer.toString(health));
        environment.put(
                "COMPANION_SECRETS_PUBLICKEYSET",
                directory.resolve("public.json").toString());
        environment.put("COMPANION_VENDORS_ALLOWEDRMMHOSTS", "localhost:" + (simulator + 1));
        environment.put("COMPANION_VENDORS_ALLOWEDGRAVITYZONEHOSTS", "localhost:" + (simulator + 2));
        environment.put("COMPANION_VENDORS_PLAINHTTP", "true");
        if (service.equals("console")) {
            environment.put("SERVER_PORT", Integer.toString(cluster.ports().of(Ports.CONSOLE)));
        } else {
            environment.put(
                    "COMPANION_SECRETS_PRIVATEKEYSET",
                    directory.resolve("private.json").toString());
        }
        environment.put("COMPANION_POLLER_INTERVAL", "2s");
        run(service, PROGRAMS.get(service), environment);
    }

    @Test
    void theMainJobByEnvironmentAndFilesAlone() throws Exception {
        var simulator = cluster.ports().of(Ports.SIMULATOR);
        run(
                "simulator",
                "dev.companion.simulator.SimulatorMain",
                Map.of(
                        "COMPANION_SIMULATOR_PORT",
                        Integer.toString(simulator),
                        "COMPANION_SIMULATOR_SCENARIO",
                        "empty"));
        for (var service : SERVICES) {
            runService(service);
        }
        for (var service : SERVICES) {
            await().atMost(READY_WITHIN)
                    .untilAsserted(() -> assertThat(RUNNING.get(service)
                                    .readiness(HEALTH.get(service))
                                    .path("status")
                                    .asString(""))
                            .as("readiness of %s", service)
                            .isEqualTo("UP"));
        }

        var vendors = cluster.ports().vendors();
        vendors.seedTenants(1, SITES, 0);
        var credentials = DemoCredentials.ofBulkTenant(1);
        var console = cluster.ports().console();
        console.signIn(credentials);
        console.connect(credentials);
        console.awaitSites(SITES, READY_WITHIN);
        var siteUids = List.copyOf(console.sites().keySet());
        console.link(siteUids.stream()
                .map(uid -> ConsoleUser.toNewCompany(uid, "Customer " + uid))
                .toList());
        console.awaitReady(siteUids, READY_WITHIN);

        assertThat(vendors.calls())
                .containsEntry("gravityzone companies.createCompany", (long) SITES)
                .containsEntry("gravityzone packages.createPackage", (long) SITES);
        var variables = vendors.variables();
        assertThat(variables).containsOnlyKeys(siteUids);
        siteUids.forEach(uid -> assertThat(console.installationLink(uid))
                .contains(variables.get(uid).getFirst()));
        SERVICES.forEach(service -> assertThat(RUNNING.get(service).said())
                .as("log of %s", service)
                .doesNotContain(OutsideCluster.passwordOf(service))
                .doesNotContain(OutsideCluster.passwordOf("reader")));
    }

    /** What a person reads: the reason in health, and the same in the log. */
    @ParameterizedTest
    @MethodSource("mistakes")
    void whatIsWrongIsSaid(String service, Map<String, String> mistake, String begin, String end) throws Exception {
        var environment = new HashMap<>(reachable(service));
        environment.putAll(mistake);
        var log = new ListAppender<ILoggingEvent>();
        log.start();
        var logger = (Logger) LoggerFactory.getLogger(ContractGate.class);
        logger.addAppender(log);
        var gate = gate(service, environment);
        gate.start();
        try {
            await().atMost(REFUSED_WITHIN)
                    .untilAsserted(() -> assertThat(gate.refusal())
                            .as("waits for %s because of %s", gate.waitingFor(), gate.because())
                            .isPresent());

            var said = gate.because().orElse("");
            assertThat(said).startsWith(begin).endsWith(end);
            assertThat(log.list)
                    .filteredOn(line -> line.getLevel() == Level.ERROR)
                    .singleElement()
                    .satisfies(line -> assertThat(line.getKeyValuePairs())
                            .anySatisfy(pair -> assertThat(pair.value).isEqualTo(said)));
        } finally {
            gate.stop();
            logger.detachAppender(log);
        }
    }

    static Stream<Arguments> mistakes() throws Exception {
        var stranger =
                new Authority(directory.resolve("stranger")).certificate().toString();
        cluster.admit(List.of("stranger"));
        var kafka = "Kafka at " + cluster.bootstrap();
        var registry = "the schema registry at " + cluster.registry();
        var elsewhere = "127.0.0.1:" + cluster.ports().of(Ports.KAFKA);
        return Stream.of(
                Arguments.of(
                        "mapper",
                        Map.of(
                                "COMPANION_KAFKA_CREDENTIALS",
                                cluster.credentials("mapper", "wrong").toString()),
                        kafka + " refuses this service: Authentication failed during authentication due to invalid"
                                + " credentials with SASL mechanism SCRAM-SHA-512",
                        " (Check companion.kafka.credentials, and the user in the cluster)"),
                Arguments.of(
                        "event-resolver",
                        Map.of(
                                "COMPANION_KAFKA_CREDENTIALS",
                                cluster.credentials("stranger", OutsideCluster.passwordOf("stranger"))
                                        .toString()),
                        kafka + " refuses this service: Not authorized to access topics: [",
                        " (companion admin acls plan prints the rights that it needs)"),
                Arguments.of(
                        "mapper",
                        Map.of("COMPANION_KAFKA_PROPERTIES_SSL_TRUSTSTORE_LOCATION", stranger),
                        kafka
                                + ": its certificate is of an authority that is not trusted here. Set ssl.truststore.location",
                        "in PEM format with ssl.truststore.type=PEM"),
                Arguments.of(
                        "mapper",
                        Map.of("COMPANION_KAFKA_BOOTSTRAPSERVERS", elsewhere),
                        "Kafka at " + elsewhere + ": its certificate is for another name (No subject alternative names",
                        "Use an address that the certificate names"),
                Arguments.of(
                        "mapper",
                        Map.of(REGISTRY_USER, "reader:wrong"),
                        registry + " refuses this service: ",
                        "Check basic.auth.user.info or bearer.auth.token, and the rights of that account."),
                Arguments.of(
                        "mapper",
                        Map.of(
                                "COMPANION_REGISTRY_PROPERTIES_SCHEMA_REGISTRY_SSL_TRUSTSTORE_LOCATION",
                                stranger,
                                "COMPANION_REGISTRY_PROPERTIES_MAX_RETRIES",
                                "0"),
                        registry + ": its certificate is of an authority that is not trusted here.",
                        "in PEM format with schema.registry.ssl.truststore.type=PEM"));
    }

    /** As a service makes it of its environment. */
    private static ContractGate gate(String service, Map<String, String> environment) {
        var sources = new MutablePropertySources();
        sources.addLast(new MapPropertySource("image", Map.of("companion.service", service)));
        sources.addLast(new SystemEnvironmentPropertySource(
                StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME, Map.copyOf(environment)));
        var properties = new Binder(ConfigurationPropertySources.from(sources))
                .bind("companion", RuntimeProperties.class)
                .get();
        var catalogue = TopicCatalogue.load();
        return ContractGate.of(
                properties,
                new KafkaClients(properties),
                new TopicContract(catalogue, service, properties.topics()),
                new SchemaContract(catalogue, properties),
                List.of());
    }
}
