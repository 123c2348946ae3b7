package dev.companion.benchmark;

import static org.awaitility.Awaitility.await;

import dev.companion.stack.CompanionProcess;
import dev.companion.stack.ConsoleUser;
import dev.companion.stack.DemoCredentials;
import dev.companion.stack.Http;
import dev.companion.stack.Metrics;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * The stack as a user starts it, with one large tenant and many small ones: how many calls their sites cost, how long
 * until all are published, the cost of being idle, and the duration of a restart.
 */
final class ScaleFigures {

    private static final int PAGE = 250;
    private static final Duration SEEN_WITHIN = Duration.ofMinutes(15);
    /** The JVM's compiler is busy for a while after a start. */
    private static final Duration SETTLED_AFTER = Duration.ofSeconds(60);

    private static final Duration IDLE = Duration.ofSeconds(60);
    private static final int SIGN_INS_AT_ONCE = 4;
    private static final Pattern READY = Pattern.compile("Ready after +([0-9.]+) s");
    private static final String LIST = "datto GET /v2/account/sites";

    /** Long enough that the sweeps of an idle measurement are those of a quiet installation. */
    private static final Duration INTERVAL = Duration.ofMinutes(5);

    private static final int LISTS = 4;
    private static final int SEED_ROWS_MAX = 200_000;
    private static final int COMPANIES_EACH = 5;
    private static final Map<String, String> CALM =
            Map.of("COMPANION_POLL_INTERVAL", INTERVAL.toSeconds() + "s", "COMPANION_JAVA_OPTIONS", "-Xmx3g");

    private ScaleFigures() {}

    static List<Figure> of(int largeTenant, int tenants, int sitesEach) throws IOException {
        var directory = Files.createTempDirectory("companion-scale");
        try (var companion = CompanionProcess.startDemo(directory.resolve("data"), CALM)) {
            return measured(companion, largeTenant, tenants, sitesEach);
        } finally {
            Directories.delete(directory);
        }
    }

    private static List<Figure> measured(CompanionProcess companion, int largeTenant, int tenants, int sitesEach) {
        var figures = new ArrayList<Figure>();
        var emptyStart = readyAfter(companion);
        await().pollDelay(SETTLED_AFTER).atMost(SETTLED_AFTER.multipliedBy(2)).until(() -> true);
        var emptyIdle = idleShare(companion);
        var control = new Http(companion.url("COMPANION_SIMULATOR_PORT"));
        var vendors = companion.vendors();
        vendors.set(Map.of("datto.blockAfter", 0));
        seed(control, Map.of("sites", largeTenant, "companies", 100));
        seedTenants(control, tenants, sitesEach);
        vendors.forgetJournal();

        var large = DemoCredentials.printedBy(companion);
        var began = System.nanoTime();
        connect(companion, large);
        connectAll(companion, tenants);
        var connected = seconds(began);
        awaitSites(companion, largeTenant + (double) tenants * sitesEach);
        var seen = seconds(began);

        var calls = control.get("/journal?max=1").path("counts").path(LIST).asDouble();
        var floor = Math.ceilDiv(largeTenant + 40, PAGE) + (double) tenants * Math.ceilDiv(sitesEach, PAGE);
        figures.add(Figure.of("sites, in %,d tenants".formatted(tenants + 1), largeTenant + tenants * sitesEach, ""));
        figures.add(Figure.of("connecting all tenants through the console", connected, "s"));
        figures.add(Figure.of("until every site was published", seen, "s")
                .against(Math.max(connected, largeTenant / (double) PAGE / 2)));
        figures.add(Figure.of("requests for pages of sites", calls, "calls")
                .against(floor)
                .goalOfRatio("1.00", ratio -> ratio <= 1.0));
        figures.add(Figure.of("requests refused for quota", vendors.refused(), "calls")
                .goal("0", none -> none == 0));
        awaitQuiet(companion, tenants);
        figures.add(Figure.of("processor share while idle", idleShare(companion), "% of a core")
                .against(emptyIdle)
                .goal("<= 5", share -> share <= 5));
        companion.kill9();
        companion.start();
        figures.add(Figure.of("restart after kill -9, to ready", readyAfter(companion), "s")
                .against(emptyStart)
                .goal("<= 10 beyond an empty start", after -> after <= emptyStart + 10));
        return figures;
    }

    /** In portions of a size that the simulator accepts. */
    private static void seedTenants(Http control, int tenants, int sitesEach) {
        var helping = Math.max(1, SEED_ROWS_MAX / (sitesEach + COMPANIES_EACH));
        for (var left = tenants; left > 0; left -= helping) {
            seed(control, Map.of("tenants", Math.min(helping, left), "sites", sitesEach, "companies", COMPANIES_EACH));
        }
    }

    private static void seed(Http control, Map<String, Object> what) {
        control.send("POST", "/seed", what, Map.of()).expect(200);
    }

    private static ConsoleUser connect(CompanionProcess companion, DemoCredentials credentials) {
        var user = companion.console();
        user.signIn(credentials);
        user.connect(credentials);
        return user;
    }

    private static void connectAll(CompanionProcess companion, int tenants) {
        var work = IntStream.rangeClosed(1, tenants)
                .<Callable<ConsoleUser>>mapToObj(
                        number -> () -> connect(companion, DemoCredentials.ofBulkTenant(number)))
                .toList();
        try (var people = Executors.newFixedThreadPool(SIGN_INS_AT_ONCE)) {
            for (var done : people.invokeAll(work)) {
                done.get();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while tenants were connected", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("a tenant could not be connected", e.getCause());
        }
    }

    private static void awaitSites(CompanionProcess companion, double sites) {
        await().atMost(SEEN_WITHIN)
                .pollInterval(Duration.ofMillis(500))
                .until(() -> told(
                                "sites published",
                                metric(
                                        companion,
                                        "companion_poller_rows_total",
                                        "kind=\"sites\"",
                                        "outcome=\"published\""))
                        >= sites);
    }

    /** Progress for people: a large run takes minutes. */
    private static double told(String what, double value) {
        System.out.printf("\r  … %,.0f %s", value, what);
        return value;
    }

    /** Waits until the work that follows a first sweep, such as reading each company, is complete. */
    static void awaitQuiet(CompanionProcess companion, int tenants) {
        var look = Duration.ofSeconds(5);
        // Sites, users, companies and a hint of each, every interval; twice that is what is left of the start.
        var usual = 20 + 2.0 * tenants * LISTS * look.toSeconds() / INTERVAL.toSeconds();
        var last = new double[] {-1};
        await().atMost(SEEN_WITHIN).pollInterval(look).until(() -> {
            var calls = told("calls to the vendors", metric(companion, "companion_poller_calls_total"));
            var still = calls - last[0] < usual;
            last[0] = calls;
            return still;
        });
    }

    private static double metric(CompanionProcess companion, String name, String... tags) {
        return Metrics.sum(new Http(companion.url("COMPANION_MANAGEMENT_PORT")), name, tags);
    }

    /** What all processes of the stack together use of one core: broker, registry, services and simulator. */
    private static double idleShare(CompanionProcess companion) {
        var began = System.nanoTime();
        var before = cpu(companion.handle());
        await().pollDelay(IDLE).atMost(IDLE.multipliedBy(2)).until(() -> true);
        return 100 * (cpu(companion.handle()) - before) / seconds(began);
    }

    private static double cpu(ProcessHandle root) {
        var own = root.info().totalCpuDuration().orElse(Duration.ZERO).toMillis() / 1e3;
        return own + root.children().mapToDouble(ScaleFigures::cpu).sum();
    }

    private static double readyAfter(CompanionProcess companion) {
        var said = READY.matcher(companion.said());
        if (!said.find()) {
            throw new IllegalStateException("it did not print when it was ready:\n" + companion.said());
        }
        return Double.parseDouble(said.group(1));
    }

    private static double seconds(long began) {
        return (System.nanoTime() - began) / 1e9;
    }
}
