package dev.companion.wide;

import static org.assertj.core.api.Assertions.assertThat;

import dev.companion.links.LinkPhase;
import dev.companion.links.LinkStatus;
import dev.companion.requests.Request;
import dev.companion.schemas.TenantKey;
import dev.companion.schemas.Topics;
import dev.companion.stack.ConsoleUser;
import dev.companion.stack.DemoCredentials;
import dev.companion.stack.ReplicatedStack;
import dev.companion.stack.ReplicatedStack.Replica;
import dev.companion.stack.SimulatedVendors;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Each service in two processes, which are replaced one by one while sites are linked, as a rollout does it: from the first
 * version to this one, and one of each back (invariants 1 and 2).
 */
class RolledReplicasE2E {

    private static final int TENANTS = 2;
    private static final int SITES = 200;
    /** Of each tenant, linked when the versions are mixed after the way back. */
    private static final int FURTHER = 5;

    private static final Path FIRST_VERSION = Path.of("target", "first-version");
    private static final Duration STALL_MAX = Duration.ofSeconds(15);
    /** One: what a rollout costs without a second process, by hand. */
    private static final int REPLICAS = Integer.getInteger("companion.wide.replicas", 2);

    /** So slowly that links are under way for as long as the rollout takes; the pace alone is a wait of two seconds. */
    private static final Map<String, String> ENVIRONMENT = Map.of(
            "COMPANION_POLL_INTERVAL", "2s",
            "COMPANION_PROVISIONER_PACING_GRAVITYZONECREATEPERMINUTE", "30",
            "COMPANION_PROVISIONER_PACING_DATTOREADSPERMINUTE", "1200",
            "COMPANION_PROVISIONER_PACING_DATTOWRITESPERMINUTE", "600");

    private static final List<String> WRITES = List.of(
            "companies.createCompany",
            "packages.createPackage",
            "PUT /v2/site/{siteUid}/variable",
            "POST /v2/site/{siteUid}/variable/{variableId}");

    @TempDir
    private Path directory;

    private final Map<String, String> tenantOfAccount = new HashMap<>();
    private final List<ConsoleUser> users = new ArrayList<>();
    private final List<List<String>> unlinked = new ArrayList<>();
    private final List<List<String>> further = new ArrayList<>();

    @Test
    void aRolloutStallsNoTenantForLongAndRepeatsNoCall() {
        var from = startingVersion();
        try (var stack = ReplicatedStack.start(directory.resolve("data"), ENVIRONMENT, REPLICAS, from)) {
            var vendors = stack.ports().vendors();
            connect(stack, vendors);
            var companiesBefore = vendors.companies().size();
            vendors.forgetJournal();

            roll(stack);
            for (var i = 0; i < TENANTS; i++) {
                users.get(i).awaitReady(allSites(i), Duration.ofMinutes(5));
            }

            assertThat(vendors.calls())
                    .as("calls with an effect")
                    .containsEntry("gravityzone companies.createCompany", (long) SITES)
                    .containsEntry("gravityzone packages.createPackage", (long) SITES)
                    .containsEntry("datto PUT /v2/site/{siteUid}/variable", (long) SITES)
                    .doesNotContainKey("datto POST /v2/site/{siteUid}/variable/{variableId}");
            theWorldHasOneOfEach(vendors, companiesBefore);
            stalls(stack, vendors).forEach((tenant, stalls) -> {
                var longest = stalls.longest();
                System.out.printf(
                        "longest stall of %s: %.1f s, from %s%n",
                        tenant, longest.length().toMillis() / 1e3, longest.from());
                assertThat(longest.length()).as("longest stall of %s", tenant).isLessThanOrEqualTo(STALL_MAX);
            });
            theWayBack(stack, vendors, from);
        }
    }

    /** Built by {@code ./companion test --wide}, if this clone has its commit. */
    private static Path startingVersion() {
        var first = FIRST_VERSION.toAbsolutePath();
        if (Files.exists(first.resolve("services/standalone/target/companion.jar"))) {
            System.out.println("from the first version to this one");
            return first;
        }
        System.out.println("from this version to itself: the first version is not built");
        return ReplicatedStack.thisVersion();
    }

    /** Half of the processes, where that may be, run the older version again, on the records that the newer one wrote. */
    private void theWayBack(ReplicatedStack stack, SimulatedVendors vendors, Path older) {
        steps(stack.replicas()).stream()
                .filter(together -> together.getFirst().number() == 1)
                .forEach(together -> replace(stack, together, older));
        vendors.forgetJournal();
        for (var i = 0; i < TENANTS; i++) {
            var user = users.get(i);
            var some = further.get(i);
            user.link(toNewCompanies(i, some));
            user.awaitReady(some, Duration.ofMinutes(3));
            user.awaitReady(unlinked.get(i), Duration.ofMinutes(1));
        }
        assertThat(vendors.calls())
                .as("calls with an effect after the way back")
                .containsEntry("gravityzone companies.createCompany", (long) TENANTS * FURTHER)
                .containsEntry("gravityzone packages.createPackage", (long) TENANTS * FURTHER)
                .containsEntry("datto PUT /v2/site/{siteUid}/variable", (long) TENANTS * FURTHER)
                .doesNotContainKey("datto POST /v2/site/{siteUid}/variable/{variableId}");
    }

    private void connect(ReplicatedStack stack, SimulatedVendors vendors) {
        vendors.set(Map.of(
                "datto.readsPerMinute", 6_000, "datto.writesPerMinute", 6_000, "datto.writesPerOperation", 1_000));
        for (var seeded : vendors.seedTenants(TENANTS, SITES / TENANTS + FURTHER, 0)) {
            var tenant = seeded.path("accountUid").asString();
            tenantOfAccount.put(tenant, tenant);
            tenantOfAccount.put(seeded.path("companyId").asString(), tenant);
        }
        for (var number = 1; number <= TENANTS; number++) {
            var credentials = DemoCredentials.ofBulkTenant(number);
            var user = stack.ports().console();
            user.signIn(credentials);
            user.connect(credentials);
            user.awaitSites(SITES / TENANTS + FURTHER, Duration.ofMinutes(2));
            users.add(user);
            var sites = List.copyOf(user.sites().keySet());
            unlinked.add(sites.subList(FURTHER, sites.size()));
            further.add(sites.subList(0, FURTHER));
        }
    }

    /** Before each step, more sites are linked, so that what ends is in the middle of something. */
    private void roll(ReplicatedStack stack) {
        var steps = steps(stack.replicas());
        for (var step = 0; step < steps.size(); step++) {
            for (var i = 0; i < TENANTS; i++) {
                var sites = unlinked.get(i);
                var from = sites.size() * step / steps.size();
                users.get(i).link(toNewCompanies(i, sites.subList(from, sites.size() * (step + 1) / steps.size())));
            }
            replace(stack, steps.get(step), ReplicatedStack.thisVersion());
        }
        assertThat(users.stream().mapToLong(ConsoleUser::ready).sum())
                .as("sites that were ready before the rollout ended, or it was not tested with links under way")
                .isLessThan(SITES);
    }

    /** What is replaced at once: one process, or all of a service of which old and new ones must not run side by side. */
    private static List<List<Replica>> steps(List<Replica> replicas) {
        var recreated = recreated();
        var steps = new ArrayList<List<Replica>>();
        for (var replica : replicas) {
            if (!recreated.contains(replica.service())) {
                steps.add(List.of(replica));
            } else if (replica.number() == 1) {
                steps.add(replicas.stream()
                        .filter(each -> each.service().equals(replica.service()))
                        .toList());
            }
        }
        return steps;
    }

    /** The services whose pods this release replaces all at once. */
    private static Set<String> recreated() {
        try (var lines =
                Files.lines(ReplicatedStack.thisVersion().resolve("deploy/helm/companion/files/rollout.yaml"))) {
            return lines.filter(line -> line.contains("{kind: Recreate"))
                    .map(line -> line.substring(0, line.indexOf(':')))
                    .collect(Collectors.toSet());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void replace(ReplicatedStack stack, List<Replica> together, Path version) {
        var began = System.nanoTime();
        together.forEach(stack::stop);
        var stopped = System.nanoTime();
        together.forEach(replica -> stack.start(replica, version));
        System.out.printf(
                "%s: stopped within %.1f s, ready again %.1f s after the start; %d sites are ready%n",
                together,
                (stopped - began) / 1e9,
                (System.nanoTime() - stopped) / 1e9,
                users.stream().mapToLong(ConsoleUser::ready).sum());
    }

    private static List<Map<String, Object>> toNewCompanies(int tenant, List<String> siteUids) {
        return siteUids.stream()
                .map(uid -> ConsoleUser.toNewCompany(uid, "Customer %d-%s".formatted(tenant, uid)))
                .toList();
    }

    private List<String> allSites(int tenant) {
        return unlinked.get(tenant);
    }

    private void theWorldHasOneOfEach(SimulatedVendors vendors, int companiesBefore) {
        var companies = vendors.companies();
        assertThat(companies).as("companies").hasSize(companiesBefore + SITES);
        assertThat(companies.stream().map(company -> company.path("name").asString()))
                .doesNotHaveDuplicates();
        var packages = vendors.packages();
        var variables = vendors.variables();
        var used = new HashSet<String>();
        for (var user : users) {
            user.sites().forEach((uid, site) -> {
                if (further.stream().anyMatch(some -> some.contains(uid))) {
                    return;
                }
                var companyId = site.path("company").path("id").asString();
                assertThat(used.add(companyId))
                        .as("company of %s is of no other site", uid)
                        .isTrue();
                assertThat(packages.getOrDefault(companyId, List.of()))
                        .as("packages of %s", uid)
                        .hasSize(1);
                assertThat(variables.get(uid))
                        .as("variable of %s", uid)
                        .containsExactly(packages.get(companyId)
                                .getFirst()
                                .path("installLinkWindows")
                                .asString());
            });
        }
        assertThat(used).hasSize(SITES);
    }

    /** By tenant: calls with an effect and changes of a status are progress. */
    private Map<String, Stalls> stalls(ReplicatedStack stack, SimulatedVendors vendors) {
        var byTenant = new HashMap<String, Stalls>();
        for (var call : vendors.journalSince(0, 200_000)) {
            if (WRITES.contains(call.path("method").asString())) {
                of(byTenant, tenantOfAccount.get(call.path("account").asString()))
                        .progressed(Instant.parse(call.path("time").asString()));
            }
        }
        var ready = new HashSet<String>();
        stack.topics()
                .each(
                        row -> {
                            var stalls = of(byTenant, TenantKey.tenantOf(row.key()));
                            var at = Instant.ofEpochMilli(row.timestamp());
                            if (row.value() instanceof Request request) {
                                request.getCreateLinks().ifPresent(links -> stalls.requested(at, links.size()));
                            } else if (row.value() instanceof LinkStatus status) {
                                stalls.progressed(at);
                                if (status.getPhase() == LinkPhase.READY && ready.add(row.key())) {
                                    stalls.done(at);
                                }
                            }
                        },
                        Topics.REQUESTS,
                        Topics.LINK_STATUSES);
        assertThat(ready).hasSize(SITES);
        return byTenant;
    }

    private static Stalls of(Map<String, Stalls> byTenant, String tenant) {
        return byTenant.computeIfAbsent(tenant, _ -> new Stalls());
    }
}
