package dev.companion.provisioner.execution;

import dev.companion.runtime.TopicHandler.RecordPosition;
import dev.companion.runtime.sealing.SealedWith;
import dev.companion.settings.SealedSecret;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Counts the stored secrets by the key that they are sealed with: a former key is needed until its number is 0. A key that was
 * seen stays, so that the 0 can be seen too.
 */
public final class SealedKeys {

    /** A rotation needs two; what anything else writes into the topic makes no series without end. */
    private static final int KEYS_MAX = 16;

    private static final String OTHERS = "others";
    private static final String NONE = "none";

    private final MeterRegistry meters;
    private final Map<String, String> keyOfSecret = new HashMap<>();
    private final Map<String, AtomicInteger> counts = new HashMap<>();

    public SealedKeys(MeterRegistry meters) {
        this.meters = meters;
    }

    public synchronized void secret(String key, @Nullable SealedSecret secret, RecordPosition position) {
        var before = secret == null ? keyOfSecret.remove(key) : keyOfSecret.put(key, keyId(secret));
        if (before != null) {
            count(before).decrementAndGet();
        }
        var now = keyOfSecret.get(key);
        if (now != null) {
            count(now).incrementAndGet();
        }
    }

    private String keyId(SealedSecret secret) {
        var id = SealedWith.keyId(secret.getCiphertext());
        if (id.isEmpty()) {
            return NONE;
        }
        var known = Long.toString(id.getAsLong());
        return counts.containsKey(known) || counts.size() < KEYS_MAX ? known : OTHERS;
    }

    private AtomicInteger count(String keyId) {
        return counts.computeIfAbsent(keyId, id -> {
            var count = new AtomicInteger();
            Gauge.builder("companion.secrets.sealed", count, AtomicInteger::get)
                    .tags("service", "provisioner", "key_id", id)
                    .strongReference(true)
                    .register(meters);
            return count;
        });
    }
}
