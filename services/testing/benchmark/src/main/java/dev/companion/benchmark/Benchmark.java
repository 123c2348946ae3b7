package dev.companion.benchmark;

import java.io.IOException;
import java.util.List;

/**
 * Prints figures. A figure that misses its goal is said to, and the run goes on: what to do about it is for people.
 *
 * <p>{@code sweep} measures how fast and in how much memory rows are compared; {@code scale} runs the whole stack with a
 * large tenant and many small ones; {@code all} is both.
 */
public final class Benchmark {

    private static final String USAGE = """
            usage: benchmark sweep [--rows N]
                   benchmark scale [--large SITES] [--tenants N] [--sites-each N]
                   benchmark all   [OPTIONS of both]
            """;

    private Benchmark() {}

    public static void main(String[] arguments) throws IOException {
        try {
            run(Options.of(arguments));
        } catch (IllegalArgumentException refused) {
            System.err.print("benchmark: " + refused.getMessage() + System.lineSeparator() + USAGE);
            System.exit(2);
        }
    }

    private static void run(Options options) throws IOException {
        System.out.printf(
                "%d processor(s), %s %s, heap of at most %,d MB%n",
                Runtime.getRuntime().availableProcessors(),
                System.getProperty("java.vm.name"),
                Runtime.version(),
                Runtime.getRuntime().maxMemory() >> 20);
        if (options.sweep()) {
            print("Comparing rows, one core", SweepFigures.of(options.rows()));
        }
        if (options.scale()) {
            print(
                    "The whole stack in one JVM, against the simulator",
                    ScaleFigures.of(options.largeTenant(), options.tenants(), options.sitesEach()));
        }
    }

    private static void print(String title, List<Figure> figures) {
        System.out.printf("%n%s%n", title);
        figures.forEach(figure -> System.out.println("  " + figure.line()));
    }
}
