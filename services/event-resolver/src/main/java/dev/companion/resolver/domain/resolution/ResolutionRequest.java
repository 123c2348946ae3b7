package dev.companion.resolver.domain.resolution;

import dev.companion.resolver.domain.rules.Finding;
import dev.companion.vocabulary.ResolutionAction;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a person or a policy wants to do about one discrepancy.
 *
 * @param by last four characters of the key of the person, or the name of a service
 * @param commandId id of the command to the mapper; the same if the request is repeated
 * @param name the company name that the action uses, or that was typed to confirm; null if none was given
 * @param reason as the person gave it; null if none was given
 * @param until when a snooze ends, unless the facts change before; null if none was given
 * @param facts the facts that the person saw, see {@link Finding#facts()}; null if the request does not say
 * @param endpoints number of machines of the company that the person saw; null if none was shown
 * @param assignee who is to look after the discrepancy; null to unassign it
 * @param oneOfMany whether the request is about several discrepancies
 */
public record ResolutionRequest(
        String by,
        String commandId,
        ResolutionAction action,
        @Nullable String name,
        @Nullable String reason,
        @Nullable Instant until,
        @Nullable String facts,
        @Nullable Long endpoints,
        @Nullable String assignee,
        boolean oneOfMany) {

    static ResolutionRequest ofPolicy(String commandId, ResolutionAction action) {
        return new ResolutionRequest(
                AutomaticResolution.ACTOR, commandId, action, null, null, null, null, null, null, false);
    }
}
