package dev.companion.simulator.control;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One control call.
 *
 * @param template path with {@code {name}} for its variable parts
 * @param help what it does and which fields it takes
 */
record Route(String method, String template, String help, Action action) {

    /** Does the call; the result is sent as JSON. */
    @FunctionalInterface
    interface Action {
        @Nullable Object run(Ask ask);
    }

    /** The variable parts of a path that fits this route. */
    Optional<List<String>> argumentsIn(String path) {
        String[] expected = template.split("/", -1);
        String[] asked = path.split("/", -1);
        if (asked.length != expected.length) {
            return Optional.empty();
        }
        var arguments = new ArrayList<String>();
        for (int i = 0; i < asked.length; i++) {
            if (expected[i].startsWith("{")) {
                arguments.add(asked[i]);
            } else if (!expected[i].equals(asked[i])) {
                return Optional.empty();
            }
        }
        return Optional.of(arguments);
    }
}
