package dev.companion.wide.watch;

import static org.awaitility.Awaitility.await;

import dev.companion.stack.SplitStack.Jvm;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;

/** What follows when the broker is gone, and when it comes back and does not know a password any more. */
final class BrokerFaults {

    private static final List<String> SERVICES = List.of("poller", "mapper", "provisioner", "event-resolver");
    private static final String REBALANCING = "kafka_stream_client_state == 1";
    private static final Duration SOON = Duration.ofMinutes(1);
    private static final int REQUESTS = 40;
    private static final int AT_ONCE = 8;

    private final WatchedStack stack;
    private final Administrator administrator;
    private final String site;
    private final CountDownLatch passwordChanged = new CountDownLatch(1);
    private final CountDownLatch brokerBack = new CountDownLatch(1);
    private final CountDownLatch provisionersBack = new CountDownLatch(1);

    /** @param site of the demo's tenant that is linked */
    BrokerFaults(WatchedStack stack, Administrator administrator, String site) {
        this.stack = stack;
        this.administrator = administrator;
        this.site = site;
    }

    /** While services join their groups, which they then cannot end. */
    Provocation killed() {
        return Provocation.of(
                "all members are removed from their groups, and kill -9 of the broker; it is started",
                () -> {
                    passwordChanged.await();
                    for (var service : SERVICES) {
                        administrator.removeMembers(service);
                    }
                    await().atMost(SOON)
                            .pollInterval(Duration.ofMillis(50))
                            .until(() -> !stack.tower().query(REBALANCING).isEmpty());
                    stack.kill9(Jvm.BROKER);
                },
                () -> {
                    stack.stack().start(Jvm.BROKER);
                    stack.stack().awaitReady(Jvm.BROKER);
                    brokerBack.countDown();
                },
                "StreamsNotRunning",
                "StreamsWedged",
                "ViewStale");
    }

    /** More requests than twenty, and most of them need the broker. When it is back, the others dilute what failed. */
    Provocation requestsFail() {
        return Provocation.of(
                "requests to the console while the broker is gone; some thousand more when it is back",
                () -> {
                    passwordChanged.await();
                    await().atMost(SOON).until(() -> !stack.stack().isAlive(Jvm.BROKER));
                    requests(() -> stack.user().send("POST", "/api/links/removal", removal()), REQUESTS);
                },
                () -> {
                    brokerBack.await();
                    while (stack.tower().isFiring("ConsoleErrorsSlow")) {
                        requests(() -> stack.user().send("GET", "/api/session", null), 1_000);
                    }
                },
                "ConsoleErrorsFast",
                "ConsoleErrorsSlow");
    }

    private Object removal() {
        return java.util.Map.of("siteUids", List.of(site));
    }

    private static void requests(Runnable request, int count) throws InterruptedException {
        try (var threads = Executors.newFixedThreadPool(AT_ONCE)) {
            for (var each = 0; each < count; each++) {
                threads.submit(request);
            }
        }
    }

    /** Connections that are there already stay, so the password counts from the broker's next start on. */
    Provocation passwordChanged() {
        return Provocation.of(
                "the provisioner's password is changed in the cluster, then the broker is gone for some seconds; both are started again with the former",
                () -> {
                    administrator.changePassword("provisioner");
                    passwordChanged.countDown();
                    brokerBack.await();
                },
                () -> {
                    administrator.changePasswordBack("provisioner");
                    for (var jvm : List.of(Jvm.PROVISIONER_A, Jvm.PROVISIONER_B)) {
                        stack.kill9(jvm);
                        stack.startRightly(jvm);
                    }
                    provisionersBack.countDown();
                },
                "AuthenticationFailing");
    }

    /** Was so from the beginning. */
    Provocation versionsDiffered() {
        return new Provocation(
                "from the start on, a provisioner says that it is of version 0.0.9; it is replaced",
                List.of("VersionsDiffer"),
                stack.startedAt(),
                () -> {},
                provisionersBack::await);
    }
}
