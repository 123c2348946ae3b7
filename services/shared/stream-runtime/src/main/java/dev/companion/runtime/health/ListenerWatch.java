package dev.companion.runtime.health;

import dev.companion.runtime.failure.FailureWords;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationListener;
import org.springframework.kafka.event.ConsumerRetryAuthEvent;
import org.springframework.kafka.event.ConsumerRetryAuthSuccessfulEvent;
import org.springframework.kafka.event.KafkaEvent;
import org.springframework.kafka.listener.DefaultErrorHandler;
import org.springframework.kafka.listener.MessageListenerContainer;

/**
 * Handles the failures of a listener as Spring does by default, and says whether the listener can be relied on. A broker
 * that refuses the listener is no failure to Spring: the container looks again automatically, and only its events tell.
 */
public final class ListenerWatch extends DefaultErrorHandler implements WatchedReader, ApplicationListener<KafkaEvent> {

    private final String name;
    private final LongSupplier nanos;
    private final Stability stability = new Stability();
    private volatile @Nullable MessageListenerContainer container;

    /** @param name its name in health */
    public ListenerWatch(String name, LongSupplier nanos) {
        this.name = name;
        this.nanos = nanos;
    }

    /** Starts the listener, which may be refused before it has started. */
    public void start(MessageListenerContainer listening) {
        container = listening;
        listening.start();
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Optional<String> trouble() {
        var listening = container;
        if (listening == null) {
            return Optional.of("Has not started yet.");
        }
        if (!listening.isRunning() || !listening.isInExpectedState()) {
            return Optional.of("Has ended.");
        }
        return stability.trouble(nanos.getAsLong()).map(Stability.Trouble::words);
    }

    @Override
    public void onApplicationEvent(KafkaEvent event) {
        if (event.getContainer(MessageListenerContainer.class) != container) {
            return;
        }
        switch (event) {
            case ConsumerRetryAuthEvent refused ->
                stability.failed(
                        switch (refused.getReason()) {
                            case AUTHENTICATION -> "the broker refuses its credentials";
                            case AUTHORIZATION -> "the broker refuses it the topic or the group";
                        },
                        nanos.getAsLong());
            case ConsumerRetryAuthSuccessfulEvent _ -> stability.recovered(nanos.getAsLong());
            default -> {}
        }
    }

    private void failed(Exception thrown) {
        var now = nanos.getAsLong();
        stability.failed(FailureWords.withoutContents(thrown), now);
        stability.recovered(now);
    }

    @Override
    public void handleOtherException(
            Exception thrownException,
            Consumer<?, ?> consumer,
            MessageListenerContainer listening,
            boolean batchListener) {
        failed(thrownException);
        super.handleOtherException(thrownException, consumer, listening, batchListener);
    }

    @Override
    public <K, V> ConsumerRecords<K, V> handleBatchAndReturnRemaining(
            Exception thrownException,
            ConsumerRecords<?, ?> data,
            Consumer<?, ?> consumer,
            MessageListenerContainer listening,
            Runnable invokeListener) {
        failed(thrownException);
        return super.handleBatchAndReturnRemaining(thrownException, data, consumer, listening, invokeListener);
    }

    @Override
    public void handleBatch(
            Exception thrownException,
            ConsumerRecords<?, ?> data,
            Consumer<?, ?> consumer,
            MessageListenerContainer listening,
            Runnable invokeListener) {
        failed(thrownException);
        super.handleBatch(thrownException, data, consumer, listening, invokeListener);
    }
}
