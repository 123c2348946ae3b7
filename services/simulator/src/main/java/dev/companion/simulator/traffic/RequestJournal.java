package dev.companion.simulator.traffic;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The last requests, counts of all of them, and the maximum of each sliding window. Kept in memory only: a restart or
 * {@link #clear} starts from zero.
 */
public final class RequestJournal {

    /**
     * One request, without secrets.
     *
     * @param account Datto account uid or GravityZone company id, null when the key was unknown
     * @param key last four characters of the API key
     * @param status HTTP status, 0 when the connection was cut without an answer
     * @param error JSON-RPC error code inside a 200
     * @param fault kind of the injected fault, null for none
     */
    public record Entry(
            long sequence,
            Instant time,
            String api,
            String method,
            @Nullable String account,
            @Nullable String key,
            int status,
            @Nullable String error,
            @Nullable String fault) {}

    /** The most requests in any window of {@code windowSeconds}, and the number refused for quota. */
    public record Rate(
            String api, String account, String bucket, long windowSeconds, int highest, long requests, long refused) {}

    private record Bucket(String api, String account, String name) {}

    private static final class Seen {
        private final Duration window;
        private final SlidingCount count;
        private long requests;
        private long refused;

        private Seen(Duration window) {
            this.window = window;
            this.count = new SlidingCount(window);
        }
    }

    private static final int KEPT = 200_000;
    private static final int BUCKETS_KEPT = 100_000;

    private final ArrayDeque<Entry> entries = new ArrayDeque<>();
    private final Map<String, Long> countsByMethod = new TreeMap<>();
    private final Map<Bucket, Seen> seen = new LinkedHashMap<>();
    private long last;

    /** Counts a request at its arrival. */
    public synchronized void arrived(Call call, String api, Duration window, Instant now) {
        String account = call.account();
        if (account == null) {
            return;
        }
        for (String bucket : call.buckets()) {
            var key = new Bucket(api, account, bucket);
            if (seen.size() < BUCKETS_KEPT || seen.containsKey(key)) {
                Seen one = seen.computeIfAbsent(key, unused -> new Seen(window));
                one.count.add(now);
                one.requests++;
            }
        }
    }

    /** Records a request just before its answer is sent. */
    public synchronized void answered(
            Call call, String api, Instant now, int status, @Nullable String error, @Nullable String fault) {
        if (entries.size() == KEPT) {
            entries.removeFirst();
        }
        entries.addLast(
                new Entry(++last, now, api, call.method(), call.account(), call.keySuffix(), status, error, fault));
        countsByMethod.merge(api + " " + call.method(), 1L, Long::sum);
        String account = call.account();
        if (status == 429 && account != null) {
            for (String bucket : call.buckets()) {
                Seen one = seen.get(new Bucket(api, account, bucket));
                if (one != null) {
                    one.refused++;
                }
            }
        }
    }

    /** Requests with a higher sequence number, oldest first. */
    public synchronized List<Entry> since(long sequence) {
        return entries.stream().filter(entry -> entry.sequence() > sequence).toList();
    }

    /**
     * Number of all requests so far by {@code "datto GET /v2/account/sites"} and the like, including those no longer
     * kept.
     */
    public synchronized Map<String, Long> counts() {
        return new TreeMap<>(countsByMethod);
    }

    public synchronized long count(String api, String method) {
        return countsByMethod.getOrDefault(api + " " + method, 0L);
    }

    public synchronized List<Rate> rates() {
        return seen.entrySet().stream()
                .map(entry -> new Rate(
                        entry.getKey().api(),
                        entry.getKey().account(),
                        entry.getKey().name(),
                        entry.getValue().window.toSeconds(),
                        entry.getValue().count.peak(),
                        entry.getValue().requests,
                        entry.getValue().refused))
                .toList();
    }

    public synchronized void clear() {
        entries.clear();
        countsByMethod.clear();
        seen.clear();
    }
}
