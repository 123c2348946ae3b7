package dev.companion.benchmark;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The options of a run.
 *
 * @param rows known rows in the comparison, and at the console's start
 * @param largeTenant sites of the one large tenant, whose lists the console answers
 * @param tenants small tenants, with {@code sitesEach} sites each
 * @param newSites sites that are linked for the first time
 * @param pace factor on the vendors' quotas and on our shares of them, compared with reality
 * @param seconds how long changes of quiet tenants are measured, alone and beside busy ones
 */
record Options(
        Set<What> what, int rows, int largeTenant, int tenants, int sitesEach, int newSites, int pace, int seconds) {

    enum What {
        SWEEP,
        SCALE,
        ONBOARD,
        FAIRNESS,
        ONE_CAUSE,
        WATCHED,
        CONSOLE;

        static Set<What> named(String word) {
            if (word.equals("all")) {
                return EnumSet.allOf(What.class);
            }
            return Arrays.stream(values())
                    .filter(each -> each.name()
                            .toLowerCase(Locale.ROOT)
                            .replace('_', '-')
                            .equals(word))
                    .findFirst()
                    .map(EnumSet::of)
                    .orElseThrow(() -> new IllegalArgumentException(word + " cannot be measured"));
        }
    }

    private static final Map<String, Integer> USUAL = Map.of(
            "--rows",
            1_000_000,
            "--large",
            50_000,
            "--tenants",
            1_000,
            "--sites-each",
            50,
            "--sites",
            2_000,
            "--pace",
            20,
            "--seconds",
            90);

    static Options of(String[] arguments) {
        if (arguments.length == 0) {
            throw new IllegalArgumentException("what to measure is missing");
        }
        var what = What.named(arguments[0]);
        var numbers = new HashMap<>(USUAL);
        for (var i = 1; i < arguments.length; i += 2) {
            if (!numbers.containsKey(arguments[i])) {
                throw new IllegalArgumentException(arguments[i] + " is not an option");
            }
            numbers.put(arguments[i], number(arguments, i));
        }
        return new Options(
                what,
                numbers.getOrDefault("--rows", 0),
                numbers.getOrDefault("--large", 0),
                numbers.getOrDefault("--tenants", 0),
                numbers.getOrDefault("--sites-each", 0),
                numbers.getOrDefault("--sites", 0),
                numbers.getOrDefault("--pace", 0),
                numbers.getOrDefault("--seconds", 0));
    }

    private static int number(String[] arguments, int option) {
        var text = option + 1 < arguments.length ? arguments[option + 1] : "";
        if (!text.matches("[1-9]\\d{0,8}")) {
            throw new IllegalArgumentException(
                    "%s: '%s' (expected: a whole number above 0)".formatted(arguments[option], text));
        }
        return Integer.parseInt(text);
    }
}
