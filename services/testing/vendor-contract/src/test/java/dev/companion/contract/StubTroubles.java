package dev.companion.contract;

import dev.companion.vendor.StubServer.Fault;
import dev.companion.vendor.StubServer.Reply;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/** Counts the calls of a stub and spoils those it was told to. */
final class StubTroubles {

    private final Map<String, Trouble> troubles = new ConcurrentHashMap<>();
    private final Map<String, AtomicLong> calls = new ConcurrentHashMap<>();
    private final Reply conflict;

    StubTroubles(Reply conflict) {
        this.conflict = conflict;
    }

    void add(String operation, Trouble trouble) {
        troubles.put(operation, trouble);
    }

    void clear() {
        troubles.clear();
    }

    long calls(String operation) {
        return calls.getOrDefault(operation, new AtomicLong()).get();
    }

    /** @param work does what was asked and says how it went */
    Reply answer(String operation, Supplier<Reply> work) {
        calls.computeIfAbsent(operation, _ -> new AtomicLong()).incrementAndGet();
        var trouble = troubles.get(operation);
        if (trouble == null) {
            return work.get();
        }
        return switch (trouble) {
            case TOO_MANY ->
                Reply.of(429, Map.of("Retry-After", Long.toString(Trouble.PAUSE.toSeconds())), "Too Many Requests");
            case BLOCKED -> Reply.html(403);
            case CONFLICT -> conflict;
            case OUTAGE -> Reply.html(503);
            case WEB_PAGE -> Reply.html(200);
            case LOST_BEFORE_EFFECT -> Fault.CLOSE_BEFORE_ANSWER;
            case LOST_AFTER_EFFECT -> {
                work.get();
                yield Fault.CLOSE_BEFORE_ANSWER;
            }
        };
    }
}
