package dev.companion.contract;

import dev.companion.simulator.world.Profile;

/** Single users on the simulator's profile {@code seed}, which is the one that has calls for them. */
class SimulatorSeedDattoUsersTest extends DattoUserContract {

    @Override
    DattoVendor vendor() {
        return new SimulatedDatto(clock, Profile.SEED);
    }
}
