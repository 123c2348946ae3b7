package dev.companion.gravityzone.http;

import dev.companion.gravityzone.GravityZoneApi;
import dev.companion.gravityzone.GravityZoneClient.Company;
import dev.companion.gravityzone.GravityZoneClient.Page;
import dev.companion.gravityzone.GravityZoneClient.PageCursor;
import dev.companion.gravityzone.GravityZoneCompanies.CompanyFolder;
import dev.companion.gravityzone.GravityZoneCompanies.CompanyRef;
import dev.companion.gravityzone.Licence;
import dev.companion.gravityzone.http.RpcMethod.InvalidParams;
import dev.companion.vendor.CallResult;
import dev.companion.vendor.CallResult.Done;
import dev.companion.vendor.CallResult.Found;
import dev.companion.vendor.CallResult.Missing;
import dev.companion.vendor.CallResult.Reason;
import dev.companion.vendor.CallResult.Refused;
import dev.companion.vendor.CallResult.Unavailable;
import dev.companion.vendor.LenientJson;
import dev.companion.vocabulary.CompanyName;
import dev.companion.vocabulary.CompanyName.Flaw;
import dev.companion.vocabulary.VendorId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Companies: the tree, single ones, and every change to them. */
final class CompanyCalls {

    private static final int INVENTORY_PAGE = 1000;

    private static final RpcMethod DETAILS =
            RpcMethod.read(GravityZoneApi.COMPANIES, "getCompanyDetails").onInvalidParams(InvalidParams.NOTHING_THERE);
    private static final RpcMethod OWN_DETAILS = RpcMethod.read(GravityZoneApi.COMPANIES, "getCompanyDetails");
    private static final RpcMethod FIND = RpcMethod.read(GravityZoneApi.COMPANIES, "findCompaniesByName");
    private static final RpcMethod CREATE =
            RpcMethod.effect(GravityZoneApi.COMPANIES, "createCompany").onInvalidParams(InvalidParams.NAME_MAYBE_TAKEN);
    private static final RpcMethod UPDATE = RpcMethod.effect(GravityZoneApi.COMPANIES, "updateCompanyDetails")
            .onInvalidParams(InvalidParams.NOTHING_THERE_OR_NAME_TAKEN);
    private static final RpcMethod DELETE = RpcMethod.effect(GravityZoneApi.COMPANIES, "deleteCompany")
            .onInvalidParams(InvalidParams.NOTHING_THERE_OR_KEPT);
    private static final RpcMethod SUSPEND = RpcMethod.effect(GravityZoneApi.COMPANIES, "suspendCompany")
            .onInvalidParams(InvalidParams.NOTHING_THERE_OR_KEPT);
    private static final RpcMethod ACTIVATE = RpcMethod.effect(GravityZoneApi.COMPANIES, "activateCompany")
            .onInvalidParams(InvalidParams.NOTHING_THERE_OR_KEPT);
    private static final RpcMethod MOVE = RpcMethod.effect(GravityZoneApi.NETWORK, "moveCompanyOrCompanyFolder");
    private static final RpcMethod INVENTORY =
            RpcMethod.read(GravityZoneApi.NETWORK, "getNetworkInventoryItems").inVersion("v1.1");
    private static final RpcMethod CHILDREN =
            RpcMethod.read(GravityZoneApi.NETWORK, "getCompaniesList").onInvalidParams(InvalidParams.NOTHING_THERE);
    private static final RpcMethod FOLDERS = RpcMethod.read(GravityZoneApi.NETWORK, "getCompanyFoldersList")
            .onInvalidParams(InvalidParams.NOTHING_THERE);
    private static final RpcMethod ENDPOINTS = RpcMethod.read(GravityZoneApi.NETWORK, "getEndpointsList")
            .inVersion("v1.1")
            .onInvalidParams(InvalidParams.NOTHING_THERE);

    private static final Map<String, ?> AT_ANY_DEPTH = Map.of("allItemsRecursively", true);

    private final MethodCalls calls;

    CompanyCalls(MethodCalls calls) {
        this.calls = calls;
    }

    CallResult<Company> own() {
        return calls.call(OWN_DETAILS, Map.of())
                .then(result -> MethodCalls.understood(InventoryRows.company(result), "company"));
    }

    CallResult<Company> company(String companyId) {
        if (companyId.isBlank()) {
            return MethodCalls.blank("id of the company");
        }
        return calls.call(DETAILS, Map.of("companyId", companyId)).then(result -> {
            var told = InventoryRows.company(result);
            if (told != null && !told.id().equalsIgnoreCase(companyId)) {
                return new Unavailable<>("GravityZone returned another company than the requested one");
            }
            var named = LenientJson.text(result, "name") != null;
            return MethodCalls.understood(named ? InventoryRows.company(companyId, result) : told, "company");
        });
    }

    CallResult<Page<Company>> companies(@Nullable PageCursor cursor) {
        var filters = Map.of("type", Map.of("companies", true), "depth", AT_ANY_DEPTH);
        return calls.page(
                INVENTORY, Map.of("filters", filters), INVENTORY_PAGE, cursor, InventoryRows::inventoryCompany);
    }

    CallResult<List<Company>> find(String prefix) {
        return prefix.isBlank()
                ? MethodCalls.blank("name to look for")
                : calls.list(FIND, Map.of("nameFilter", prefix), InventoryRows::company, "companies");
    }

    CallResult<String> create(String name, @Nullable String parentId) {
        var objection = objectionTo(name);
        if (objection != null) {
            return new Refused<>(Reason.INVALID, objection);
        }
        var params = new LinkedHashMap<String, Object>();
        params.put("type", 1);
        params.put("name", name);
        if (parentId != null) {
            params.put("parentId", parentId);
        }
        // Without it the vendor starts a trial, which expires and leaves the customer without protection.
        params.put("licenseSubscription", Map.of("type", Licence.Subscription.MONTHLY.number()));
        return calls.created(CREATE, params);
    }

    CallResult<Done> rename(String companyId, String name) {
        // Without an id the vendor would rename the key's own company.
        if (companyId.isBlank()) {
            return MethodCalls.blank("id of the company");
        }
        var objection = objectionTo(name);
        return objection == null
                ? calls.done(UPDATE, Map.of("id", companyId, "name", name))
                : new Refused<>(Reason.INVALID, objection);
    }

    /** A name that is certainly not accepted is not sent: the vendor refuses it with words that are hard to read. */
    private static @Nullable String objectionTo(String name) {
        return new CompanyName(name).flaw().map(Flaw::sentence).orElse(null);
    }

    CallResult<Done> delete(String companyId) {
        return companyId.isBlank()
                ? MethodCalls.blank("id of the company")
                : calls.done(DELETE, Map.of("companyId", companyId));
    }

    CallResult<Done> suspend(String companyId, boolean recursive) {
        return switchTo(SUSPEND, companyId, recursive);
    }

    CallResult<Done> activate(String companyId, boolean recursive) {
        return switchTo(ACTIVATE, companyId, recursive);
    }

    private CallResult<Done> switchTo(RpcMethod method, String companyId, boolean recursive) {
        return companyId.isBlank()
                ? MethodCalls.blank("id of the company")
                : calls.done(method, Map.of("companyId", companyId, "recursive", recursive));
    }

    CallResult<Done> move(String companyId, String newParentId) {
        return companyId.isBlank() || newParentId.isBlank()
                ? MethodCalls.blank("id of the company and that of its new parent")
                : calls.done(MOVE, Map.of("id", companyId, "newParentId", newParentId));
    }

    CallResult<List<CompanyRef>> children(@Nullable String parentId) {
        return below(CHILDREN, parentId, "companies", node -> {
            var id = VendorId.canonicalOrNull(LenientJson.identifier(node, "id"));
            return id == null ? null : new CompanyRef(id, InventoryRows.name(node));
        });
    }

    CallResult<List<CompanyFolder>> folders(@Nullable String parentId) {
        return below(FOLDERS, parentId, "company folders", node -> {
            var id = VendorId.canonicalOrNull(LenientJson.identifier(node, "id"));
            return id == null ? null : new CompanyFolder(id, InventoryRows.name(node));
        });
    }

    /** One level only. A customer has nothing below it, which the vendor reports as an error about the parent. */
    private <T> CallResult<List<T>> below(
            RpcMethod method, @Nullable String parentId, String what, Function<JsonNode, @Nullable T> reading) {
        if (parentId == null) {
            return calls.list(method.onInvalidParams(InvalidParams.VALUE_REJECTED), Map.of(), reading, what);
        }
        if (parentId.isBlank()) {
            return MethodCalls.blank("id of the parent");
        }
        var children = calls.list(method, Map.of("parentId", parentId), reading, what);
        return children instanceof Missing<List<T>> ? new Found<>(List.of()) : children;
    }

    CallResult<Long> endpoints(String companyId) {
        if (companyId.isBlank()) {
            return MethodCalls.blank("id of the company");
        }
        // Without the depth the vendor silently counts the top level only.
        var managed = Map.of("management", Map.of("managedWithBest", true));
        var filters = Map.of("depth", AT_ANY_DEPTH, "security", managed);
        return calls.call(ENDPOINTS, Map.of("parentId", companyId, "filters", filters, "page", 1, "perPage", 1))
                .then(result -> {
                    var total = LenientJson.whole(result, "total");
                    return MethodCalls.understood(total == null || total < 0 ? null : total, "number of endpoints");
                });
    }
}
