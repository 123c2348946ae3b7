package dev.companion.provisioner.execution;

import static org.assertj.core.api.Assertions.assertThat;

import dev.companion.runtime.EventMetadatas;
import dev.companion.runtime.TopicHandler.RecordPosition;
import dev.companion.settings.SealedSecret;
import dev.companion.settings.SecretName;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.ByteBuffer;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SealedKeysTest {

    private static final Instant NOW = Instant.parse("2026-11-21T08:00:00Z");
    private static final int OLD = 7;
    private static final int NEW = -1; // ids are unsigned

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final SealedKeys keys = new SealedKeys(meters);

    @Test
    void aSecretIsCountedForTheKeyThatItIsSealedWithNow() {
        see("one", sealedWith(OLD));
        see("two", sealedWith(OLD));
        see("one", sealedWith(NEW));
        see("two", sealedWith(OLD));

        assertThat(counted("7")).isEqualTo(1);
        assertThat(counted("4294967295")).isEqualTo(1);
    }

    @Test
    void aKeyThatIsNotUsedAnyMoreIsSeenAsZero() {
        see("one", sealedWith(OLD));
        see("two", sealedWith(OLD));
        see("one", sealedWith(NEW));
        see("two", null);

        assertThat(counted("7")).isZero();
        assertThat(counted("4294967295")).isEqualTo(1);
    }

    @Test
    void hostileRecordsMakeNoSeriesWithoutEnd() {
        for (var each = 0; each < 1_000; each++) {
            see("secret-" + each, sealedWith(each));
        }
        see("short", ByteBuffer.wrap(new byte[] {1}));

        assertThat(meters.getMeters()).hasSizeLessThanOrEqualTo(18);
        assertThat(meters.getMeters().stream()
                        .mapToDouble(meter -> meter.measure().iterator().next().getValue())
                        .sum())
                .isEqualTo(1_001);
    }

    private double counted(String keyId) {
        return meters.get("companion.secrets.sealed")
                .tag("key_id", keyId)
                .gauge()
                .value();
    }

    private static ByteBuffer sealedWith(int keyId) {
        return ByteBuffer.allocate(20).put((byte) 1).putInt(keyId).rewind();
    }

    private void see(String key, @Nullable ByteBuffer ciphertext) {
        keys.secret(
                key,
                ciphertext == null
                        ? null
                        : SealedSecret.newBuilder()
                                .setMetadata(EventMetadatas.of("e", NOW, 1, null))
                                .setTenantId("tenant")
                                .setName(SecretName.RMM_API_KEY)
                                .setCiphertext(ciphertext)
                                .setRevision(1)
                                .build(),
                new RecordPosition("secrets", 0, 0, NOW));
    }
}
