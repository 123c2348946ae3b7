package dev.companion.gravityzone.http;

import dev.companion.gravityzone.Licence;
import dev.companion.vendor.LenientJson;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/** The licence in the answer of {@code getLicenseInfo}, documented as an array and seen as a single object. */
final class LicenceRows {

    private LicenceRows() {}

    /**
     * Null if the answer is neither. Add-ons of every row count; the rest comes from the row that is not an add-on.
     */
    static @Nullable Licence licence(JsonNode result) {
        if (!result.isArray() && !result.isObject()) {
            return null;
        }
        var main = main(result.isArray() ? result.values().stream().toList() : List.of(result));
        var type = LenientJson.count(main, "subscriptionType");
        return new Licence(
                type == null ? null : Licence.Subscription.of(type).orElse(null),
                LenientJson.text(main, "assignedProtectionModel"),
                LenientJson.count(main, "assignedProductType"),
                LenientJson.whole(main, "usedSlots"),
                LenientJson.whole(main, "totalSlots"),
                LenientJson.instant(main, "expiryDate"),
                InventoryRows.licenceFlags(result));
    }

    private static JsonNode main(List<JsonNode> rows) {
        return rows.stream()
                .filter(row -> !Boolean.TRUE.equals(LenientJson.flag(row, "isAddon")))
                .findFirst()
                .orElse(rows.isEmpty() ? MissingNode.getInstance() : rows.getFirst());
    }
}
