package dev.companion.benchmark;

import java.io.IOException;
import java.time.Duration;
import java.util.List;

/**
 * Prints figures. A figure that misses its goal is marked, and the run continues.
 *
 * <p>{@code sweep} measures how fast and in how much memory rows are compared; {@code scale} runs the whole stack with
 * a large tenant and many small ones; {@code onboard} links thousands of new sites; {@code fairness} measures quiet
 * tenants beside a dead and a busy one; {@code one-cause} revokes the key of a tenant with thousands of linked sites;
 * {@code watched} measures what scraping and tracing cost; {@code console} measures its answers and its start; {@code all} runs all of them.
 */
public final class Benchmark {

    private static final String USAGE = """
            usage: benchmark sweep [--rows N]
                   benchmark scale [--large SITES] [--tenants N] [--sites-each N]
                   benchmark onboard [--sites N] [--pace N]
                   benchmark fairness [--sites N] [--seconds N]
                   benchmark one-cause [--sites N] [--pace N]
                   benchmark watched [--sites N]
                   benchmark console [--large SITES] [--rows N]
                   benchmark all   [OPTIONS of all]
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
        for (var what : options.what()) {
            switch (what) {
                case SWEEP -> print("Comparing rows, one core", SweepFigures.of(options.rows()));
                case SCALE ->
                    print(
                            "The whole stack in one JVM, against the simulator",
                            ScaleFigures.of(options.largeTenant(), options.tenants(), options.sitesEach()));
                case ONBOARD ->
                    print(
                            "%,d new sites, at %d times the real quotas".formatted(options.newSites(), options.pace()),
                            OnboardFigures.of(options.newSites(), options.pace()));
                case ONE_CAUSE ->
                    print(
                            "A key revoked that %,d linked sites need".formatted(options.newSites()),
                            OneCauseFigures.of(options.newSites(), options.pace()));
                case WATCHED ->
                    print(
                            "%,d new sites without and with metrics scraped and traces sent"
                                    .formatted(options.newSites()),
                            WatchedFigures.of(options.newSites()));
                case CONSOLE ->
                    print(
                            "The console with %,d sites in a tenant, and %,d in all"
                                    .formatted(options.largeTenant(), options.rows()),
                            ConsoleFigures.of(options.largeTenant(), options.rows()));
                case FAIRNESS ->
                    print(
                            "Quiet tenants beside a dead and a busy one, at the real quotas",
                            FairnessFigures.of(options.newSites(), Duration.ofSeconds(options.seconds())));
            }
        }
    }

    private static void print(String title, List<Figure> figures) {
        System.out.printf("%n%s%n", title);
        figures.forEach(figure -> System.out.println("  " + figure.line()));
    }
}
