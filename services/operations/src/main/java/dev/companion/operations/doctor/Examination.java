package dev.companion.operations.doctor;

import dev.companion.operations.admin.Rights;
import dev.companion.operations.admin.Schemas;
import dev.companion.operations.admin.Topics;
import dev.companion.operations.connection.Connection;
import dev.companion.operations.domain.check.BrokerRules;
import dev.companion.operations.domain.check.ClockRules;
import dev.companion.operations.domain.check.DiskRules;
import dev.companion.operations.domain.check.EndpointRules;
import dev.companion.operations.domain.check.Finding;
import dev.companion.operations.domain.check.GroupRules;
import dev.companion.operations.domain.check.MemoryRules;
import dev.companion.operations.domain.check.PlanRules;
import dev.companion.operations.domain.check.QuotaRules;
import dev.companion.operations.domain.check.RecordRules;
import dev.companion.operations.domain.check.Report;
import dev.companion.operations.domain.check.RightRules;
import dev.companion.operations.domain.check.Samples;
import dev.companion.operations.domain.check.SecretRules;
import dev.companion.operations.domain.check.ServiceRules;
import dev.companion.operations.domain.check.TopicRules;
import dev.companion.operations.domain.check.VariableRules;
import dev.companion.operations.domain.check.VersionRules;
import dev.companion.runtime.KafkaClients;
import dev.companion.runtime.environment.ServiceVariables;
import dev.companion.runtime.failure.FailureWords;
import dev.companion.runtime.metrics.BuildInfo;
import dev.companion.schemas.TopicCatalogue;
import dev.companion.schemas.TopicCatalogue.Row;
import dev.companion.schemas.TopicCatalogue.Visibility;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.SecurityDisabledException;
import org.jspecify.annotations.Nullable;

/** All checks, one after the other. One that fails is a finding of its own and keeps no other from being made. */
final class Examination {

    static final List<String> CHECKS = List.of(
            "address",
            "authentication",
            "topics",
            "changelogs",
            "acls",
            "broker",
            "schemas",
            "records",
            "groups",
            "clock",
            "keysets",
            "services",
            "quotas",
            "versions",
            "memory",
            "variables",
            "disk");

    /**
     * What is looked at besides cluster and registry.
     *
     * @param readers credentials that may read topics
     * @param services management ports by service
     * @param lagMax records that a service may be behind
     * @param environment variables of a process
     */
    record Patient(
            List<Path> readers,
            Map<String, String> services,
            long lagMax,
            @Nullable Path publicKeyset,
            @Nullable Path privateKeyset,
            List<Path> disks,
            List<String> principals,
            boolean anonymous,
            Map<String, String> environment) {}

    /** A check that adds its findings; any failure means that it could not be made. */
    private interface Check {
        List<Finding> make() throws Exception;
    }

    private final Connection connection;
    private final Patient patient;
    private final List<String> skip;
    private final InstantSource clock;
    private final TopicCatalogue catalogue = TopicCatalogue.load();
    private final List<Finding> findings = new ArrayList<>();
    private final List<EndpointRules.Endpoint> brokers = new ArrayList<>();

    Examination(Connection connection, Patient patient, List<String> skip, InstantSource clock) {
        this.connection = connection;
        this.patient = patient;
        this.skip = List.copyOf(skip);
        this.clock = clock;
    }

    Report report() throws InterruptedException {
        check("variables", this::variables);
        check("keysets", () -> Keysets.check(patient.publicKeyset(), patient.privateKeyset()));
        check("disk", this::disks);
        check("address", this::addresses);
        if (EndpointRules.areAway(brokers)) {
            findings.add(
                    Finding.notMade("cluster", "no broker can be reached", "mend the address first, then ask again"));
        } else {
            askCluster();
        }
        check("schemas", () -> PlanRules.of(new Schemas(connection).plan()));
        askServices();
        return new Report(findings);
    }

    private void check(String name, Check check) throws InterruptedException {
        if (skip.contains(name)) {
            return;
        }
        try {
            findings.addAll(check.make());
        } catch (InterruptedException e) {
            throw e;
        } catch (ExecutionException e) {
            findings.add(notMade(name, e.getCause() == null ? e : e.getCause()));
        } catch (Exception e) { // a check may fail in any way, and the others are made nevertheless
            findings.add(notMade(name, e));
        }
    }

    private static Finding notMade(String name, Throwable cause) {
        if (cause instanceof SecurityDisabledException) {
            return Finding.warning(
                    name,
                    "the cluster",
                    "has no access control: every client reads and writes everything",
                    "each principal may do what the catalogue says",
                    "set authorizer.class.name and super.users on the brokers, then companion admin acls apply");
        }
        return Finding.notMade(
                name,
                FailureWords.root(cause),
                cause instanceof AuthorizationException
                        ? "ask with the credentials of the administrator, whose rights are: companion admin acls plan --principals admin"
                        : "mend what it says, then ask again");
    }

    private void askCluster() throws InterruptedException {
        try (var admin = connection.admin()) {
            var cluster = new Cluster(admin);
            if (!isAdmitted(cluster)) {
                return;
            }
            check("topics", () -> PlanRules.of(new Topics(connection, admin).plan()));
            check("changelogs", () -> changelogs(cluster));
            check("acls", () -> rights(admin));
            check("broker", () -> brokers(cluster));
            check("groups", () -> groups(cluster));
            check("clock", () -> ClockRules.of("the controller", cluster.ahead(clock)));
            check("records", this::records);
        }
    }

    private boolean isAdmitted(Cluster cluster) throws InterruptedException {
        try {
            cluster.brokers();
            return true;
        } catch (ExecutionException e) {
            var cause = e.getCause() == null ? e : e.getCause();
            findings.add(
                    Finding.fault(
                            "authentication",
                            "the cluster",
                            (cause instanceof AuthenticationException
                                            ? "refuses the credentials: "
                                            : "does not answer: ")
                                    + FailureWords.root(cause),
                            "an answer to credentials that it knows",
                            "compare user, password and mechanism in the credentials with the cluster; also its security.protocol with that of the listener"));
            findings.add(
                    Finding.notMade("cluster", "the cluster does not let us in", "mend that first, then ask again"));
            return false;
        }
    }

    private List<Finding> addresses() {
        var now = clock.instant();
        var found = new ArrayList<Finding>();
        brokers.addAll(Endpoints.brokers(new KafkaClients(connection.properties()).adminConfig()));
        brokers.forEach(endpoint -> found.addAll(EndpointRules.of(endpoint, now)));
        var registry = connection.properties().registry();
        Endpoints.urls("registry", registry.url(), registry.properties())
                .forEach(endpoint -> found.addAll(EndpointRules.of(endpoint, now)));
        return found;
    }

    private List<Finding> changelogs(Cluster cluster) throws ExecutionException, InterruptedException {
        var rows = catalogue.rows();
        var partitions = connection.properties().topics().partitions();
        return TopicRules.of(
                cluster.topics(),
                rows.stream().map(Row::name).collect(Collectors.toSet()),
                cluster.applications(),
                cluster.working(),
                partitions == null ? rows.getFirst().partitions() : partitions);
    }

    private List<Finding> rights(Admin admin) throws ExecutionException, InterruptedException {
        var comparison = new Rights(connection, admin, patient.principals(), patient.anonymous()).compare();
        var internal = catalogue.rows().stream()
                .filter(row -> row.visibility() != Visibility.YES)
                .map(Row::name)
                .collect(Collectors.toSet());
        return RightRules.of(
                comparison.missing(), comparison.excess(), comparison.foreign(), internal, connection.tools());
    }

    private List<Finding> brokers(Cluster cluster) throws ExecutionException, InterruptedException {
        var found = new ArrayList<Finding>();
        var ids = cluster.brokers();
        var session = connection.properties().streams().sessionTimeout();
        for (var id : ids) {
            found.addAll(BrokerRules.of(id, cluster.settings(id), ids.size(), session));
        }
        return found;
    }

    private List<Finding> groups(Cluster cluster) throws ExecutionException, InterruptedException {
        return GroupRules.of(cluster.groups(), patient.lagMax(), cluster.openTransactions(clock.instant()));
    }

    private List<Finding> records() {
        return RecordRules.of(new Records(connection).read(patient.readers()));
    }

    private void askServices() throws InterruptedException {
        var asked = new TreeMap<String, Services.Asked>();
        try (var services = new Services()) {
            for (var service : patient.services().entrySet()) {
                asked.put(service.getKey(), services.ask(service.getKey(), service.getValue()));
            }
        }
        for (var service : asked.entrySet()) {
            var name = service.getKey();
            var said = service.getValue();
            check("services", () -> readiness(name, said));
            check(
                    "clock",
                    () -> said.time()
                            .map(time -> ClockRules.of(name, ahead(time)))
                            .orElse(List.of()));
            var samples = said.samples().orElse(Samples.NONE);
            check("clock", () -> ClockRules.ofVendors(name, samples));
            check("keysets", () -> SecretRules.of(name, samples));
            check("quotas", () -> QuotaRules.of(samples));
            check("memory", () -> MemoryRules.of(name, samples));
        }
        check("versions", () -> versions(asked));
    }

    private static List<Finding> readiness(String name, Services.Asked said) {
        var found = new ArrayList<>(ServiceRules.of(said.readiness()));
        if (said.trouble() != null) {
            found.add(ServiceRules.notMeasured(name, said.trouble()));
        }
        return found;
    }

    private static List<Finding> versions(Map<String, Services.Asked> asked) {
        var running = new TreeMap<String, String>();
        asked.forEach((name, said) -> said.samples().ifPresent(samples -> running.put(name, VersionRules.of(samples))));
        return VersionRules.of(running, BuildInfo.version());
    }

    /** A server says its time in whole seconds. */
    private Duration ahead(Instant theirs) {
        return Duration.between(Instant.ofEpochSecond(clock.instant().getEpochSecond()), theirs);
    }

    private List<Finding> variables() throws IOException {
        return VariableRules.of(ServiceVariables.without(patient.environment()).keySet(), KnownVariables.read());
    }

    private List<Finding> disks() throws IOException {
        var found = new ArrayList<Finding>();
        for (var disk : patient.disks()) {
            var store = Files.getFileStore(disk);
            found.addAll(DiskRules.of(disk.toString(), store.getUsableSpace(), store.getTotalSpace()));
        }
        return found;
    }
}
