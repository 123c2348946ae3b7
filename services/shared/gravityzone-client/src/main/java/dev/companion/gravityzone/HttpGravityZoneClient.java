package dev.companion.gravityzone;

import dev.companion.gravityzone.RpcMethod.InvalidParams;
import dev.companion.vendor.CallResult;
import dev.companion.vendor.CallResult.Done;
import dev.companion.vendor.CallResult.Found;
import dev.companion.vendor.CallResult.Missing;
import dev.companion.vendor.CallResult.Reason;
import dev.companion.vendor.CallResult.Refused;
import dev.companion.vendor.CallResult.Unavailable;
import dev.companion.vendor.CallResult.UnknownEffect;
import dev.companion.vendor.LenientJson;
import dev.companion.vendor.VendorHttp;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The client over HTTP: a method, its parameters and a reading for each call, and nothing else. */
final class HttpGravityZoneClient implements GravityZoneClient {

    /** Documented for a change of name; the creation does not say, and refuses with words that are hard to read. */
    static final int COMPANY_NAME_MAX = 64;

    private static final int INVENTORY_PAGE = 1000;
    private static final int LIST_PAGE = 100;

    private static final RpcMethod COMPANY_DETAILS =
            RpcMethod.read(GravityZoneApi.COMPANIES, "getCompanyDetails").onInvalidParams(InvalidParams.NOTHING_THERE);
    private static final RpcMethod OWN_DETAILS = RpcMethod.read(GravityZoneApi.COMPANIES, "getCompanyDetails");
    private static final RpcMethod FIND_COMPANIES = RpcMethod.read(GravityZoneApi.COMPANIES, "findCompaniesByName");
    private static final RpcMethod CREATE_COMPANY =
            RpcMethod.effect(GravityZoneApi.COMPANIES, "createCompany").onInvalidParams(InvalidParams.NAME_MAYBE_TAKEN);
    private static final RpcMethod INVENTORY =
            RpcMethod.read(GravityZoneApi.NETWORK, "getNetworkInventoryItems").inVersion("v1.1");
    private static final RpcMethod PACKAGES = RpcMethod.read(GravityZoneApi.PACKAGES, "getPackagesList");
    private static final RpcMethod CREATE_PACKAGE =
            RpcMethod.effect(GravityZoneApi.PACKAGES, "createPackage").onInvalidParams(InvalidParams.NAME_MAYBE_TAKEN);
    private static final RpcMethod DELETE_PACKAGE =
            RpcMethod.effect(GravityZoneApi.PACKAGES, "deletePackage").onInvalidParams(InvalidParams.NOTHING_THERE);
    private static final RpcMethod LINKS = RpcMethod.read(GravityZoneApi.PACKAGES, "getInstallationLinks");
    private static final RpcMethod LICENCE = RpcMethod.read(GravityZoneApi.LICENSING, "getLicenseInfo");

    private final RpcCalls calls;
    private final KeyRights rights;

    HttpGravityZoneClient(VendorHttp http, GravityZoneCredentials credentials) {
        this.calls = new RpcCalls(http, credentials);
        this.rights = new KeyRights(calls);
    }

    @Override
    public CallResult<Set<String>> enabledServices() {
        return rights.enabledServices();
    }

    @Override
    public CallResult<Company> ownCompany() {
        return call(OWN_DETAILS, Map.of()).then(result -> understood(InventoryRows.company(result), "company"));
    }

    @Override
    public CallResult<Company> company(String companyId) {
        if (companyId.isBlank()) {
            return blank("id of the company");
        }
        return call(COMPANY_DETAILS, Map.of("companyId", companyId)).then(result -> {
            var told = InventoryRows.company(result);
            if (told != null && !told.id().equalsIgnoreCase(companyId)) {
                return new Unavailable<>("GravityZone answered with another company than was asked for");
            }
            var named = LenientJson.text(result, "name") != null;
            return understood(named ? InventoryRows.company(companyId, result) : told, "company");
        });
    }

    @Override
    public CallResult<Page<Company>> companies(@Nullable PageCursor cursor) {
        var filters = Map.of("type", Map.of("companies", true), "depth", Map.of("allItemsRecursively", true));
        return page(INVENTORY, Map.of("filters", filters), INVENTORY_PAGE, cursor, InventoryRows::inventoryCompany);
    }

    @Override
    public CallResult<List<Company>> findCompaniesByName(String prefix) {
        if (prefix.isBlank()) {
            return blank("name to look for");
        }
        return call(FIND_COMPANIES, Map.of("nameFilter", prefix)).then(result -> {
            if (!result.isArray()) {
                return new Unavailable<>("the answer of GravityZone holds no companies");
            }
            return new Found<>(result.values().stream()
                    .filter(JsonNode::isObject)
                    .map(InventoryRows::company)
                    .filter(Objects::nonNull)
                    .toList());
        });
    }

    @Override
    public CallResult<String> createCompany(String name, @Nullable String parentId) {
        var length = name.codePointCount(0, name.length());
        if (name.isBlank()) {
            return blank("name of the company");
        }
        if (length > COMPANY_NAME_MAX) {
            return new Refused<>(
                    Reason.INVALID,
                    "the name has %d characters; GravityZone takes at most %d for a company: choose a shorter one"
                            .formatted(length, COMPANY_NAME_MAX));
        }
        if (name.indexOf('<') >= 0 || name.indexOf('>') >= 0) {
            return new Refused<>(
                    Reason.INVALID, "GravityZone takes no < or > in the name of a company: choose another one");
        }
        var params = new LinkedHashMap<String, Object>();
        params.put("type", 1);
        params.put("name", name);
        if (parentId != null) {
            params.put("parentId", parentId);
        }
        // Without it the vendor starts a trial, which ends by itself and leaves the customer without protection.
        params.put("licenseSubscription", Map.of("type", 3));
        return created(CREATE_COMPANY, params);
    }

    @Override
    public CallResult<Page<PackageRef>> packages(String companyId, @Nullable PageCursor cursor) {
        return companyId.isBlank()
                ? blank("id of the company")
                : page(PACKAGES, Map.of("companyId", companyId), LIST_PAGE, cursor, InventoryRows::packageRef);
    }

    @Override
    public CallResult<String> createPackage(NewPackage wanted) {
        if (wanted.packageName().isBlank() || wanted.companyId().isBlank()) {
            return blank("name of the package and the id of its company");
        }
        return created(CREATE_PACKAGE, PackageParams.of(wanted));
    }

    @Override
    public CallResult<Done> deletePackage(String packageId) {
        return packageId.isBlank()
                ? blank("id of the package")
                : call(DELETE_PACKAGE, Map.of("packageId", packageId)).map(_ -> Done.DONE);
    }

    @Override
    public CallResult<List<InstallationLinks>> installationLinks(String companyId, @Nullable String packageName) {
        if (companyId.isBlank()) {
            return blank("id of the company");
        }
        var params = new LinkedHashMap<String, Object>();
        params.put("companyId", companyId);
        if (packageName != null) {
            params.put("packageName", packageName);
        }
        return call(LINKS, params)
                .then(result -> result.isArray() || result.isObject()
                        ? new Found<>(InventoryRows.links(result, companyId, packageName))
                        : new Unavailable<>("the answer of GravityZone holds no installation links"));
    }

    @Override
    public CallResult<Map<String, Boolean>> licenceFlags(String companyId) {
        if (companyId.isBlank()) {
            return blank("id of the company");
        }
        return call(LICENCE, Map.of("companyId", companyId))
                .then(result -> result.isArray() || result.isObject()
                        ? new Found<>(InventoryRows.licenceFlags(result))
                        : new Unavailable<>("the answer of GravityZone holds no licence"));
    }

    private CallResult<JsonNode> call(RpcMethod method, Map<String, ?> params) {
        return rights.explained(method.api(), calls.send(method, params));
    }

    /** It took place, so an id that cannot be read is not a failure: only a look at the vendor can tell the id. */
    private CallResult<String> created(RpcMethod method, Map<String, ?> params) {
        return call(method, params).then(result -> {
            var id = InventoryRows.createdId(result);
            return id == null
                    ? new UnknownEffect<>("the answer of GravityZone to %s holds no id".formatted(method.name()))
                    : new Found<>(id);
        });
    }

    private <T> CallResult<Page<T>> page(
            RpcMethod method,
            Map<String, ?> params,
            int perPage,
            @Nullable PageCursor cursor,
            Function<JsonNode, @Nullable T> reading) {
        var current = cursor == null ? PageWalk.FIRST : cursor;
        var all = new LinkedHashMap<String, Object>(params);
        all.put("page", current.page());
        all.put("perPage", perPage);
        // Some versions answer a page past the end with an error, which for a later page means: that was all.
        var tolerant = current.page() > 1 ? method.onInvalidParams(InvalidParams.NOTHING_THERE) : method;
        return switch (call(tolerant, all)) {
            case Found<JsonNode>(var result) -> PageWalk.page(result, current, reading);
            case Missing<JsonNode> _ when current.page() > 1 -> new Found<>(new Page<>(List.of(), null, null));
            case CallResult<JsonNode> other -> other.map(_ -> new Page<>(List.of(), null, null));
        };
    }

    private static <T> CallResult<T> understood(@Nullable T read, String what) {
        return read == null ? new Unavailable<>("the answer of GravityZone holds no " + what) : new Found<>(read);
    }

    private static <T> CallResult<T> blank(String what) {
        return new Refused<>(Reason.INVALID, "the " + what + " must not be empty");
    }
}
