package dev.companion.console.web.query;

import java.net.URI;
import org.springframework.http.ResponseEntity;

/**
 * A request that was published and is carried out by another service.
 *
 * @param taskId for {@code GET /api/tasks/{id}}
 */
public record Accepted(String taskId) {

    /** 202 with the task's address. */
    public static ResponseEntity<Accepted> of(String taskId) {
        return ResponseEntity.accepted()
                .location(URI.create("/api/tasks/" + taskId))
                .body(new Accepted(taskId));
    }
}
