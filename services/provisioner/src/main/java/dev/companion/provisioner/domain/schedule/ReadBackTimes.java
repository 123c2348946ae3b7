package dev.companion.provisioner.domain.schedule;

import dev.companion.provisioner.domain.work.LinkState;
import dev.companion.provisioner.domain.work.LinkStatus;
import dev.companion.provisioner.domain.work.ReadBack;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * When the ready links of each tenant were last read back. In memory; rebuilt from the ledger on start.
 *
 * <p>A link that is no longer ready still counts for a moment with its last good reading: a reader may know its earlier
 * status when it reads the next bound.
 */
final class ReadBackTimes {

    /** A reader of the statuses is at most this much behind a reader of the bounds. */
    static final Duration READERS_LAG = Duration.ofMinutes(1);

    /** @param at the last good reading; {@code Instant.MIN} if it is not known any more */
    private record Left(Instant at, Instant until) {}

    private final Map<String, NavigableMap<Instant, Integer>> ready = new HashMap<>();
    private final Map<String, Deque<Left>> left = new HashMap<>();
    private final Set<String> changed = new HashSet<>();

    /** Replaces the entry of {@code before} by that of {@code after}; null for a new or a removed link. */
    void replace(@Nullable LinkState before, @Nullable LinkState after, Instant now) {
        var was = before == null ? null : ReadBack.at(before);
        var is = after == null ? null : ReadBack.at(after);
        if (before == null && after != null && is == null) {
            rememberOnStart(after, now);
        }
        if (Objects.equals(was, is)) {
            return;
        }
        if (was != null && before != null) {
            var tenantId = before.key().tenantId();
            var times = times(tenantId);
            times.computeIfPresent(was, (_, count) -> count == 1 ? null : count - 1);
            if (is == null) {
                leave(tenantId, was, now);
            }
            changed.add(tenantId);
        }
        if (is != null && after != null) {
            times(after.key().tenantId()).merge(is, 1, Integer::sum);
            changed.add(after.key().tenantId());
        }
    }

    /** A link that stopped being ready just before the start may still be known as ready. */
    private void rememberOnStart(LinkState state, Instant now) {
        var status = state.status();
        if (status != null
                && state.readyIn() > 0
                && status.conditions().stream()
                        .filter(condition -> condition.holds() != LinkStatus.Holds.TRUE)
                        .anyMatch(condition -> condition.since().isAfter(now.minus(READERS_LAG)))) {
            leave(state.key().tenantId(), Instant.MIN, now);
        }
    }

    private void leave(String tenantId, Instant at, Instant now) {
        left.computeIfAbsent(tenantId, _ -> new ArrayDeque<>()).addLast(new Left(at, now.plus(READERS_LAG)));
    }

    /** The earliest last reading of all that count; null if the tenant has no ready link. */
    @Nullable Instant earliest(String tenantId, Instant now) {
        var times = times(tenantId);
        if (times.isEmpty()) {
            return null;
        }
        return leaving(tenantId, now).stream()
                .map(Left::at)
                .min(Instant::compareTo)
                .filter(at -> at.isBefore(times.firstKey()))
                .orElse(times.firstKey());
    }

    /** When a link that is no longer ready stops to count; empty if none counts. */
    Optional<Instant> nextChange(String tenantId, Instant now) {
        return Optional.ofNullable(leaving(tenantId, now).peekFirst()).map(Left::until);
    }

    private Deque<Left> leaving(String tenantId, Instant now) {
        var leaving = left.get(tenantId);
        if (leaving == null) {
            return new ArrayDeque<>();
        }
        while (!leaving.isEmpty() && !now.isBefore(leaving.getFirst().until())) {
            leaving.removeFirst();
        }
        return leaving;
    }

    /** Number of ready links. */
    int count(String tenantId) {
        return sum(times(tenantId));
    }

    /** Number of ready links that were read back at the time or later. */
    int countSince(String tenantId, Instant since) {
        return sum(times(tenantId).tailMap(since, true));
    }

    private static int sum(Map<Instant, Integer> times) {
        return times.values().stream().mapToInt(Integer::intValue).sum();
    }

    private NavigableMap<Instant, Integer> times(String tenantId) {
        return ready.computeIfAbsent(tenantId, _ -> new TreeMap<>());
    }

    /** Returns the tenants whose times changed since the last call. */
    Set<String> takeChanged() {
        if (changed.isEmpty()) {
            return Collections.emptySet();
        }
        var taken = Set.copyOf(changed);
        changed.clear();
        return taken;
    }

    void forget(String tenantId) {
        ready.remove(tenantId);
        left.remove(tenantId);
        changed.remove(tenantId);
    }
}
