package dev.companion.contract;

import dev.companion.simulator.world.Profile;
import dev.companion.simulator.world.Switch;
import java.util.Map;

/** The contract against the simulator with every guess about the vendor turned the other way, all at once. */
class SimulatorOtherGravityZoneTest extends GravityZoneTroubleContract {

    private static final Map<Switch, String> TURNED = Map.ofEntries(
            Map.entry(Switch.GZ_DUPLICATE_NAME, "SERVER_ERROR"),
            Map.entry(Switch.GZ_INACCESSIBLE_ID, "DISTINCT"),
            Map.entry(Switch.GZ_PAGE_BEYOND_END, "EMPTY"),
            Map.entry(Switch.GZ_PER_PAGE_ABOVE_MAX, "REFUSED"),
            Map.entry(Switch.GZ_INVENTORY_PAGE_MAX, "100"),
            Map.entry(Switch.GZ_DISABLED_SERVICE, "401"),
            Map.entry(Switch.GZ_UNAUTHORIZED_BODY, "HTML"),
            Map.entry(Switch.GZ_KEY_DETAILS, "403"),
            Map.entry(Switch.GZ_UNKNOWN_PARAMS, "IGNORED"),
            Map.entry(Switch.GZ_NAME_CASE, "SENSITIVE"),
            Map.entry(Switch.GZ_PACKAGES_ON_ROOT, "ALLOWED"),
            Map.entry(Switch.GZ_INVENTORY_PARENT, "COMPANY"),
            Map.entry(Switch.GZ_LICENSE_FLAGS, "OWN_USE"),
            Map.entry(Switch.GZ_LICENSE_RESULT, "ARRAY"),
            Map.entry(Switch.GZ_PACKAGE_BOOLEANS, "NUMBER"),
            Map.entry(Switch.GZ_LINK_WHILE_BUILDING, "NO_ROW"),
            Map.entry(Switch.GZ_LINK_STATUS, "OFF"),
            Map.entry(Switch.GZ_LINK_ROWS, "OBJECT"),
            Map.entry(Switch.GZ_LIMIT_SCOPE, "ADDRESS"),
            Map.entry(Switch.GZ_MOVE, "MISSING"));

    @Override
    GravityZoneVendor vendor() {
        var vendor = new SimulatedGravityZone(clock, Profile.REAL);
        TURNED.forEach(vendor.simulator().switches()::set);
        return vendor;
    }
}
