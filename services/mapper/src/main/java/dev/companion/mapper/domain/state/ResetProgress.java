package dev.companion.mapper.domain.state;

import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * How far the reset of a tenant is.
 *
 * @param requestedBy last four characters of the key that signed in
 * @param startedAt when it was accepted
 * @param reported the services that have erased what they held
 * @param erased keys by topic so far
 */
public record ResetProgress(
        String requestId, String requestedBy, Instant startedAt, Set<String> reported, Map<String, Integer> erased) {

    public ResetProgress {
        reported = Set.copyOf(reported);
        erased = Map.copyOf(erased);
    }

    public ResetProgress with(String topic, int keys) {
        return new ResetProgress(requestId, requestedBy, startedAt, reported, sum(erased, Map.of(topic, keys)));
    }

    /** A report counts once, however often it arrives. */
    public ResetProgress with(String service, Map<String, Integer> keys) {
        if (reported.contains(service)) {
            return this;
        }
        var all = new TreeSet<>(reported);
        all.add(service);
        return new ResetProgress(requestId, requestedBy, startedAt, all, sum(erased, keys));
    }

    /** The receipt: each topic with its number of keys, in the order of their names. */
    public String receipt() {
        return new TreeMap<>(erased)
                .entrySet().stream()
                        .map(entry -> entry.getKey() + " " + entry.getValue())
                        .reduce((one, other) -> one + ", " + other)
                        .orElse("");
    }

    private static Map<String, Integer> sum(Map<String, Integer> one, Map<String, Integer> other) {
        var sum = new TreeMap<>(one);
        other.forEach((topic, keys) -> sum.merge(topic, keys, Integer::sum));
        return sum;
    }
}
