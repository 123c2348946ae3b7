package dev.companion.poller.topology;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Predicate;

/**
 * Bounds how many requests are under way at once, over all tasks of this process. The others wait in one line, first come,
 * first served. A poll has at most one request here, so an account of many pages gets its next page only after everyone
 * who waits has had one. Safe for several threads.
 *
 * @param <O> identifies the owner of a request
 */
final class CallQueue<O> {

    private record Call<O>(O owner, Runnable request) {}

    private final Executor executor;
    private final Deque<Call<O>> line = new ArrayDeque<>();
    private int free;

    /** @param slots requests under way at once */
    CallQueue(Executor executor, int slots) {
        this.executor = executor;
        this.free = slots;
    }

    void submit(O owner, Runnable request) {
        synchronized (this) {
            if (free == 0) {
                line.add(new Call<>(owner, request));
                return;
            }
            free--;
        }
        start(request);
    }

    /** Removes and returns the requests of these owners that still wait. */
    synchronized List<Runnable> cancel(Predicate<O> owners) {
        var cancelled = new ArrayList<Runnable>();
        line.removeIf(call -> {
            var matches = owners.test(call.owner());
            if (matches) {
                cancelled.add(call.request());
            }
            return matches;
        });
        return cancelled;
    }

    private void start(Runnable request) {
        executor.execute(() -> {
            try {
                request.run();
            } finally {
                startNext();
            }
        });
    }

    private void startNext() {
        Call<O> next;
        synchronized (this) {
            next = line.poll();
            if (next == null) {
                free++;
                return;
            }
        }
        try {
            start(next.request());
        } catch (RejectedExecutionException shutdown) {
            // The process ends, and the result is not awaited any more.
        }
    }
}
