package dev.companion.console.probe;

import dev.companion.datto.DattoRmmClient;
import dev.companion.gravityzone.GravityZoneClient;
import dev.companion.vendor.CallResult;
import dev.companion.vendor.Secret;

/** Where clients for the vendors come from, for credentials that somebody has just typed. Nothing is sent yet. */
public interface VendorSessions {

    /** The address in its one form, or a refusal that says what is wrong with it. */
    CallResult<String> rmmAddress(String pasted);

    /** The address in its one form, or a refusal that says what is wrong with it. */
    CallResult<String> gravityZoneAddress(String pasted);

    DattoRmmClient rmm(String apiUrl, Secret apiKey, Secret apiSecretKey);

    GravityZoneClient gravityZone(String accessUrl, Secret apiKey);
}
