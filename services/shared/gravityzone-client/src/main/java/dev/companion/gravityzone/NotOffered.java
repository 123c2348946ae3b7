package dev.companion.gravityzone;

import dev.companion.vendor.CallResult;
import dev.companion.vendor.CallResult.Reason;
import dev.companion.vendor.CallResult.Refused;

/** The answer of a client that lacks a call, so that not everybody who stands in for GravityZone must know them all. */
final class NotOffered {

    private NotOffered() {}

    static <T> CallResult<T> here(String method) {
        return new Refused<>(Reason.NOT_OFFERED, method + " is not offered by this client");
    }
}
