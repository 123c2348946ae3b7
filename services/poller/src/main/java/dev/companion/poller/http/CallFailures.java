package dev.companion.poller.http;

import dev.companion.poller.domain.gate.CallFailure;
import dev.companion.poller.domain.read.ReadResult;
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

/** What the result of a call means for the calls after it. */
final class CallFailures {

    private CallFailures() {}

    /** For a request for a list: every other result is a failure. */
    static CallFailure ofList(CallResult<?> result) {
        return switch (result) {
            case Refused<?>(var reason, var detail)
            when reason == Reason.CREDENTIALS -> new CallFailure.CredentialsRejected(detail);
            case Refused<?>(var reason, var detail)
            when reason == Reason.PERMISSION -> new CallFailure.PermissionMissing(detail);
            case Refused<?> refused -> new CallFailure.Unanswered(refused.detail());
            case RateLimited<?>(var retryAfter, var scope, var detail) ->
                new CallFailure.Throttled(retryAfter, scope == Scope.HOST, detail);
            case Missing<?>(var detail, var _) -> new CallFailure.Unanswered(detail);
            case Conflict<?>(var detail) -> new CallFailure.Unanswered(detail);
            case Unavailable<?>(var detail) -> new CallFailure.Unanswered(detail);
            case UnknownEffect<?>(var detail) -> new CallFailure.Unanswered(detail);
            case Found<?> _ -> throw new IllegalArgumentException("a list that was found is no failure");
        };
    }

    /**
     * For a request for one thing: a refusal concerns that thing, and only the list shows whether it concerns more.
     *
     * @return null if the result does not matter for later calls
     */
    static @Nullable CallFailure ofRow(CallResult<?> result) {
        return switch (result) {
            case RateLimited<?> _, Conflict<?> _, Unavailable<?> _, UnknownEffect<?> _ -> ofList(result);
            case Found<?> _, Missing<?> _, Refused<?> _ -> null;
        };
    }

    /** For details, packages and links of one company. */
    static ReadResult.NoDetails noDetails(CallResult<?> result) {
        // The key may lack the right to packages and still be valid for companies, so this does not block calls.
        var everywhere = result instanceof Refused<?>(var reason, var _)
                && (reason == Reason.CREDENTIALS || reason == Reason.NOT_OFFERED);
        return new ReadResult.NoDetails(ofRow(result), everywhere);
    }
}
