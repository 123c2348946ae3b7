package dev.companion.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import dev.companion.vendor.CallResult;
import dev.companion.vendor.CallResult.Conflict;
import dev.companion.vendor.CallResult.Found;
import dev.companion.vendor.CallResult.Missing;
import dev.companion.vendor.CallResult.RateLimited;
import dev.companion.vendor.CallResult.Refused;
import dev.companion.vendor.CallResult.Unavailable;
import dev.companion.vendor.CallResult.UnknownEffect;
import dev.companion.vendor.Details;
import dev.companion.vendor.RetryAfter;
import java.util.List;

/** What holds for the result of any call, whatever the vendor answered. */
final class Promises {

    private Promises() {}

    /**
     * @param credentials that must not show
     * @param lastChange status of the answer to the last request if that one asked for a change, else 0
     */
    static void keptBy(CallResult<?> result, List<String> credentials, int lastChange) {
        assertThat(result).isNotNull();
        var detail = detail(result);
        // What was found is the vendor's data and may hold anything; everything else is our words about it.
        assertThat(detail.length()).as(detail).isLessThanOrEqualTo(Details.MAX_LENGTH);
        assertThat(detail).doesNotContain(credentials).doesNotContain("\n");
        if (result instanceof RateLimited<?> limited) {
            assertThat(limited.retryAfter()).isBetween(RetryAfter.SHORTEST, RetryAfter.LONGEST);
        }
        if (result instanceof UnknownEffect) {
            assertThat(lastChange).as("status of a change for %s", result).isNotZero();
        }
        if (decidesNothing(lastChange)) {
            assertThat(result).isInstanceOf(UnknownEffect.class);
        }
    }

    /** Statuses that say nothing about whether the change was made. */
    private static boolean decidesNothing(int status) {
        return status >= 300 && status < 400 || status == 408 || status == 499 || status >= 500;
    }

    private static String detail(CallResult<?> result) {
        return switch (result) {
            case Found<?> _ -> "";
            case Missing<?> missing -> missing.detail();
            case Refused<?> refused -> refused.detail();
            case Conflict<?> conflict -> conflict.detail();
            case RateLimited<?> limited -> limited.detail();
            case Unavailable<?> unavailable -> unavailable.detail();
            case UnknownEffect<?> unknown -> unknown.detail();
        };
    }
}
