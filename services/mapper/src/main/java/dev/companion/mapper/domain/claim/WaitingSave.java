package dev.companion.mapper.domain.claim;

import dev.companion.mapper.domain.request.Request;
import dev.companion.mapper.domain.request.Request.SaveGravityZone;
import java.time.Instant;
import java.util.Locale;

/** A save of the GravityZone settings that waits until its root company is claimed. */
public record WaitingSave(
        String tenantName,
        String requestId,
        String requestedBy,
        Instant requestedAt,
        String type,
        SaveGravityZone save) {

    public static WaitingSave of(Request request, String type, SaveGravityZone save) {
        return new WaitingSave(
                request.tenantName(), request.requestId(), request.requestedBy(), request.requestedAt(), type, save);
    }

    public Request request(String tenantId) {
        return new Request(tenantId, tenantName, requestId, requestedBy, requestedAt, save);
    }

    /** The root that is claimed for it. */
    public String rootId() {
        return rootId(save.rootCompanyId());
    }

    /** GravityZone compares ids without case. */
    public static String rootId(String companyId) {
        return companyId.toLowerCase(Locale.ROOT);
    }
}
