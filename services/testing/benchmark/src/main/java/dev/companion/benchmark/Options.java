package dev.companion.benchmark;

import java.util.HashMap;
import java.util.Map;

/**
 * What was asked for.
 *
 * @param rows known rows in the comparison
 * @param largeTenant sites of the one large tenant
 * @param tenants small tenants, with {@code sitesEach} sites each
 */
record Options(boolean sweep, boolean scale, int rows, int largeTenant, int tenants, int sitesEach) {

    static Options of(String[] arguments) {
        if (arguments.length == 0) {
            throw new IllegalArgumentException("what to measure is missing");
        }
        var sweep = arguments[0].equals("sweep") || arguments[0].equals("all");
        var scale = arguments[0].equals("scale") || arguments[0].equals("all");
        if (!sweep && !scale) {
            throw new IllegalArgumentException(arguments[0] + " is nothing that can be measured");
        }
        var numbers =
                new HashMap<>(Map.of("--rows", 1_000_000, "--large", 50_000, "--tenants", 1_000, "--sites-each", 50));
        for (var i = 1; i < arguments.length; i += 2) {
            if (!numbers.containsKey(arguments[i])) {
                throw new IllegalArgumentException(arguments[i] + " is no option");
            }
            numbers.put(arguments[i], number(arguments, i));
        }
        return new Options(
                sweep,
                scale,
                numbers.getOrDefault("--rows", 0),
                numbers.getOrDefault("--large", 0),
                numbers.getOrDefault("--tenants", 0),
                numbers.getOrDefault("--sites-each", 0));
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
