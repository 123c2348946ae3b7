package dev.companion.operations.keys;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.companion.operations.connection.Connection;
import dev.companion.requests.Request;
import dev.companion.requests.RequestType;
import dev.companion.requests.ResealedSecret;
import dev.companion.runtime.EventMetadatas;
import dev.companion.runtime.KafkaClients;
import dev.companion.runtime.TopicPublisher;
import dev.companion.runtime.TopicSerdes;
import dev.companion.runtime.sealing.SealedWith;
import dev.companion.runtime.sealing.SecretOpener;
import dev.companion.runtime.sealing.SecretSealer;
import dev.companion.schemas.TenantKey;
import dev.companion.schemas.Topics;
import dev.companion.settings.SealedSecret;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/**
 * Seals stored secrets with another key. It writes none of them: it requests them of the mapper, which alone writes secrets and
 * replaces one only if it is still stored as it was read here.
 */
final class Resealing {

    /**
     * What became of the secrets that were to be sealed again.
     *
     * @param sealed with the other key now
     * @param changed saved or erased meanwhile, which counts
     * @param undecided stored as before, because the mapper has not decided or has refused
     */
    record Receipt(long sealed, long changed, long undecided) {}

    private static final String OPERATOR = "operator";
    private static final Duration POLL = Duration.ofMillis(200);

    private final Connection connection;
    private final SecretsReader secrets;
    private final SecretOpener opener;
    private final SecretSealer sealer;
    private final InstantSource clock;

    Resealing(Connection connection, SecretsReader secrets, Path privateKeyset, InstantSource clock) {
        this.connection = connection;
        this.secrets = secrets;
        this.opener = SecretOpener.of(privateKeyset);
        this.sealer = SecretSealer.ofPrivate(privateKeyset);
        this.clock = clock;
    }

    /** @param wait how long the mapper has to decide */
    Receipt reseal(long sealing, Duration wait) throws IOException, ExecutionException, InterruptedException {
        var before = new HashMap<String, ByteBuffer>();
        var after = new HashMap<String, ByteBuffer>();
        var byTenant = new TreeMap<String, List<ResealedSecret>>();
        for (var entry : secrets.read().entrySet()) {
            var secret = entry.getValue();
            var keyId = SealedWith.keyId(secret.getCiphertext());
            if (keyId.isPresent() && keyId.getAsLong() == sealing) {
                continue;
            }
            var clear = SecretsReader.opened(secret, opener);
            if (clear.isPresent()) {
                var resealed = resealed(secret, clear.get());
                before.put(entry.getKey(), secret.getCiphertext());
                after.put(entry.getKey(), resealed.getCiphertext());
                byTenant.computeIfAbsent(secret.getTenantId(), _ -> new ArrayList<>())
                        .add(resealed);
            }
        }
        publish(byTenant);
        for (var looks = wait.dividedBy(POLL); ; looks--) {
            var receipt = receipt(before, after);
            if (receipt.undecided() == 0 || looks <= 0) {
                return receipt;
            }
            Thread.sleep(POLL);
        }
    }

    private ResealedSecret resealed(SealedSecret secret, String clear) {
        var ciphertext = sealer.seal(secret.getTenantId(), secret.getName(), clear);
        return ResealedSecret.newBuilder()
                .setName(secret.getName())
                .setReplaces(HexFormat.of().formatHex(sha256(SecretsReader.bytes(secret.getCiphertext()))))
                .setCiphertext(ByteBuffer.wrap(ciphertext))
                .build();
    }

    /** One request for each tenant, so that its secrets change together. */
    private void publish(Map<String, List<ResealedSecret>> byTenant) throws ExecutionException, InterruptedException {
        var properties = connection.properties();
        try (var publisher =
                new TopicPublisher(TopicSerdes.of(properties), new KafkaClients(properties).producerConfig())) {
            var sent = new ArrayList<CompletableFuture<Long>>();
            byTenant.forEach((tenantId, resealed) -> {
                var requestId =
                        "reseal-" + UUID.nameUUIDFromBytes(resealed.toString().getBytes(UTF_8));
                sent.add(publisher.publish(
                        Topics.REQUESTS,
                        TenantKey.of(tenantId, requestId),
                        Request.newBuilder()
                                .setMetadata(EventMetadatas.of(requestId, clock.instant(), 1, null))
                                .setTenantId(tenantId)
                                .setRequestId(requestId)
                                .setRequestedBy(OPERATOR)
                                .setTenantName("")
                                .setType(RequestType.RESEAL_SECRETS)
                                .setResealSecrets(resealed)
                                .build()));
            });
            for (var each : sent) {
                each.get();
            }
        }
    }

    private Receipt receipt(Map<String, ByteBuffer> before, Map<String, ByteBuffer> after)
            throws IOException, ExecutionException, InterruptedException {
        if (before.isEmpty()) {
            return new Receipt(0, 0, 0);
        }
        var now = secrets.read();
        var sealed = 0L;
        var undecided = 0L;
        for (var entry : before.entrySet()) {
            var secret = now.get(entry.getKey());
            if (secret != null && secret.getCiphertext().equals(after.get(entry.getKey()))) {
                sealed++;
            } else if (secret != null && secret.getCiphertext().equals(entry.getValue())) {
                undecided++;
            }
        }
        return new Receipt(sealed, before.size() - sealed - undecided, undecided);
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256: not in this JDK", e);
        }
    }
}
