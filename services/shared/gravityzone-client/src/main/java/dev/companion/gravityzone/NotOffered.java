package dev.companion.gravityzone;

import dev.companion.vendor.CallResult;
import dev.companion.vendor.CallResult.Reason;
import dev.companion.vendor.CallResult.Refused;

/** The result of a client that lacks a call, so that test doubles of GravityZone need not implement all of them. */
final class NotOffered {

    private NotOffered() {}

    static <T> CallResult<T> here(String method) {
        return new Refused<>(Reason.NOT_OFFERED, method + " is not offered by this client");
    }
}
