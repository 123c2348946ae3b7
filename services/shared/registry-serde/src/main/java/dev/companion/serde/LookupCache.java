package dev.companion.serde;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutionException;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.apache.kafka.common.errors.InterruptException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Caches answers of the registry. Each is requested once, however many threads need it.
 *
 * <p>An answer lives for {@code lifetime}, the answer "not found" for {@code missingLifetime}. Other failures are
 * passed to all waiting threads and not cached. An expired answer stays in use while the registry is unavailable.
 */
final class LookupCache<K, V> {

    static final Duration FOREVER = Duration.ofNanos(Long.MAX_VALUE);

    private static final Logger LOGGER = LoggerFactory.getLogger(LookupCache.class);
    // Only a flood of unknown ids reaches this: a program knows some dozens of schemas.
    private static final int ENTRIES_MAX = 10_000;

    private final ConcurrentMap<K, Entry<V>> entries = new ConcurrentHashMap<>();
    private final long lifetimeNanos;
    private final long missingLifetimeNanos;
    private final LongSupplier nanoClock;

    LookupCache(Duration lifetime, Duration missingLifetime, LongSupplier nanoClock) {
        this.lifetimeNanos = lifetime.toNanos();
        this.missingLifetimeNanos = missingLifetime.toNanos();
        this.nanoClock = nanoClock;
    }

    /** @throws RegistryException as thrown by {@code load}, now or within its lifetime */
    V get(K key, Supplier<V> load) {
        while (true) {
            Entry<V> known = entries.get(key);
            if (known == null || known.isStale(nanoClock.getAsLong())) {
                Entry<V> mine = new Entry<>(known);
                if (known == null ? entries.putIfAbsent(key, mine) == null : entries.replace(key, known, mine)) {
                    makeRoom();
                    return load(key, mine, load);
                }
                continue;
            }
            try {
                return known.answer.get();
            } catch (InterruptedException e) {
                throw new InterruptException(e);
            } catch (ExecutionException e) {
                if (e.getCause() instanceof RegistryException refused) {
                    throw refused;
                }
                // The thread that sent the request was interrupted or failed for reasons of its own: send it again from
                // here.
            }
        }
    }

    private V load(K key, Entry<V> entry, Supplier<V> load) {
        try {
            V value = load.get();
            entry.complete(value, lifetimeNanos, nanoClock.getAsLong());
            return value;
        } catch (RegistryException e) {
            V outdated = entry.outdated;
            if (outdated != null && e.isRetryable()) {
                LOGGER.atWarn().addKeyValue("reason", e.getMessage()).log("expired registry answer stays in use");
                entry.complete(outdated, lifetimeNanos, nanoClock.getAsLong());
                return outdated;
            }
            if (e.isMissing() && missingLifetimeNanos > 0) {
                entry.fail(e, missingLifetimeNanos, nanoClock.getAsLong());
            } else {
                forget(key, entry, e);
            }
            throw e;
        } catch (RuntimeException | Error e) {
            forget(key, entry, e);
            throw e;
        }
    }

    private void forget(K key, Entry<V> entry, Throwable reason) {
        entries.remove(key, entry);
        entry.fail(reason, 0, nanoClock.getAsLong());
    }

    private void makeRoom() {
        if (entries.size() > ENTRIES_MAX) {
            entries.values().removeIf(entry -> entry.answer.isCompletedExceptionally());
        }
        if (entries.size() > ENTRIES_MAX) {
            entries.values().removeIf(entry -> entry.answer.isDone());
        }
    }

    private static final class Entry<V> {

        private final CompletableFuture<V> answer = new CompletableFuture<>();
        private final @Nullable V outdated;
        // Both are written before the answer completes and read only afterwards.
        private long answeredAtNanos;
        private long lifetimeNanos;

        Entry(@Nullable Entry<V> predecessor) {
            this.outdated = predecessor == null || predecessor.answer.isCompletedExceptionally()
                    ? null
                    : predecessor.answer.getNow(null);
        }

        boolean isStale(long nowNanos) {
            return answer.isDone() && nowNanos - answeredAtNanos >= lifetimeNanos;
        }

        void complete(V value, long lifetimeNanos, long nowNanos) {
            this.lifetimeNanos = lifetimeNanos;
            this.answeredAtNanos = nowNanos;
            answer.complete(value);
        }

        void fail(Throwable reason, long lifetimeNanos, long nowNanos) {
            this.lifetimeNanos = lifetimeNanos;
            this.answeredAtNanos = nowNanos;
            answer.completeExceptionally(reason);
        }
    }
}
