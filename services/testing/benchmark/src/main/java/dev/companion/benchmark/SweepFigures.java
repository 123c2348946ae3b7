package dev.companion.benchmark;

import dev.companion.datto.DattoRmmClient;
import dev.companion.datto.ReadPages;
import dev.companion.poller.domain.deletion.DeletionGuard;
import dev.companion.poller.domain.deletion.Deletions;
import dev.companion.poller.domain.read.ReadResult;
import dev.companion.poller.domain.row.Site;
import dev.companion.poller.domain.sweep.Sweep;
import dev.companion.poller.domain.sweep.SweepRules;
import dev.companion.poller.http.SiteReader;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How many rows per second one core compares with known rows, from the text of a vendor's answer to the verdict of the
 * sweep, and how much memory a million known rows take. The floor is parsing the same text as JSON.
 */
final class SweepFigures {

    private static final int PAGE = 250;
    private static final int WARM_UPS = 2;
    private static final int RUNS = 5;

    /** A million answer texts would take a gigabyte; a tenth of the rows is compared, from all over the store. */
    private static final int COMPARED_MAX = 100_000;

    private static final double GOAL_ROWS = 250_000;
    private static final double GOAL_MEGABYTES = 150;
    private static final Instant NOW = Instant.parse("2026-11-01T00:00:00Z");

    private SweepFigures() {}

    static List<Figure> of(int rows) {
        try (var known = new MemoryRows("A1B2C3D4")) {
            return measured(known, rows);
        }
    }

    private static List<Figure> measured(MemoryRows known, int rows) {
        var before = usedMegabytes();
        learn(known, rows);
        var perMillion = (usedMegabytes() - before) * 1e6 / rows;

        var compared = Math.min(rows, COMPARED_MAX) / PAGE * PAGE;
        var bodies = bodies(compared, rows);
        var parsing = best(compared, () -> bodies.forEach(ReadPages::parsed));
        var sweeping = best(compared, () -> sweep(known, bodies));
        return List.of(
                Figure.of("rows compared in a second, reading JSON included", sweeping, "rows/s")
                        .against(parsing)
                        .goal(">= 250,000", value -> value >= GOAL_ROWS),
                Figure.of("memory of a million known rows", perMillion, "MB")
                        .against(textMegabytes(rows))
                        .goal("<= 150", value -> value <= GOAL_MEGABYTES));
    }

    /** A sweep of the whole list in which every row is new; pages are created on demand. */
    private static void learn(MemoryRows known, int rows) {
        sweep(known, pages(rows, 1).iterator());
    }

    /** A sweep of rows that are all known and unchanged. */
    private static void sweep(MemoryRows known, List<String> bodies) {
        if (sweep(known, bodies.iterator()) > 0) {
            throw new IllegalStateException("known rows were treated as new");
        }
    }

    /** @return rows that were not known before */
    private static int sweep(MemoryRows known, Iterator<String> bodies) {
        var stored = 0;
        var client = ReadPages.client(bodies);
        @Nullable String cursor = null;
        var sweep = new Sweep<Site>(
                SweepRules.standard(Duration.ofSeconds(60)), DeletionGuard.STANDARD, Deletions.NONE, NOW);
        while (bodies.hasNext()) {
            var result = page(client, cursor);
            cursor = result.next();
            for (var observation : sweep.page(result.page(), known, NOW)) {
                var row = observation.toStore();
                row.ifPresent(known::put);
                stored += row.isPresent() ? 1 : 0;
            }
            known.commit();
        }
        return stored;
    }

    @SuppressWarnings("unchecked") // a page of sites has sites
    private static ReadResult.Page<Site> page(DattoRmmClient client, @Nullable String cursor) {
        if (SiteReader.page(client, "account", cursor) instanceof ReadResult.Page<?> page) {
            return (ReadResult.Page<Site>) page;
        }
        throw new IllegalStateException("a page could not be read");
    }

    /** Rows per second of the fastest of several runs: load of other processes must not show. */
    private static double best(int rows, Runnable work) {
        var fastest = Long.MAX_VALUE;
        for (var run = 0; run < WARM_UPS + RUNS; run++) {
            var began = System.nanoTime();
            work.run();
            var took = System.nanoTime() - began;
            fastest = run < WARM_UPS ? fastest : Math.min(fastest, took);
        }
        return rows / (fastest / 1e9);
    }

    private static List<String> bodies(int compared, int rows) {
        var bodies = new ArrayList<String>();
        pages(compared, rows / compared).forEach(bodies::add);
        return bodies;
    }

    /** Every {@code step}-th site of a large account, a page at a time; the last page is never the list's last. */
    private static Iterable<String> pages(int rows, int step) {
        return () -> new Iterator<>() {
            private int next;

            @Override
            public boolean hasNext() {
                return next < rows;
            }

            @Override
            public String next() {
                var text = new StringBuilder(PAGE * 500);
                text.append("{\"pageDetails\":{\"count\":250,\"totalCount\":").append(rows);
                text.append(",\"prevPageUrl\":null,\"nextPageUrl\":")
                        .append("\"https://merlot-api.centrastage.net/api/v2/account/sites?max=250&page=")
                        .append(next / PAGE + 1)
                        .append("\"},\"sites\":[");
                for (var row = 0; row < PAGE; row++) {
                    text.append(row == 0 ? "" : ",").append(site(next * step));
                    next++;
                }
                return text.append("]}").toString();
            }
        };
    }

    private static String site(int number) {
        return String.format(
                Locale.ROOT,
                """
                {"id":%d,"uid":"%08x-6f3a-4c1e-9b7d-%012x","accountUid":"A1B2C3D4","name":"Customer %d, branch %d",\
                "description":"Managed since 2019","notes":null,"onDemand":false,"splashtopAutoInstall":true,\
                "proxySettings":null,"devicesStatus":{"numberOfDevices":%d,"numberOfOnlineDevices":%d,\
                "numberOfOfflineDevices":3},"autotaskCompanyName":null,"autotaskCompanyId":null,\
                "portalUrl":"https://merlot.centrastage.net/csm/filter/view/site/%d"}""",
                1_000_000 + number,
                number * 0x9E3779B9,
                number,
                number / 7,
                number % 7,
                10 + number % 90,
                7 + number % 90,
                1_000_000 + number);
    }

    /**
     * The texts of the rows that must be kept so that a change can name the previous value: name, description and
     * address.
     */
    private static double textMegabytes(int rows) {
        var bytes = 0.0;
        for (var row = 0; row < 1_000; row++) {
            var number = (int) ((long) row * rows / 1_000);
            bytes += "%08x-6f3a-4c1e-9b7d-%012x".length()
                    + "Customer %d, branch %d".formatted(number / 7, number % 7).length()
                    + "Managed since 2019".length()
                    + "https://merlot.centrastage.net/csm/filter/view/site/%d"
                            .formatted(1_000_000 + number)
                            .length();
        }
        return bytes / 1_000;
    }

    private static double usedMegabytes() {
        for (var run = 0; run < 3; run++) {
            System.gc();
        }
        var runtime = Runtime.getRuntime();
        return (runtime.totalMemory() - runtime.freeMemory()) / 1e6;
    }
}
