package dev.companion.datto;

import dev.companion.datto.DattoRmmClient.Account;
import dev.companion.datto.DattoRmmClient.Activity;
import dev.companion.datto.DattoRmmClient.OperationRate;
import dev.companion.datto.DattoRmmClient.RequestRate;
import dev.companion.datto.DattoRmmClient.RmmUser;
import dev.companion.datto.DattoRmmClient.Site;
import dev.companion.datto.DattoRmmClient.SiteVariable;
import dev.companion.datto.DattoRmmClient.SystemStatus;
import dev.companion.datto.UserAccounts.UserAccount;
import dev.companion.vendor.LenientJson;
import dev.companion.vocabulary.VendorId;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads rows of the API into records. A result is null only if the row cannot be identified. */
final class DattoRows {

    private DattoRows() {}

    static @Nullable Account account(JsonNode node) {
        var uid = LenientJson.identifier(node, "uid");
        return uid == null ? null : new Account(uid, named(node, "name"));
    }

    static @Nullable Site site(JsonNode node) {
        var uid = VendorId.canonicalOrNull(LenientJson.identifier(node, "uid"));
        if (uid == null) {
            return null;
        }
        return new Site(
                uid,
                LenientJson.whole(node, "id"),
                named(node, "name"),
                LenientJson.text(node, "description"),
                LenientJson.flag(node, "onDemand"),
                LenientJson.count(node.path("devicesStatus"), "numberOfDevices"),
                LenientJson.text(node, "portalUrl"),
                LenientJson.identifier(node, "accountUid"));
    }

    static @Nullable RmmUser user(JsonNode node) {
        var uid = VendorId.canonicalOrNull(LenientJson.identifier(node, "uid"));
        var username = LenientJson.identifier(node, "username", "email");
        if (uid == null && username == null) {
            return null;
        }
        var enabled = LenientJson.flag(node, "enabled");
        var disabled = LenientJson.flag(node, "disabled");
        return new RmmUser(
                uid != null ? uid : Objects.requireNonNull(username).toLowerCase(Locale.ROOT),
                username == null ? "" : username,
                LenientJson.text(node, "firstName"),
                LenientJson.text(node, "lastName"),
                LenientJson.text(node, "email"),
                enabled != null || disabled == null ? enabled : Boolean.valueOf(!disabled),
                LenientJson.text(node, "role"),
                LenientJson.instant(node, "created", "createdAt"),
                LenientJson.instant(node, "lastAccess", "lastAccessAt"));
    }

    static @Nullable SiteVariable variable(JsonNode node) {
        var id = LenientJson.whole(node, "id");
        var name = LenientJson.text(node, "name");
        return id == null || name == null
                ? null
                : new SiteVariable(
                        id,
                        name,
                        LenientJson.text(node, "value"),
                        Boolean.TRUE.equals(LenientJson.flag(node, "masked")));
    }

    static @Nullable RequestRate requestRate(JsonNode node) {
        var window = LenientJson.count(node, "slidingTimeWindowSizeSeconds");
        var count = LenientJson.count(node, "accountCount");
        var limit = LenientJson.count(node, "accountRateLimit");
        if (count == null || limit == null) {
            return null;
        }
        return new RequestRate(
                window == null ? 60 : window,
                count,
                limit,
                LenientJson.count(node, "accountWriteCount"),
                LenientJson.count(node, "accountWriteRateLimit"),
                operationRates(node.path("operationWriteStatus")));
    }

    private static Map<String, OperationRate> operationRates(JsonNode operations) {
        var rates = new LinkedHashMap<String, OperationRate>();
        operations.properties().forEach(operation -> {
            var limit = LenientJson.count(operation.getValue(), "limit");
            if (limit != null) {
                rates.put(
                        operation.getKey(), new OperationRate(limit, LenientJson.count(operation.getValue(), "count")));
            }
        });
        return rates;
    }

    static @Nullable SystemStatus status(JsonNode node) {
        var version = LenientJson.identifier(node, "version");
        var status = LenientJson.identifier(node, "status");
        return version == null && status == null
                ? null
                : new SystemStatus(version, status, LenientJson.instant(node, "started"));
    }

    static @Nullable Activity activity(JsonNode node) {
        var id = LenientJson.identifier(node, "id");
        if (id == null) {
            return null;
        }
        var site = node.path("site");
        var details = node.path("details");
        return new Activity(
                id,
                LenientJson.text(node, "entity"),
                LenientJson.text(node, "category"),
                LenientJson.text(node, "action"),
                LenientJson.instant(node, "date"),
                LenientJson.whole(site, "id"),
                LenientJson.text(site, "name"),
                LenientJson.text(node.path("user"), "userName"),
                details.isContainer() ? details.toString() : LenientJson.text(node, "details"));
    }

    static @Nullable UserAccount userAccount(JsonNode node) {
        var uid = LenientJson.identifier(node, "uid");
        return uid == null
                ? null
                : new UserAccount(
                        uid,
                        LenientJson.text(node, "username"),
                        LenientJson.text(node, "email"),
                        LenientJson.text(node, "firstName"),
                        LenientJson.text(node, "lastName"),
                        LenientJson.text(node, "role"),
                        LenientJson.flag(node, "enabled"),
                        LenientJson.flag(node, "mfaEnabled"),
                        LenientJson.text(node, "siteUid"),
                        LenientJson.instant(node, "createdAt"),
                        LenientJson.instant(node, "updatedAt"));
    }

    private static String named(JsonNode node, String field) {
        return Objects.requireNonNullElse(LenientJson.text(node, field), "");
    }
}
