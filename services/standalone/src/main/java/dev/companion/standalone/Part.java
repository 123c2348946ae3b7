package dev.companion.standalone;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** What a run consists of. All of it in one JVM is the rule; with {@code --only}, a JVM has some of the parts alone. */
enum Part {
    /** Kafka and the schema registry. Whoever has it holds the data directory. */
    BROKER,
    SIMULATOR,
    POLLER,
    MAPPER,
    PROVISIONER,
    EVENT_RESOLVER,
    CONSOLE;

    private static final Set<Part> NO_SERVICE = EnumSet.of(BROKER, SIMULATOR);

    /** As it is written on the command line and as the service calls itself. */
    String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    boolean isService() {
        return !NO_SERVICE.contains(this);
    }

    /** @param text words of parts with commas between them */
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
                .orElseThrow(() -> new StartRefused("--only: no part is called '%s' (expected: %s, comma-separated)"
                        .formatted(
                                word, List.of(values()).stream().map(Part::word).collect(Collectors.joining(", ")))));
    }
}
