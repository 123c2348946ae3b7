package dev.companion.runtime.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.core.DefaultKafkaConsumerFactory;
import org.springframework.kafka.event.ConsumerRetryAuthEvent;
import org.springframework.kafka.event.ConsumerRetryAuthEvent.Reason;
import org.springframework.kafka.event.ConsumerRetryAuthSuccessfulEvent;
import org.springframework.kafka.event.KafkaEvent;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;
import org.springframework.kafka.listener.ContainerProperties;
import org.springframework.kafka.listener.MessageListener;

class ListenerWatchTest {

    private final AtomicLong now = new AtomicLong();
    private final ListenerWatch watch = new ListenerWatch("intents", now::get);
    private final GenericApplicationContext context = new GenericApplicationContext();
    private final BlockingQueue<Object> answers = new LinkedBlockingQueue<>();
    private volatile boolean refused;

    /** A broker that refuses credentials while it is told to. */
    private final class Refusing extends MockConsumer<String, String> {

        Refusing() {
            super("earliest");
        }

        @Override
        public ConsumerRecords<String, String> poll(Duration timeout) {
            if (refused) {
                throw new SaslAuthenticationException("wrong password");
            }
            return super.poll(timeout);
        }
    }

    private final ConcurrentMessageListenerContainer<String, String> container = container();

    private ConcurrentMessageListenerContainer<String, String> container() {
        ConsumerFactory<String, String> consumers = new DefaultKafkaConsumerFactory<>(Map.of()) {
            @Override
            protected Consumer<String, String> createRawConsumer(Map<String, Object> settings) {
                return new Refusing();
            }
        };
        var properties = new ContainerProperties("intents");
        properties.setGroupId("calls");
        properties.setMessageListener((MessageListener<String, String>) _ -> {});
        properties.setAuthExceptionRetryInterval(Duration.ofMillis(100));
        var listening = new ConcurrentMessageListenerContainer<>(consumers, properties);
        listening.setBeanName("intents");
        listening.setCommonErrorHandler(watch);
        listening.setApplicationEventPublisher(event -> {
            context.publishEvent(event);
            answers.add(event);
        });
        return listening;
    }

    @BeforeEach
    void listen() {
        context.registerBean(ListenerWatch.class, () -> watch);
        context.refresh();
    }

    @AfterEach
    void stop() {
        container.stop();
        context.close();
    }

    private void await(Class<? extends KafkaEvent> answer) throws InterruptedException {
        var seen = answers.poll(10, TimeUnit.SECONDS);
        while (seen != null && !answer.isInstance(seen)) {
            seen = answers.poll(10, TimeUnit.SECONDS);
        }
        assertThat(seen).isInstanceOf(answer);
    }

    @Test
    void aListenerThatWasNotStartedCannotBeReliedOn() {
        assertThat(watch.trouble()).contains("Has not started yet.");
    }

    @Test
    void aListenerThatReadsIsNoTrouble() {
        watch.start(container);

        assertThat(watch.trouble()).isEmpty();
    }

    @Test
    void aListenerWhoseCredentialsAreRefusedCannotBeReliedOnUntilTheyAreAccepted() throws InterruptedException {
        refused = true;
        watch.start(container);
        await(ConsumerRetryAuthEvent.class);

        now.addAndGet(Duration.ofHours(1).toNanos());
        assertThat(watch.trouble())
                .hasValueSatisfying(trouble ->
                        assertThat(trouble).startsWith("Fails").endsWith("the broker refuses its credentials"));

        refused = false;
        await(ConsumerRetryAuthSuccessfulEvent.class);
        assertThat(watch.trouble())
                .hasValueSatisfying(trouble -> assertThat(trouble).startsWith("Failed"));
        now.addAndGet(Duration.ofMinutes(1).toNanos());
        assertThat(watch.trouble()).isEmpty();
    }

    @Test
    void aMissingRightIsNamed() {
        watch.start(container);

        context.publishEvent(new ConsumerRetryAuthEvent(container, container, Reason.AUTHORIZATION));

        assertThat(watch.trouble()).contains("Fails: the broker refuses it the topic or the group");
    }

    @Test
    void whatHappensToAnotherListenerIsNoTroubleOfThisOne() {
        watch.start(container);
        var other = container();

        context.publishEvent(new ConsumerRetryAuthEvent(other, other, Reason.AUTHENTICATION));
        assertThat(watch.trouble()).isEmpty();

        context.publishEvent(new ConsumerRetryAuthEvent(container, container, Reason.AUTHENTICATION));
        context.publishEvent(new ConsumerRetryAuthSuccessfulEvent(other, other));
        assertThat(watch.trouble()).contains("Fails: the broker refuses its credentials");
    }
}
