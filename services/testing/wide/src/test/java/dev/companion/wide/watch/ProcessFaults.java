package dev.companion.wide.watch;

import static org.awaitility.Awaitility.await;

import dev.companion.runtime.sealing.SealingKeys;
import dev.companion.schemas.Topics;
import dev.companion.stack.Ports;
import dev.companion.stack.SplitStack.Jvm;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** What goes wrong with a process: the second of both provisioners, in whose place another one is started. */
final class ProcessFaults implements AutoCloseable {

    private static final String RETENTION = "retention.ms";
    private static final String FOUR_THREADS =
            "kafka_stream_alive_stream_threads == 4 and on (instance) kafka_stream_client_state == 2";
    private static final String RUNNING = "kafka_stream_client_state%s == 2";
    private static final String IN_USE = "jvm_gc_live_data_size_bytes%s > 0";
    private static final double FULL = 0.93;
    private static final double TIGHT = 0.87;
    private static final int YOUNG = 12 * 1024;
    private static final int KILOBYTE = 1024;
    private static final Duration SOON = Duration.ofMinutes(1);
    private static final Duration A_DAY = Duration.ofDays(1);

    private final WatchedStack stack;
    private final Administrator administrator;
    private final Path directory;
    private volatile @Nullable LoneProvisioner lone;
    private double inUse;
    private final CountDownLatch tried = new CountDownLatch(1);

    ProcessFaults(WatchedStack stack, Administrator administrator, Path directory) {
        this.stack = stack;
        this.administrator = administrator;
        this.directory = directory;
    }

    Provocation killed() {
        return Provocation.of(
                "kill -9 of a provisioner",
                () -> stack.kill9(Jvm.PROVISIONER_B),
                () -> stack.startRightly(Jvm.PROVISIONER_B),
                "CompanionDown");
    }

    /** What runs already does not look again. */
    Provocation topicChanged() {
        var topic = Topics.PROVISIONING_INTENTS.name();
        var before = new AtomicReference<>("");
        return Provocation.of(
                "the retention of `provisioning.intents` is changed and a provisioner started; it is changed back",
                () -> {
                    before.set(administrator.set(topic, RETENTION, Long.toString(A_DAY.toMillis())));
                    stack.kill9(Jvm.PROVISIONER_B);
                    start(List.of(), Map.of("companion.contract.look-again", "1s"));
                },
                () -> administrator.set(topic, RETENTION, before.get()),
                "ContractRefused");
    }

    private void start(List<String> options, Map<String, String> properties) throws Exception {
        close();
        var all = new HashMap<>(properties);
        all.put(
                "companion.vendors.allowed-gravityzone-hosts",
                "localhost:" + stack.clock().port());
        lone = LoneProvisioner.start(
                stack.stack(), stack.stack().ports(Jvm.PROVISIONER_B).of(Ports.MANAGEMENT), options, all);
    }

    /** With four threads, so that one cause ends four of them at once. */
    Provocation otherKeyset() {
        return Provocation.of(
                        "a provisioner with the keyset of another installation",
                        () -> {
                            var other = directory.resolve("other.private.json");
                            SealingKeys.ensure(other, directory.resolve("other.public.json"));
                            start(
                                    List.of("-Xmx256m"),
                                    Map.of(
                                            "companion.secrets.private-keyset",
                                            other.toString(),
                                            "companion.streams.threads",
                                            "4"));
                        },
                        this::close,
                        "SecretsUnopened")
                .until(() -> {
                    tried.await(3, TimeUnit.MINUTES);
                    inUse = inUse();
                });
    }

    /** What it has in use after a collection is nearly all of where the collector keeps it. */
    Provocation heapTooSmall() {
        return Provocation.of(
                "a provisioner with a heap that is too small",
                () -> {
                    double old;
                    do { // what is in use is not the same after each start
                        old = inUse / FULL;
                        var kilobytes = (long) old / KILOBYTE;
                        start(
                                List.of("-Xmn%dk".formatted(YOUNG), "-Xmx%dk".formatted(YOUNG + kilobytes)),
                                Map.of("companion.streams.threads", "4"));
                        inUse = inUse();
                    } while (inUse / old < TIGHT);
                },
                this::startRightly,
                "MemoryTight");
    }

    /** Bytes that are in use after a collection. */
    private double inUse() throws Exception {
        var instance = "{instance=\"127.0.0.1:%d\"}"
                .formatted(stack.stack().ports(Jvm.PROVISIONER_B).of(Ports.MANAGEMENT));
        await().atMost(SOON)
                .until(() -> !stack.tower().query(RUNNING.formatted(instance)).isEmpty());
        Objects.requireNonNull(lone).collect();
        var measured = IN_USE.formatted(instance);
        await().atMost(SOON).until(() -> !stack.tower().query(measured).isEmpty());
        return stack.tower().query(measured).getFirst();
    }

    /** Meanwhile, records with an unknown schema end its threads, each by one of them. */
    Provocation threadsFail(RecordFaults records, Signals registry) {
        return Provocation.of(
                "kill -STOP of the registry, and a record with an unknown schema in each partition of `links`",
                () -> {
                    await().atMost(SOON)
                            .until(() -> !stack.tower().query(FOUR_THREADS).isEmpty());
                    registry.freeze();
                    records.unknownSchemas();
                },
                () -> {
                    registry.thaw();
                    tried.countDown();
                },
                "StreamThreadsFailing");
    }

    /** A provisioner as it should be, which Prometheus finds where the other one was. */
    void startRightly() {
        close();
        stack.startRightly(Jvm.PROVISIONER_B);
    }

    @Override
    public void close() {
        var last = lone;
        lone = null;
        if (last != null) {
            last.close();
        }
    }
}
