package dev.companion.gravityzone;

import dev.companion.vendor.VendorHttp;

/** Where clients for GravityZone come from. */
public final class GravityZoneClients {

    private GravityZoneClients() {}

    /** A client for one key. It sends nothing until it is asked; a wrong address shows in the first result. */
    public static GravityZoneClient of(VendorHttp http, GravityZoneCredentials credentials) {
        return new HttpGravityZoneClient(http, credentials);
    }
}
