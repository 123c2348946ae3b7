package dev.companion.console.domain.task;

import static org.assertj.core.api.Assertions.assertThat;

import dev.companion.console.domain.event.Event;
import dev.companion.console.domain.site.Link;
import dev.companion.console.domain.site.LinkStatus;
import dev.companion.console.domain.tenant.ApiHealth;
import dev.companion.console.domain.tenant.Healths;
import dev.companion.console.domain.tenant.LinkSearch;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** How far a search for earlier links is, as its task says it. */
class LinkSearchTaskTest {

    private static final Instant ASKED = Instant.parse("2026-11-01T12:00:00Z");

    @Test
    void waitsForThePackagesThenCountsSitesAndEndsWithWhatWasFound() {
        assertThat(task(null)).satisfies(task -> {
            assertThat(task.state()).isEqualTo(Task.State.RUNNING);
            assertThat(task.message()).isEqualTo("Waits until the poller begins.");
        });
        assertThat(task(search(ASKED, 0, 0, 0, 0, null)).message())
                .isEqualTo("Waits until the packages of all companies are read.");
        assertThat(task(search(ASKED, 1200, 300, 0, 0, null))).satisfies(task -> {
            assertThat(task.total()).isEqualTo(1200);
            assertThat(task.done()).isEqualTo(300);
            assertThat(task.message()).isEqualTo("300 of 1,200 site variables read.");
        });
        assertThat(task(search(ASKED, 1200, 1200, 3, 2, ASKED.plusSeconds(900))))
                .satisfies(task -> {
                    assertThat(task.state()).isEqualTo(Task.State.SUCCEEDED);
                    assertThat(task.message())
                            .isEqualTo(
                                    "7 of 1,200 sites hold the installation link of a known package. 3 lead to no known"
                                            + " package: look at these first. 2 could not be read: search again later.");
                });
    }

    @Test
    void aSearchThatEndedBeforeSaysNothingAboutThisOne() {
        var earlier = search(ASKED.minusSeconds(60), 5, 5, 0, 0, ASKED.minusSeconds(30));

        assertThat(task(earlier).state()).isEqualTo(Task.State.RUNNING);
    }

    private static LinkSearch search(
            Instant at, int sites, int read, int unknown, int unread, @Nullable Instant endedAt) {
        return new LinkSearch(at, sites, read, 7, unknown, unread, endedAt);
    }

    private static Task task(@Nullable LinkSearch search) {
        var request = new TaskRequest("r-1", "FIND_LINKS", ASKED, List.of());
        return Task.of(
                request,
                Results.of("r-1", "FIND_LINKS", ASKED, true, null, List.of()),
                new Facts(search),
                ASKED.plusSeconds(60));
    }

    private record Facts(@Nullable LinkSearch search) implements Task.Facts {

        @Override
        public List<ApiHealth> health() {
            return List.of(
                    Healths.of("poller", "GRAVITYZONE", "OK", ASKED, null, null, null), Healths.searching(search));
        }

        @Override
        public String siteName(String siteUid) {
            return siteUid;
        }

        @Override
        public @Nullable Link link(String siteUid) {
            return null;
        }

        @Override
        public @Nullable LinkStatus status(String siteUid) {
            return null;
        }

        @Override
        public @Nullable Event event(String eventId) {
            return null;
        }

        @Override
        public @Nullable Instant removedAt(String siteUid) {
            return null;
        }

        @Override
        public boolean isCancelled(String taskId, String siteUid) {
            return false;
        }
    }
}
