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
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TaskTest {

    private static final Instant AT = Instant.parse("2026-11-01T10:00:00Z");
    private static final Instant LATER = AT.plus(Duration.ofMinutes(1));

    private final Map<String, Link> links = new HashMap<>();
    private final Map<String, LinkStatus> statuses = new HashMap<>();
    private final Map<String, Instant> removals = new HashMap<>();
    private final Set<String> cancelled = new HashSet<>();
    private final Map<String, Event> events = new HashMap<>();
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

        @Override
        public Event event(String eventId) {
            return events.get(eventId);
        }

        @Override
        public Instant removedAt(String siteUid) {
            return removals.get(siteUid);
        }

        @Override
        public boolean isCancelled(String taskId, String siteUid) {
            return taskId.equals("r") && cancelled.contains(siteUid);
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
        var result = Results.of(
                "r",
                "CREATE_LINKS",
                AT,
                false,
                "Refused.",
                List.of(Results.item("a", false, null, "The company is taken.")));

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
        statuses.put("a", new LinkStatus("a", 1, Phase.WORKING, null, null, null, null, List.of(waiting)));

        var task = Task.of(linking("a"), accepted("CREATE_LINKS", Map.of("a", 1L)), facts, LATER);

        assertThat(task.state()).isEqualTo(Task.State.PENDING);
        assertThat(task.items().getFirst().message()).isEqualTo("Waiting.");
    }

    @Test
    void aRequestWithoutSitesIsDoneWhenItIsDecided() {
        var save = new TaskRequest("r", "SAVE_RMM", AT, List.of());

        assertThat(Task.of(save, null, facts, AT).state()).isEqualTo(Task.State.PENDING);
        assertThat(Task.of(save, accepted("SAVE_RMM", Map.of()), facts, AT).state())
                .isEqualTo(Task.State.SUCCEEDED);
        var refused = Results.of("r", "SAVE_RMM", AT, false, "No.", List.of());
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

    @Test
    void whatWasDroppedIsNeitherDoneNorFailed() {
        cancelled.add("b");
        want("a", 1, true);
        status("a", 1, Phase.READY);
        want("b", 2, false);
        var both = accepted("CREATE_LINKS", Map.of("a", 1L, "b", 1L));

        var task = Task.of(linking("a", "b"), both, facts, LATER);

        assertThat(task.items()).extracting(Task.Item::state).containsExactly(ItemState.SUCCEEDED, ItemState.CANCELLED);
        assertThat(task)
                .returns(Task.State.PARTLY, Task::state)
                .returns(1, Task::done)
                .returns(1, Task::cancelled)
                .returns(0, Task::failed)
                .returns(null, Task::estimatedSecondsLeft);
        cancelled.add("a");
        assertThat(Task.of(linking("a", "b"), both, facts, LATER).state()).isEqualTo(Task.State.CANCELLED);
    }

    @Test
    void onlyWhatHasNotBegunCanBeCancelled() {
        for (var site : List.of("a", "b", "c", "d")) {
            want(site, 1, true);
        }
        status("a", 1, Phase.READY);
        statuses.put("b", waiting("b", Condition.Reason.WAITING_FOR_QUOTA));
        statuses.put("c", waiting("c", Condition.Reason.IN_PROGRESS));
        var result = accepted("CREATE_LINKS", Map.of("a", 1L, "b", 1L, "c", 1L, "d", 1L));

        var task = Task.of(linking("a", "b", "c", "d"), result, facts, LATER);

        assertThat(task.cancellable()).isEqualTo(2);
        assertThat(task.objectionToCancelling()).isEmpty();
        assertThat(Task.of(linking("c"), result, facts, LATER).objectionToCancelling())
                .hasValueSatisfying(why -> assertThat(why).contains("has started and continues"));
        assertThat(Task.of(linking("a"), result, facts, LATER).objectionToCancelling())
                .hasValueSatisfying(why -> assertThat(why).contains("is finished"));
        var unlinking = new TaskRequest("r", "DELETE_LINKS", AT, List.of("d"));
        assertThat(Task.of(unlinking, null, facts, LATER))
                .returns(0, Task::cancellable)
                .satisfies(it -> assertThat(it.objectionToCancelling()).isPresent());
    }

    @Test
    void aPackageThatIsChangedBeginsWithItsOwnStepAndNotWithTheCompanyThatWasThereBefore() {
        want("a", 2, true);
        var company =
                new Condition(Condition.Type.COMPANY_READY, Condition.Status.TRUE, Condition.Reason.HOLDS, null, AT);
        var turn =
                new Condition(Condition.Type.PACKAGE_READY, Condition.Status.FALSE, Condition.Reason.PENDING, null, AT);
        statuses.put("a", new LinkStatus("a", 2, Phase.WORKING, "c", "C", "p", "P", List.of(company, turn)));
        var applying = new TaskRequest("r", "APPLY_DEFAULT_PACKAGE", AT, List.of("a"));

        assertThat(Task.of(applying, accepted("APPLY_DEFAULT_PACKAGE", Map.of("a", 2L)), facts, LATER))
                .returns(1, Task::cancellable)
                .returns(Task.State.PENDING, Task::state);
        assertThat(Task.of(linking("a"), accepted("CREATE_LINKS", Map.of("a", 2L)), facts, LATER))
                .returns(0, Task::cancellable)
                .returns(Task.State.RUNNING, Task::state);
        var changed =
                new Condition(Condition.Type.PACKAGE_READY, Condition.Status.TRUE, Condition.Reason.HOLDS, null, AT);
        var next = new Condition(Condition.Type.LINK_READY, Condition.Status.FALSE, Condition.Reason.PENDING, null, AT);
        statuses.put("a", new LinkStatus("a", 2, Phase.WORKING, "c", "C", "p", "P", List.of(company, changed, next)));
        assertThat(Task.of(applying, accepted("APPLY_DEFAULT_PACKAGE", Map.of("a", 2L)), facts, LATER))
                .returns(0, Task::cancellable)
                .returns(Task.State.RUNNING, Task::state);
    }

    @Test
    void howLongIsLeftGoesByWhatBecameDone() {
        for (int i = 0; i < 5; i++) {
            want("s" + i, 1, true);
        }
        for (int i = 0; i < 3; i++) {
            status("s" + i, 1, Phase.READY);
        }
        var sites = new String[] {"s0", "s1", "s2", "s3", "s4"};
        var result = accepted("CREATE_LINKS", Map.of("s0", 1L, "s1", 1L, "s2", 1L, "s3", 1L, "s4", 1L));

        assertThat(Task.of(linking(sites), result, facts, AT.plusSeconds(30)).estimatedSecondsLeft())
                .isEqualTo(20);
        assertThat(Task.of(linking(sites), result, facts, AT.plusSeconds(61)).estimatedSecondsLeft())
                .isNull();
    }

    @Test
    void unlinkingIsDoneAtTheTimeThatWasTold() {
        removals.put("a", AT.plusSeconds(9));
        var unlinking = new TaskRequest("r", "DELETE_LINKS", AT, List.of("a", "b"));

        var task = Task.of(unlinking, accepted("DELETE_LINKS", Map.of("a", 2L, "b", 2L)), facts, LATER);

        assertThat(task.items()).extracting(Task.Item::doneAt).containsExactly(AT.plusSeconds(9), null);
    }

    @Test
    void aDecisionAboutACompanyFollowsWhatBecameOfItAndNotTheLink() {
        want("a", 4, true);

        assertThat(ordered(CompanyAction.SUSPEND, null).state()).isEqualTo(ItemState.PENDING);
        assertThat(ordered(CompanyAction.SUSPEND, Condition.Reason.PENDING).state())
                .isEqualTo(ItemState.PENDING);
        assertThat(ordered(CompanyAction.SUSPEND, Condition.Reason.IN_PROGRESS).state())
                .isEqualTo(ItemState.RUNNING);
        assertThat(ordered(CompanyAction.SUSPEND, Condition.Reason.HOLDS)).satisfies(item -> {
            assertThat(item.state()).isEqualTo(ItemState.SUCCEEDED);
            assertThat(item.doneAt()).isEqualTo(AT);
        });
        assertThat(ordered(CompanyAction.MOVE, Condition.Reason.DECISION_OUTDATED))
                .satisfies(item -> {
                    assertThat(item.state()).isEqualTo(ItemState.FAILED);
                    assertThat(item.message()).contains("decide again");
                });
    }

    @Test
    void aDeletedCompanyIsDoneWhenItsLinkIsGone() {
        want("a", 4, false);
        assertThat(ordered(CompanyAction.DELETE, Condition.Reason.HOLDS).state())
                .isEqualTo(ItemState.RUNNING);
        assertThat(ordered(CompanyAction.DELETE, Condition.Reason.REFUSED_BY_VENDOR)
                        .state())
                .isEqualTo(ItemState.FAILED);

        links.clear();

        assertThat(ordered(CompanyAction.DELETE, null).state()).isEqualTo(ItemState.SUCCEEDED);
        assertThat(ordered(CompanyAction.SUSPEND, null).state()).isEqualTo(ItemState.SUPERSEDED);
    }

    @Test
    void cancellingTellsHowManyWereDropped() {
        var cancel = new TaskRequest("x", "CANCEL_TASK", AT, List.of(), null, "r");
        var result = Results.of(
                "x",
                "CANCEL_TASK",
                AT,
                true,
                null,
                List.of(
                        Results.item("a", true, 2L, null),
                        Results.item("b", true, 2L, null),
                        Results.item("c", false, null, "It had begun and goes on.")));

        assertThat(Task.of(cancel, result, facts, LATER))
                .returns(Task.State.SUCCEEDED, Task::state)
                .returns("2 cancelled before they started; 1 had already started.", Task::message);
        assertThat(Task.of(result.request(), result, facts, LATER).state()).isEqualTo(Task.State.SUCCEEDED);
    }

    /** @param reason of what was decided; null where the status does not tell of it */
    private Task.Item ordered(CompanyAction action, Condition.Reason reason) {
        var holds = reason == Condition.Reason.HOLDS ? Condition.Status.TRUE : Condition.Status.FALSE;
        var conditions = reason == null
                ? List.<Condition>of()
                : List.of(new Condition(Condition.Type.COMPANY_ORDER, holds, reason, null, AT));
        var phase = reason == null || !links.containsKey("a") || links.get("a").present()
                ? Phase.ATTENTION
                : Phase.REMOVING;
        statuses.put("a", new LinkStatus("a", 4, phase, "c", "C", null, null, conditions));
        var request = new TaskRequest("r", "CHANGE_COMPANY", AT, List.of("a"), action, null);
        return Task.of(request, accepted("CHANGE_COMPANY", Map.of("a", 4L)), facts, LATER)
                .items()
                .getFirst();
    }

    private static LinkStatus waiting(String siteUid, Condition.Reason reason) {
        var first = new Condition(Condition.Type.COMPANY_READY, Condition.Status.FALSE, reason, null, AT);
        return new LinkStatus(siteUid, 1, Phase.WORKING, null, null, null, null, List.of(first));
    }

    private static TaskRequest linking(String... sites) {
        return new TaskRequest("r", "CREATE_LINKS", AT, List.of(sites));
    }

    private static TaskResult accepted(String type, Map<String, Long> generations) {
        return Results.of(
                "r",
                type,
                AT,
                true,
                null,
                generations.entrySet().stream()
                        .map(entry -> Results.item(entry.getKey(), true, entry.getValue(), null))
                        .toList());
    }

    private void want(String siteUid, long generation, boolean present) {
        links.put(siteUid, new Link(siteUid, "x", generation, present, "c", null, null, false, null));
    }

    private void status(String siteUid, long generation, Phase phase) {
        var waiting = new Condition(
                Condition.Type.PACKAGE_READY,
                phase == Phase.READY ? Condition.Status.TRUE : Condition.Status.FALSE,
                phase == Phase.READY ? Condition.Reason.HOLDS : Condition.Reason.WAITING_FOR_VENDOR,
                null,
                AT);
        statuses.put(siteUid, new LinkStatus(siteUid, generation, phase, "c", "C", null, null, List.of(waiting)));
    }
}
