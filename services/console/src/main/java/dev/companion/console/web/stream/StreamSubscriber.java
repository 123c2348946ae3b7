package dev.companion.console.web.stream;

import dev.companion.console.security.ConsoleSession;
import dev.companion.console.security.ConsoleSessions;
import dev.companion.console.web.stream.StreamHub.Told;
import java.io.IOException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.MediaType;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/**
 * The stream of one open page. Written by its own thread, so that a slow page does not delay others; a page that is too
 * slow is disconnected.
 */
final class StreamSubscriber {

    private static final Logger LOGGER = LoggerFactory.getLogger(StreamSubscriber.class);
    private static final int WAITING_MAX = 512;
    private static final int ALIVE_EVERY_SECONDS = 5;
    private static final Told ALIVE = new Told(null, StreamEvent.ALIVE);

    private final ConsoleSession session;
    private final ConsoleSessions sessions;
    private final SseEmitter emitter;
    private final LinkedBlockingQueue<Told> waiting = new LinkedBlockingQueue<>(WAITING_MAX);
    private volatile boolean closed;
    private volatile Runnable onClose = () -> {};

    StreamSubscriber(ConsoleSession session, ConsoleSessions sessions, SseEmitter emitter) {
        this.session = session;
        this.sessions = sessions;
        this.emitter = emitter;
    }

    void start() {
        emitter.onCompletion(this::close);
        emitter.onTimeout(this::close);
        emitter.onError(_ -> close());
        Thread.ofVirtual().name("stream").start(this::run);
    }

    boolean isOf(ConsoleSession other) {
        return session == other;
    }

    void onClose(Runnable action) {
        onClose = action;
    }

    void tell(Told told) {
        if (!waiting.offer(told)) {
            close();
        }
    }

    /** Ends the stream; the page reconnects automatically and resumes. */
    void close() {
        if (!closed) {
            closed = true;
            waiting.clear();
            waiting.offer(ALIVE);
        }
    }

    private void run() {
        try {
            while (!closed && sessions.isAlive(session)) {
                var told = waiting.poll(ALIVE_EVERY_SECONDS, TimeUnit.SECONDS);
                if (!closed) {
                    send(told == null ? ALIVE : told);
                }
            }
            emitter.complete();
        } catch (IOException | IllegalStateException e) {
            LOGGER.atDebug().log("page went away");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            closed = true;
            onClose.run();
        }
    }

    private void send(Told told) throws IOException {
        var event = SseEmitter.event().name(told.name());
        if (told.id() != null) {
            event.id(told.id());
        }
        emitter.send(event.data("{}", MediaType.TEXT_PLAIN));
    }
}
