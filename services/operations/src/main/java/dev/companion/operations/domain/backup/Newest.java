package dev.companion.operations.domain.backup;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The newest record of each key of one partition, by its offset; a key whose newest record is a tombstone has none. */
public final class Newest {

    private final Map<String, Long> offsets = new HashMap<>();

    /** Records are seen in the order of their offsets; one without a key is no entity and is left out. */
    public void see(byte @Nullable [] key, long offset, boolean tombstone) {
        if (key == null) {
            return;
        }
        var text = new String(key, StandardCharsets.ISO_8859_1); // a character for each byte
        if (tombstone) {
            offsets.remove(text);
        } else {
            offsets.put(text, offset);
        }
    }

    public Set<Long> offsets() {
        return new HashSet<>(offsets.values());
    }
}
