package dev.companion.standalone;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.companion.runtime.RuntimeProperties.TopicSettings;
import dev.companion.runtime.access.AccessFiles;
import dev.companion.runtime.access.AccessRights;
import dev.companion.runtime.access.AdminJob;
import dev.companion.runtime.contract.TopicContract;
import dev.companion.schemas.TopicCatalogue;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclBindingFilter;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * No right is for nothing: each right of each principal is taken away alone, and what it is for is refused; given back,
 * it works again. A denial that is taken away lets through what it kept out.
 */
@Tag("wide")
class EachRightIT {

    private static final Duration SOON = Duration.ofSeconds(20);
    private static final TopicCatalogue CATALOGUE = TopicCatalogue.load();

    /** Topics below the prefixes, one for each owner. */
    private static final List<String> BELOW_PREFIXES = List.of(
            "companion-poller-rows-changelog",
            "companion-mapper-links-changelog",
            "companion-provisioner-work-changelog",
            "companion-event-resolver-facts-changelog",
            "kafkasql-journal");

    @TempDir
    private static Path directory;

    private static Broker broker;
    private static AccessFiles files;
    private static int port;
    private static int openPort;

    @BeforeAll
    static void start() throws Throwable {
        port = RegistryProcess.freePort();
        openPort = RegistryProcess.freePort();
        files = new AccessFiles(directory.resolve("credentials"));
        var job = new AdminJob(files);
        job.ensureCredentials();
        broker = Broker.start(directory.resolve("kafka"), port, openPort);
        try (var all = broker.admin()) {
            job.grant(all, true);
            all.createTopics(BELOW_PREFIXES.stream()
                            .map(topic -> new NewTopic(topic, 1, (short) 1))
                            .toList())
                    .all()
                    .get();
        }
        try (var admin = as(AccessRights.ADMIN).admin()) {
            var settings = new TopicSettings(true, 1, (short) 1);
            await().atMost(SOON).ignoreExceptions().until(() -> {
                new TopicContract(CATALOGUE, AccessRights.ADMIN, settings).settle(admin);
                return true;
            });
        }
        for (var row : CATALOGUE.rows()) {
            as(row.writers().getFirst()).produce(row.name(), "key".getBytes(UTF_8), "value".getBytes(UTF_8));
        }
        for (var topic : BELOW_PREFIXES) {
            as(ownerOf(topic)).produce(topic, "key".getBytes(UTF_8), "value".getBytes(UTF_8));
        }
    }

    @AfterAll
    static void stop() {
        broker.close();
    }

    @Test
    void withoutAnyOneOfThemItsPurposeIsRefused() throws Exception {
        var rights = AccessRights.of(CATALOGUE, true).stream()
                .sorted(Comparator.comparing(AclBinding::toString))
                .toList();
        assertThat(rights).hasSizeGreaterThan(100);
        try (var all = broker.admin()) {
            for (var right : rights) {
                var allows = right.entry().permissionType() == AclPermissionType.ALLOW;
                awaitThatItWorks(right, allows, "with");
                var removed = withWhatImplies(right, rights);
                remove(all, removed);
                awaitThatItWorks(right, !allows, "without");
                all.createAcls(removed).all().get();
            }
            await("all are there again")
                    .atMost(SOON)
                    .until(() -> Set.copyOf(all.describeAcls(AclBindingFilter.ANY)
                                    .values()
                                    .get())
                            .equals(Set.copyOf(rights)));
        }
    }

    private static void remove(Admin all, List<AclBinding> rights) throws Exception {
        all.deleteAcls(rights.stream().map(AclBinding::toFilter).toList()).all().get();
    }

    private static void awaitThatItWorks(AclBinding right, boolean expected, String how) {
        await(how + " " + right)
                .atMost(SOON)
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> works(right) == expected);
    }

    /** To describe is implied by a right to read, write or alter the same; so it is gone only together with those. */
    private static List<AclBinding> withWhatImplies(AclBinding right, List<AclBinding> rights) {
        var implying =
                switch (right.entry().operation()) {
                    case DESCRIBE ->
                        Set.of(AclOperation.READ, AclOperation.WRITE, AclOperation.ALTER, AclOperation.DESCRIBE);
                    case DESCRIBE_CONFIGS -> Set.of(AclOperation.ALTER_CONFIGS, AclOperation.DESCRIBE_CONFIGS);
                    default -> Set.of(right.entry().operation());
                };
        return rights.stream()
                .filter(each -> each.pattern().equals(right.pattern()))
                .filter(each -> each.entry().principal().equals(right.entry().principal()))
                .filter(each -> implying.contains(each.entry().operation()))
                .toList();
    }

    /** Whether what the right is for is done, on something that it covers. */
    private static boolean works(AclBinding right) {
        var principal = right.entry().principal().substring("User:".length());
        var client = as(principal);
        var name = right.pattern().patternType() == PatternType.PREFIXED
                ? below(right.pattern().name(), principal)
                : right.pattern().name();
        return switch (right.pattern().resourceType()) {
            case TOPIC -> client.mayWithTopic(name, right.entry().operation());
            case GROUP ->
                right.entry().operation() == AclOperation.DESCRIBE
                        ? client.describesGroup(name.equals("*") ? "strangers" : name)
                        : client.commits(name.equals("*") ? "strangers" : name, readableBy(principal));
            case TRANSACTIONAL_ID ->
                right.entry().operation() == AclOperation.DESCRIBE
                        ? client.describesTransaction(name)
                        : client.transacts(name);
            case CLUSTER -> client.mayWithCluster(right.entry().operation());
            default -> throw new IllegalArgumentException("no purpose is known of " + right);
        };
    }

    private static String below(String prefix, String principal) {
        return Stream.concat(BELOW_PREFIXES.stream(), CATALOGUE.rows().stream().map(TopicCatalogue.Row::name))
                .filter(topic -> topic.startsWith(prefix))
                .filter(topic -> !principal.equals(AccessRights.REGISTRY) || topic.equals("kafkasql-journal"))
                .findFirst()
                .orElse(prefix + "1");
    }

    private static String readableBy(String principal) {
        if (principal.equals(AccessRights.REGISTRY)) {
            return "kafkasql-journal";
        }
        var service = principal.equals(AccessRights.ANONYMOUS) ? AccessRights.READER : principal;
        return CATALOGUE.rows().stream()
                .filter(row -> row.readers().contains(service)
                        || service.equals(AccessRights.READER) && row.visibility() == TopicCatalogue.Visibility.YES)
                .map(TopicCatalogue.Row::name)
                .sorted()
                .collect(Collectors.toList())
                .getFirst();
    }

    private static String ownerOf(String topic) {
        return topic.startsWith("kafkasql-")
                ? AccessRights.REGISTRY
                : CATALOGUE.services().stream()
                        .map(TopicCatalogue.Service::name)
                        .filter(service -> topic.startsWith("companion-" + service + "-"))
                        .findFirst()
                        .orElseThrow();
    }

    private static AccessClients as(String principal) {
        return principal.equals(AccessRights.ANONYMOUS)
                ? new AccessClients(principal, openPort, null)
                : new AccessClients(principal, port, files.file(principal));
    }
}
