package dev.companion.console.view;

import dev.companion.console.domain.site.MachineCount;
import dev.companion.console.domain.task.Task;
import dev.companion.console.domain.task.TaskRequest;
import dev.companion.console.domain.task.TaskResult;
import dev.companion.console.domain.tenant.Resets;
import dev.companion.vocabulary.CompanyAction;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The most recent requests with their results, what was cancelled of each, when links were removed, which generations
 * of links only count machines, each site's last count, and which requests were decided: what a task needs besides the
 * links themselves. Older entries are dropped.
 */
final class TaskHistory {

    private static final int TASKS_MAX = 1_000;
    private static final int REMOVALS_MAX = 20_000;
    /** A decision about a company is not carried out later than this, so what became of it is not waited for either. */
    private static final Duration COUNT_MAX = MachineCount.MAX_AGE;
    /** Requests of a tenant are decided in their order, so an older one is decided even if its result is not kept. */
    private static final Duration ORDER_SLACK = Duration.ofHours(1);

    private final BoundedMap<TaskRequest> requests = new BoundedMap<>(TASKS_MAX);
    private final BoundedMap<TaskResult> results = new BoundedMap<>(TASKS_MAX);
    private final BoundedMap<Set<String>> cancelled = new BoundedMap<>(TASKS_MAX);
    private final BoundedMap<Instant> removals = new BoundedMap<>(REMOVALS_MAX);
    private final BoundedMap<Instant> counts = new BoundedMap<>(REMOVALS_MAX);
    private final BoundedMap<String> lastCount = new BoundedMap<>(REMOVALS_MAX);
    private final BoundedMap<String> undecided = new BoundedMap<>(REMOVALS_MAX);
    private final BoundedMap<Instant> decided = new BoundedMap<>(REMOVALS_MAX);
    private volatile Instant lastDecidedAt = Instant.MIN;
    private volatile Resets resets = Resets.NONE;

    Optional<Task> find(String taskId, Task.Facts facts, Instant now) {
        var request = requests.get(taskId);
        var result = results.get(taskId);
        if (isErased(request, result)) {
            return Optional.empty();
        }
        if (request != null) {
            return Optional.of(Task.of(request, result, facts, now));
        }
        return result == null ? Optional.empty() : Optional.of(Task.of(result.request(), result, facts, now));
    }

    /** Requests are kept for their time, but what they were about is erased. The request for the reset itself is shown. */
    private boolean isErased(@Nullable TaskRequest request, @Nullable TaskResult result) {
        return request != null
                ? !request.type().equals(Task.RESET) && resets.erasedSince(request.createdAt())
                : result != null && resets.erasedSince(result.decidedAt());
    }

    /** Returns the sites about which no request is undecided any more, because the tenant was reset. */
    List<String> erasedSince(Resets present) {
        if (Objects.equals(present.last(), resets.last())) {
            return List.of();
        }
        resets = present;
        var cleared = undecided.keys();
        cleared.forEach(undecided::remove);
        return cleared;
    }

    @Nullable TaskResult result(String requestId) {
        return results.get(requestId);
    }

    boolean isCancelled(String taskId, String siteUid) {
        var sites = cancelled.get(taskId);
        return sites != null && sites.contains(siteUid);
    }

    @Nullable Instant removedAt(String siteUid) {
        return removals.get(siteUid);
    }

    /** Whether this generation of the site's link is known to do nothing but count machines. */
    boolean onlyCounts(String siteUid, long generation) {
        var at = counts.get(generationKey(siteUid, generation));
        return at != null && !resets.erasedSince(at); // generations start over after a reset
    }

    /** Whether a request about the site is not decided yet. */
    boolean isUndecided(String siteUid) {
        return undecided.get(siteUid) != null;
    }

    /** Whether a request about the site is not decided yet that is not its last count. */
    boolean hasUndecidedChange(String siteUid) {
        var requestId = undecided.get(siteUid);
        return requestId != null && !requestId.equals(lastCount.get(siteUid));
    }

    /** The task that counts the machines of the site's company now; empty if there is none. */
    Optional<String> countUnderWay(String siteUid, Task.Facts facts, Instant now) {
        var requestId = lastCount.get(siteUid);
        var request = requestId == null ? null : requests.get(requestId);
        if (isErased(request, null)
                || request == null
                || now.isAfter(request.createdAt().plus(COUNT_MAX))) {
            return Optional.empty();
        }
        var task = Task.of(request, results.get(request.requestId()), facts, now);
        return task.state() == Task.State.PENDING || task.state() == Task.State.RUNNING
                ? Optional.of(task.id())
                : Optional.empty();
    }

    /** Returns the sites about which a request is undecided now. */
    List<String> putIfNew(TaskRequest request) {
        if (requests.get(request.requestId()) == null) {
            requests.put(request.requestId(), request);
        }
        recordLastCount(request);
        return markUndecided(request);
    }

    /** Returns the sites about which a request is undecided now. */
    List<String> put(TaskRequest request) {
        requests.put(request.requestId(), request);
        var result = results.get(request.requestId());
        recordCancelled(request, result);
        recordCounted(request, result);
        recordLastCount(request);
        return markUndecided(request);
    }

    /** Returns the sites about which no request is undecided any more. */
    List<String> put(TaskResult result) {
        results.put(result.requestId(), result);
        decided.put(result.requestId(), result.decidedAt());
        var request = requests.get(result.requestId());
        recordCancelled(request, result);
        recordCounted(request, result);
        if (result.decidedAt().isAfter(lastDecidedAt)) {
            lastDecidedAt = result.decidedAt();
        }
        // The request names sites that a refusal of the whole does not name; it may be older than what is kept.
        return clearUndecided(request == null ? result.request() : request);
    }

    /** Returns the sites about which no request is undecided any more. */
    List<String> forget(String requestId) {
        var request = requests.get(requestId);
        requests.remove(requestId);
        return clearUndecided(request);
    }

    private List<String> markUndecided(TaskRequest request) {
        var isPast = resets.erasedSince(request.createdAt())
                || lastDecidedAt.isAfter(request.createdAt().plus(ORDER_SLACK));
        if (isPast || decided.get(request.requestId()) != null) {
            return List.of();
        }
        request.siteUids().forEach(site -> undecided.put(site, request.requestId()));
        return List.copyOf(request.siteUids());
    }

    private List<String> clearUndecided(@Nullable TaskRequest request) {
        if (request == null) {
            return List.of();
        }
        var cleared = request.siteUids().stream()
                .filter(site -> request.requestId().equals(undecided.get(site)))
                .toList();
        cleared.forEach(undecided::remove);
        return cleared;
    }

    void removed(String siteUid, Instant at) {
        removals.put(siteUid, at);
    }

    /**
     * Request and result are on two topics and arrive in either order; a task may be cancelled again when more of it
     * waits.
     */
    private void recordCancelled(@Nullable TaskRequest request, @Nullable TaskResult result) {
        if (request == null || result == null || request.cancelledTask() == null || !result.accepted()) {
            return;
        }
        var sites = result.items().stream()
                .filter(TaskResult.Item::accepted)
                .map(TaskResult.Item::siteUid)
                .collect(Collectors.toSet());
        var before = cancelled.get(request.cancelledTask());
        if (before != null) {
            sites.addAll(before);
        }
        cancelled.put(request.cancelledTask(), Set.copyOf(sites));
    }

    /** Which generations of links only count; a result does not say what was requested. */
    private void recordCounted(@Nullable TaskRequest request, @Nullable TaskResult result) {
        if (request == null || result == null || request.companyAction() != CompanyAction.COUNT) {
            return;
        }
        for (var item : result.items()) {
            if (item.accepted() && item.generation() != null) {
                counts.put(generationKey(item.siteUid(), item.generation()), result.decidedAt());
            }
        }
    }

    private void recordLastCount(TaskRequest request) {
        if (request.companyAction() == CompanyAction.COUNT) {
            request.siteUids().forEach(site -> lastCount.put(site, request.requestId()));
        }
    }

    private static String generationKey(String siteUid, long generation) {
        return siteUid + "|" + generation;
    }
}
