package dev.companion.contract;

import dev.companion.simulator.world.Profile;

/** The contract against the simulator's profile {@code real}. */
class SimulatorRealDattoTest extends DattoTroubleContract {

    @Override
    DattoVendor vendor() {
        return new SimulatedDatto(clock, Profile.REAL);
    }
}
