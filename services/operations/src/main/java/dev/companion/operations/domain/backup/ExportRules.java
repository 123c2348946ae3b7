package dev.companion.operations.domain.backup;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** When the state of an installation may be read as a whole. */
public final class ExportRules {

    private ExportRules() {}

    /** @param members of each consumer group of our services */
    public static List<String> refusals(Map<String, Integer> members) {
        return working(members)
                .map(working -> List.of(
                        "services are running: %s have members. State and changelogs of a decision could be read before and after it; stop poller, mapper, provisioner and event-resolver, or use --live, which waits for a moment without any decision"
                                .formatted(working)))
                .orElse(List.of());
    }

    static Optional<String> working(Map<String, Integer> members) {
        var working = new TreeMap<>(members)
                .entrySet().stream()
                        .filter(group -> group.getValue() > 0)
                        .map(Map.Entry::getKey)
                        .collect(Collectors.joining(", "));
        return working.isEmpty() ? Optional.empty() : Optional.of(working);
    }

    /**
     * Whether nothing was committed while everything was read, so that it is as it was at one moment. A transaction that is
     * decided may have reached some partitions and others not yet: it is open in those.
     *
     * @param open partitions with an open transaction before or after the reading
     * @param moved partitions with another end after the reading than before it
     * @param waiting statements about claims that the mapper has not decided; they are in no backup
     */
    public static List<String> disturbances(List<String> open, List<String> moved, long waiting) {
        if (!open.isEmpty()) {
            return List.of("a transaction is open in %s".formatted(some(open)));
        }
        if (!moved.isEmpty()) {
            return List.of("records were written meanwhile to %s".formatted(some(moved)));
        }
        return waiting == 0
                ? List.of()
                : List.of("%d statements about root companies are not decided by the mapper yet".formatted(waiting));
    }

    static String some(List<String> names) {
        var most = 5;
        var sorted = names.stream().sorted().toList();
        return sorted.size() <= most
                ? String.join(", ", sorted)
                : "%s and %d more".formatted(String.join(", ", sorted.subList(0, most)), sorted.size() - most);
    }
}
