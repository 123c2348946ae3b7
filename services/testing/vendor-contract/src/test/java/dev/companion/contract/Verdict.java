package dev.companion.contract;

import dev.companion.vendor.CallResult;
import dev.companion.vendor.CallResult.Conflict;
import dev.companion.vendor.CallResult.Found;
import dev.companion.vendor.CallResult.Missing;
import dev.companion.vendor.CallResult.RateLimited;
import dev.companion.vendor.CallResult.Refused;
import dev.companion.vendor.CallResult.Unavailable;
import dev.companion.vendor.CallResult.UnknownEffect;

/** Results in the words of the tables. */
final class Verdict {

    private Verdict() {}

    /** {@code Found}, {@code Refused(INVALID)}, {@code RateLimited(HOST)} … */
    static String of(CallResult<?> result) {
        return switch (result) {
            case Found<?> _ -> "Found";
            case Missing<?> _ -> "Missing";
            case Refused<?> refused -> "Refused(" + refused.reason() + ")";
            case Conflict<?> _ -> "Conflict";
            case RateLimited<?> limited -> "RateLimited(" + limited.scope() + ")";
            case Unavailable<?> _ -> "Unavailable";
            case UnknownEffect<?> _ -> "UnknownEffect";
        };
    }

    /** What the result says to people; nothing if it was found. */
    static String detail(CallResult<?> result) {
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
