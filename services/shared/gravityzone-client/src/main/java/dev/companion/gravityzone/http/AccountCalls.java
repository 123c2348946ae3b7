package dev.companion.gravityzone.http;

import dev.companion.gravityzone.GravityZoneAccounts.Account;
import dev.companion.gravityzone.GravityZoneAccounts.AccountChange;
import dev.companion.gravityzone.GravityZoneAccounts.AccountRole;
import dev.companion.gravityzone.GravityZoneAccounts.NewAccount;
import dev.companion.gravityzone.GravityZoneApi;
import dev.companion.gravityzone.GravityZoneClient.Page;
import dev.companion.gravityzone.GravityZoneClient.PageCursor;
import dev.companion.gravityzone.http.RpcMethod.InvalidParams;
import dev.companion.vendor.CallResult;
import dev.companion.vendor.CallResult.Done;
import dev.companion.vendor.CallResult.Reason;
import dev.companion.vendor.CallResult.Refused;
import dev.companion.vendor.LenientJson;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Accounts of Control Center. */
final class AccountCalls {

    private static final int LIST_PAGE = 100;

    private static final RpcMethod LIST = RpcMethod.read(GravityZoneApi.ACCOUNTS, "getAccountsList");
    private static final RpcMethod CREATE =
            RpcMethod.effect(GravityZoneApi.ACCOUNTS, "createAccount").onInvalidParams(InvalidParams.NAME_MAYBE_TAKEN);
    private static final RpcMethod UPDATE = RpcMethod.effect(GravityZoneApi.ACCOUNTS, "updateAccount")
            .onInvalidParams(InvalidParams.NOTHING_THERE_OR_NAME_TAKEN);
    private static final RpcMethod DELETE = RpcMethod.effect(GravityZoneApi.ACCOUNTS, "deleteAccount")
            .onInvalidParams(InvalidParams.NOTHING_THERE_OR_KEPT);

    private final MethodCalls calls;

    AccountCalls(MethodCalls calls) {
        this.calls = calls;
    }

    CallResult<Page<Account>> accounts(@Nullable String companyId, @Nullable PageCursor cursor) {
        if (companyId != null && companyId.isBlank()) {
            return MethodCalls.blank("id of the company");
        }
        Map<String, ?> params = companyId == null ? Map.of() : Map.of("companyId", companyId);
        return calls.page(LIST, params, LIST_PAGE, cursor, AccountCalls::account);
    }

    CallResult<String> create(NewAccount wanted) {
        if (wanted.email().isBlank() || wanted.fullName().isBlank()) {
            return MethodCalls.blank("address and full name of the account");
        }
        if (wanted.role() == AccountRole.CUSTOM && wanted.rights().isEmpty()) {
            return new Refused<>(Reason.INVALID, "a custom role needs rights: name them or choose another role");
        }
        // Sent without a password, so that the vendor generates one that only the owner sees.
        var params = params(wanted.email(), wanted.fullName(), wanted.role());
        if (wanted.companyId() != null) {
            params.put("companyId", wanted.companyId());
        }
        if (!wanted.rights().isEmpty()) {
            params.put("rights", wanted.rights());
        }
        if (!wanted.targetIds().isEmpty()) {
            params.put("targetIds", wanted.targetIds());
        }
        return calls.created(CREATE, params);
    }

    CallResult<Done> update(String accountId, AccountChange change) {
        if (accountId.isBlank()) {
            return MethodCalls.blank("id of the account");
        }
        var params = params(change.email(), change.fullName(), change.role());
        if (change.rights() != null) {
            params.put("rights", change.rights());
        }
        if (change.targetIds() != null) {
            params.put("targetIds", change.targetIds());
        }
        if (params.isEmpty()) {
            return MethodCalls.blank("change of the account");
        }
        params.put("accountId", accountId);
        return calls.done(UPDATE, params);
    }

    CallResult<Done> delete(String accountId) {
        return accountId.isBlank()
                ? MethodCalls.blank("id of the account")
                : calls.done(DELETE, Map.of("accountId", accountId));
    }

    private static Map<String, Object> params(
            @Nullable String email, @Nullable String fullName, @Nullable AccountRole role) {
        var params = new LinkedHashMap<String, Object>();
        if (email != null) {
            params.put("email", email);
        }
        if (fullName != null) {
            params.put("profile", Map.of("fullName", fullName));
        }
        if (role != null) {
            params.put("role", role.number());
        }
        return params;
    }

    static @Nullable Account account(JsonNode node) {
        var id = LenientJson.identifier(node, "id");
        if (id == null) {
            return null;
        }
        var role = LenientJson.count(node, "role");
        var rights = new LinkedHashMap<String, Boolean>();
        for (var right : List.copyOf(node.path("rights").propertyNames())) {
            var granted = LenientJson.flag(node.path("rights"), right);
            if (granted != null) {
                rights.put(right, granted);
            }
        }
        return new Account(
                id,
                LenientJson.text(node, "email"),
                LenientJson.text(node.path("profile"), "fullName"),
                role == null ? null : AccountRole.of(role).orElse(null),
                Map.copyOf(rights),
                LenientJson.identifier(node, "companyId"));
    }
}
