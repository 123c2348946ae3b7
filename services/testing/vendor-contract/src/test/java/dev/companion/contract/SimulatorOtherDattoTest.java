package dev.companion.contract;

import dev.companion.simulator.world.Profile;
import dev.companion.simulator.world.Switch;
import java.util.Map;

/** The contract against the simulator with guesses about the platform turned the other way, all at once. */
class SimulatorOtherDattoTest extends DattoTroubleContract {

    private static final Map<Switch, String> TURNED = Map.ofEntries(
            Map.entry(Switch.DATTO_BAD_CREDENTIALS, "400"),
            Map.entry(Switch.DATTO_WRONG_CLIENT, "401"),
            Map.entry(Switch.DATTO_END_MARKER, "EMPTY"),
            Map.entry(Switch.DATTO_NEXT_PAGE_FILTERS, "DROPPED"),
            Map.entry(Switch.DATTO_PAGE_BEYOND_END, "404"),
            Map.entry(Switch.DATTO_TIMESTAMPS, "ISO"),
            Map.entry(Switch.DATTO_NEVER, "YEAR_ONE"),
            Map.entry(Switch.DATTO_ERROR_BODY, "MESSAGE"),
            Map.entry(Switch.DATTO_WRITE_COUNTERS, "SET_JOINT"));

    @Override
    DattoVendor vendor() {
        var vendor = new SimulatedDatto(clock, Profile.REAL);
        TURNED.forEach(vendor.simulator().switches()::set);
        return vendor;
    }
}
