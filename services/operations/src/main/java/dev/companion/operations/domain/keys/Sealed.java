package dev.companion.operations.domain.keys;

import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What is sealed with which key.
 *
 * @param stored every stored secret
 * @param waiting how many secrets of saves that are not decided yet are sealed with each key
 */
public record Sealed(List<Stored> stored, Map<Long, Long> waiting) {

    /**
     * A stored secret.
     *
     * @param keyId that it is sealed with; null if it begins as no ciphertext does
     * @param opens whether the private keyset opens it
     */
    public record Stored(
            String tenantId, String name, @Nullable Long keyId, boolean opens) {}

    public Sealed {
        stored = List.copyOf(stored);
        waiting = Map.copyOf(waiting);
    }

    public long storedWith(long keyId) {
        return stored.stream()
                .filter(secret -> secret.keyId() != null && secret.keyId() == keyId)
                .count();
    }

    public long waitingWith(long keyId) {
        return waiting.getOrDefault(keyId, 0L);
    }

    /** Those that no key of the private keyset opens. */
    public List<Stored> lost() {
        return stored.stream().filter(secret -> !secret.opens()).toList();
    }

    /** Those that can be sealed with another key. */
    public List<Stored> resealable(long sealing) {
        return stored.stream()
                .filter(Stored::opens)
                .filter(secret -> secret.keyId() == null || secret.keyId() != sealing)
                .toList();
    }

    /** Keys that something is sealed with. */
    SortedSet<Long> used() {
        var used = stored.stream()
                .flatMap(secret -> Stream.ofNullable(secret.keyId()))
                .collect(Collectors.toCollection(TreeSet::new));
        used.addAll(waiting.keySet());
        return used;
    }
}
