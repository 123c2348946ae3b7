package dev.companion.simulator.gravityzone;

import dev.companion.simulator.world.Json;
import dev.companion.simulator.world.ObjectIds;
import dev.companion.simulator.world.row.Company;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The n-th computer of a company, n from 1, generated from the company's agent count. */
record Endpoint(Company company, int number) {

    /** Like every id: creation time first, then the part that makes the company's own id unique. */
    String id() {
        long created = ObjectIds.createdAt(company.id()).getEpochSecond() + number;
        return HexFormat.of().toHexDigits(created, 8) + company.id().substring(8, 23) + "f";
    }

    String name() {
        return String.format(Locale.ROOT, "PC-%s-%04d", company.id().substring(18, 23), number);
    }

    String groupId() {
        return ObjectIds.near(company.id(), Inventory.GROUPS_CONTAINER);
    }

    Map<String, @Nullable Object> listed() {
        return Json.object(
                "id",
                id(),
                "name",
                name(),
                "label",
                "",
                "fqdn",
                name().toLowerCase(Locale.ROOT) + ".local",
                "groupId",
                groupId(),
                "companyId",
                company.id(),
                "isManaged",
                true,
                "managedWithBest",
                true,
                "machineType",
                1,
                "operatingSystemVersion",
                "Windows 11 Pro",
                "ip",
                "10.0." + (number / 250) + "." + (number % 250 + 1),
                "macs",
                List.of(),
                "ssid",
                "",
                "policy",
                Json.object("id", company.id(), "name", "Default policy", "applied", true));
    }

    Map<String, @Nullable Object> inventoried() {
        return Json.object(
                "id", id(),
                "name", name(),
                "parentId", groupId(),
                "companyId", company.id(),
                "type", Inventory.TYPE_COMPUTER,
                "details", Json.object("isManaged", true, "managedWithBest", true, "fqdn", listed().get("fqdn")));
    }

    Map<String, @Nullable Object> detailed(Instant now) {
        return Json.object(
                "id", id(),
                "name", name(),
                "companyId", company.id(),
                "operatingSystem", "Windows 11 Pro",
                "state", 1,
                "lastSeen", Licenses.time(now),
                "machineType", 1,
                "agent", Json.object("productVersion", "7.9.20.515", "licensed", 1, "productOutdated", false),
                "modules", Json.object("antimalware", true, "firewall", false, "contentControl", false),
                "policy", Json.object("id", company.id(), "name", "Default policy", "applied", true));
    }
}
