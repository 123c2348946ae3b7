package dev.companion.console.domain.task;

import dev.companion.console.domain.event.Event;
import dev.companion.console.domain.event.ResolutionRequest;
import dev.companion.console.domain.site.Condition;
import dev.companion.console.domain.task.Task.Item;
import dev.companion.console.domain.task.Task.ItemState;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Determines the state of each event of a request. The event itself shows it: it is RESOLVING until the action ends,
 * and CLOSED once the difference no longer exists.
 */
final class ResolutionItemProgress {

    /** Result and event are on two topics; the event may be this much later. */
    private static final Duration EVENT_LAG_MAX = Duration.ofSeconds(10);

    /** The event records the time of the action; clocks of two services differ by less than this. */
    private static final Duration CLOCKS_APART_MAX = Duration.ofSeconds(5);

    /** These have no further effect, so they are done when they are accepted. */
    private static final Set<String> DONE_WHEN_ACCEPTED =
            Set.of("IGNORE", ResolutionRequest.ASSIGN, ResolutionRequest.RECHECK);

    private final TaskRequest request;
    private final @Nullable TaskResult result;
    private final Task.Facts facts;
    private final Instant now;

    ResolutionItemProgress(TaskRequest request, @Nullable TaskResult result, Task.Facts facts, Instant now) {
        this.request = request;
        this.result = result;
        this.facts = facts;
        this.now = now;
    }

    Item item(String eventId) {
        var event = facts.event(eventId);
        if (result == null) {
            return item(eventId, event, ItemState.PENDING, null, null);
        }
        var decided = result.items().stream()
                .filter(each -> eventId.equals(each.eventId()))
                .findFirst()
                .orElse(null);
        if (!result.accepted() || decided != null && !decided.accepted()) {
            var why = decided != null && decided.reason() != null ? decided.reason() : result.message();
            return item(eventId, event, ItemState.FAILED, "REFUSED", why);
        }
        var action = request.eventAction();
        if (action != null && DONE_WHEN_ACCEPTED.contains(action)) {
            return item(eventId, event, ItemState.SUCCEEDED, null, null);
        }
        return event == null
                ? item(eventId, null, ItemState.SUCCEEDED, null, null)
                : ordered(event, result.decidedAt());
    }

    private Item ordered(Event event, Instant decidedAt) {
        var taken = event.lastAction();
        var noted = taken != null && taken.at() != null && !taken.at().isBefore(decidedAt.minus(CLOCKS_APART_MAX));
        if (taken != null && noted && !taken.action().equals(request.eventAction()) && request.eventAction() != null) {
            return item(event.id(), event, ItemState.SUPERSEDED, null, null);
        }
        return switch (event.state()) {
            case CLOSED -> {
                var closedAt = event.period().closedAt();
                yield closedAt != null && closedAt.isBefore(decidedAt.minus(CLOCKS_APART_MAX))
                        ? item(event.id(), event, ItemState.PENDING, null, null)
                        : item(
                                event.id(),
                                event,
                                ItemState.SUCCEEDED,
                                null,
                                event.period().closedBecause());
            }
            case RESOLVING -> item(event.id(), event, ItemState.RUNNING, null, taken == null ? null : taken.progress());
            case OPEN, SNOOZED, UNKNOWN ->
                noted && taken != null && taken.result() != null
                        ? item(event.id(), event, ItemState.FAILED, "STILL_TRUE", taken.result())
                        : item(event.id(), event, lagging(decidedAt), null, null);
        };
    }

    private ItemState lagging(Instant decidedAt) {
        return now.isBefore(decidedAt.plus(EVENT_LAG_MAX)) ? ItemState.PENDING : ItemState.SUPERSEDED;
    }

    /** If the event has no message of its own, the link of its site shows what it waits for. */
    private Item item(
            String eventId, @Nullable Event event, ItemState state, @Nullable String reason, @Nullable String message) {
        var siteUid = event == null ? null : event.siteUid();
        var waiting = state == ItemState.RUNNING && siteUid != null ? waitingFor(siteUid) : null;
        return new Item(
                siteUid == null ? "" : siteUid,
                nameOf(event, eventId),
                state,
                waiting == null ? null : waiting.type().name(),
                waiting == null ? reason : waiting.reason().name(),
                message != null || waiting == null ? message : waiting.words(),
                state == ItemState.SUCCEEDED && event != null ? event.period().closedAt() : null,
                eventId);
    }

    private @Nullable Condition waitingFor(String siteUid) {
        var link = facts.link(siteUid);
        var status = facts.status(siteUid);
        return link == null || status == null || !status.describes(link)
                ? null
                : status.waitingFor().orElse(null);
    }

    private String nameOf(@Nullable Event event, String eventId) {
        if (event == null) {
            return eventId;
        }
        return event.siteUid() == null ? event.title() : facts.siteName(event.siteUid());
    }
}
