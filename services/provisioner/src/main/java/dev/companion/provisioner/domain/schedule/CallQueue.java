package dev.companion.provisioner.domain.schedule;

import dev.companion.provisioner.domain.step.LinkKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Links whose next call waits for quota, for the circuit breaker, or for another call to end. In each lane the link
 * that is furthest along goes first, so that the first of thousands is ready in seconds; tenants take turns.
 */
public final class CallQueue {

    private static final Comparator<Waiting> DEEPEST_FIRST = Comparator.comparingInt(Waiting::depth)
            .reversed()
            .thenComparing(Waiting::since)
            .thenComparing(Waiting::key);

    private record Waiting(LinkKey key, Lane lane, int depth, Instant since) {}

    private final Map<String, Map<Lane, TreeSet<Waiting>>> tenants = new LinkedHashMap<>();
    private final Map<LinkKey, Waiting> byKey = new HashMap<>();

    public void put(LinkKey key, Lane lane, int depth, Instant now) {
        remove(key);
        var waiting = new Waiting(key, lane, depth, now);
        byKey.put(key, waiting);
        tenants.computeIfAbsent(key.tenantId(), _ -> new EnumMap<>(Lane.class))
                .computeIfAbsent(lane, _ -> new TreeSet<>(DEEPEST_FIRST))
                .add(waiting);
    }

    public void remove(LinkKey key) {
        var waiting = byKey.remove(key);
        if (waiting == null) {
            return;
        }
        var lanes = tenants.get(key.tenantId());
        if (lanes == null) {
            return;
        }
        var lane = lanes.get(waiting.lane());
        if (lane != null) {
            lane.remove(waiting);
            if (lane.isEmpty()) {
                lanes.remove(waiting.lane());
            }
        }
        if (lanes.isEmpty()) {
            tenants.remove(key.tenantId());
        }
    }

    /** Returns the tenants with a waiting link, the one that was served longest ago first. */
    public List<String> turns() {
        return tenants.isEmpty() ? List.of() : new ArrayList<>(tenants.keySet());
    }

    /** Returns the lanes in which a link of the tenant waits. */
    public Set<Lane> lanes(String tenantId) {
        return tenants.getOrDefault(tenantId, Map.of()).keySet();
    }

    public int size(String tenantId, Lane lane) {
        var waiting = tenants.getOrDefault(tenantId, Map.of()).get(lane);
        return waiting == null ? 0 : waiting.size();
    }

    /** Returns the links of the tenant in the lane, in their order. */
    List<LinkKey> waiting(String tenantId, Lane lane) {
        var waiting = tenants.getOrDefault(tenantId, Map.of()).get(lane);
        return waiting == null ? List.of() : waiting.stream().map(Waiting::key).toList();
    }

    /** Moves the tenant to the end of the queue of tenants. */
    public void served(String tenantId) {
        var lanes = tenants.remove(tenantId);
        if (lanes != null) {
            tenants.put(tenantId, lanes);
        }
    }

    /** Returns the tenant's link that is furthest along in an open lane; null if there is none. */
    public @Nullable LinkKey first(String tenantId, Predicate<Lane> open) {
        return tenants.getOrDefault(tenantId, Map.of()).entrySet().stream()
                .filter(lane -> open.test(lane.getKey()))
                .map(lane -> lane.getValue().first())
                .min(DEEPEST_FIRST)
                .map(Waiting::key)
                .orElse(null);
    }
}
