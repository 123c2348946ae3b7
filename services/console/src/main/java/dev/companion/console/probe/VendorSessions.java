package dev.companion.console.probe;

import dev.companion.datto.DattoRmmClient;
import dev.companion.gravityzone.GravityZoneClient;
import dev.companion.vendor.CallResult;
import dev.companion.vendor.Secret;

/** Creates vendor clients for credentials that were just entered. Sends nothing. */
public interface VendorSessions {

    /** The normalised address, or a refusal with the reason. */
    CallResult<String> rmmAddress(String pasted);

    /** The normalised address, or a refusal with the reason. */
    CallResult<String> gravityZoneAddress(String pasted);

    DattoRmmClient rmm(String apiUrl, Secret apiKey, Secret apiSecretKey);

    GravityZoneClient gravityZone(String accessUrl, Secret apiKey);
}
