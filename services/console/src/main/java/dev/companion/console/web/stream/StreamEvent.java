package dev.companion.console.web.stream;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.companion.console.view.ChangeListener.Kind;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A server-sent event, with the fields of text/event-stream. Its name says what has changed; the change itself is read
 * from the API.
 *
 * @param id for Last-Event-ID, to resume the stream after this event; left out for alive
 * @param event what has changed; hello begins a stream, alive comes every few seconds, and after reset everything is read
 *     again, because the resumed stream is not complete
 * @param data always {}
 */
public record StreamEvent(
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String id, String event, String data) {

    static final String HELLO = "hello";
    static final String ALIVE = "alive";
    static final String RESET = "reset";

    /** The names of all events. */
    public static List<String> names() {
        return Stream.concat(
                        Stream.of(HELLO, ALIVE, RESET),
                        Arrays.stream(Kind.values()).map(StreamEvent::nameOf))
                .toList();
    }

    static String nameOf(Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }
}
