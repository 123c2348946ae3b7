package dev.companion.console.domain.task;

import static org.assertj.core.api.Assertions.assertThat;

import dev.companion.console.domain.event.Event;
import dev.companion.console.domain.event.Event.LastAction;
import dev.companion.console.domain.event.Event.State;
import dev.companion.console.domain.event.EventAction;
import dev.companion.console.domain.site.Condition;
import dev.companion.console.domain.site.Link;
import dev.companion.console.domain.site.LinkStatus;
import dev.companion.console.domain.task.Task.ItemState;
import dev.companion.vocabulary.DiscrepancyType;
import dev.companion.vocabulary.PolicyLevel;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ResolutionItemProgressTest {

    private static final Instant AT = Instant.parse("2026-11-01T10:00:00Z");
    private static final Instant SOON = AT.plusSeconds(1);
    private static final Instant LATER = AT.plusSeconds(60);

    private final Map<String, Event> events = new HashMap<>();
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

        @Override
        public Event event(String eventId) {
            return events.get(eventId);
        }

        @Override
        public Instant removedAt(String siteUid) {
            return null;
        }

        @Override
        public boolean isCancelled(String taskId, String siteUid) {
            return false;
        }
    };

    @Test
    void waitsUntilItIsDecided() {
        event("d", State.OPEN, null);

        assertThat(task("RECREATE", null, SOON).state()).isEqualTo(Task.State.PENDING);
    }

    @Test
    void goesOnWhileTheEventIsBeingSettled() {
        event("d", State.RESOLVING, new LastAction("RECREATE", "aaaa", AT, "The company is being created.", null));

        var task = task("RECREATE", accepted("d"), SOON);

        assertThat(task.state()).isEqualTo(Task.State.RUNNING);
        assertThat(task.items()).singleElement().satisfies(item -> {
            assertThat(item.siteName()).isEqualTo("site s");
            assertThat(item.message()).isEqualTo("The company is being created.");
            assertThat(item.eventId()).isEqualTo("d");
        });
    }

    @Test
    void whileTheEventSaysNothingItsLinkDoes() {
        event("d", State.RESOLVING, new LastAction("RECREATE", "aaaa", AT, null, null));
        links.put("s", new Link("s", "Acme", 2, true, "c", null, null, false, null));
        var waiting = new Condition(
                Condition.Type.PACKAGE_READY,
                Condition.Status.FALSE,
                Condition.Reason.WAITING_FOR_VENDOR,
                "Being built.",
                AT);
        statuses.put("s", new LinkStatus("s", 2, LinkStatus.Phase.WORKING, "c", "C", null, null, List.of(waiting)));

        assertThat(task("RECREATE", accepted("d"), SOON).items())
                .singleElement()
                .returns("PACKAGE_READY", Task.Item::step)
                .returns("WAITING_FOR_VENDOR", Task.Item::reason)
                .returns("Being built.", Task.Item::message);
    }

    @Test
    void isDoneWhenTheEventIsClosedOrGone() {
        events.put("d", event("d", State.CLOSED, SOON, null));

        assertThat(task("RECREATE", accepted("d"), SOON).state()).isEqualTo(Task.State.SUCCEEDED);
        assertThat(task("RECREATE", accepted("d"), SOON).items().getFirst().message())
                .isEqualTo("It is no longer true.");
        events.clear();
        assertThat(task("RECREATE", accepted("d"), SOON).state()).isEqualTo(Task.State.SUCCEEDED);
    }

    @Test
    void aClosingFromBeforeIsNotTheEndOfIt() {
        events.put("d", event("d", State.CLOSED, AT.minusSeconds(60), null));

        assertThat(task("RECREATE", accepted("d"), SOON).state()).isEqualTo(Task.State.PENDING);
    }

    @Test
    void hasFailedWhenItEndedAndTheEventIsStillTrue() {
        event("d", State.OPEN, new LastAction("RECREATE", "aaaa", SOON, null, "It did not help."));

        assertThat(task("RECREATE", accepted("d"), LATER).items())
                .singleElement()
                .returns(ItemState.FAILED, Task.Item::state)
                .returns("STILL_TRUE", Task.Item::reason)
                .returns("It did not help.", Task.Item::message);
    }

    @Test
    void whatCameOfAnEarlierActionIsNotItsOwn() {
        event("d", State.OPEN, new LastAction("RECREATE", "aaaa", AT.minusSeconds(600), null, "It did not help."));

        assertThat(task("RECREATE", accepted("d"), SOON).items().getFirst().state())
                .isEqualTo(ItemState.PENDING);
        assertThat(task("RECREATE", accepted("d"), LATER).items().getFirst().state())
                .isEqualTo(ItemState.SUPERSEDED);
    }

    @Test
    void aLaterActionTakesOver() {
        event("d", State.RESOLVING, new LastAction("UNLINK", "bbbb", LATER, null, null));

        assertThat(task("RECREATE", accepted("d"), LATER).items().getFirst().state())
                .isEqualTo(ItemState.SUPERSEDED);
    }

    @Test
    void restingAssigningAndLookingAgainAreDoneAtOnce() {
        event("d", State.OPEN, null);

        for (var action : List.of("IGNORE", "ASSIGN", "RECHECK")) {
            assertThat(task(action, accepted("d"), SOON).state()).as(action).isEqualTo(Task.State.SUCCEEDED);
        }
    }

    @Test
    void eachOfManyIsToldByItself() {
        event("d1", State.RESOLVING, new LastAction("KEEP", "aaaa", AT, null, null));
        events.put("d2", event("d2", State.CLOSED, SOON, null));
        var request = TaskRequest.ofEvents("r", "RESOLVE_DISCREPANCY", AT, List.of("d1", "d2", "d3"), "KEEP");
        var result = Results.of(
                "r",
                "RESOLVE_DISCREPANCY",
                AT,
                true,
                null,
                List.of(
                        new TaskResult.Item("s", true, null, null, "d1"),
                        new TaskResult.Item("s", true, null, null, "d2"),
                        new TaskResult.Item("", false, null, "The facts have changed.", "d3")));

        var task = Task.of(request, result, facts, SOON);

        assertThat(task.items())
                .extracting(Task.Item::state)
                .containsExactly(ItemState.RUNNING, ItemState.SUCCEEDED, ItemState.FAILED);
        assertThat(task.items().getLast())
                .returns("REFUSED", Task.Item::reason)
                .returns("The facts have changed.", Task.Item::message);
        assertThat(Task.of(result.request(), result, facts, SOON).total()).isEqualTo(3);
    }

    @Test
    void aRequestThatWasRefusedWholeSaysWhy() {
        event("d", State.OPEN, null);
        var refused = Results.of("r", "RESOLVE_DISCREPANCY", AT, false, "Settled already.", List.of());

        assertThat(task("KEEP", refused, SOON).items())
                .singleElement()
                .returns(ItemState.FAILED, Task.Item::state)
                .returns("Settled already.", Task.Item::message);
    }

    private Task task(String action, TaskResult result, Instant now) {
        var request = TaskRequest.ofEvents("r", "RESOLVE_DISCREPANCY", AT, List.of("d"), action);
        return Task.of(request, result, facts, now);
    }

    private static TaskResult accepted(String eventId) {
        return Results.of(
                "r",
                "RESOLVE_DISCREPANCY",
                AT,
                true,
                null,
                List.of(new TaskResult.Item("s", true, null, null, eventId)));
    }

    private void event(String id, State state, LastAction last) {
        events.put(id, event(id, state, null, last));
    }

    private static Event event(String id, State state, Instant closedAt, LastAction last) {
        return new Event(
                id,
                DiscrepancyType.DESTINATION_DELETED,
                state,
                new Event.Subject("s", "Site", "c", "C"),
                new Event.Description("Title", "What.", "So what."),
                new Event.Options(
                        List.of(new EventAction("RECREATE", "Recreate", "A new company.", false, null, false)),
                        List.of()),
                null,
                1,
                PolicyLevel.SUGGEST,
                null,
                new Event.Period(AT, closedAt, closedAt == null ? null : "It is no longer true."),
                Event.Snooze.NONE,
                last);
    }
}
