package dev.companion.resolver.domain;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What somebody wants done about one discrepancy.
 *
 * @param by last four characters of the key that signed in, or the name of a service
 * @param orderId the id of what will be ordered on its behalf; repeats with the request
 * @param name the company name that the action works with, or that was typed to confirm; null where none came
 * @param reason why, as the person gave it; null where none was given
 * @param until when a rest ends; null for no end but a change of the facts
 * @param facts the facts as the person saw them, see {@link Finding#facts()}; null where nobody said
 * @param endpoints machines that the person saw the company to have; null where nobody counted
 * @param assignee who is to look after it; null for nobody
 * @param oneOfMany whether the same is wanted of several at once
 */
public record Wish(
        String by,
        String orderId,
        Action action,
        @Nullable String name,
        @Nullable String reason,
        @Nullable Instant until,
        @Nullable String facts,
        @Nullable Long endpoints,
        @Nullable String assignee,
        boolean oneOfMany) {

    /** One that a rule has. */
    static Wish ofPolicy(String orderId, Action action) {
        return new Wish(PolicyDesk.ACTOR, orderId, action, null, null, null, null, null, null, false);
    }
}
