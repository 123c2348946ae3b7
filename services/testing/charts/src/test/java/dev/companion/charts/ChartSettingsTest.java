package dev.companion.charts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.companion.mapper.config.MapperProperties;
import dev.companion.poller.config.PollerProperties;
import dev.companion.provisioner.config.ProvisionerProperties;
import dev.companion.resolver.config.EventResolverProperties;
import dev.companion.runtime.RuntimeProperties;
import dev.companion.runtime.door.DoorProperties;
import dev.companion.vendor.VendorHosts;
import java.io.IOException;
import java.io.StringReader;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.context.config.ConfigDataEnvironmentPostProcessor;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/** Every setting that the chart writes is one that the service reads, and secrets are files. */
class ChartSettingsTest {

    /** Settings of Spring and Java that the chart writes. */
    private static final Set<String> OF_OTHERS = Set.of(
            "JAVA_TOOL_OPTIONS",
            "LOGGING_STRUCTURED_FORMAT_CONSOLE",
            "MANAGEMENT_SERVER_PORT",
            "SERVER_FORWARDHEADERSSTRATEGY",
            "SERVER_PORT",
            "SPRING_CONFIG_IMPORT");

    private static final Set<String> VENDORS = Set.of("poller", "provisioner", "console");
    private static final Path OF_STANDALONE =
            Path.of("../../standalone/src/main/java/dev/companion/standalone/Settings.java");

    @TempDir
    private Path directory;

    static List<String> examples() {
        return Charts.examples();
    }

    @ParameterizedTest
    @MethodSource("examples")
    void everyVariableIsASettingOfItsService(String example) throws ClassNotFoundException {
        for (var map : settings(example)) {
            var known = known(map.component());
            for (var variable : map.map("data").keySet()) {
                assertThat(known)
                        .as("%s of %s", variable, map.name())
                        .anyMatch(name -> name.equals(variable) || name.endsWith("_") && variable.startsWith(name));
            }
        }
    }

    @Test
    void aVariableThatNoServiceReadsIsFound() throws ClassNotFoundException {
        assertThat(known("mapper"))
                .contains("COMPANION_MAPPER_ABANDONEDTENANTS", "COMPANION_KAFKA_PROPERTIES_")
                .doesNotContain("COMPANION_POLLER_INTERVAL", "COMPANION_KAFKA_SECURITYPROTOCOL");
    }

    @ParameterizedTest
    @MethodSource("examples")
    void theServiceBindsVariablesAndFiles(String example) throws IOException {
        var all = Charts.manifests(example);
        for (var deployment : Manifest.ofKind(all, "Deployment")) {
            var variables = Manifest.get(all, "ConfigMap", deployment.name()).map("data");
            var files = secretFiles(deployment);
            assertThat(variables.containsKey("SPRING_CONFIG_IMPORT")).isEqualTo(!files.isEmpty());

            var bound = bind(deployment.name(), variables, files);

            assertThat(bound.kafka().bootstrapServers()).isEqualTo(variables.get("COMPANION_KAFKA_BOOTSTRAPSERVERS"));
            assertThat(bound.registry().url()).startsWith("http");
            for (var file : files) {
                assertThat(read(bound, file)).as(file).isEqualTo("content of " + file);
            }
            assertThat(bound.kafka().properties().keySet())
                    .contains("security.protocol")
                    .isSubsetOf(ConsumerConfig.configNames());
        }
    }

    @ParameterizedTest
    @MethodSource("examples")
    void noVariableHoldsASecret(String example) {
        for (var workload : Manifest.workloads(Charts.manifests(example))) {
            assertThat(workload.text()).doesNotContain("secretKeyRef", "secretRef");
            assertThat(Manifest.listOf(workload.container().get("env"))).allMatch(env -> env.containsKey("value"));
        }
        for (var map : settings(example)) {
            assertThat(map.map("data").keySet())
                    .noneMatch(name ->
                            name.matches(".*(JAAS|PASSWORD|KEYSTORE_KEY|USER_INFO|AUTH_TOKEN|APIKEY|SECRETKEY).*"));
        }
    }

    /** The program that creates topics is no Spring application: it reads properties in which Kafka replaces the names of files. */
    @ParameterizedTest
    @MethodSource("examples")
    void theJobReadsTheSameCredentials(String example) throws IOException {
        var all = Charts.manifests(example);
        for (var job : Manifest.ofKind(all, "Job", "Pod")) {
            var secrets = Files.createDirectories(directory.resolve(job.kind() + example));
            for (var file : secretFiles(job)) {
                Files.writeString(secrets.resolve(file), "content of " + file);
            }
            var text = ((String) Manifest.get(all, "ConfigMap", nameOfItsObjects(job))
                            .map("data")
                            .get("client.properties"))
                    .replace("/etc/companion/secrets", secrets.toString());
            var read = new Properties();
            read.load(new StringReader(text));
            var config = new HashMap<String, Object>();
            read.stringPropertyNames().forEach(name -> config.put(name, read.getProperty(name)));
            config.put("bootstrap.servers", "localhost:9092");

            var bound = new AdminClientConfig(config);

            assertThat(config.keySet())
                    .filteredOn(name -> !name.startsWith("config.providers"))
                    .isSubsetOf(AdminClientConfig.configNames());
            for (var file : secretFiles(job)) {
                var name = file.replace("companion.kafka.properties.", "");
                assertThat(bound.getPassword(name).value()).isEqualTo("content of " + file);
            }
        }
    }

    @Test
    void tokensMayBeFetchedWhereTheyAre() {
        var url = "https://login.example.com:8443/realms/kafka/protocol/openid-connect/token";
        var all = Charts.manifests("oauth");
        for (var map : settings("oauth")) {
            assertThat(map.map("data"))
                    .containsEntry("COMPANION_KAFKA_PROPERTIES_SASL_OAUTHBEARER_TOKEN_ENDPOINT_URL", url)
                    .containsEntry("JAVA_TOOL_OPTIONS", "-Dorg.apache.kafka.sasl.oauthbearer.allowed.urls=" + url);
        }
        assertThat(Manifest.ofKind(all, "Job").getFirst().text())
                .contains("-Dorg.apache.kafka.sasl.oauthbearer.allowed.urls=" + url);
    }

    @ParameterizedTest
    @CsvSource({"plain, '', none", "external-scram, '', native", "plain, native, native", "external-scram, none, none"})
    void forwardedHeadersAreReadOnlyBehindAProxy(String example, String value, String expected) {
        var values = Values.with(Charts.values(example), "console.forwardHeaders", value);

        assertThat(Manifest.get(Charts.manifests(values), "ConfigMap", "companion-console")
                        .map("data"))
                .containsEntry("SERVER_FORWARDHEADERSSTRATEGY", expected);
    }

    private static String nameOfItsObjects(Manifest job) {
        return (String) job.podSpec().get("serviceAccountName");
    }

    private static List<Manifest> settings(String example) {
        var all = Charts.manifests(example);
        return Manifest.ofKind(all, "ConfigMap").stream()
                .filter(map -> !Set.of("prepare", "doctor").contains(map.component()))
                .filter(map -> !map.name().contains("-dashboard-"))
                .toList();
    }

    /** The files that secrets become in the directory that Spring reads. */
    private static Set<String> secretFiles(Manifest workload) {
        return workload.volumes().stream()
                .filter(volume -> volume.get("name").equals("secrets"))
                .flatMap(volume ->
                        Manifest.listOf(Charts.map(volume.get("projected")).get("sources")).stream())
                .flatMap(source ->
                        Manifest.listOf(Charts.map(source.get("secret")).get("items")).stream())
                .map(item -> (String) item.get("path"))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** As a service starts: the variables are its environment, and they name the directory of files to import. */
    private RuntimeProperties bind(String name, Map<String, Object> variables, Set<String> files) throws IOException {
        var tree = Files.createDirectories(directory.resolve(name));
        for (var file : files) {
            Files.writeString(tree.resolve(file), "content of " + file + "\n");
        }
        var mounted = new HashMap<>(variables);
        mounted.computeIfPresent(
                "SPRING_CONFIG_IMPORT",
                (key, value) -> ((String) value).replace("/etc/companion/secrets", tree.toString()));
        var environment = new StandardEnvironment();
        var sources = environment.getPropertySources();
        sources.stream().toList().forEach(source -> sources.remove(source.getName()));
        sources.addFirst(new SystemEnvironmentPropertySource(
                StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME, mounted));
        ConfigDataEnvironmentPostProcessor.applyTo(environment);
        return Binder.get(environment)
                .bind("companion", Bindable.of(RuntimeProperties.class))
                .get();
    }

    private static String read(RuntimeProperties bound, String file) {
        var kafka = "companion.kafka.properties.";
        return file.startsWith(kafka)
                ? bound.kafka().properties().get(file.substring(kafka.length()))
                : bound.registry().properties().get(file.substring("companion.registry.properties.".length()));
    }

    /** The variables that a service reads; one that ends with an underscore stands for all that begin like it. */
    private static Set<String> known(String service) throws ClassNotFoundException {
        var known = new TreeSet<>(OF_OTHERS);
        collect("companion", RuntimeProperties.class, known);
        if (VENDORS.contains(service)) {
            collect(VendorHosts.PREFIX, VendorHosts.class, known);
        }
        var own = new ArrayList<Class<?>>();
        switch (service) {
            case "poller" -> own.add(PollerProperties.class);
            case "mapper" -> own.add(MapperProperties.class);
            case "provisioner" -> own.add(ProvisionerProperties.class);
            case "event-resolver" -> own.add(EventResolverProperties.class);
            case "standalone" -> {
                known.add("COMPANION_SECURE_COOKIES"); // console.properties
                own.add(DoorProperties.class);
                Pattern.compile("\"(COMPANION_[A-Z_]+)\"")
                        .matcher(Charts.text(OF_STANDALONE))
                        .results()
                        .forEach(found -> known.add(found.group(1)));
            }
            default -> {
                own.add(Class.forName("dev.companion.console.config.ConsoleProperties"));
                own.add(DoorProperties.class);
            }
        }
        own.forEach(type ->
                collect(type.getAnnotation(ConfigurationProperties.class).value(), type, known));
        return known;
    }

    private static void collect(String prefix, Class<?> type, Set<String> known) {
        for (RecordComponent component : type.getRecordComponents()) {
            var name = prefix + "." + component.getName();
            if (component.getType().isRecord()) {
                collect(name, component.getType(), known);
            } else {
                var variable = name.replace('.', '_').replace("-", "").toUpperCase(Locale.ROOT);
                known.add(Map.class.isAssignableFrom(component.getType()) ? variable + "_" : variable);
            }
        }
    }
}
