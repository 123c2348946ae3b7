package dev.companion.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.companion.vendor.CallResult;
import dev.companion.vendor.CallResult.Found;
import dev.companion.vendor.CallResult.Missing;
import dev.companion.vendor.CallResult.RateLimited;
import dev.companion.vendor.CallResult.Reason;
import dev.companion.vendor.CallResult.Refused;
import dev.companion.vendor.CallResult.Scope;
import dev.companion.vendor.CallResult.Unavailable;
import dev.companion.vendor.CallResult.UnknownEffect;

/** What a call must have come to. */
final class Outcomes {

    private Outcomes() {}

    static <T> T found(CallResult<T> result) {
        if (result instanceof Found<T>(var value)) {
            return value;
        }
        throw new AssertionError("expected an answer, got " + result);
    }

    static void missing(CallResult<?> result) {
        assertThat(result).isInstanceOf(Missing.class);
    }

    static void unavailable(CallResult<?> result) {
        assertThat(result).isInstanceOf(Unavailable.class);
    }

    static void unknownEffect(CallResult<?> result) {
        assertThat(result).isInstanceOf(UnknownEffect.class);
    }

    /** @return the words for people */
    static String refused(CallResult<?> result, Reason reason) {
        assertThat(result).isInstanceOf(Refused.class);
        var refused = (Refused<?>) result;
        assertThat(refused.reason()).as(refused.detail()).isEqualTo(reason);
        return refused.detail();
    }

    static void rateLimited(CallResult<?> result, Scope scope) {
        assertThat(result).isInstanceOf(RateLimited.class);
        assertThat(((RateLimited<?>) result).scope()).isEqualTo(scope);
    }

    /** The vendor asked for {@link Trouble#PAUSE}, and so must the result. */
    static void pausedAsAsked(CallResult<?> result) {
        rateLimited(result, Scope.ACCOUNT);
        assertThat(((RateLimited<?>) result).retryAfter()).isEqualTo(Trouble.PAUSE);
    }
}
