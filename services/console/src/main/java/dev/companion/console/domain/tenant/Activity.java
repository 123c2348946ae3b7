package dev.companion.console.domain.tenant;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An entry of the audit trail: an action of a person or of a service.
 *
 * @param id the id of the entry
 * @param at when it happened
 * @param actor the last four characters of an API key, or the name of a service
 * @param action the kind of the action
 * @param target its target as kind:id
 * @param before null if there was nothing
 * @param after null if there is nothing
 * @param why null if no reason was given
 * @param traceId the trace of the request behind it, which was sent if traces are on; null if no request is
 */
public record Activity(
        String id,
        Instant at,
        String actor,
        String action,
        String target,
        @Nullable String before,
        @Nullable String after,
        @Nullable String why,
        @Nullable String traceId) {

    /** Whether a service, a policy or a rule did it, not a person. */
    public static boolean isService(String actor) {
        return switch (actor) {
            case "poller", "mapper", "provisioner", "event-resolver", "console", "policy", "rule" -> true;
            default -> false;
        };
    }
}
