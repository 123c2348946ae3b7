package dev.companion.poller.http;

import dev.companion.poller.domain.Setback;
import dev.companion.vendor.CallResult;
import dev.companion.vendor.CallResult.Conflict;
import dev.companion.vendor.CallResult.Found;
import dev.companion.vendor.CallResult.Missing;
import dev.companion.vendor.CallResult.RateLimited;
import dev.companion.vendor.CallResult.Reason;
import dev.companion.vendor.CallResult.Refused;
import dev.companion.vendor.CallResult.Scope;
import dev.companion.vendor.CallResult.Unavailable;
import dev.companion.vendor.CallResult.UnknownEffect;
import org.jspecify.annotations.Nullable;

/** What a vendor's answer means for the requests after it. */
final class Setbacks {

    private Setbacks() {}

    /** Of a request for a list: whatever is not the list is a setback. */
    static Setback ofList(CallResult<?> result) {
        return switch (result) {
            case Refused<?>(var reason, var detail)
            when reason == Reason.CREDENTIALS -> new Setback.CredentialsRejected(detail);
            case Refused<?>(var reason, var detail)
            when reason == Reason.PERMISSION -> new Setback.PermissionMissing(detail);
            case Refused<?> refused -> new Setback.Unanswered(refused.detail());
            case RateLimited<?>(var retryAfter, var scope, var detail) ->
                new Setback.Throttled(retryAfter, scope == Scope.HOST, detail);
            case Missing<?>(var detail, var _) -> new Setback.Unanswered(detail);
            case Conflict<?>(var detail) -> new Setback.Unanswered(detail);
            case Unavailable<?>(var detail) -> new Setback.Unanswered(detail);
            case UnknownEffect<?>(var detail) -> new Setback.Unanswered(detail);
            case Found<?> _ -> throw new IllegalArgumentException("a found list is no setback");
        };
    }

    /** Of a request for one thing: a refusal is about that thing, and only the list can tell whether it is more. */
    static @Nullable Setback ofRow(CallResult<?> result) {
        return switch (result) {
            case RateLimited<?> _, Conflict<?> _, Unavailable<?> _, UnknownEffect<?> _ -> ofList(result);
            case Found<?> _, Missing<?> _, Refused<?> _ -> null;
        };
    }
}
