package dev.companion.gravityzone.http;

import dev.companion.vendor.CallResult;
import dev.companion.vendor.CallResult.Found;
import dev.companion.vendor.CallResult.Reason;
import dev.companion.vendor.CallResult.Refused;
import dev.companion.vendor.Origin;

/** Turns a pasted Access URL into an origin. */
final class AccessAddress {

    private AccessAddress() {}

    static CallResult<Origin> of(String accessUrl) {
        return Origin.of(accessUrl).then(AccessAddress::checked);
    }

    private static CallResult<Origin> checked(Origin origin) {
        // The call would fail, but only after the GravityZone key was sent to another vendor.
        return origin.host().endsWith(".centrastage.net")
                ? new Refused<>(
                        Reason.ADDRESS_NOT_ALLOWED,
                        "this is an address of Datto RMM; expected the Access URL that GravityZone shows under"
                                + " My Account > Control Center API")
                : new Found<>(origin);
    }
}
