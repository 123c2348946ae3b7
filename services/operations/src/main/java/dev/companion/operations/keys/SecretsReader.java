package dev.companion.operations.keys;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.companion.operations.connection.CommittedRecords;
import dev.companion.operations.connection.Connection;
import dev.companion.operations.connection.ConsumerGroups;
import dev.companion.operations.connection.Ends;
import dev.companion.operations.domain.keys.Sealed;
import dev.companion.requests.Request;
import dev.companion.requests.ResealedSecret;
import dev.companion.requests.SaveGravityZone;
import dev.companion.requests.SaveRmm;
import dev.companion.requests.SealedCredential;
import dev.companion.runtime.TopicSerdes;
import dev.companion.runtime.sealing.SealedWith;
import dev.companion.runtime.sealing.SecretOpener;
import dev.companion.runtime.sealing.SecretOpener.UnsealException;
import dev.companion.schemas.Instance;
import dev.companion.schemas.Topic;
import dev.companion.schemas.TopicCatalogue;
import dev.companion.schemas.Topics;
import dev.companion.settings.SealedSecret;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.function.LongConsumer;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.Deserializer;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Reads every stored secret, and the secrets of saves that are not decided. */
final class SecretsReader {

    private static final String MAPPER = Instance.ofThisProcess().id("mapper");
    private static final String POLLER = Instance.ofThisProcess().id("poller");
    /** The mapper's private state with the saves that wait for the claim of their root company. */
    private static final String WAITING_SAVES = MAPPER + "-claims-changelog";

    private static final Duration POLL = Duration.ofMillis(100);
    private static final int LOOKS_MAX = 300;

    private final Connection connection;
    private final Admin admin;
    private final CommittedRecords records;

    SecretsReader(Connection connection, Admin admin, CommittedRecords records) {
        this.connection = connection;
        this.admin = admin;
        this.records = records;
    }

    /** In the order in which a save passes: so it is seen at least once, wherever it is. */
    Sealed with(SecretOpener opener) throws IOException, ExecutionException, InterruptedException {
        var waiting = new HashMap<Long, Long>();
        LongConsumer count = keyId -> waiting.merge(keyId, 1L, Long::sum);
        undecided(count);
        waitingForClaims(count);
        var stored = new ArrayList<Sealed.Stored>();
        for (var secret : read().values()) {
            var keyId = SealedWith.keyId(secret.getCiphertext());
            stored.add(new Sealed.Stored(
                    secret.getTenantId(),
                    secret.getName().name(),
                    keyId.isPresent() ? keyId.getAsLong() : null,
                    opened(secret, opener).isPresent()));
        }
        return new Sealed(stored, waiting);
    }

    /** The stored secrets by their keys. */
    Map<String, SealedSecret> read() throws IOException, ExecutionException, InterruptedException {
        var secrets = new TreeMap<String, SealedSecret>();
        try (var deserializer = deserializer(Topics.SECRETS)) {
            for (var end : ends(Topics.SECRETS.name()).entrySet()) {
                records.each(end.getKey(), 0, end.getValue(), record -> {
                    var secret = deserializer.deserialize(record.topic(), record.value());
                    var key = new String(record.key(), UTF_8);
                    if (secret == null) {
                        secrets.remove(key);
                    } else {
                        secrets.put(key, secret);
                    }
                    return true;
                });
            }
        }
        return secrets;
    }

    /** Empty if the private keyset does not open it. */
    static Optional<String> opened(SealedSecret secret, SecretOpener opener) {
        try {
            return Optional.of(opener.open(secret.getTenantId(), secret.getName(), bytes(secret.getCiphertext())));
        } catch (UnsealException _) {
            return Optional.empty();
        }
    }

    static byte[] bytes(ByteBuffer buffer) {
        var bytes = new byte[buffer.remaining()];
        buffer.duplicate().get(bytes);
        return bytes;
    }

    /** How many records of secrets the poller has not read, so that they are not in its own state. */
    long unreadByPoller() throws IOException, ExecutionException, InterruptedException {
        var unread = new long[1];
        eachBehind(POLLER, Topics.SECRETS.name(), _ -> ++unread[0] > 0);
        return unread[0];
    }

    private void undecided(LongConsumer count) throws IOException, ExecutionException, InterruptedException {
        try (var deserializer = deserializer(Topics.REQUESTS)) {
            eachBehind(MAPPER, Topics.REQUESTS.name(), record -> {
                var request = deserializer.deserialize(record.topic(), record.value());
                if (request != null) {
                    ciphertexts(request).forEach(each -> SealedWith.keyId(each).ifPresent(count));
                }
                return true;
            });
        }
    }

    /** Every record from the offset on that the group has committed. */
    private void eachBehind(String group, String topic, CommittedRecords.Handler handler)
            throws IOException, ExecutionException, InterruptedException {
        var read = new ConsumerGroups(admin, TopicCatalogue.load()).offsets(group);
        for (var end : ends(topic).entrySet()) {
            var from = read.getOrDefault(end.getKey(), 0L);
            if (from < end.getValue()) {
                records.each(end.getKey(), from, end.getValue(), handler);
            }
        }
    }

    private static Stream<ByteBuffer> ciphertexts(Request request) {
        var saved = Stream.of(
                        request.getSaveGravityZone().flatMap(SaveGravityZone::getApiKey),
                        request.getSaveRmm().flatMap(SaveRmm::getApiKey),
                        request.getSaveRmm().flatMap(SaveRmm::getApiSecretKey))
                .flatMap(Optional::stream)
                .map(SealedCredential::getCiphertext);
        var resealed = request.getResealSecrets().orElse(List.of()).stream().map(ResealedSecret::getCiphertext);
        return Stream.concat(saved, resealed);
    }

    private void waitingForClaims(LongConsumer count) throws IOException, ExecutionException, InterruptedException {
        if (!admin.listTopics().names().get().contains(WAITING_SAVES)) {
            return; // the mapper has never run
        }
        var newest = new HashMap<String, byte[]>();
        for (var end : ends(WAITING_SAVES).entrySet()) {
            records.each(end.getKey(), 0, end.getValue(), record -> {
                var key = new String(record.key(), UTF_8);
                if (record.value() == null) {
                    newest.remove(key);
                } else {
                    newest.put(key, record.value());
                }
                return true;
            });
        }
        for (var state : newest.values()) {
            try {
                for (var ciphertext : JsonMapper.shared().readTree(state).findValues("ciphertext")) {
                    var bytes = Base64.getDecoder().decode(ciphertext.asString());
                    SealedWith.keyId(ByteBuffer.wrap(bytes)).ifPresent(count);
                }
            } catch (JacksonException | IllegalArgumentException e) {
                // Without the cause: its message may quote the state.
                throw new KafkaException("%s: its records cannot be read".formatted(WAITING_SAVES));
            }
        }
    }

    /** The present ends, when no transaction that was open before is open any more. */
    private Map<TopicPartition, Long> ends(String topic) throws ExecutionException, InterruptedException {
        var partitions = admin.describeTopics(List.of(topic)).allTopicNames().get().values().stream()
                .flatMap(described -> described.partitions().stream())
                .map(info -> new TopicPartition(topic, info.partition()))
                .toList();
        var wanted = Ends.of(admin, partitions).all();
        for (var looks = 0; looks < LOOKS_MAX; looks++) {
            var committed = Ends.of(admin, partitions).committed();
            if (partitions.stream()
                    .allMatch(each -> committed.getOrDefault(each, 0L) >= wanted.getOrDefault(each, 0L))) {
                return committed;
            }
            Thread.sleep(POLL);
        }
        throw new KafkaException("%s: a transaction has been open for %d s (companion doctor names it)"
                .formatted(topic, POLL.multipliedBy(LOOKS_MAX).toSeconds()));
    }

    private <V extends SpecificRecord> Deserializer<V> deserializer(Topic<V> topic) {
        return TopicSerdes.of(connection.properties()).of(topic).deserializer();
    }
}
