package dev.companion.console.domain.task;

import dev.companion.console.domain.event.Event;
import dev.companion.console.domain.site.Link;
import dev.companion.console.domain.site.LinkStatus;
import dev.companion.console.domain.tenant.ApiHealth;
import dev.companion.console.domain.tenant.Resets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A request with its progress, derived from the present view: a task stores nothing.
 *
 * @param id the id of the task, which is the id of the request
 * @param type the request's type, such as CREATE_LINKS
 * @param state how far the whole is
 * @param createdAt when it was requested
 * @param total number of items; 1 if it is about no site and no event
 * @param done items that are finished without failure
 * @param failed items that are refused or blocked until a person acts
 * @param cancelled items that were cancelled before they started
 * @param cancellable items that have not started and can be cancelled
 * @param estimatedSecondsLeft at the pace of the last minute; null if there is no pace yet, and at the end
 * @param message outcome of the whole, in a sentence; null if the items are enough
 * @param items one for each site or event that it is about
 */
public record Task(
        String id,
        String type,
        State state,
        Instant createdAt,
        int total,
        int done,
        int failed,
        int cancelled,
        int cancellable,
        @Nullable Long estimatedSecondsLeft,
        @Nullable String message,
        List<Item> items) {

    private static final String CANCEL = "CANCEL_TASK";
    private static final String CHECK = "SWEEP_NOW";
    private static final String SEARCH = "FIND_LINKS";

    /** The request that erases everything, its own result included. */
    public static final String RESET = "RESET_TENANT";

    /** Requests that are done when they are decided, whatever they are about. */
    private static final Set<String> WHOLE = Set.of(CANCEL, "DISMISS_SUGGESTIONS");

    /** Other requests cannot be cancelled: the previous state is not known any more, or they take effect at once. */
    private static final Set<String> CANCELLABLE = Set.of("CREATE_LINKS", "APPLY_DEFAULT_PACKAGE");

    /** PARTLY: finished, with some items done and some not. CANCELLED: finished, with all items cancelled. */
    public enum State {
        PENDING,
        RUNNING,
        SUCCEEDED,
        FAILED,
        PARTLY,
        CANCELLED
    }

    /**
     * SUPERSEDED: a later request replaced it, so it finished without success or failure. CANCELLED: it was cancelled
     * before it started.
     */
    public enum ItemState {
        PENDING,
        RUNNING,
        SUCCEEDED,
        FAILED,
        SUPERSEDED,
        CANCELLED
    }

    /**
     * The part of a task that is about one site or event.
     *
     * @param siteUid the uid of the site; empty if it is about an event that concerns no site
     * @param siteName the site's name, or the title of an event that concerns no site
     * @param state how far it is
     * @param step the condition that it waits for; null if there is none
     * @param reason a reason of a condition, REFUSED, or STILL_TRUE for an event that the action did not resolve; null
     *     if there is none
     * @param message the same for people
     * @param doneAt when it was done; null if it is not, or if the time is no longer known
     * @param eventId the event that it is about; null if it is about a site only
     */
    public record Item(
            String siteUid,
            String siteName,
            ItemState state,
            @Nullable String step,
            @Nullable String reason,
            @Nullable String message,
            @Nullable Instant doneAt,
            @Nullable String eventId) {}

    /** The present facts about sites and events. */
    public interface Facts {
        String siteName(String siteUid);

        @Nullable Link link(String siteUid);

        @Nullable LinkStatus status(String siteUid);

        @Nullable Event event(String eventId);

        /** How the services' calls to the vendors succeed, and how far they have come. */
        default List<ApiHealth> health() {
            return List.of();
        }

        /** What is known of resets of the tenant. */
        default Resets resets() {
            return Resets.NONE;
        }

        /** When the site's link was last removed; null if that is not known. */
        @Nullable Instant removedAt(String siteUid);

        /** Whether a later request cancelled the task for the site. */
        boolean isCancelled(String taskId, String siteUid);

        /** Whether this generation of the site's link is known to do nothing but count machines. */
        default boolean onlyCounts(String siteUid, long generation) {
            return false;
        }
    }

    /**
     * The task of a request.
     *
     * @param request the request; derived from its result if the request itself is no longer kept
     * @param result null if there is none yet
     */
    public static Task of(TaskRequest request, @Nullable TaskResult result, Facts facts, Instant now) {
        if (request.type().equals(CHECK) && result != null && result.accepted()) {
            return check(request, CheckProgress.since(request.createdAt(), facts.health()));
        }
        if (request.type().equals(SEARCH) && result != null && result.accepted()) {
            return search(request, facts.health());
        }
        if (request.type().equals(RESET)) {
            return reset(request, result, facts.resets());
        }
        if (WHOLE.contains(request.type())
                || request.siteUids().isEmpty() && request.eventIds().isEmpty()) {
            return whole(request, result);
        }
        return of(request, result, items(request, result, facts, now), now);
    }

    private static List<Item> items(TaskRequest request, @Nullable TaskResult result, Facts facts, Instant now) {
        if (!request.eventIds().isEmpty()) {
            var progress = new ResolutionItemProgress(request, result, facts, now);
            return request.eventIds().stream().map(progress::item).toList();
        }
        var decided = result == null
                ? Map.<String, TaskResult.Item>of()
                : result.items().stream()
                        .collect(Collectors.toMap(TaskResult.Item::siteUid, item -> item, (a, _) -> a));
        var progress = new LinkItemProgress(request, result, facts, now);
        return request.siteUids().stream()
                .map(site -> progress.item(site, decided.get(site)))
                .toList();
    }

    private static Task of(TaskRequest request, @Nullable TaskResult result, List<Item> items, Instant now) {
        var total = items.size();
        var done = count(items, ItemState.SUCCEEDED) + count(items, ItemState.SUPERSEDED);
        var failed = count(items, ItemState.FAILED);
        var cancelled = count(items, ItemState.CANCELLED);
        var pending = count(items, ItemState.PENDING);
        var left = total - done - failed - cancelled;
        return new Task(
                request.requestId(),
                request.type(),
                stateOf(total, pending, done, failed, cancelled),
                request.createdAt(),
                total,
                done,
                failed,
                cancelled,
                CANCELLABLE.contains(request.type()) ? pending : 0,
                left == 0 ? null : Throughput.secondsLeft(doneAt(items), left, request.createdAt(), now),
                result == null ? null : result.message(),
                items);
    }

    /** Why the task cannot be cancelled, in a sentence; empty if it can. */
    public Optional<String> objectionToCancelling() {
        if (!CANCELLABLE.contains(type)) {
            return Optional.of(
                    "Only linking sites and applying the default package can be cancelled. This task" + " continues.");
        }
        return cancellable > 0
                ? Optional.empty()
                : Optional.of(
                        state == State.RUNNING
                                ? "Everything that is left has started and continues."
                                : "The task is finished, so there is nothing to cancel.");
    }

    private static List<Instant> doneAt(List<Item> items) {
        return items.stream().map(Item::doneAt).filter(Objects::nonNull).toList();
    }

    private static State stateOf(int total, int pending, int done, int failed, int cancelled) {
        if (pending == total) {
            return State.PENDING;
        }
        if (done + failed + cancelled < total) {
            return State.RUNNING;
        }
        if (done == total) {
            return State.SUCCEEDED;
        }
        return cancelled == total ? State.CANCELLED : done == 0 && cancelled == 0 ? State.FAILED : State.PARTLY;
    }

    private static int count(List<Item> items, ItemState state) {
        return (int) items.stream().filter(item -> item.state() == state).count();
    }

    /**
     * A check is done when the lists of sites and companies are read and all ready links are read back; users and packages
     * can take longer.
     */
    private static Task check(TaskRequest request, CheckProgress progress) {
        return new Task(
                request.requestId(),
                request.type(),
                progress.isOver() ? State.SUCCEEDED : State.RUNNING,
                request.createdAt(),
                progress.total(),
                progress.done(),
                0,
                0,
                0,
                null,
                progress.words(),
                List.of());
    }

    /** A search is done when the variables of all sites were read; a later search takes the place of an earlier one. */
    private static Task search(TaskRequest request, List<ApiHealth> health) {
        var search = health.stream()
                .map(ApiHealth::linkSearch)
                .filter(each -> each != null && !each.requestedAt().isBefore(request.createdAt()))
                .findFirst()
                .orElse(null);
        var isOver = search != null && search.endedAt() != null;
        return new Task(
                request.requestId(),
                request.type(),
                isOver ? State.SUCCEEDED : State.RUNNING,
                request.createdAt(),
                search == null ? 1 : Math.max(1, search.sites()),
                search == null ? 0 : isOver ? Math.max(1, search.read()) : search.read(),
                0,
                0,
                0,
                null,
                search == null ? "Waits until the poller begins." : search.words(),
                List.of());
    }

    private static Task reset(TaskRequest request, @Nullable TaskResult result, Resets resets) {
        var underWay = resets.underWay();
        var last = resets.last();
        if (underWay != null && underWay.requestId().equals(request.requestId())) {
            return whole(request, State.RUNNING, underWay.words());
        }
        if (result != null && !result.accepted()) {
            return whole(request, State.FAILED, result.message());
        }
        if (last != null && resets.erasedSince(request.createdAt())) {
            return whole(request, State.SUCCEEDED, "Erased: %s. %s".formatted(last.receipt(), last.kept()));
        }
        return whole(request, result == null ? State.PENDING : State.RUNNING, null);
    }

    private static Task whole(TaskRequest request, @Nullable TaskResult result) {
        if (result == null) {
            return whole(request, State.PENDING, null);
        }
        if (!result.accepted()) {
            return whole(request, State.FAILED, result.message());
        }
        return whole(request, State.SUCCEEDED, request.type().equals(CANCEL) ? cancelled(result) : null);
    }

    private static Task whole(TaskRequest request, State state, @Nullable String message) {
        return new Task(
                request.requestId(),
                request.type(),
                state,
                request.createdAt(),
                1,
                state == State.SUCCEEDED ? 1 : 0,
                state == State.FAILED ? 1 : 0,
                0,
                0,
                null,
                message,
                List.of());
    }

    private static String cancelled(TaskResult result) {
        var cancelled =
                result.items().stream().filter(TaskResult.Item::accepted).count();
        var goingOn = result.items().size() - cancelled;
        return goingOn == 0
                ? "%,d cancelled before they started.".formatted(cancelled)
                : "%,d cancelled before they started; %,d had already started.".formatted(cancelled, goingOn);
    }
}
