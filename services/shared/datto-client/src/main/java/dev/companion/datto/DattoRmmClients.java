package dev.companion.datto;

import dev.companion.vendor.CallGate;
import dev.companion.vendor.VendorHttp;
import java.time.InstantSource;

/** Creates clients for Datto RMM. */
public final class DattoRmmClients {

    private DattoRmmClients() {}

    /**
     * A client for one account. It sends nothing until a call is made; a wrong address shows in the first result. Keep
     * it: it holds the token, and a new client requests a new one.
     *
     * @param clock decides when a token is too old to be used
     * @param gate that every request passes; one for all clients of an account
     */
    public static DattoRmmClient of(
            VendorHttp http, DattoCredentials credentials, InstantSource clock, CallGate<DattoLane> gate) {
        return new HttpDattoRmmClient(http, credentials, clock, gate);
    }

    /** A client without pacing: for the few calls that a person waits for. */
    public static DattoRmmClient of(VendorHttp http, DattoCredentials credentials, InstantSource clock) {
        return of(http, credentials, clock, CallGate.open());
    }
}
