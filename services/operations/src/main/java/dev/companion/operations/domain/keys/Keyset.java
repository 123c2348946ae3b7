package dev.companion.operations.domain.keys;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The keys of a keyset, oldest first, of which exactly one seals. */
public record Keyset(List<Key> keys) {

    /** @param seals whether it seals; the other keys only open */
    public record Key(long id, boolean seals) {}

    public Keyset {
        keys = List.copyOf(keys);
        if (keys.stream().filter(Key::seals).count() != 1) {
            throw new IllegalArgumentException("keyset: %d keys that seal (expected: 1)"
                    .formatted(keys.stream().filter(Key::seals).count()));
        }
    }

    /** The key that seals. */
    public long sealing() {
        return keys.stream().filter(Key::seals).findFirst().orElseThrow().id();
    }

    /** The key that was added last. */
    public long newest() {
        return keys.getLast().id();
    }

    public boolean has(long id) {
        return keys.stream().anyMatch(key -> key.id() == id);
    }

    /** The keys that were added before the one that seals. */
    public Set<Long> former() {
        var former = new HashSet<Long>();
        for (var key : keys) {
            if (key.seals()) {
                break;
            }
            former.add(key.id());
        }
        return Set.copyOf(former);
    }
}
