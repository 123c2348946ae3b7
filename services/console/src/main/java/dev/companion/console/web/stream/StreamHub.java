package dev.companion.console.web.stream;

import dev.companion.console.security.ConsoleSession;
import dev.companion.console.security.ConsoleSessions;
import dev.companion.console.view.ChangeListener;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;

/**
 * Tells open pages what changed, so that they ask for it. Changes are gathered for a quarter of a second and told once
 * per kind, however many there were. The last few hundred are kept for each tenant, so that a page that lost its
 * connection goes on where it was; one that was away for longer is told to begin anew.
 */
public final class StreamHub implements ChangeListener, SmartLifecycle {

    static final int KEPT_MAX = 256;
    private static final long GATHER_MILLIS = 250;

    /** @param id names this process and a place in the order, or is null for what is not worth resuming from */
    record Told(@Nullable String id, String name) {}

    private static final class Channel {
        private final Set<Kind> pending = EnumSet.noneOf(Kind.class);
        private final Deque<Told> kept = new ArrayDeque<>();
        private final Set<StreamSubscriber> subscribers = new CopyOnWriteArraySet<>();
        private long sequence;
    }

    private final String processId;
    private final Map<String, Channel> channels = new ConcurrentHashMap<>();
    private @Nullable ScheduledExecutorService timer;

    /** @param processId differs at each start, so that an id of an earlier process is not taken for one of this */
    public StreamHub(String processId) {
        this.processId = processId;
    }

    /** Streams of a session end with it. */
    public void watch(ConsoleSessions sessions) {
        sessions.onEnd(session -> {
            var channel = channels.get(session.tenant().tenantId());
            if (channel != null) {
                channel.subscribers.stream()
                        .filter(subscriber -> subscriber.isOf(session))
                        .forEach(StreamSubscriber::close);
            }
        });
    }

    @Override
    public void changed(String tenantId, Kind kind) {
        // Tenants that nobody looks at have no channel and cost one look-up.
        var channel = channels.get(tenantId);
        if (channel != null) {
            synchronized (channel) {
                channel.pending.add(kind);
            }
        }
    }

    /** @param lastEventId where the page was; null for a new page */
    void subscribe(ConsoleSession session, StreamSubscriber subscriber, @Nullable String lastEventId) {
        var channel = channels.computeIfAbsent(session.tenant().tenantId(), _ -> new Channel());
        synchronized (channel) {
            missed(channel, lastEventId).forEach(subscriber::tell);
            channel.subscribers.add(subscriber);
        }
        subscriber.onClose(() -> channel.subscribers.remove(subscriber));
    }

    private List<Told> missed(Channel channel, @Nullable String lastEventId) {
        var here = new Told(processId + "-" + channel.sequence, "hello");
        if (lastEventId == null) {
            return List.of(here);
        }
        if (lastEventId.equals(processId + "-" + channel.sequence)) {
            return List.of(here);
        }
        var missed = new ArrayList<Told>();
        var found = lastEventId.equals(processId + "-" + (channel.sequence - channel.kept.size()));
        for (var told : channel.kept) {
            if (found) {
                missed.add(told);
            }
            found |= lastEventId.equals(told.id());
        }
        return found ? missed : List.of(new Told(here.id(), "reset"));
    }

    void flush() {
        channels.values().forEach(channel -> {
            synchronized (channel) {
                for (var kind : channel.pending) {
                    channel.sequence++;
                    var told = new Told(
                            processId + "-" + channel.sequence, kind.name().toLowerCase(java.util.Locale.ROOT));
                    channel.kept.addLast(told);
                    if (channel.kept.size() > KEPT_MAX) {
                        channel.kept.removeFirst();
                    }
                    channel.subscribers.forEach(subscriber -> subscriber.tell(told));
                }
                channel.pending.clear();
            }
        });
    }

    @Override
    public synchronized void start() {
        var clocked = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().name("stream-hub").factory());
        clocked.scheduleWithFixedDelay(this::flush, GATHER_MILLIS, GATHER_MILLIS, TimeUnit.MILLISECONDS);
        timer = clocked;
    }

    /** Before the web server waits for open requests, which streams are for ever. */
    @Override
    public synchronized void stop() {
        if (timer != null) {
            timer.shutdownNow();
            timer = null;
        }
        channels.values().forEach(channel -> channel.subscribers.forEach(StreamSubscriber::close));
    }

    @Override
    public synchronized boolean isRunning() {
        return timer != null;
    }
}
