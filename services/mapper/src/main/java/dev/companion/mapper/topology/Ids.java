package dev.companion.mapper.topology;

import java.util.List;
import java.util.stream.Stream;

/** The entry of an index: the ids that share a feature. Usually one; never empty. */
record Ids(List<String> ids) {

    static Ids of(String id) {
        return new Ids(List.of(id));
    }

    Ids with(String id) {
        return ids.contains(id)
                ? this
                : new Ids(Stream.concat(ids.stream(), Stream.of(id)).toList());
    }

    Ids without(String id) {
        return new Ids(ids.stream().filter(other -> !other.equals(id)).toList());
    }
}
