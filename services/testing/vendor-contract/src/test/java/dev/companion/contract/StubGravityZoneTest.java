package dev.companion.contract;

/** The contract against a cloud written from descriptions and examples. */
class StubGravityZoneTest extends GravityZoneTroubleContract {

    @Override
    GravityZoneVendor vendor() {
        return new StubGravityZone(clock);
    }
}
