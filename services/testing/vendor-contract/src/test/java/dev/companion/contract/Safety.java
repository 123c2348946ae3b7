package dev.companion.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.companion.vendor.CallResult;
import dev.companion.vendor.CallResult.Conflict;
import dev.companion.vendor.CallResult.Found;
import dev.companion.vendor.CallResult.Missing;
import dev.companion.vendor.CallResult.RateLimited;
import dev.companion.vendor.CallResult.Refused;
import dev.companion.vendor.CallResult.Unavailable;
import dev.companion.vendor.CallResult.UnknownEffect;

/**
 * The rule under all tables, in no table's words: a change that may have been made is neither reported as made nor as
 * not made, and a read is never in doubt.
 */
final class Safety {

    private Safety() {}

    static void ofRead(CallResult<?> result, String what) {
        assertThat(result).as("read: %s", what).isNotNull().isNotInstanceOf(UnknownEffect.class);
        if (result instanceof Found) {
            return;
        }
        assertThat(Verdict.detail(result)).as("words for people: %s", what).isNotBlank();
    }

    /**
     * A vendor decides by a status below 300 (yes) or by one that names a mistake of the caller's (no). Whatever runs out
     * of time (408, 499), leads elsewhere (3xx) or breaks (5xx) decides nothing.
     *
     * @param readable whether a yes is written in the vendor's own form
     */
    static void ofChange(CallResult<?> result, int status, boolean readable) {
        var what = "change answered with %d, readable: %s".formatted(status, readable);
        boolean undecided = status >= 300 && status < 400 || status == 408 || status == 499 || status >= 500;
        if (undecided || status < 300 && !readable) {
            assertThat(result).as(what).isInstanceOf(UnknownEffect.class);
        } else if (status < 300) {
            assertThat(result).as(what).isInstanceOf(Found.class);
        } else {
            assertThat(result)
                    .as(what)
                    .isInstanceOfAny(
                            Refused.class, Missing.class, Conflict.class, RateLimited.class, Unavailable.class);
        }
    }

    /** An exchange that never began. */
    static void ofUnsentChange(CallResult<?> result, String what) {
        assertThat(result).as("unsent change: %s", what).isInstanceOfAny(Unavailable.class, Refused.class);
    }
}
