package dev.companion.simulator;

import dev.companion.simulator.world.World;

/** A world to start from. */
public enum Scenario {
    /** Empty: no account, no key. */
    EMPTY,
    /** One MSP with forty sites and fifteen companies; see {@link DemoMsp}. */
    DEMO;

    /** @throws IllegalArgumentException naming what is expected */
    static Scenario named(String name) {
        for (Scenario each : values()) {
            if (each.name().equalsIgnoreCase(name)) {
                return each;
            }
        }
        throw new IllegalArgumentException("scenario: " + name + " (expected: demo or empty)");
    }

    /** Sets up the scene in an empty world, as one transaction. */
    public void applyTo(World world) {
        world.change(() -> {
            // Also for an empty scene, so that a state file records that it was set.
            world.next("scene");
            switch (this) {
                case EMPTY -> {}
                case DEMO -> DemoMsp.build(world);
            }
        });
    }
}
