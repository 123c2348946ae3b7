package dev.companion.wide.watch;

import static org.awaitility.Awaitility.await;

import dev.companion.stack.ConsoleUser;
import dev.companion.stack.DemoCredentials;
import dev.companion.stack.Http;
import dev.companion.stack.Ports;
import dev.companion.wide.watch.WatchedStack.Tenant;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;

/** What goes wrong at the vendors, or between them and us. */
final class VendorFaults {

    private static final String GRAVITYZONE = "gravityzone";
    private static final String DATTO = "datto";
    /** With our own, less than the 600 from which on the account is refused, and at last the address. */
    private static final int MOST = 525;

    private static final int AT_ONCE = 8;
    private static final Duration SOON = Duration.ofMinutes(1);

    private final WatchedStack stack;

    VendorFaults(WatchedStack stack) {
        this.stack = stack;
    }

    /** Each at another tenant, or of another kind, so that all can be there at once. */
    List<Provocation> ofSomeTenants() {
        return List.of(keyRevoked(), outOfOrder(), outcomeUnknown(), variableRefused(), sitesHidden(), clockLate());
    }

    private Provocation keyRevoked() {
        var key = "/world/keys/gravityzone/%s-gravityzone".formatted(first().account());
        return Provocation.of(
                "simulator: the GravityZone key of a tenant is revoked; another one is saved",
                () -> stack.vendors().change(key, Map.of("revoked", true)),
                () -> {
                    stack.vendors().change(key, Map.of("revoked", false));
                    first().user().sites(); // a connection that the console has closed meanwhile is found by a GET
                    first().user()
                            .saveGravityZone(DemoCredentials.ofBulkTenant(1).gravityZoneApiKey());
                },
                "CredentialsRejected");
    }

    private Tenant first() {
        return stack.tenant(1);
    }

    private Provocation outOfOrder() {
        var company = stack.tenant(2).company();
        return whileFaulty(
                "simulator: GravityZone answers 500 to a tenant",
                Map.of("api", GRAVITYZONE, "method", "*", "account", company, "kind", "STATUS", "status", 500),
                "VendorFailing");
    }

    /** A fault that is there until it is mended. */
    private Provocation whileFaulty(String how, Map<String, Object> fault, String... alerts) {
        var end = new AtomicReference<Runnable>(() -> {});
        return Provocation.of(
                how,
                () -> end.set(stack.vendors().begin(fault)),
                () -> end.get().run(),
                alerts);
    }

    private Provocation outcomeUnknown() {
        var name = "Doubtful and Daughters";
        var end = new AtomicReference<Runnable>(() -> {});
        return Provocation.of(
                "simulator: a company is created, the answer is lost, and finds of it get 503",
                () -> {
                    stack.vendors().begin(about(name, "*createCompany", Map.of("kind", "RESET_AFTER", "count", 1)));
                    WatchedStack.link(stack.tenant(3).user(), name);
                    await().atMost(SOON)
                            .pollInterval(Duration.ofMillis(20))
                            .until(() -> !stack.vendors().companiesNamed(name).isEmpty());
                    end.set(stack.vendors().begin(about(name, "*find*", Map.of("kind", "STATUS", "status", 503))));
                },
                () -> end.get().run(),
                "OutcomeUnknown");
    }

    private static Map<String, Object> about(String text, String method, Map<String, Object> kind) {
        var fault = new java.util.HashMap<String, Object>(kind);
        fault.put("api", GRAVITYZONE);
        fault.put("method", method);
        fault.put("about", text);
        return fault;
    }

    private Provocation variableRefused() {
        var end = new AtomicReference<Runnable>(() -> {});
        var site = new AtomicReference<>("");
        return Provocation.of(
                "simulator: Datto RMM refuses a site's variable with 400; the site is unlinked",
                () -> {
                    site.set(WatchedStack.unlinked(stack.user()));
                    end.set(stack.vendors()
                            .begin(Map.of(
                                    "api",
                                    DATTO,
                                    "method",
                                    "PUT *variable*",
                                    "about",
                                    site.get(),
                                    "kind",
                                    "STATUS",
                                    "status",
                                    400)));
                    stack.user().link(List.of(ConsoleUser.toNewCompany(site.get(), "Unwanted and Uncles")));
                },
                () -> {
                    end.get().run();
                    stack.user().unlink(List.of(site.get()));
                },
                "LinksNeedAttention");
    }

    private Provocation sitesHidden() {
        return Provocation.of(
                "simulator: half of a tenant's sites are hidden",
                () -> hide(List.of("*")),
                () -> hide(List.of()),
                "MassDeletionHeld");
    }

    private void hide(List<String> from) {
        var sites = stack.sitesOf(stack.tenant(2).account());
        sites.subList(0, sites.size() / 2)
                .forEach(site -> stack.vendors()
                        .change("/world/sites/" + site.path("uid").asString(), Map.of("hiddenFrom", from)));
    }

    private Provocation clockLate() {
        return Provocation.of(
                "between us and GravityZone: the time in its answers is two minutes late",
                () -> stack.clock().set(Duration.ofMinutes(2)),
                () -> stack.clock().set(Duration.ZERO),
                "VendorClockOff");
    }

    /** Reads with the tenant's own key, as any other program of theirs may. Each read counts for a minute. */
    Provocation otherTool() {
        var reading = new AtomicReference<Thread>();
        return Provocation.of(
                "another program makes 525 of an account's 600 reads a minute; it ends, and a minute passes",
                () -> {
                    var port = stack.stack().ports().of(Ports.SIMULATOR) + 1;
                    var reads = new Reads(port, DemoCredentials.ofBulkTenant(1));
                    reading.set(Thread.ofVirtual().start(() -> reads.everyMinute(MOST)));
                },
                () -> {
                    reading.get().interrupt();
                    reading.get().join();
                },
                "QuotaNearlyFull");
    }

    private static final class Reads {

        private final HttpClient client = HttpClient.newHttpClient();
        private final HttpRequest request;

        Reads(int port, DemoCredentials credentials) throws Exception {
            var granted = client.send(
                    HttpRequest.newBuilder(URI.create("http://localhost:%d/auth/oauth/token".formatted(port)))
                            .header("Authorization", "Basic cHVibGljLWNsaWVudDpwdWJsaWM=")
                            .header("Content-Type", "application/x-www-form-urlencoded")
                            .POST(BodyPublishers.ofString("grant_type=password&username=%s&password=%s"
                                    .formatted(credentials.apiKey(), credentials.apiSecretKey())))
                            .build(),
                    BodyHandlers.ofString());
            var token = Http.JSON.readTree(granted.body()).path("access_token").asString();
            request = HttpRequest.newBuilder(URI.create("http://localhost:%d/api/v2/account".formatted(port)))
                    .header("Authorization", "Bearer " + token)
                    .build();
        }

        /** All at once, since each counts for a minute. */
        void everyMinute(int times) {
            try {
                while (true) {
                    try (var threads = Executors.newFixedThreadPool(AT_ONCE)) {
                        for (var read = 0; read < times; read++) {
                            threads.submit(() -> client.send(request, BodyHandlers.discarding()));
                        }
                    }
                    Thread.sleep(Duration.ofMinutes(1));
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Shuts every tenant out of Datto RMM. */
    Provocation addressBlocked() {
        return whileFaulty(
                "simulator: a firewall in front of Datto RMM blocks our address, for 5 s after each call",
                Map.of("api", DATTO, "method", "*", "kind", "HTML", "status", 403, "retryAfter", 5),
                "AddressBlocked",
                "SweepStale");
    }
}
