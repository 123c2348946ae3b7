package dev.companion.gravityzone.http;

import dev.companion.gravityzone.GravityZoneClient;
import dev.companion.gravityzone.GravityZoneCredentials;
import dev.companion.gravityzone.GravityZoneLane;
import dev.companion.vendor.CallGate;
import dev.companion.vendor.VendorHttp;

/** Creates clients for GravityZone. */
public final class GravityZoneClients {

    private GravityZoneClients() {}

    /**
     * A client for one key. It sends nothing until a call is made; a wrong address shows in the first result.
     *
     * @param gate that every request passes; one for all clients with this key
     */
    public static GravityZoneClient of(
            VendorHttp http, GravityZoneCredentials credentials, CallGate<GravityZoneLane> gate) {
        return new HttpGravityZoneClient(http, credentials, gate);
    }

    /** A client without pacing: for the few calls that a person waits for. */
    public static GravityZoneClient of(VendorHttp http, GravityZoneCredentials credentials) {
        return of(http, credentials, CallGate.open());
    }
}
