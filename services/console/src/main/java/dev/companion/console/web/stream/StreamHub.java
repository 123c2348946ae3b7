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
 * Tells open pages what changed, so that they load it again. Changes are gathered for 250 ms and sent once per kind.
 * The last 256 are kept for each tenant, so that a page that lost its connection resumes where it was; a page that was
 * away for longer gets a reset.
 */
public final class StreamHub implements ChangeListener, SmartLifecycle {

    static final int KEPT_MAX = 256;

    /** Pages that one session may have open at once. */
    static final int OF_SESSION_MAX = 20;

    private static final long GATHER_MILLIS = 250;

    /** @param id identifies the process and the position; null for messages that a stream cannot resume from */
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

    /** @param processId differs at each start, so that ids of an earlier process are recognised */
    public StreamHub(String processId) {
        this.processId = processId;
    }

    /** Ends the streams of a session with it. */
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
        // Tenants without open pages have no channel and cost one look-up.
        var channel = channels.get(tenantId);
        if (channel != null) {
            synchronized (channel) {
                channel.pending.add(kind);
            }
        }
    }

    /**
     * @param lastEventId the last event that the page received; null for a new page
     * @return false if the session has too many streams already
     */
    boolean subscribe(ConsoleSession session, StreamSubscriber subscriber, @Nullable String lastEventId) {
        var channel = channels.computeIfAbsent(session.tenant().tenantId(), _ -> new Channel());
        synchronized (channel) {
            if (channel.subscribers.stream()
                            .filter(other -> other.isOf(session))
                            .count()
                    >= OF_SESSION_MAX) {
                return false;
            }
            missed(channel, lastEventId).forEach(subscriber::tell);
            channel.subscribers.add(subscriber);
        }
        subscriber.onClose(() -> channel.subscribers.remove(subscriber));
        return true;
    }

    private List<Told> missed(Channel channel, @Nullable String lastEventId) {
        var here = new Told(processId + "-" + channel.sequence, StreamEvent.HELLO);
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
        return found ? missed : List.of(new Told(here.id(), StreamEvent.RESET));
    }

    void flush() {
        channels.values().forEach(channel -> {
            synchronized (channel) {
                for (var kind : channel.pending) {
                    channel.sequence++;
                    var told = new Told(processId + "-" + channel.sequence, StreamEvent.nameOf(kind));
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

    /** Ends the streams before the web server waits for open requests to finish. */
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
