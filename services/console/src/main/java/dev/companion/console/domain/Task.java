package dev.companion.console.domain;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A request with how far it has come, derived anew from what is known at the moment: a task stores nothing.
 *
 * @param type the request's type, such as CREATE_LINKS
 * @param total how many items it has; 1 where it speaks of no site
 * @param failed items that stand still until somebody does something
 * @param message why the whole was refused; null where it was not
 */
public record Task(
        String id,
        String type,
        State state,
        Instant createdAt,
        int total,
        int done,
        int failed,
        @Nullable String message,
        List<Item> items) {

    /** A decision and the link that it made come on two topics; for this long the link may lag behind. */
    private static final Duration LINK_LAG_MAX = Duration.ofSeconds(10);

    private static final String UNLINK = "DELETE_LINKS";

    public enum State {
        PENDING,
        RUNNING,
        SUCCEEDED,
        FAILED,
        PARTLY
    }

    /** SUPERSEDED: a later wish took over, so this one is over without success or failure. */
    public enum ItemState {
        PENDING,
        RUNNING,
        SUCCEEDED,
        FAILED,
        SUPERSEDED
    }

    /**
     * @param step the condition that it now waits for; null where none
     * @param reason a word from the closed list of conditions, or REFUSED; null where there is nothing to say
     * @param message the same for people
     */
    public record Item(
            String siteUid,
            String siteName,
            ItemState state,
            @Nullable String step,
            @Nullable String reason,
            @Nullable String message) {}

    /** What is known of the sites, now. */
    public interface Facts {
        String siteName(String siteUid);

        @Nullable Link link(String siteUid);

        @Nullable LinkStatus status(String siteUid);
    }

    /**
     * The task of a request.
     *
     * @param request what is known of it; where the request itself is forgotten, made of its result
     * @param result null while nothing was decided
     */
    public static Task of(TaskRequest request, @Nullable TaskResult result, Facts facts, Instant now) {
        var id = request.requestId();
        var type = request.type();
        var createdAt = request.createdAt();
        var sites = request.siteUids();
        if (sites.isEmpty()) {
            return whole(id, type, createdAt, result);
        }
        var decided = result == null
                ? Map.<String, TaskResult.Item>of()
                : result.items().stream()
                        .collect(Collectors.toMap(TaskResult.Item::siteUid, item -> item, (a, _) -> a));
        var items = sites.stream()
                .map(site -> item(site, type, result, decided.get(site), facts, now))
                .toList();
        var failed = count(items, ItemState.FAILED);
        var done = count(items, ItemState.SUCCEEDED) + count(items, ItemState.SUPERSEDED);
        var pending = count(items, ItemState.PENDING);
        return new Task(
                id,
                type,
                stateOf(items.size(), pending, done, failed),
                createdAt,
                items.size(),
                done,
                failed,
                result == null ? null : result.message(),
                items);
    }

    private static State stateOf(int total, int pending, int done, int failed) {
        if (pending == total) {
            return State.PENDING;
        }
        if (done + failed < total) {
            return State.RUNNING;
        }
        return failed == 0 ? State.SUCCEEDED : failed == total ? State.FAILED : State.PARTLY;
    }

    private static int count(List<Item> items, ItemState state) {
        return (int) items.stream().filter(item -> item.state() == state).count();
    }

    private static Task whole(String id, String type, Instant createdAt, @Nullable TaskResult result) {
        if (result == null) {
            return new Task(id, type, State.PENDING, createdAt, 1, 0, 0, null, List.of());
        }
        return result.accepted()
                ? new Task(id, type, State.SUCCEEDED, createdAt, 1, 1, 0, null, List.of())
                : new Task(id, type, State.FAILED, createdAt, 1, 0, 1, result.message(), List.of());
    }

    private static Item item(
            String siteUid,
            String type,
            @Nullable TaskResult result,
            TaskResult.@Nullable Item decided,
            Facts facts,
            Instant now) {
        var name = facts.siteName(siteUid);
        if (result == null) {
            return new Item(siteUid, name, ItemState.PENDING, null, null, null);
        }
        if (!result.accepted() || decided == null || !decided.accepted() || decided.generation() == null) {
            var why = decided != null && decided.reason() != null ? decided.reason() : result.message();
            return new Item(siteUid, name, ItemState.FAILED, null, "REFUSED", why != null ? why : NOT_ALONE);
        }
        var link = facts.link(siteUid);
        var ours = decided.generation();
        var lagging = now.isBefore(result.decidedAt().plus(LINK_LAG_MAX));
        if (link == null) {
            return type.equals(UNLINK)
                    ? new Item(siteUid, name, ItemState.SUCCEEDED, null, null, null)
                    : new Item(siteUid, name, lagging ? ItemState.PENDING : ItemState.SUPERSEDED, null, null, null);
        }
        if (link.generation() != ours) {
            var state = link.generation() > ours ? ItemState.SUPERSEDED : ItemState.PENDING;
            return new Item(siteUid, name, state, null, null, null);
        }
        return progress(siteUid, name, link, facts.status(siteUid));
    }

    private static final String NOT_ALONE = "Not carried out, since another item of the request was refused.";

    private static Item progress(String siteUid, String name, Link link, @Nullable LinkStatus status) {
        if (status == null || !status.speaksOf(link)) {
            return new Item(siteUid, name, ItemState.PENDING, null, null, null);
        }
        var state =
                switch (status.phase()) {
                    case READY -> link.present() ? ItemState.SUCCEEDED : ItemState.RUNNING;
                    case REMOVED -> link.present() ? ItemState.RUNNING : ItemState.SUCCEEDED;
                    case ATTENTION -> ItemState.FAILED;
                    case UNKNOWN, WORKING, REMOVING -> status.isBegun() ? ItemState.RUNNING : ItemState.PENDING;
                };
        if (state == ItemState.SUCCEEDED) {
            return new Item(siteUid, name, state, null, null, null);
        }
        return status.waitingFor()
                .map(waiting -> new Item(
                        siteUid,
                        name,
                        state,
                        waiting.type().name(),
                        waiting.reason().name(),
                        waiting.words()))
                .orElseGet(() -> new Item(siteUid, name, state, null, null, null));
    }
}
