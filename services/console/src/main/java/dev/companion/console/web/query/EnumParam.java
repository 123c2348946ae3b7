package dev.companion.console.web.query;

import dev.companion.console.web.problem.ApiProblem;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads names of constants in a parameter, in upper or lower case. */
public final class EnumParam {

    private EnumParam() {}

    /**
     * Returns the named constants; empty if none is given.
     *
     * @param given names, comma-separated
     * @throws ApiProblem 400 if one is not known
     */
    public static <E extends Enum<E>> Set<E> of(String parameter, @Nullable String given, Class<E> type) {
        if (given == null || given.isBlank()) {
            return Set.of();
        }
        return Arrays.stream(given.split(","))
                .map(name -> one(parameter, name.strip(), type))
                .collect(Collectors.toSet());
    }

    /** @throws ApiProblem 400 if the name is not known */
    public static <E extends Enum<E>> E one(String parameter, String name, Class<E> type) {
        return Arrays.stream(type.getEnumConstants())
                .filter(constant -> constant.name().equals(name.toUpperCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> ApiProblem.malformed(
                        parameter + ": " + name,
                        "one of "
                                + Arrays.stream(type.getEnumConstants())
                                        .map(Enum::name)
                                        .filter(constant -> !constant.equals("UNKNOWN"))
                                        .collect(Collectors.joining(", "))));
    }
}
