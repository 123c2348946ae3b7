package dev.companion.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.companion.discrepancies.Action;
import dev.companion.requests.Request;
import dev.companion.requests.RequestType;
import dev.companion.requests.Resolution;
import dev.companion.schemas.Topics;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;

class TopicPublisherTest {

    private static final Instant AT = Instant.parse("2026-11-01T10:00:00Z");

    private final MockProducer<String, byte[]> producer =
            new MockProducer<>(false, null, new StringSerializer(), new ByteArraySerializer());
    private final TopicPublisher publisher = new TopicPublisher(TopicSerdes.binary(), producer);

    @Test
    void aRecordThatCannotBeEncodedIsNotWrittenAndNothingIsSent() {
        var published = publisher.publish(Topics.REQUESTS, "t-1|r-1", request(Instant.MAX));

        assertThat(failure(published)).isInstanceOf(NotWrittenException.class);
        assertThat(producer.history()).isEmpty();
    }

    @Test
    void whatClientOrBrokerRefusesIsNotWritten() {
        for (var refusal : List.of(new RecordTooLargeException("2 MB"), new AuthorizationException("no right"))) {
            var published = publisher.publish(Topics.REQUESTS, "t-1|r-1", request(AT));
            producer.errorNext(refusal);

            assertThat(failure(published))
                    .isInstanceOf(NotWrittenException.class)
                    .hasCause(refusal);
        }
    }

    @Test
    void whatIsNotConfirmedInTimeMayStillBeWritten() {
        var published = publisher.publish(Topics.REQUESTS, "t-1|r-1", request(AT));
        producer.errorNext(new TimeoutException("30 s"));

        assertThat(failure(published)).isInstanceOf(TimeoutException.class);
    }

    @Test
    void aRecordSaysInItsHeadersWhatItIsAbout() {
        publisher.publish(Topics.REQUESTS, "t-1|r-1", request(AT));

        var subject = producer.history().getFirst().headers().lastHeader("ce_subject");
        assertThat(subject.value()).asString().isEqualTo("t-1|r-1");
    }

    private static Throwable failure(java.util.concurrent.CompletableFuture<Long> published) {
        return catchThrowable(published::join).getCause();
    }

    private static Request request(Instant until) {
        return Request.newBuilder()
                .setMetadata(EventMetadatas.of("r-1", AT, 1, null))
                .setTenantId("t-1")
                .setRequestId("r-1")
                .setRequestedBy("ab12")
                .setTenantName("Northwind")
                .setType(RequestType.RESOLVE_DISCREPANCY)
                .setResolution(Resolution.newBuilder()
                        .setDiscrepancyId("d-1")
                        .setAction(Action.IGNORE)
                        .setUntil(until)
                        .build())
                .build();
    }
}
