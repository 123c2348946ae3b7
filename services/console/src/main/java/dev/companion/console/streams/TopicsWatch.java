package dev.companion.console.streams;

import dev.companion.runtime.LogKeys;
import dev.companion.runtime.failure.FailureWords;
import dev.companion.runtime.log.RepeatedLines;
import dev.companion.schemas.TopicCatalogue.Row;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/** Asks the brokers every 30 seconds how the public topics are. If they do not say it, the last look stays, with its time. */
public final class TopicsWatch implements SmartLifecycle {

    private static final Logger LOGGER = LoggerFactory.getLogger(TopicsWatch.class);
    private static final RepeatedLines LINES = new RepeatedLines();
    private static final Duration EVERY = Duration.ofSeconds(30);

    private final TopicsReader reader;
    private final PublicTopics topics;
    private final Map<String, Object> adminConfig;
    private final InstantSource clock;

    private volatile boolean running;
    private volatile @Nullable Thread thread;

    public TopicsWatch(List<Row> rows, PublicTopics topics, Map<String, Object> adminConfig, InstantSource clock) {
        this.reader = new TopicsReader(rows);
        this.topics = topics;
        this.adminConfig = Map.copyOf(adminConfig);
        this.clock = clock;
    }

    @Override
    public void start() {
        running = true;
        thread = Thread.ofVirtual().name("topics watch").start(this::watch);
    }

    private void watch() {
        try {
            while (running) {
                look();
                Thread.sleep(EVERY);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** A client for each look: between two looks, it would only keep connections. */
    private void look() throws InterruptedException {
        try (var admin = Admin.create(adminConfig)) {
            topics.put(clock.instant(), reader.read(admin));
        } catch (ExecutionException | KafkaException e) {
            var detail = FailureWords.root(e);
            LINES.log(
                    detail,
                    count -> LOGGER.atWarn()
                            .addKeyValue(LogKeys.DETAIL, detail)
                            .addKeyValue(LogKeys.COUNT, count)
                            .log("public topics not measured"));
        }
    }

    @Override
    public void stop() {
        running = false;
        var watching = thread;
        if (watching != null) {
            watching.interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
