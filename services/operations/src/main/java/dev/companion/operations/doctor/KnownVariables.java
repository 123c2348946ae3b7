package dev.companion.operations.doctor;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The variables of the environment that any program of ours reads. */
final class KnownVariables {

    private static final String FILE = "known-variables.txt";

    private KnownVariables() {}

    static Set<String> read() throws IOException {
        try (var in = KnownVariables.class.getResourceAsStream(FILE)) {
            if (in == null) {
                throw new IOException(FILE + ": not in the class path");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .map(line -> line.replaceFirst("#.*", "").strip())
                    .filter(line -> !line.isEmpty())
                    .flatMap(KnownVariables::variables)
                    .collect(Collectors.toSet());
        }
    }

    /** Spring reads a property from two names; a map takes everything that begins like it. */
    private static Stream<String> variables(String line) {
        if (line.startsWith("COMPANION_")) {
            return Stream.of(line);
        }
        var name = line.toUpperCase(Locale.ROOT).replace(".*", ".").replace('.', '_');
        return Stream.of(name.replace("-", ""), name.replace('-', '_'));
    }
}
