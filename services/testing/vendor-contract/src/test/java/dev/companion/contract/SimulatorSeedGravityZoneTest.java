package dev.companion.contract;

import dev.companion.simulator.world.Profile;

/** The contract against the simulator's profile {@code seed}. */
class SimulatorSeedGravityZoneTest extends GravityZoneTroubleContract {

    @Override
    GravityZoneVendor vendor() {
        return new SimulatedGravityZone(clock, Profile.SEED);
    }
}
