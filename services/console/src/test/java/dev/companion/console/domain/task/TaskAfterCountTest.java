package dev.companion.console.domain.task;

import static org.assertj.core.api.Assertions.assertThat;

import dev.companion.console.domain.event.Event;
import dev.companion.console.domain.site.Condition;
import dev.companion.console.domain.site.Link;
import dev.companion.console.domain.site.LinkStatus;
import dev.companion.console.domain.site.LinkStatus.Phase;
import dev.companion.console.domain.task.Task.ItemState;
import dev.companion.vocabulary.CompanyAction;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What a count of machines does to the tasks before it. */
class TaskAfterCountTest {

    private static final Instant AT = Instant.parse("2026-11-01T10:00:00Z");
    private static final Instant LATER = AT.plus(Duration.ofMinutes(1));

    @Test
    void aCountIsNoLaterChangeOfALink() {
        assertThat(linking(3, known(Set.of(4L), 5, Phase.READY)))
                .returns(ItemState.SUCCEEDED, Task.Item::state)
                .returns(null, Task.Item::doneAt);
        assertThat(linking(3, known(Set.of(4L), 3, Phase.READY)).state()).isEqualTo(ItemState.SUCCEEDED);
        assertThat(linking(3, known(Set.of(4L), 5, Phase.WORKING)).state()).isEqualTo(ItemState.RUNNING);
        assertThat(linking(3, known(Set.of(4L), 2, Phase.READY)).state())
                .as("a status of an earlier link")
                .isEqualTo(ItemState.PENDING);
        assertThat(linking(3, known(Set.of(), 5, Phase.READY)).state())
                .as("another change may have been between")
                .isEqualTo(ItemState.SUPERSEDED);
        assertThat(linking(4, known(Set.of(), 5, Phase.READY)).state())
                .as("the link itself says that it is a count")
                .isEqualTo(ItemState.SUCCEEDED);
        assertThat(linking(5, known(Set.of(), 5, Phase.READY)).doneAt()).isEqualTo(AT);
        assertThat(linking(6, known(Set.of(4L), 5, Phase.READY)).state()).isEqualTo(ItemState.PENDING);
    }

    @Test
    void aCountTakesThePlaceOfADecisionAboutTheCompany() {
        var suspending = new TaskRequest("r", "CHANGE_COMPANY", AT, List.of("a"), CompanyAction.SUSPEND, null);

        assertThat(item(suspending, 3, known(Set.of(4L), 5, Phase.READY)).state())
                .isEqualTo(ItemState.SUPERSEDED);
    }

    private static Task.Item linking(long ours, Task.Facts facts) {
        return item(new TaskRequest("r", "CREATE_LINKS", AT, List.of("a")), ours, facts);
    }

    private static Task.Item item(TaskRequest request, long ours, Task.Facts facts) {
        var result = Results.of("r", request.type(), AT, true, null, List.of(Results.item("a", true, ours, null)));
        return Task.of(request, result, facts, LATER).items().getFirst();
    }

    /**
     * The machines were counted for the link's generation 5.
     *
     * @param counts the earlier generations that are known to be counts
     */
    private static Task.Facts known(Set<Long> counts, long observedGeneration, Phase phase) {
        var holds = phase == Phase.READY;
        var condition = new Condition(
                Condition.Type.PACKAGE_READY,
                holds ? Condition.Status.TRUE : Condition.Status.FALSE,
                holds ? Condition.Reason.HOLDS : Condition.Reason.WAITING_FOR_VENDOR,
                null,
                AT);
        return new Task.Facts() {
            @Override
            public String siteName(String siteUid) {
                return siteUid;
            }

            @Override
            public Link link(String siteUid) {
                return new Link(siteUid, "x", 5, true, "c", null, null, false, CompanyAction.COUNT);
            }

            @Override
            public LinkStatus status(String siteUid) {
                return new LinkStatus(siteUid, observedGeneration, phase, "c", "C", null, null, List.of(condition));
            }

            @Override
            public Event event(String eventId) {
                return null;
            }

            @Override
            public Instant removedAt(String siteUid) {
                return null;
            }

            @Override
            public boolean isCancelled(String taskId, String siteUid) {
                return false;
            }

            @Override
            public boolean onlyCounts(String siteUid, long generation) {
                return counts.contains(generation);
            }
        };
    }
}
