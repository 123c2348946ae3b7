package dev.companion.gravityzone.http;

import dev.companion.gravityzone.GravityZoneApi;
import dev.companion.gravityzone.GravityZoneClient.InstallationLinks;
import dev.companion.gravityzone.GravityZoneClient.NewPackage;
import dev.companion.gravityzone.GravityZoneClient.PackageRef;
import dev.companion.gravityzone.GravityZoneClient.Page;
import dev.companion.gravityzone.GravityZoneClient.PageCursor;
import dev.companion.gravityzone.GravityZonePackages.PackageDetails;
import dev.companion.gravityzone.http.RpcMethod.InvalidParams;
import dev.companion.vendor.CallResult;
import dev.companion.vendor.CallResult.Done;
import dev.companion.vendor.CallResult.Found;
import dev.companion.vendor.CallResult.Unavailable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Installation packages and their links. */
final class PackageCalls {

    private static final int LIST_PAGE = 100;

    private static final RpcMethod LIST = RpcMethod.read(GravityZoneApi.PACKAGES, "getPackagesList");
    private static final RpcMethod DETAILS =
            RpcMethod.read(GravityZoneApi.PACKAGES, "getPackageDetails").onInvalidParams(InvalidParams.NOTHING_THERE);
    private static final RpcMethod CREATE =
            RpcMethod.effect(GravityZoneApi.PACKAGES, "createPackage").onInvalidParams(InvalidParams.NAME_MAYBE_TAKEN);
    private static final RpcMethod UPDATE = RpcMethod.effect(GravityZoneApi.PACKAGES, "updatePackage")
            .onInvalidParams(InvalidParams.NOTHING_THERE_OR_NAME_TAKEN);
    private static final RpcMethod DELETE =
            RpcMethod.effect(GravityZoneApi.PACKAGES, "deletePackage").onInvalidParams(InvalidParams.NOTHING_THERE);
    private static final RpcMethod LINKS = RpcMethod.read(GravityZoneApi.PACKAGES, "getInstallationLinks");

    private final MethodCalls calls;

    PackageCalls(MethodCalls calls) {
        this.calls = calls;
    }

    CallResult<Page<PackageRef>> packages(String companyId, @Nullable PageCursor cursor) {
        return companyId.isBlank()
                ? MethodCalls.blank("id of the company")
                : calls.page(LIST, Map.of("companyId", companyId), LIST_PAGE, cursor, InventoryRows::packageRef);
    }

    CallResult<PackageDetails> details(String packageId) {
        return packageId.isBlank()
                ? MethodCalls.blank("id of the package")
                : calls.call(DETAILS, Map.of("packageId", packageId))
                        .then(result -> MethodCalls.understood(PackageParams.details(result), "package"));
    }

    CallResult<String> create(NewPackage wanted) {
        return wanted.packageName().isBlank() || wanted.companyId().isBlank()
                ? MethodCalls.blank("name of the package and the id of its company")
                : calls.created(CREATE, PackageParams.ofNew(wanted));
    }

    CallResult<Done> update(String packageId, NewPackage wanted) {
        return packageId.isBlank() || wanted.packageName().isBlank()
                ? MethodCalls.blank("id of the package and its name")
                : calls.done(UPDATE, PackageParams.ofKnown(packageId, wanted));
    }

    CallResult<Done> delete(String packageId) {
        return packageId.isBlank()
                ? MethodCalls.blank("id of the package")
                : calls.done(DELETE, Map.of("packageId", packageId));
    }

    CallResult<List<InstallationLinks>> links(String companyId, @Nullable String packageName) {
        if (companyId.isBlank()) {
            return MethodCalls.blank("id of the company");
        }
        var params = new LinkedHashMap<String, Object>();
        params.put("companyId", companyId);
        if (packageName != null) {
            params.put("packageName", packageName);
        }
        return links(params, result -> InventoryRows.links(result, companyId, packageName));
    }

    CallResult<List<InstallationLinks>> allLinks() {
        return links(Map.of(), InventoryRows::allLinks);
    }

    private CallResult<List<InstallationLinks>> links(
            Map<String, Object> params, Function<JsonNode, List<InstallationLinks>> reading) {
        return calls.call(LINKS, params)
                .then(result -> result.isArray() || result.isObject()
                        ? new Found<>(reading.apply(result))
                        : new Unavailable<>("the answer of GravityZone holds no installation links"));
    }
}
