package dev.companion.gravityzone.http;

import dev.companion.gravityzone.GravityZoneApi;
import dev.companion.gravityzone.GravityZoneLane;
import dev.companion.vendor.CallKind;
import java.util.EnumSet;
import java.util.Set;

/**
 * One method of the API.
 *
 * @param version of the path, "v1.0" or "v1.1"
 * @param onInvalidParams what the error -32602 means here, because the vendor uses it for half a dozen things
 */
record RpcMethod(CallKind kind, GravityZoneApi api, String version, String name, InvalidParams onInvalidParams) {

    enum InvalidParams {
        /** A value was rejected. */
        VALUE_REJECTED,
        /** The id is unknown, deleted or no longer visible to us, or the page is past the end. */
        NOTHING_THERE,
        /** A value was rejected; if the text says so, it is the name, because it is in use. */
        NAME_MAYBE_TAKEN,
        /** One or the other, depending on the text; a value was rejected if the text says neither. */
        NOTHING_THERE_OR_NAME_TAKEN,
        /**
         * The thing does not exist, unless the text gives another reason: the vendor then leaves the thing unchanged.
         */
        NOTHING_THERE_OR_KEPT
    }

    static RpcMethod read(GravityZoneApi api, String name) {
        return new RpcMethod(CallKind.READ, api, "v1.0", name, InvalidParams.VALUE_REJECTED);
    }

    static RpcMethod effect(GravityZoneApi api, String name) {
        return new RpcMethod(CallKind.EFFECT, api, "v1.0", name, InvalidParams.VALUE_REJECTED);
    }

    RpcMethod inVersion(String other) {
        return new RpcMethod(kind, api, other, name, onInvalidParams);
    }

    RpcMethod onInvalidParams(InvalidParams meaning) {
        return new RpcMethod(kind, api, version, name, meaning);
    }

    boolean givesAName() {
        return onInvalidParams == InvalidParams.NAME_MAYBE_TAKEN
                || onInvalidParams == InvalidParams.NOTHING_THERE_OR_NAME_TAKEN;
    }

    Set<GravityZoneLane> lanes() {
        var lanes = EnumSet.of(GravityZoneLane.ALL);
        if (api == GravityZoneApi.LICENSING) {
            lanes.add(GravityZoneLane.LICENSING);
        }
        if (name.equals("createCompany")) {
            lanes.add(GravityZoneLane.CREATE_COMPANY);
        }
        return lanes;
    }

    String path() {
        return "/api/" + version + "/jsonrpc/" + api.service();
    }
}
