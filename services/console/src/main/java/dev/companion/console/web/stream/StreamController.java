package dev.companion.console.web.stream;

import dev.companion.console.security.ConsoleSession;
import dev.companion.console.security.ConsoleSessions;
import dev.companion.console.security.SecurityLog;
import dev.companion.console.web.problem.ApiProblem;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** Streams server-sent events that name what has changed. */
@RestController
@RequestMapping("/api/stream")
@Tag(name = "Stream")
class StreamController {

    private static final Duration LIFE_MAX = Duration.ofHours(1);

    private final StreamHub hub;
    private final ConsoleSessions sessions;
    private final SecurityLog log;

    StreamController(StreamHub hub, ConsoleSessions sessions, SecurityLog log) {
        this.hub = hub;
        this.sessions = sessions;
        this.log = log;
    }

    /** @param lastEventId the id of the last event that was received; a new stream if left out */
    @GetMapping
    @Operation(
            operationId = "streamChanges",
            summary = "Streams changes",
            description =
                    "Server-sent events named sites, users, tasks, events, holds, settings, activity or health: these"
                            + " have changed; alive every few seconds; reset if a resumed stream cannot be complete. Resumed by"
                            + " Last-Event-ID.")
    @ApiResponse(
            responseCode = "200",
            description = "The stream. It ends after an hour, with the session, and at a restart; then it is resumed.",
            content =
                    @Content(
                            mediaType = MediaType.TEXT_EVENT_STREAM_VALUE,
                            schema = @Schema(implementation = StreamEvent.class)))
    ResponseEntity<SseEmitter> stream(
            @AuthenticationPrincipal ConsoleSession session,
            @RequestHeader(name = "Last-Event-ID", required = false) @Nullable String lastEventId,
            HttpServletRequest request) {
        var emitter = new SseEmitter(LIFE_MAX.toMillis());
        var subscriber = new StreamSubscriber(session, sessions, emitter);
        if (!hub.subscribe(session, subscriber, lastEventId)) {
            log.refused(SecurityLog.Door.STREAM, "at once", request.getRemoteAddr(), session);
            throw ApiProblem.of(
                            HttpStatus.TOO_MANY_REQUESTS,
                            "Too many streams",
                            "This session has %d streams open, and more are not possible. Close some of its pages and try again."
                                    .formatted(StreamHub.OF_SESSION_MAX))
                    .retryAfter(60);
        }
        subscriber.start();
        // A proxy that buffers responses would delay the events.
        return ResponseEntity.ok()
                .contentType(MediaType.TEXT_EVENT_STREAM)
                .header("X-Accel-Buffering", "no")
                .body(emitter);
    }
}
