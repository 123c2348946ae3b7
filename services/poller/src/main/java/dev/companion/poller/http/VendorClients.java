package dev.companion.poller.http;

import dev.companion.datto.DattoCredentials;
import dev.companion.datto.DattoLane;
import dev.companion.datto.DattoRmmClient;
import dev.companion.datto.DattoRmmClients;
import dev.companion.gravityzone.GravityZoneClient;
import dev.companion.gravityzone.GravityZoneCredentials;
import dev.companion.gravityzone.GravityZoneLane;
import dev.companion.gravityzone.http.GravityZoneClients;
import dev.companion.vendor.CallGates;
import dev.companion.vendor.VendorHttp;
import java.time.InstantSource;

/** Creates the clients: over HTTP, or of a vendor in memory. Creating one sends nothing. */
public interface VendorClients {

    /** A tenant is one Datto RMM account, so the quota of its calls is the tenant's. */
    DattoRmmClient datto(String tenant, DattoCredentials credentials);

    /** The quota of the calls is that of the key, whichever tenants use it. */
    GravityZoneClient gravityZone(String tenant, GravityZoneCredentials credentials);

    static VendorClients over(
            VendorHttp rmmHttp,
            VendorHttp gravityZoneHttp,
            InstantSource clock,
            CallGates<DattoLane> dattoGates,
            CallGates<GravityZoneLane> gravityZoneGates) {
        return new VendorClients() {
            @Override
            public DattoRmmClient datto(String tenant, DattoCredentials credentials) {
                return DattoRmmClients.of(rmmHttp, credentials, clock, dattoGates.of(tenant));
            }

            @Override
            public GravityZoneClient gravityZone(String tenant, GravityZoneCredentials credentials) {
                return GravityZoneClients.of(
                        gravityZoneHttp,
                        credentials,
                        gravityZoneGates.of(credentials.apiKey().fingerprint()));
            }
        };
    }
}
