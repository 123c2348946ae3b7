package dev.companion.soak;

import static org.awaitility.Awaitility.await;

import dev.companion.stack.DemoCredentials;
import dev.companion.stack.SplitStack;
import dev.companion.stack.SplitStack.Jvm;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * All of Companion in JVMs of their own. While sites of a few tenants are linked and unlinked in random waves and some
 * calls to the vendors lose their answer, one JVM after the other is killed and started again. When everything has
 * settled, the vendors' world is checked against the links.
 */
public final class Soak {

    private static final int TENANTS = 3;
    private static final Duration SETTLES_WITHIN = Duration.ofMinutes(8);
    private static final Duration SEEN_WITHIN = Duration.ofMinutes(3);
    private static final int SHOWN_FINDINGS = 5;

    /** Factor on the usual rates, here and at the vendors: a soak should wait for killed processes, not for quota. */
    private static final int PACE = 10;

    private static final String OPTIONS = "-Dcompanion.provisioner.pacing.gravity-zone-per-minute=" + 480 * PACE
            + " -Dcompanion.provisioner.pacing.gravity-zone-create-per-minute=" + 240 * PACE
            + " -Dcompanion.provisioner.pacing.datto-reads-per-minute=" + 120 * PACE
            + " -Dcompanion.provisioner.pacing.datto-writes-per-minute=" + 60 * PACE;

    private static final double LOST = 0.03;

    private final SoakOptions options;
    private final Said said;

    private Soak(SoakOptions options, PrintStream out) {
        this.options = options;
        this.said = new Said(out);
    }

    public static void main(String[] arguments) throws IOException {
        SoakOptions options;
        try {
            options = SoakOptions.of(Arrays.asList(arguments), System.nanoTime() & 0xFFFFFF);
        } catch (IllegalArgumentException refused) {
            System.err.println("soak: " + refused.getMessage() + System.lineSeparator() + SoakOptions.USAGE);
            System.exit(2);
            return;
        }
        var directory = Files.createTempDirectory("companion-soak");
        var right = run(options, directory, System.out);
        if (right) {
            delete(directory);
        } else {
            System.out.println("Data and logs are in " + directory);
        }
        System.exit(right ? 0 : 1);
    }

    /** Returns whether everything is correct, and prints the course. */
    public static boolean run(SoakOptions options, Path directory, PrintStream out) {
        return new Soak(options, out).run(directory);
    }

    private boolean run(Path directory) {
        said.line("seed %d: %d kills, %d sites", options.seed(), options.kills(), options.sites());
        var environment = Map.of("COMPANION_POLL_INTERVAL", "2s", "COMPANION_JAVA_OPTIONS", OPTIONS);
        try (var stack = SplitStack.start(directory.resolve("data"), environment)) {
            var hook = new Thread(stack::close, "end of the stack");
            Runtime.getRuntime().addShutdownHook(hook); // Ctrl-C leaves nothing behind
            said.line("%d JVMs are up", Jvm.values().length);
            var right = soak(stack);
            Runtime.getRuntime().removeShutdownHook(hook);
            return right;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private boolean soak(SplitStack stack) throws InterruptedException {
        var vendors = stack.ports().vendors();
        vendors.set(Map.of(
                "gravityzone.requestsPerSecond", 10 * PACE,
                "datto.readsPerMinute", 600 * PACE,
                "datto.writesPerMinute", 600 * PACE,
                "datto.writesPerOperation", 100 * PACE));
        var tenants = new HashMap<String, String>();
        for (var seeded : vendors.seedTenants(TENANTS, sitesEach(), companiesEach())) {
            tenants.put(
                    seeded.path("companyId").asString(),
                    seeded.path("accountUid").asString());
        }
        var before = new HashSet<String>();
        vendors.companies().forEach(company -> before.add(company.path("id").asString()));
        connect(stack);
        vendors.forgetJournal();
        loseAnswers(stack);

        var waves = new Waves(stack.ports(), TENANTS, options.seed(), said);
        try (var watch = new Watch(stack.topics())) {
            var killings = new Killings(stack, watch, options.seed() + 1, said);
            waves.start();
            killings.kill(options.kills());
            killings.awaitRecovery();
            waves.stop();
            said.line("no more kills and waves; %s", waves.counts());
            for (var jvm : Jvm.values()) {
                stack.awaitReady(jvm);
            }
            vendors.clearFaults();
            var settled = settle(watch, waves);
            tellRecoveries(killings);
            return verdict(stack, killings, tenants, before, shown(waves), settled);
        }
    }

    private void connect(SplitStack stack) {
        var users = IntStream.rangeClosed(1, TENANTS)
                .mapToObj(tenant -> {
                    var credentials = DemoCredentials.ofBulkTenant(tenant);
                    var user = stack.ports().console();
                    user.signIn(credentials);
                    user.connect(credentials);
                    return user;
                })
                .toList();
        for (var user : users) {
            user.awaitSites(sitesEach(), SEEN_WITHIN);
            user.awaitCompanies(companiesEach(), SEEN_WITHIN);
        }
        said.line("%d tenants are connected and seen", TENANTS);
    }

    private int sitesEach() {
        return Math.ceilDiv(options.sites(), TENANTS);
    }

    private int companiesEach() {
        return Math.ceilDiv(options.sites(), 4 * TENANTS);
    }

    /** Some of a hundred creations and writes are not performed, or performed without an answer. */
    private static void loseAnswers(SplitStack stack) {
        var methods = Map.of(
                "createCompany", "gravityzone",
                "createPackage", "gravityzone",
                "PUT /v2/site/{siteUid}/variable", "datto");
        methods.forEach((method, api) -> {
            for (var kind : List.of("RESET_AFTER", "RESET_BEFORE")) {
                stack.ports().vendors().inject(Map.of("api", api, "method", method, "kind", kind, "probability", LOST));
            }
        });
    }

    /** Waits until nothing is in progress; unlinks what is blocked, as a person would. */
    private boolean settle(Watch watch, Waves waves) {
        var until = System.nanoTime() + SETTLES_WITHIN.toNanos();
        var people = 0;
        var last = -1;
        while (System.nanoTime() < until) {
            var underWay = watch.underWay();
            if (underWay != last) {
                said.line("%d of %d links are under way", underWay, watch.linked());
                last = underWay;
            }
            if (underWay == 0) {
                var still = waves.takeApartWhatStandsStill();
                if (still == 0) {
                    said.line("settled; %d links had needed a person", people);
                    return true;
                }
                people += still;
            }
            await().pollDelay(Duration.ofSeconds(1)).until(() -> true);
        }
        said.line("NOT SETTLED within %d s", SETTLES_WITHIN.toSeconds());
        return false;
    }

    private static Map<String, JsonNode> shown(Waves waves) {
        var shown = new HashMap<String, JsonNode>();
        for (var tenant = 1; tenant <= TENANTS; tenant++) {
            var tenantId = DemoCredentials.bulkTenant(tenant);
            var user = waves.user(tenant);
            user.sites().forEach((uid, site) -> {
                var link = user.installationLink(uid);
                shown.put(
                        History.key(tenantId, uid),
                        ((ObjectNode) site).put(Checks.INSTALLATION_LINK, link.orElse("none")));
            });
        }
        return shown;
    }

    private void tellRecoveries(Killings killings) {
        var provisioners = EnumSet.of(Jvm.PROVISIONER_A, Jvm.PROVISIONER_B);
        tell("all", killings.recoveries(false, EnumSet.allOf(Jvm.class)));
        tell("of these with no other kill between", killings.recoveries(true, EnumSet.allOf(Jvm.class)));
        tell("the broker, no other between", killings.recoveries(true, EnumSet.of(Jvm.BROKER)));
        tell(Jvm.SERVICES.said() + ", no other between", killings.recoveries(true, EnumSet.of(Jvm.SERVICES)));
        tell("a provisioner, no other between", killings.recoveries(true, provisioners));
    }

    private void tell(String what, List<Duration> sorted) {
        if (!sorted.isEmpty()) {
            said.line(
                    "from a kill to progress, %s (%d): p50 %.1f s, p95 %.1f s, max %.1f s",
                    what, sorted.size(), seconds(sorted, 0.50), seconds(sorted, 0.95), seconds(sorted, 1));
        }
    }

    /** The nearest rank. */
    private static double seconds(List<Duration> sorted, double quantile) {
        var rank = (int) Math.ceil(quantile * sorted.size());
        return sorted.get(Math.max(1, rank) - 1).toMillis() / 1e3;
    }

    private boolean verdict(
            SplitStack stack,
            Killings killings,
            Map<String, String> tenants,
            Set<String> before,
            Map<String, JsonNode> shown,
            boolean settled) {
        var history = History.of(stack.topics());
        var vendors = stack.ports().vendors();
        var findings = Checks.of(history, vendors, tenants, before, shown);
        findings.put("no process ended unexpectedly", killings.endedByThemselves());
        said.line(Checks.counts(history, vendors));
        said.line("%d links, %d companies made", history.links.size(), history.companiesMade.size());
        findings.forEach((what, wrong) -> {
            said.line("  %-5s %s", wrong.isEmpty() ? "ok" : "WRONG", what);
            wrong.stream().limit(SHOWN_FINDINGS).forEach(each -> said.line("          %s", each));
        });
        var wrong = findings.values().stream().mapToInt(List::size).sum();
        var right = settled && wrong == 0;
        said.line(
                right
                        ? "EXACTLY ONCE: %d kills, nothing lost, nothing doubled (seed %d)"
                        : "WRONG after %d kills (seed %d)",
                killings.count(),
                options.seed());
        return right;
    }

    private static void delete(Path directory) throws IOException {
        try (var all = Files.walk(directory)) {
            all.sorted(Comparator.reverseOrder()).forEach(path -> {
                try {
                    Files.deleteIfExists(path);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
    }
}
