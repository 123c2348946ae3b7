package dev.companion.poller.http;

import dev.companion.datto.DattoCredentials;
import dev.companion.datto.DattoRmmClient;
import dev.companion.datto.DattoRmmClients;
import dev.companion.gravityzone.GravityZoneClient;
import dev.companion.gravityzone.GravityZoneClients;
import dev.companion.gravityzone.GravityZoneCredentials;
import dev.companion.vendor.VendorHttp;
import java.time.InstantSource;

/** Where clients come from: the real ones over HTTP, or a vendor in memory. Nothing is sent by making one. */
public interface VendorClients {

    DattoRmmClient datto(DattoCredentials credentials);

    GravityZoneClient gravityZone(GravityZoneCredentials credentials);

    static VendorClients over(VendorHttp http, InstantSource clock) {
        return new VendorClients() {
            @Override
            public DattoRmmClient datto(DattoCredentials credentials) {
                return DattoRmmClients.of(http, credentials, clock);
            }

            @Override
            public GravityZoneClient gravityZone(GravityZoneCredentials credentials) {
                return GravityZoneClients.of(http, credentials);
            }
        };
    }
}
