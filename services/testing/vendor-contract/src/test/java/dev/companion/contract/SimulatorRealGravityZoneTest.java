package dev.companion.contract;

import dev.companion.simulator.world.Profile;

/** The contract against the simulator's profile {@code real}. */
class SimulatorRealGravityZoneTest extends GravityZoneTroubleContract {

    @Override
    GravityZoneVendor vendor() {
        return new SimulatedGravityZone(clock, Profile.REAL);
    }
}
