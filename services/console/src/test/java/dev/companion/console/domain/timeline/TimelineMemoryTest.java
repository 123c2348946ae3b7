package dev.companion.console.domain.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.companion.console.domain.timeline.TimelineEntry.Stage;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;

/** The memory of what timelines hold: all of them together have to fit beside the view's rows. */
class TimelineMemoryTest {

    private static final int SITES = 25_000;
    private static final String[] OF_A_LINK = {
        "link site", "COMPANY_CREATED", "PACKAGE_CREATED", "VARIABLE_WRITTEN", "LINK_READY", "EVENT_OPENED"
    };

    @Test
    void aMillionEntriesTakeLessThanHalfOfWhatAMillionRowsMay() {
        var timelines = new SiteTimelines(new EntryBudget(SiteTimelines.ALL_MAX), 50, SiteTimelines.ALL_MAX);
        var before = used();
        for (var site = 0; site < SITES; site++) {
            for (var step = 0; step < OF_A_LINK.length; step++) {
                timelines.add("site-%032d".formatted(site), entry(site, step));
            }
        }
        var bytes = (used() - before) / (double) (SITES * OF_A_LINK.length);
        System.out.printf("timeline: %.0f bytes an entry%n", bytes);

        assertThat(timelines.of("site-%032d".formatted(7)).entries()).hasSize(OF_A_LINK.length);
        assertThat(bytes * SiteTimelines.ALL_MAX / 1e6)
                .as("MB of a million entries")
                .isLessThan(200);
    }

    /** As records bring them: each text is a copy of its own. */
    private static TimelineEntry entry(int site, int step) {
        return new TimelineEntry(
                1_700_000_000_000L + site * 1_000L + step,
                Stage.CALLED,
                "provisioner",
                OF_A_LINK[step],
                null,
                (step == 2 ? "package-" : "company-") + "%016d".formatted(site),
                step == 5 ? "The company of site %d no longer exists in GravityZone.".formatted(site) : null,
                "%032x".formatted(site));
    }

    private static long used() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}
