package dev.companion.provisioner.domain.step;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;

/**
 * A call that is to be made at most once: durable before it starts.
 *
 * @param attempt counts the attempts at this kind of step in this generation, from 1
 * @param deadline when it has ended for certain, or was never begun
 */
public record Call(
        LinkKey link, String callId, long generation, Step step, int attempt, Instant plannedAt, Instant deadline) {

    /**
     * The id of an attempt. The request is part of it, so that a link made anew after its removal, whose generations
     * may begin again, never meets an outcome of its former life.
     */
    public static String idOf(LinkKey link, String requestId, long generation, StepKind kind, int attempt) {
        var name = String.join(
                "|",
                link.tenantId(),
                link.siteUid(),
                requestId,
                Long.toString(generation),
                kind.name(),
                String.valueOf(attempt));
        return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString();
    }
}
