package dev.companion.provisioner.execution;

import dev.companion.datto.DattoRmmClient;
import dev.companion.gravityzone.GravityZoneClient;
import dev.companion.vendor.CallResult;

/** Provides the clients of a tenant, with the credentials in force. */
public interface VendorClients {

    /** Returns {@code Refused(CREDENTIALS)} if no credentials are saved or they cannot be opened. */
    CallResult<GravityZoneClient> gravityZone(String tenantId);

    /** Returns {@code Refused(CREDENTIALS)} if no credentials are saved or they cannot be opened. */
    CallResult<DattoRmmClient> datto(String tenantId);
}
