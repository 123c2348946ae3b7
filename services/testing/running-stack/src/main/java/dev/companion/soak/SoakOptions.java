package dev.companion.soak;

import java.util.List;

/**
 * The options of a soak.
 *
 * @param kills how many times something is killed
 * @param sites sites that are linked and unlinked, over all tenants
 * @param seed decides what is linked, killed and when; when things then happen depends on the machine
 */
public record SoakOptions(int kills, int sites, long seed) {

    static final String USAGE = "usage: companion soak [--kills N] [--sites N] [--seed N]";

    /** @throws IllegalArgumentException naming the option */
    static SoakOptions of(List<String> arguments, long otherSeed) {
        var options = new SoakOptions(30, 300, otherSeed);
        for (var i = 0; i < arguments.size(); i += 2) {
            var value = i + 1 < arguments.size() ? arguments.get(i + 1) : "";
            options = options.with(arguments.get(i), value);
        }
        return options;
    }

    private SoakOptions with(String option, String value) {
        if (!value.matches("\\d{1,18}")) {
            throw new IllegalArgumentException("%s: '%s' (expected: a whole number)".formatted(option, value));
        }
        var number = Long.parseLong(value);
        return switch (option) {
            case "--kills" -> new SoakOptions(bounded(option, number, 10_000), sites, seed);
            case "--sites" -> new SoakOptions(kills, bounded(option, number, 3_000), seed);
            case "--seed" -> new SoakOptions(kills, sites, number);
            default -> throw new IllegalArgumentException(option + " is not an option");
        };
    }

    private static int bounded(String option, long number, int max) {
        if (number < 1 || number > max) {
            throw new IllegalArgumentException("%s: %d (expected: 1 to %d)".formatted(option, number, max));
        }
        return (int) number;
    }
}
