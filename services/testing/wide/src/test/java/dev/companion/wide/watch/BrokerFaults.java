package dev.companion.wide.watch;

import static org.awaitility.Awaitility.await;

import dev.companion.stack.SplitStack.Jvm;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.awaitility.core.ConditionTimeoutException;

/** What follows when the broker is gone, and when it comes back and does not know a password any more. */
final class BrokerFaults {

    private static final List<String> SERVICES = List.of("poller", "mapper", "provisioner", "event-resolver");
    private static final String REBALANCING = "kafka_stream_client_state == 1";
    private static final Duration SOON = Duration.ofMinutes(1);
    private static final Duration STAYS = Duration.ofSeconds(3);
    private static final Duration SOON_SEEN = Duration.ofSeconds(5);
    private static final Duration EACH_SECOND = Duration.ofSeconds(1);
    private static final int AT_ONCE = 8;

    private final WatchedStack stack;
    private final Administrator administrator;
    private final String site;
    private final CountDownLatch passwordChanged = new CountDownLatch(1);
    private final CountDownLatch brokerBack = new CountDownLatch(1);
    private final CountDownLatch provisionersReplaced = new CountDownLatch(1);

    /** @param site of the demo's tenant that is linked */
    BrokerFaults(WatchedStack stack, Administrator administrator, String site) {
        this.stack = stack;
        this.administrator = administrator;
        this.site = site;
    }

    /** While services join their groups, which they cannot end then. */
    Provocation killed() {
        return Provocation.of(
                "all members are removed from their groups again and again, then kill -9 of the broker; it is started",
                () -> {
                    passwordChanged.await(3, TimeUnit.MINUTES);
                    while (!killWhileServicesJoin()) {
                        startBroker();
                    }
                },
                () -> {
                    startBroker();
                    brokerBack.countDown();
                },
                "StreamsNotRunning",
                "StreamsWedged",
                "ViewStale");
    }

    /** Returns whether one of them was joining. */
    private boolean killWhileServicesJoin() throws InterruptedException {
        await().atMost(SOON).until(() -> stack.tower().query(REBALANCING).isEmpty());
        var storm = Thread.ofVirtual().start(() -> administrator.removeMembersUntilInterrupted(SERVICES));
        await().atMost(SOON).until(() -> !stack.tower().query(REBALANCING).isEmpty());
        stack.kill9(Jvm.BROKER);
        storm.interrupt();
        storm.join();
        try {
            await().during(STAYS)
                    .atMost(SOON_SEEN)
                    .until(() -> !stack.tower().query(REBALANCING).isEmpty());
            return true;
        } catch (ConditionTimeoutException e) {
            return false;
        }
    }

    private void startBroker() {
        stack.stack().start(Jvm.BROKER);
        stack.stack().awaitReady(Jvm.BROKER);
    }

    /** More than twenty, of which some need the broker. When it is back, many more dilute what has failed. */
    Provocation requestsFail() {
        return Provocation.of(
                        "thirty requests to the console without a broker, six of which need it; some thousand more when it is back",
                        () -> {
                            passwordChanged.await(3, TimeUnit.MINUTES);
                            await().atMost(SOON).until(() -> !stack.stack().isAlive(Jvm.BROKER));
                            for (var each = 0; each < 6; each++) {
                                Thread.ofVirtual().start(this::unlink);
                                look(5);
                                Thread.sleep(EACH_SECOND);
                            }
                        },
                        () -> {
                            while (stack.tower().isFiring("ConsoleErrorsSlow")) {
                                look(1_000);
                            }
                        },
                        "ConsoleErrorsFast",
                        "ConsoleErrorsSlow")
                .until(() -> brokerBack.await(3, TimeUnit.MINUTES));
    }

    /** So that a scrape lies between two of them: the first error of its kind is no increase. */
    private void unlink() {
        stack.user().send("POST", "/api/links/removal", Map.of("siteUids", List.of(site)));
    }

    private void look(int times) {
        try (var threads = Executors.newFixedThreadPool(AT_ONCE)) {
            for (var each = 0; each < times; each++) {
                threads.submit(() -> stack.user().send("GET", "/api/session", null));
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
                    brokerBack.await(3, TimeUnit.MINUTES);
                },
                () -> {
                    administrator.changePasswordBack("provisioner");
                    provisionersReplaced.countDown();
                    for (var jvm : List.of(Jvm.PROVISIONER_A, Jvm.PROVISIONER_B)) {
                        stack.kill9(jvm);
                        stack.startRightly(jvm);
                    }
                },
                "AuthenticationFailing");
    }

    /** Was so from the beginning. */
    Provocation versionsDiffered() {
        return Provocation.of(
                        "from the start on, a provisioner says that it is of version 0.0.9; it is replaced",
                        () -> {},
                        () -> {},
                        "VersionsDiffer")
                .since(stack.startedAt())
                .until(() -> provisionersReplaced.await(5, TimeUnit.MINUTES));
    }
}
