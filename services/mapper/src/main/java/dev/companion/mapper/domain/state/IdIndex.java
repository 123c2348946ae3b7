package dev.companion.mapper.domain.state;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** An in-memory index of ids by a feature that several entities may share. */
public final class IdIndex {

    private final Map<String, Set<String>> ids = new HashMap<>();

    /** The ids that have the feature, in no particular order. */
    public Set<String> idsWith(String feature) {
        return ids.getOrDefault(feature, Set.of());
    }

    /** Replaces the features of one id. */
    public void update(String id, Set<String> before, Set<String> after) {
        for (var feature : before) {
            if (!after.contains(feature)) {
                remove(feature, id);
            }
        }
        for (var feature : after) {
            if (!before.contains(feature)) {
                add(feature, id);
            }
        }
    }

    /** Most features belong to one id, which an immutable set of one holds in the least memory. */
    private void add(String feature, String id) {
        ids.merge(feature, Set.of(id), (before, more) -> {
            var all = before.size() == 1 ? new HashSet<>(before) : before;
            all.addAll(more);
            return all.size() == 1 ? before : all;
        });
    }

    private void remove(String feature, String id) {
        ids.computeIfPresent(feature, (_, before) -> {
            if (before.size() == 1) {
                return before.contains(id) ? null : before;
            }
            before.remove(id);
            return before.size() == 1 ? Set.copyOf(before) : before;
        });
    }
}
