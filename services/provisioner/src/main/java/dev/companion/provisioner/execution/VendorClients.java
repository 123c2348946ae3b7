package dev.companion.provisioner.execution;

import dev.companion.datto.DattoRmmClient;
import dev.companion.gravityzone.GravityZoneClient;
import dev.companion.vendor.CallResult;

/** The clients of a tenant, with the credentials that are in force. */
public interface VendorClients {

    /** {@code Refused(CREDENTIALS)} where no credentials are saved or they cannot be opened. */
    CallResult<GravityZoneClient> gravityZone(String tenantId);

    /** {@code Refused(CREDENTIALS)} where no credentials are saved or they cannot be opened. */
    CallResult<DattoRmmClient> datto(String tenantId);
}
