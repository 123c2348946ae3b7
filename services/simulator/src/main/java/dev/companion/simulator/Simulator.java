package dev.companion.simulator;

import dev.companion.simulator.control.ControlApi;
import dev.companion.simulator.datto.DattoApi;
import dev.companion.simulator.gravityzone.GravityZoneApi;
import dev.companion.simulator.http.HttpPort;
import dev.companion.simulator.scenario.Life;
import dev.companion.simulator.scenario.LifeClock;
import dev.companion.simulator.traffic.RequestJournal;
import dev.companion.simulator.traffic.VendorDoor;
import dev.companion.simulator.world.Faults;
import dev.companion.simulator.world.Switches;
import dev.companion.simulator.world.World;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.Deque;

/** Both vendors and the control port, running. */
public final class Simulator implements AutoCloseable {

    private static final long LIFE_SEED = 4711;

    private final World world;
    private final RequestJournal journal;
    private final HttpPort control;
    private final HttpPort datto;
    private final HttpPort gravityZone;
    private final LifeClock life;

    private Simulator(
            World world,
            RequestJournal journal,
            HttpPort control,
            HttpPort datto,
            HttpPort gravityZone,
            LifeClock life) {
        this.world = world;
        this.journal = journal;
        this.control = control;
        this.datto = datto;
        this.gravityZone = gravityZone;
        this.life = life;
    }

    /**
     * Opens the world and the three ports.
     *
     * @throws IllegalStateException in one line: a port in use (with its number), or a state file that is in use,
     *     unreadable or corrupt (with its name)
     */
    public static Simulator start(SimulatorOptions options) {
        Deque<AutoCloseable> opened = new ArrayDeque<>();
        try {
            World world = World.open(options.clock(), options.stateFile());
            opened.push(world);
            if (world.isFresh()) {
                options.scenario().applyTo(world);
            }
            if (options.profile() != null) {
                world.switches().useProfile(options.profile());
            }
            var journal = new RequestJournal();
            var dattoApi = new DattoApi(world);
            var gravityZoneApi = new GravityZoneApi(world);
            HttpPort datto = HttpPort.open(
                    "datto", options.bindAddress(), options.dattoPort(), new VendorDoor(dattoApi, world, journal));
            opened.push(datto);
            HttpPort gravityZone = HttpPort.open(
                    "gravityzone",
                    options.bindAddress(),
                    options.gravityZonePort(),
                    new VendorDoor(gravityZoneApi, world, journal));
            opened.push(gravityZone);
            var life = new LifeClock(new Life(world, LIFE_SEED), options.scriptedLife());
            opened.push(life);
            Runnable forgiveAll = () -> {
                dattoApi.forgive();
                gravityZoneApi.forgive();
            };
            HttpPort control = HttpPort.open(
                    "control",
                    options.bindAddress(),
                    options.controlPort(),
                    new ControlApi(
                            world,
                            journal,
                            life,
                            forgiveAll,
                            name -> Scenario.named(name).applyTo(world)));
            return new Simulator(world, journal, control, datto, gravityZone, life);
        } catch (RuntimeException e) {
            opened.forEach(Simulator::closeQuietly);
            throw e;
        }
    }

    private static void closeQuietly(AutoCloseable closeable) {
        try {
            closeable.close();
        } catch (Exception e) {
            // Report the failure that led here, not this one.
        }
    }

    public int controlPort() {
        return control.port();
    }

    public int dattoPort() {
        return datto.port();
    }

    public int gravityZonePort() {
        return gravityZone.port();
    }

    /** {@code http://localhost:8091}: what an administrator enters as Datto's API URL. */
    public URI dattoOrigin() {
        return URI.create("http://localhost:" + dattoPort());
    }

    /** {@code http://localhost:8092/api}: what an administrator enters as GravityZone's access URL. */
    public URI gravityZoneAccessUrl() {
        return URI.create("http://localhost:" + gravityZonePort() + "/api");
    }

    public URI controlUrl() {
        return URI.create("http://localhost:" + controlPort());
    }

    public World world() {
        return world;
    }

    public Faults faults() {
        return world.faults();
    }

    public Switches switches() {
        return world.switches();
    }

    public RequestJournal journal() {
        return journal;
    }

    /** Cuts every connection and releases the state file, which contains everything that was ever answered. */
    @Override
    public void close() {
        life.close();
        control.close();
        datto.close();
        gravityZone.close();
        world.close();
    }
}
