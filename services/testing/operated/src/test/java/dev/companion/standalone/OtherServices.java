package dev.companion.standalone;

import dev.companion.mapper.domain.claim.TenantClaim;
import dev.companion.mapper.domain.claim.WaitingSave;
import dev.companion.mapper.domain.request.Request.Credential;
import dev.companion.mapper.domain.request.Request.SaveGravityZone;
import dev.companion.operations.config.SystemClock;
import dev.companion.requests.RequestType;
import dev.companion.runtime.sealing.SecretSealer;
import dev.companion.schemas.Topics;
import dev.companion.settings.SecretName;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import tools.jackson.databind.json.JsonMapper;

/** What services leave in the cluster, without the services. */
final class OtherServices {

    static final List<TopicPartition> SECRETS =
            List.of(new TopicPartition(Topics.SECRETS.name(), 0), new TopicPartition(Topics.SECRETS.name(), 1));

    private OtherServices() {}

    /**
     * A save that waits for the claim of its root company, as the mapper keeps it: name and form of its state are what {@code keys}
     * must know.
     */
    static void storeAWaitingSave(OperatedStack stack, Path publicKeyset, String tenant, String key) {
        var ciphertext = SecretSealer.of(publicKeyset).seal(tenant, SecretName.GRAVITYZONE_API_KEY, key);
        var save = new SaveGravityZone(
                "https://gz.example/api",
                "root-1",
                "MSP",
                "5678",
                new Credential(Base64.getEncoder().encodeToString(ciphertext)));
        var claim = TenantClaim.NONE.waitingFor(new WaitingSave(
                "MSP", "waiting", "ab12", SystemClock.get().instant(), RequestType.SAVE_GRAVITYZONE.name(), save));
        var partition = NewestRecords.of(stack, "provisioner", Topics.SECRETS.name())
                .get(tenant + "|" + SecretName.RMM_API_KEY)
                .partition();
        try (var producer = new KafkaProducer<>(
                NewestRecords.as(stack, "mapper"), new StringSerializer(), new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(
                    "companion-mapper-claims-changelog",
                    partition,
                    tenant,
                    JsonMapper.shared().writeValueAsBytes(claim)));
        }
    }

    /** The poller has read all of {@code secrets}. */
    static void letThePollerRead(OperatedStack stack) {
        var config = NewestRecords.as(stack, "poller");
        config.put("group.id", "companion-poller");
        try (var consumer = new KafkaConsumer<>(config, new StringDeserializer(), new ByteArrayDeserializer())) {
            var read = new HashMap<TopicPartition, OffsetAndMetadata>();
            consumer.endOffsets(SECRETS).forEach((partition, end) -> read.put(partition, new OffsetAndMetadata(end)));
            consumer.commitSync(read);
        }
    }
}
