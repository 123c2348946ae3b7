package dev.companion.simulator;

import dev.companion.simulator.config.SystemTime;
import dev.companion.simulator.world.Profile;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/**
 * How to start a simulator.
 *
 * @param controlPort 0 for any free port, as for the other two
 * @param scenario the world to begin with; ignored if a state file already holds a world
 * @param stateFile where the world is stored; null to keep it in memory only
 * @param scriptedLife whether the world changes on its own every few minutes
 * @param clock the vendors' time: ids, tokens, kits, limits; waiting always uses real time
 * @param bindAddress where all three ports listen
 * @param profile starting values of the switches; null keeps those of the state file, or REAL
 */
public record SimulatorOptions(
        int controlPort,
        int dattoPort,
        int gravityZonePort,
        Scenario scenario,
        @Nullable Path stateFile,
        boolean scriptedLife,
        InstantSource clock,
        InetAddress bindAddress,
        @Nullable Profile profile) {

    public SimulatorOptions(
            int controlPort,
            int dattoPort,
            int gravityZonePort,
            Scenario scenario,
            @Nullable Path stateFile,
            boolean scriptedLife,
            InstantSource clock) {
        this(
                controlPort,
                dattoPort,
                gravityZonePort,
                scenario,
                stateFile,
                scriptedLife,
                clock,
                InetAddress.getLoopbackAddress(),
                null);
    }

    /** The demo MSP in memory on 8090, 8091 and 8092 of the loopback interface, with its scripted life. */
    public static SimulatorOptions defaults() {
        return new SimulatorOptions(8090, 8091, 8092, Scenario.DEMO, null, true, SystemTime.clock());
    }

    public SimulatorOptions withPorts(int control, int datto, int gravityZone) {
        return new SimulatorOptions(
                control, datto, gravityZone, scenario, stateFile, scriptedLife, clock, bindAddress, profile);
    }

    /** Three free ports, as tests want them. */
    public SimulatorOptions withFreePorts() {
        return withPorts(0, 0, 0);
    }

    public SimulatorOptions withScenario(Scenario value) {
        return new SimulatorOptions(
                controlPort, dattoPort, gravityZonePort, value, stateFile, scriptedLife, clock, bindAddress, profile);
    }

    public SimulatorOptions withStateFile(@Nullable Path value) {
        return new SimulatorOptions(
                controlPort, dattoPort, gravityZonePort, scenario, value, scriptedLife, clock, bindAddress, profile);
    }

    public SimulatorOptions withScriptedLife(boolean value) {
        return new SimulatorOptions(
                controlPort, dattoPort, gravityZonePort, scenario, stateFile, value, clock, bindAddress, profile);
    }

    public SimulatorOptions withClock(InstantSource value) {
        return new SimulatorOptions(
                controlPort,
                dattoPort,
                gravityZonePort,
                scenario,
                stateFile,
                scriptedLife,
                value,
                bindAddress,
                profile);
    }

    public SimulatorOptions withBindAddress(InetAddress value) {
        return new SimulatorOptions(
                controlPort, dattoPort, gravityZonePort, scenario, stateFile, scriptedLife, clock, value, profile);
    }

    public SimulatorOptions withProfile(@Nullable Profile value) {
        return new SimulatorOptions(
                controlPort, dattoPort, gravityZonePort, scenario, stateFile, scriptedLife, clock, bindAddress, value);
    }
}
