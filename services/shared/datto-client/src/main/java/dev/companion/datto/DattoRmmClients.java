package dev.companion.datto;

import dev.companion.vendor.CallGate;
import dev.companion.vendor.VendorHttp;
import java.time.InstantSource;

/** Where clients for Datto RMM come from. */
public final class DattoRmmClients {

    private DattoRmmClients() {}

    /**
     * A client for one account. It sends nothing until it is asked; a wrong address shows in the first result. Keep
     * it: it holds the token, and a new client asks for a new one.
     *
     * @param clock decides when a token is too old to be used
     * @param gate that every request goes through; one for all clients of an account
     */
    public static DattoRmmClient of(
            VendorHttp http, DattoCredentials credentials, InstantSource clock, CallGate<DattoLane> gate) {
        return new HttpDattoRmmClient(http, credentials, clock, gate);
    }

    /** A client that is not paced: for the few calls that a person waits for. */
    public static DattoRmmClient of(VendorHttp http, DattoCredentials credentials, InstantSource clock) {
        return of(http, credentials, clock, CallGate.open());
    }
}
