package dev.companion.wide.watch;

import static org.awaitility.Awaitility.await;

import dev.companion.stack.ConsoleUser;
import dev.companion.stack.DemoCredentials;
import dev.companion.stack.Ports;
import dev.companion.stack.SimulatedVendors;
import dev.companion.stack.SplitStack;
import dev.companion.stack.SplitStack.Jvm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** A stack in several processes, its administrators, and a watch tower that reads all of it. */
final class WatchedStack implements AutoCloseable {

    static final String INTERVAL = "1s";
    /** So that a quota for reads slows a service evenly, and not in large steps. */
    private static final String FETCH = "COMPANION_KAFKA_PROPERTIES_MAX_PARTITION_FETCH_BYTES";

    static final List<Jvm> SCRAPED = List.of(Jvm.SERVICES, Jvm.PROVISIONER_A, Jvm.PROVISIONER_B);

    /** How soon a member that was removed from its group learns of it. */
    private static final String HEARTBEAT = "COMPANION_KAFKA_PROPERTIES_MAIN_CONSUMER_HEARTBEAT_INTERVAL_MS";

    private static final int FURTHER_TENANTS = 3;
    private static final int SITES_EACH = 30;
    private static final Duration SOON = Duration.ofMinutes(2);

    /** An administrator, and the tenant by its names at both vendors. */
    record Tenant(ConsoleUser user, DemoCredentials credentials, String account, String company) {}

    private final long startedAt = System.nanoTime();
    private final SplitStack stack;
    private final LateClock clock;
    private final WatchTower tower;
    private final List<Tenant> tenants = new ArrayList<>();

    private WatchedStack(SplitStack stack, LateClock clock, WatchTower tower) {
        this.stack = stack;
        this.clock = clock;
        this.tower = tower;
    }

    /** The first of both provisioners says that it is of another version: an upgrade that has stopped half-way. */
    static WatchedStack start(Path directory) throws IOException {
        var clock = LateClock.open();
        var stack = SplitStack.start(
                directory.resolve("data"),
                environment(clock, ""),
                Map.of(
                        Jvm.PROVISIONER_A, environment(clock, anotherVersion(directory)),
                        Jvm.SERVICES, Map.of(FETCH, "10000", HEARTBEAT, "200")));
        clock.before(stack.ports().of(Ports.SIMULATOR) + 2);
        var tower = WatchTower.start(
                directory.resolve("tower"),
                SCRAPED.stream()
                        .map(jvm -> stack.ports(jvm).of(Ports.MANAGEMENT))
                        .toList());
        var watched = new WatchedStack(stack, clock, tower);
        try {
            await().atMost(SOON).until(tower::isReady);
            watched.connect();
            return watched;
        } catch (RuntimeException | AssertionError e) {
            watched.close();
            throw e;
        }
    }

    private static Map<String, String> environment(LateClock clock, String options) {
        return Map.of(
                "COMPANION_POLL_INTERVAL", INTERVAL,
                "COMPANION_ALLOWED_GRAVITYZONE_HOSTS", "localhost:" + clock.port(),
                "COMPANION_JAVA_OPTIONS", options);
    }

    /** The file in which Maven writes the version, in front of that of this build. */
    private static String anotherVersion(Path directory) throws IOException {
        var version = directory.resolve("version/dev/companion/runtime/metrics/build.properties");
        Files.createDirectories(version.getParent());
        Files.writeString(version, "version=0.0.9\n");
        return "-Xbootclasspath/a:" + directory.resolve("version");
    }

    private void connect() {
        var seeded = vendors().seedTenants(FURTHER_TENANTS, SITES_EACH, 3);
        connect(stack.credentials(), "", "");
        for (var number = 1; number <= FURTHER_TENANTS; number++) {
            var tenant = seeded.get(number - 1);
            connect(
                    DemoCredentials.ofBulkTenant(number),
                    tenant.path("accountUid").asString(),
                    tenant.path("companyId").asString());
        }
        for (var tenant : tenants) {
            tenant.user().awaitSites(SITES_EACH, SOON);
            tenant.user().awaitCompanies(3, SOON);
        }
    }

    private void connect(DemoCredentials credentials, String account, String company) {
        var ports = stack.ports();
        var user = new ConsoleUser(
                ports.url(Ports.CONSOLE),
                "http://localhost:" + (ports.of(Ports.SIMULATOR) + 1),
                "http://localhost:%d/api".formatted(clock.port()));
        user.signIn(credentials);
        user.connect(credentials);
        tenants.add(new Tenant(user, credentials, account, company));
    }

    /** The sample MSP of the demo. */
    ConsoleUser user() {
        return tenants.getFirst().user();
    }

    /** One of the other tenants, from 1 on. */
    Tenant tenant(int number) {
        return tenants.get(number);
    }

    Stream<ConsoleUser> users() {
        return tenants.stream().map(Tenant::user);
    }

    /** Links a site of a tenant to a new company. Returns the site. */
    static String link(ConsoleUser user, String company) {
        var site = unlinked(user);
        user.link(List.of(ConsoleUser.toNewCompany(site, company)));
        return site;
    }

    /** A site of the tenant that has no link. */
    static String unlinked(ConsoleUser user) {
        return user.sites().entrySet().stream()
                .filter(each -> each.getValue().path("state").asString().equals("UNLINKED"))
                .findFirst()
                .orElseThrow()
                .getKey();
    }

    /** Sites of one account at the vendor. */
    List<JsonNode> sitesOf(String account) {
        return vendors().sites().stream()
                .filter(site -> site.path("account").asString().equals(account))
                .toList();
    }

    /** From now on, this process is installed as it should be. Returns when it is ready. */
    void startRightly(Jvm jvm) {
        stack.environment(jvm, environment(clock, ""));
        stack.start(jvm);
        stack.awaitReady(jvm);
        if (jvm == Jvm.SERVICES) { // sessions end with the console
            tenants.forEach(tenant -> tenant.user().signIn(tenant.credentials()));
        }
    }

    void kill9(Jvm jvm) {
        stack.kill9(jvm);
    }

    SplitStack stack() {
        return stack;
    }

    WatchTower tower() {
        return tower;
    }

    LateClock clock() {
        return clock;
    }

    SimulatedVendors vendors() {
        return stack.ports().vendors();
    }

    /** When the first process was started, by {@code System.nanoTime}. */
    long startedAt() {
        return startedAt;
    }

    @Override
    public void close() {
        tower.close();
        stack.close();
        try {
            clock.close();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
