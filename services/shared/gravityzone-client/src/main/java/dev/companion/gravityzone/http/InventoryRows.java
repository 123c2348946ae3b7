package dev.companion.gravityzone.http;

import dev.companion.gravityzone.GravityZoneClient.Company;
import dev.companion.gravityzone.GravityZoneClient.CompanyType;
import dev.companion.gravityzone.GravityZoneClient.InstallationLinks;
import dev.companion.gravityzone.GravityZoneClient.PackageRef;
import dev.companion.vendor.LenientJson;
import dev.companion.vocabulary.VendorId;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads objects of the API into records. A result is null only if the object cannot be identified. */
final class InventoryRows {

    private static final Pattern OBJECT_ID = Pattern.compile("[0-9a-fA-F]{24}");

    /** Type of an inventory item that is a company; the others are folders, groups and machines. */
    private static final long COMPANY_ITEM = 1;

    private InventoryRows() {}

    /** A company as {@code getCompanyDetails} and {@code findCompaniesByName} describe it. */
    static @Nullable Company company(JsonNode node) {
        var id = VendorId.canonicalOrNull(LenientJson.identifier(node, "id", "companyId"));
        return id == null ? null : company(id, node);
    }

    static Company company(String id, JsonNode node) {
        return new Company(
                id,
                name(node),
                companyType(node),
                VendorId.canonicalOrNull(LenientJson.identifier(node, "parentCompanyId", "parentId")),
                LenientJson.text(node, "companyPath"),
                LenientJson.flag(node, "isSuspended"),
                LenientJson.flag(node, "canBeManagedByAbove"),
                createdAt(id, node));
    }

    /**
     * A company as an item of the inventory, where type has another meaning and most fields are in {@code details}.
     */
    static @Nullable Company inventoryCompany(JsonNode node) {
        var id = VendorId.canonicalOrNull(LenientJson.identifier(node, "id"));
        var type = LenientJson.whole(node, "type");
        if (id == null || type != null && type != COMPANY_ITEM) {
            return null;
        }
        var details = node.path("details");
        return new Company(
                id,
                name(node),
                companyType(details),
                VendorId.canonicalOrNull(LenientJson.identifier(node, "parentId")),
                LenientJson.text(details, "companyPath"),
                LenientJson.flag(details, "isSuspended"),
                LenientJson.flag(details, "canBeManagedByAbove"),
                createdAt(id, details));
    }

    /** Empty if there is none: an id is enough to continue with. */
    static String name(JsonNode node) {
        return Objects.requireNonNullElse(LenientJson.text(node, "name"), "");
    }

    private static @Nullable CompanyType companyType(JsonNode node) {
        var type = LenientJson.whole(node, "type");
        return switch (type == null ? -1 : Math.clamp(type, -1, 2)) {
            case 0 -> CompanyType.PARTNER;
            case 1 -> CompanyType.CUSTOMER;
            default -> null;
        };
    }

    private static @Nullable Instant createdAt(String id, JsonNode node) {
        var told = LenientJson.instant(node, "createdAt");
        if (told != null || !OBJECT_ID.matcher(id).matches()) {
            return told;
        }
        return Instant.ofEpochSecond(Long.parseLong(id.substring(0, 8), 16));
    }

    static @Nullable PackageRef packageRef(JsonNode node) {
        var id = VendorId.canonicalOrNull(LenientJson.identifier(node, "id"));
        return id == null
                ? null
                : new PackageRef(id, Objects.requireNonNullElse(LenientJson.text(node, "name", "packageName"), ""));
    }

    /**
     * The rows of {@code getInstallationLinks}, which is an array or a single row. Rows of another company or package
     * than the requested one are left out: they would lead one customer's machines into another's company.
     */
    static List<InstallationLinks> links(JsonNode result, String companyId, @Nullable String packageName) {
        return linkRows(result)
                .map(row -> row(row, companyId, packageName))
                .filter(Objects::nonNull)
                .filter(links -> links.companyId().equals(companyId)
                        && (packageName == null || links.packageName().equals(packageName)))
                .toList();
    }

    /** As {@link #links}, for all companies: a row has to name its company. */
    static List<InstallationLinks> allLinks(JsonNode result) {
        return linkRows(result)
                .flatMap(row -> Stream.ofNullable(VendorId.canonicalOrNull(LenientJson.identifier(row, "companyId")))
                        .flatMap(company -> Stream.ofNullable(row(row, company, null))))
                .toList();
    }

    private static Stream<JsonNode> linkRows(JsonNode result) {
        var rows = result.isArray() ? result.values().stream() : Stream.of(result);
        return rows.filter(JsonNode::isObject);
    }

    private static @Nullable InstallationLinks row(JsonNode row, String companyId, @Nullable String packageName) {
        var told = LenientJson.text(row, "packageName");
        var name = told == null ? packageName : told;
        var company = Objects.requireNonNullElse(
                VendorId.canonicalOrNull(LenientJson.identifier(row, "companyId")), companyId);
        var windows = LenientJson.text(row, "installLinkWindows");
        return name == null
                ? null
                : new InstallationLinks(
                        name, company, windows == null || windows.isBlank() ? null : windows, windowsReady(row));
    }

    private static @Nullable Boolean windowsReady(JsonNode row) {
        var status = LenientJson.whole(row.path("status"), "windows");
        return switch (status == null ? 0 : Math.clamp(status, 0, 3)) {
            case 1 -> Boolean.FALSE;
            case 2 -> Boolean.TRUE;
            default -> null;
        };
    }

    /** Flags of a licence, which is an object or an array of them, with the flags at the top or in {@code ownUse}. */
    static Map<String, Boolean> licenceFlags(JsonNode result) {
        var flags = new LinkedHashMap<String, Boolean>();
        for (var licence : result.isArray() ? result.values() : List.of(result)) {
            addFlags(flags, licence);
            addFlags(flags, licence.path("ownUse"));
        }
        return Map.copyOf(flags);
    }

    private static void addFlags(Map<String, Boolean> flags, JsonNode licence) {
        for (var field : licence.properties()) {
            if (field.getKey().startsWith("manage")) {
                var flag = LenientJson.flag(licence, field.getKey());
                if (flag != null) {
                    flags.merge(field.getKey(), flag, Boolean::logicalOr);
                }
            }
        }
    }

    /** The id that a creation returns: plain for a company, wrapped for a package. */
    static @Nullable String createdId(JsonNode result) {
        var row = result.isArray() ? result.path(0) : result;
        var value = row.isObject() ? row.path("records").path(0) : row;
        return value.isString() && !value.asString().isBlank()
                ? VendorId.canonical(value.asString().strip())
                : null;
    }
}
