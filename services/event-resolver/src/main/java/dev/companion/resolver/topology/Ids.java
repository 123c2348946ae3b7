package dev.companion.resolver.topology;

import java.util.List;
import java.util.stream.Stream;

/** The companies of one name. Usually one; never empty. */
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
