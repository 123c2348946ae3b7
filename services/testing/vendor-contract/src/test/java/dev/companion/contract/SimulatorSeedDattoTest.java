package dev.companion.contract;

import dev.companion.simulator.world.Profile;

/** The contract against the simulator's profile {@code seed}. */
class SimulatorSeedDattoTest extends DattoTroubleContract {

    @Override
    DattoVendor vendor() {
        return new SimulatedDatto(clock, Profile.SEED);
    }
}
