package dev.companion.benchmark;

import java.util.List;
import java.util.Locale;
import java.util.function.DoublePredicate;
import org.jspecify.annotations.Nullable;

/**
 * One line of the report.
 *
 * @param floor the limit for any program, in the same unit and from the same run; null if there is none
 * @param met null if the figure has no goal of its own
 */
record Figure(
        String what,
        double value,
        String unit,
        @Nullable Double floor,
        @Nullable String goal,
        @Nullable Boolean met) {

    static Figure of(String what, double value, String unit) {
        return new Figure(what, value, unit, null, null, null);
    }

    /**
     * The nearest rank.
     *
     * @param sorted ascending
     */
    static double ranked(List<Double> sorted, double quantile) {
        return sorted.get((int) Math.ceil(quantile * sorted.size()) - 1);
    }

    Figure against(double measuredFloor) {
        return new Figure(what, value, unit, measuredFloor, goal, met);
    }

    /** @param test of the value itself */
    Figure goal(String said, DoublePredicate test) {
        return new Figure(what, value, unit, floor, said, test.test(value));
    }

    /** @param test of the ratio to the floor */
    Figure goalOfRatio(String said, DoublePredicate test) {
        return new Figure(what, value, unit, floor, said, floor != null && test.test(value / floor));
    }

    String line() {
        return "%-62s %14s %-12s %-30s %s"
                .formatted(
                        what,
                        number(value),
                        unit,
                        floor == null ? "" : "floor %s, ratio %.2f".formatted(number(floor), value / floor),
                        goal == null ? "" : "goal %s: %s".formatted(goal, Boolean.TRUE.equals(met) ? "met" : "MISSED"))
                .stripTrailing();
    }

    private static String number(double value) {
        return value >= 100 || value == Math.rint(value)
                ? String.format(Locale.ROOT, "%,.0f", value)
                : String.format(Locale.ROOT, "%.2f", value);
    }
}
