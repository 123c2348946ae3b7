package dev.companion.standalone;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** The parts of a run. By default one JVM has all of them; with {@code --only}, a JVM has some. */
enum Part {
    /** Kafka and the schema registry. The JVM that has it locks the data directory. */
    BROKER,
    SIMULATOR,
    POLLER,
    MAPPER,
    PROVISIONER,
    EVENT_RESOLVER,
    CONSOLE;

    private static final Set<Part> NO_SERVICE = EnumSet.of(BROKER, SIMULATOR);

    /** Its name on the command line and as the service's own name. */
    String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    boolean isService() {
        return !NO_SERVICE.contains(this);
    }

    /** @param text names of parts, separated by commas */
    static Set<Part> listed(String text) {
        return Arrays.stream(text.split(",", -1))
                .map(String::strip)
                .map(Part::named)
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Part.class)));
    }

    private static Part named(String word) {
        return Arrays.stream(values())
                .filter(part -> part.word().equals(word))
                .findFirst()
                .orElseThrow(() -> new StartRefused("--only: there is no part '%s' (expected: %s, comma-separated)"
                        .formatted(
                                word, List.of(values()).stream().map(Part::word).collect(Collectors.joining(", ")))));
    }
}
