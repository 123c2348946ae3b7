package dev.companion.console.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.companion.console.domain.LinkStatus.Phase;
import dev.companion.console.domain.Task.ItemState;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TaskTest {

    private static final Instant AT = Instant.parse("2026-11-01T10:00:00Z");
    private static final Instant LATER = AT.plus(Duration.ofMinutes(1));

    private final Map<String, Link> links = new HashMap<>();
    private final Map<String, LinkStatus> statuses = new HashMap<>();
    private final Task.Facts facts = new Task.Facts() {
        @Override
        public String siteName(String siteUid) {
            return "site " + siteUid;
        }

        @Override
        public Link link(String siteUid) {
            return links.get(siteUid);
        }

        @Override
        public LinkStatus status(String siteUid) {
            return statuses.get(siteUid);
        }
    };

    @Test
    void waitsUntilItIsDecided() {
        var task = Task.of(linking("a", "b"), null, facts, AT);

        assertThat(task.state()).isEqualTo(Task.State.PENDING);
        assertThat(task.total()).isEqualTo(2);
        assertThat(task.items()).extracting(Task.Item::state).containsOnly(ItemState.PENDING);
    }

    @Test
    void followsEachSiteByTheGenerationOfItsOwnWish() {
        want("a", 3, true);
        status("a", 3, Phase.READY);
        want("b", 1, true);
        status("b", 1, Phase.WORKING);
        want("c", 5, true);
        status("c", 4, Phase.READY);
        want("d", 9, true);
        status("d", 9, Phase.READY);

        var task = Task.of(
                linking("a", "b", "c", "d"),
                accepted("CREATE_LINKS", Map.of("a", 3L, "b", 1L, "c", 5L, "d", 8L)),
                facts,
                LATER);

        assertThat(task.items())
                .extracting(Task.Item::state)
                .containsExactly(ItemState.SUCCEEDED, ItemState.RUNNING, ItemState.PENDING, ItemState.SUPERSEDED);
        assertThat(task.state()).isEqualTo(Task.State.RUNNING);
        assertThat(task.done()).isEqualTo(2);
        assertThat(task.items().get(1).step()).isEqualTo("PACKAGE_READY");
        assertThat(task.items().get(1).reason()).isEqualTo("WAITING_FOR_VENDOR");
        assertThat(task.items().get(1).message()).contains("building the installation package");
    }

    @Test
    void partlyMeansThatSomeStandStill() {
        want("a", 1, true);
        status("a", 1, Phase.READY);
        want("b", 1, true);
        status("b", 1, Phase.ATTENTION);

        var task = Task.of(linking("a", "b"), accepted("CREATE_LINKS", Map.of("a", 1L, "b", 1L)), facts, LATER);

        assertThat(task.state()).isEqualTo(Task.State.PARTLY);
        assertThat(task.done()).isEqualTo(1);
        assertThat(task.failed()).isEqualTo(1);
    }

    @Test
    void aRefusedRequestFailsWithTheReasonOfEachSite() {
        var result = new TaskResult(
                "r",
                "CREATE_LINKS",
                AT,
                false,
                "Refused.",
                List.of(new TaskResult.Item("a", false, null, "The company is taken.")));

        var task = Task.of(linking("a", "b"), result, facts, LATER);

        assertThat(task.state()).isEqualTo(Task.State.FAILED);
        assertThat(task.items()).extracting(Task.Item::message).containsExactly("The company is taken.", "Refused.");
    }

    @Test
    void unlinkingIsDoneWhenTheLinkIsGone() {
        want("b", 2, false);
        status("b", 2, Phase.REMOVING);
        want("c", 2, false);
        status("c", 1, Phase.READY);
        want("d", 2, false);
        status("d", 2, Phase.ATTENTION);
        var request = new TaskRequest("r", "DELETE_LINKS", AT, List.of("a", "b", "c", "d"));

        var task = Task.of(request, accepted("DELETE_LINKS", Map.of("a", 2L, "b", 2L, "c", 2L, "d", 2L)), facts, LATER);

        assertThat(task.items())
                .extracting(Task.Item::state)
                .containsExactly(ItemState.SUCCEEDED, ItemState.RUNNING, ItemState.PENDING, ItemState.FAILED);
    }

    @Test
    void aLinkThatIsNotSeenYetIsNotTakenForOneThatIsGone() {
        var result = accepted("CREATE_LINKS", Map.of("a", 1L));

        assertThat(Task.of(linking("a"), result, facts, AT.plusSeconds(1))
                        .items()
                        .getFirst()
                        .state())
                .isEqualTo(ItemState.PENDING);
        assertThat(Task.of(linking("a"), result, facts, LATER)
                        .items()
                        .getFirst()
                        .state())
                .isEqualTo(ItemState.SUPERSEDED);
    }

    @Test
    void aLinkWhoseTurnHasNotComeIsNotUnderWay() {
        want("a", 1, true);
        var waiting =
                new Condition(Condition.Type.COMPANY_READY, Condition.Status.FALSE, Condition.Reason.PENDING, null, AT);
        statuses.put("a", new LinkStatus("a", 1, Phase.WORKING, null, null, null, null, null, List.of(waiting)));

        var task = Task.of(linking("a"), accepted("CREATE_LINKS", Map.of("a", 1L)), facts, LATER);

        assertThat(task.state()).isEqualTo(Task.State.PENDING);
        assertThat(task.items().getFirst().message()).isEqualTo("Its turn has not come yet.");
    }

    @Test
    void aRequestWithoutSitesIsDoneWhenItIsDecided() {
        var save = new TaskRequest("r", "SAVE_RMM", AT, List.of());

        assertThat(Task.of(save, null, facts, AT).state()).isEqualTo(Task.State.PENDING);
        assertThat(Task.of(save, accepted("SAVE_RMM", Map.of()), facts, AT).state())
                .isEqualTo(Task.State.SUCCEEDED);
        var refused = new TaskResult("r", "SAVE_RMM", AT, false, "No.", List.of());
        assertThat(Task.of(save, refused, facts, AT))
                .returns(Task.State.FAILED, Task::state)
                .returns("No.", Task::message)
                .returns(1, Task::failed);
    }

    @Test
    void aResultOutlivesItsRequest() {
        want("a", 1, true);
        status("a", 1, Phase.READY);
        var result = accepted("CREATE_LINKS", Map.of("a", 1L));

        var task = Task.of(result.request(), result, facts, LATER);

        assertThat(task.state()).isEqualTo(Task.State.SUCCEEDED);
        assertThat(task.type()).isEqualTo("CREATE_LINKS");
    }

    private static TaskRequest linking(String... sites) {
        return new TaskRequest("r", "CREATE_LINKS", AT, List.of(sites));
    }

    private static TaskResult accepted(String type, Map<String, Long> generations) {
        return new TaskResult(
                "r",
                type,
                AT,
                true,
                null,
                generations.entrySet().stream()
                        .map(entry -> new TaskResult.Item(entry.getKey(), true, entry.getValue(), null))
                        .toList());
    }

    private void want(String siteUid, long generation, boolean present) {
        links.put(siteUid, new Link(siteUid, "x", generation, present, "c", null));
    }

    private void status(String siteUid, long generation, Phase phase) {
        var waiting = new Condition(
                Condition.Type.PACKAGE_READY,
                phase == Phase.READY ? Condition.Status.TRUE : Condition.Status.FALSE,
                phase == Phase.READY ? Condition.Reason.HOLDS : Condition.Reason.WAITING_FOR_VENDOR,
                null,
                AT);
        statuses.put(siteUid, new LinkStatus(siteUid, generation, phase, "c", "C", null, null, null, List.of(waiting)));
    }
}
