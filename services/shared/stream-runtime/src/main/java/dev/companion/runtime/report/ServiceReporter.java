package dev.companion.runtime.report;

import dev.companion.health.ServiceReport;
import dev.companion.health.ServiceState;
import dev.companion.runtime.EventMetadatas;
import dev.companion.runtime.LogKeys;
import dev.companion.runtime.log.RepeatedLines;
import dev.companion.schemas.TenantKey;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Reports how this instance is, from the moment at which its work may begin until it is stopped. Nothing depends on a
 * report: one that is lost is followed by the next, and an instance that is killed says nothing more, which a reader sees by
 * the age of its last report.
 *
 * <p>A report names no machine, no address and no reason: every administrator of every tenant may see it.
 */
public final class ServiceReporter implements SmartLifecycle {

    /** Writes a report. The future ends when it is written or cannot be. */
    @FunctionalInterface
    interface Log {

        CompletableFuture<?> append(String key, ServiceReport report);
    }

    private static final Logger LOGGER = LoggerFactory.getLogger(ServiceReporter.class);
    private static final RepeatedLines LINES = new RepeatedLines();
    private static final int LAST_REPORT_SECONDS = 1;

    private final String service;
    private final String instance;
    private final String version;
    private final Supplier<Condition> condition;
    private final InstantSource clock;
    private final Log log;
    private final ReportTimes times = new ReportTimes();

    private @Nullable Instant startedAt;
    private boolean ended;
    private CompletableFuture<?> last = CompletableFuture.completedFuture(null);
    private long sequence;

    /**
     * @param instance random
     * @param log may block while brokers are away, so it is called only while they answer
     */
    ServiceReporter(
            String service,
            String instance,
            String version,
            Supplier<Condition> condition,
            InstantSource clock,
            Log log) {
        this.service = service;
        this.instance = instance;
        this.version = version;
        this.condition = condition;
        this.clock = clock;
        this.log = log;
    }

    /** Its work begins: brokers and registry agree with this build. */
    synchronized void begin() {
        if (startedAt == null) {
            startedAt = clock.instant();
        }
    }

    /** Reports if it is time, and the last report has been written or given up. */
    synchronized void look() {
        var began = startedAt;
        if (began == null || ended || !last.isDone()) {
            return;
        }
        var now = clock.instant();
        var is = condition.get();
        if (times.isDue(is, now)) {
            times.said(is, now);
            say(began, is.notReady().isEmpty() ? ServiceState.READY : ServiceState.NOT_READY, is, now);
        }
    }

    private void say(Instant began, ServiceState state, Condition is, Instant now) {
        sequence++;
        last = log.append(
                        TenantKey.of(service, instance),
                        ServiceReport.newBuilder()
                                .setMetadata(EventMetadatas.of(
                                        "report:%s:%s:%d".formatted(service, instance, sequence), now, sequence, null))
                                .setService(service)
                                .setInstance(instance)
                                .setVersion(version)
                                .setStartedAt(began)
                                .setState(state)
                                .setNotReady(is.notReady())
                                .setLag(is.lag())
                                .build())
                .whenComplete((_, failure) -> {
                    if (failure != null) {
                        LINES.log(
                                service,
                                count -> RepeatedLines.untraced(
                                                LOGGER.atWarn().addKeyValue(LogKeys.COUNT, count), failure)
                                        .log("report of this service not written"));
                    }
                });
    }

    @Override
    public void start() {
        // Begins when the contract is agreed.
    }

    /** Says that it ends, and waits a second for it at most. */
    @Override
    public void stop() {
        CompletableFuture<?> goodbye;
        synchronized (this) {
            var began = startedAt;
            if (began == null || ended) {
                return;
            }
            ended = true;
            say(began, ServiceState.ENDED, new Condition(List.of(), null), clock.instant());
            goodbye = last;
        }
        try {
            goodbye.get(LAST_REPORT_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException _) {
            // Its last report but one grows old instead.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public synchronized boolean isRunning() {
        return !ended;
    }
}
