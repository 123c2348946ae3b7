package dev.companion.contract;

import dev.companion.contract.GravityZoneVendor.KeptAccount;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;

/** Accounts of the stub; addresses are unique in the cloud. */
final class StubGravityZoneAccounts {

    private final Map<String, KeptAccount> accounts = new LinkedHashMap<>();
    private final Map<String, String> companies = new LinkedHashMap<>();
    private final String own;
    private final Supplier<String> ids;

    StubGravityZoneAccounts(String own, Supplier<String> ids) {
        this.own = own;
        this.ids = ids;
    }

    List<Map<String, ?>> list(JsonNode params) {
        var company = params.path("companyId").asString(own);
        return of(company).stream()
                .<Map<String, ?>>map(account -> Map.of(
                        "id", account.id(),
                        "email", account.email(),
                        "profile", Map.of("fullName", account.fullName(), "timezone", "GMT", "language", "en_US"),
                        "role", account.role(),
                        "companyId", company))
                .toList();
    }

    List<KeptAccount> of(String companyId) {
        return accounts.values().stream()
                .filter(account -> companyId.equals(companies.get(account.id())))
                .toList();
    }

    String create(JsonNode params) {
        var email = params.path("email").asString("");
        requireFree(email);
        if (!params.path("profile").has("fullName")) {
            throw new StubRpc.Objection("The required parameter is missing: 'profile'");
        }
        var fullName = params.path("profile").path("fullName").asString();
        return add(
                params.path("companyId").asString(own),
                email,
                fullName,
                params.path("role").asInt(1));
    }

    String add(String companyId, String email, String fullName, int role) {
        var id = ids.get();
        accounts.put(id, new KeptAccount(id, email, fullName, role));
        companies.put(id, companyId);
        return id;
    }

    private void requireFree(String email) {
        if (accounts.values().stream().anyMatch(account -> account.email().equalsIgnoreCase(email))) {
            throw new StubRpc.Objection("This e-mail address is already in use.");
        }
    }

    boolean update(JsonNode params) {
        var known = known(params);
        var email = params.path("email").asString(known.email());
        if (!email.equalsIgnoreCase(known.email())) {
            requireFree(email);
        }
        var fullName = params.path("profile").path("fullName").asString(known.fullName());
        accounts.put(
                known.id(),
                new KeptAccount(known.id(), email, fullName, params.path("role").asInt(known.role())));
        return true;
    }

    void delete(JsonNode params) {
        accounts.remove(known(params).id());
    }

    private KeptAccount known(JsonNode params) {
        var account = accounts.get(params.path("accountId").asString());
        if (account == null) {
            throw new StubRpc.Objection("The account was not found.");
        }
        return account;
    }
}
