package dev.companion.console.domain.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.companion.console.domain.timeline.TimelineEntry.Stage;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class SiteTimelinesTest {

    private final EntryBudget budget = new EntryBudget(1_000);

    @Test
    void anEntryThatIsReadLaterStandsInTheOrderOfTime() {
        var timelines = new SiteTimelines(budget, 10, 100);
        timelines.add("s", entry(30, "c"));
        timelines.add("s", entry(10, "a"));
        timelines.add("s", entry(20, "b"));

        assertThat(whats(timelines, "s")).containsExactly("c", "b", "a");
    }

    @Test
    void anEntryThatIsReadTwiceIsThereOnce() {
        var timelines = new SiteTimelines(budget, 10, 100);
        timelines.add("s", entry(10, "a"));
        timelines.add("s", entry(10, "a"));
        timelines.add("s", entry(10, "b"));

        assertThat(whats(timelines, "s")).containsExactly("b", "a");
    }

    @Test
    void aSiteKeepsItsNewestEntriesAndSaysSinceWhenSomeMayBeMissing() {
        var timelines = new SiteTimelines(budget, 2, 100);
        timelines.add("s", entry(20, "b"));
        timelines.add("s", entry(30, "c"));
        assertThat(timelines.of("s").droppedUntil()).isNull();

        timelines.add("s", entry(40, "d"));
        timelines.add("s", entry(10, "a"));

        assertThat(whats(timelines, "s")).containsExactly("d", "c");
        assertThat(timelines.of("s").droppedUntil()).isEqualTo(Instant.ofEpochMilli(20));
    }

    @Test
    void ofATenantWithTooManyTheSiteThatWasUsedLeastRecentlyGivesUpItsOldest() {
        var timelines = new SiteTimelines(budget, 10, 3);
        timelines.add("quiet", entry(10, "a"));
        timelines.add("quiet", entry(20, "b"));
        timelines.add("busy", entry(5, "x"));
        timelines.add("busy", entry(30, "y"));

        assertThat(whats(timelines, "quiet")).containsExactly("b");
        assertThat(whats(timelines, "busy")).containsExactly("y", "x");
        assertThat(timelines.of("quiet").droppedUntil()).isEqualTo(Instant.ofEpochMilli(10));
    }

    @Test
    void ofAllTenantsTheOneThatAddsGivesUp() {
        var shared = new EntryBudget(3);
        var quiet = new SiteTimelines(shared, 10, 100);
        var busy = new SiteTimelines(shared, 10, 100);
        quiet.add("s", entry(10, "a"));
        quiet.add("s", entry(20, "b"));
        busy.add("s", entry(30, "x"));
        busy.add("s", entry(40, "y"));

        assertThat(whats(quiet, "s")).containsExactly("b", "a");
        assertThat(whats(busy, "s")).containsExactly("y");
    }

    @Test
    void ofWhatATopicKeepsOnlyTheNewestOfTheTimelineDoesToo() {
        var timelines = new SiteTimelines(budget, 10, 100);
        timelines.add("s", entry(5, "a"));
        timelines.addLatest("s", entry(10, "MATCH_FOUND"));
        timelines.addLatest("s", entry(20, "MATCH_FOUND"));

        assertThat(timelines.of("s").entries()).containsExactly(entry(20, "MATCH_FOUND"), entry(5, "a"));
    }

    @Test
    void saysWhenTheFirstThingWasRecorded() {
        var timelines = new SiteTimelines(budget, 10, 100);
        assertThat(timelines.firstAt()).isNull();

        timelines.observed(7);
        timelines.add("s", entry(10, "a"));

        assertThat(timelines.firstAt()).isEqualTo(Instant.ofEpochMilli(7));
    }

    private static List<String> whats(SiteTimelines timelines, String siteUid) {
        return timelines.of(siteUid).entries().stream().map(TimelineEntry::what).toList();
    }

    private static TimelineEntry entry(long at, String what) {
        return new TimelineEntry(at, Stage.SEEN, "poller", what, null, null, null, null);
    }
}
