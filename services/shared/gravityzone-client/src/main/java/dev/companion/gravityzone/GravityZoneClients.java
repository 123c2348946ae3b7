package dev.companion.gravityzone;

import dev.companion.vendor.CallGate;
import dev.companion.vendor.VendorHttp;

/** Where clients for GravityZone come from. */
public final class GravityZoneClients {

    private GravityZoneClients() {}

    /**
     * A client for one key. It sends nothing until it is asked; a wrong address shows in the first result.
     *
     * @param gate that every request goes through; one for all clients with this key
     */
    public static GravityZoneClient of(
            VendorHttp http, GravityZoneCredentials credentials, CallGate<GravityZoneLane> gate) {
        return new HttpGravityZoneClient(http, credentials, gate);
    }

    /** A client that is not paced: for the few calls that a person waits for. */
    public static GravityZoneClient of(VendorHttp http, GravityZoneCredentials credentials) {
        return of(http, credentials, CallGate.open());
    }
}
