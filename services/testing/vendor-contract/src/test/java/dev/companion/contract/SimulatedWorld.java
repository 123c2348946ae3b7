package dev.companion.contract;

import dev.companion.simulator.Scenario;
import dev.companion.simulator.Simulator;
import dev.companion.simulator.SimulatorOptions;
import dev.companion.simulator.world.Profile;
import dev.companion.simulator.world.Switch;
import dev.companion.simulator.world.row.Fault;
import dev.companion.simulator.world.row.FaultKind;
import java.util.List;

/** Simulators with the demonstration's MSP, a clock of ours and limits out of the way. */
final class SimulatedWorld {

    private static final List<Switch> LIMITS = List.of(
            Switch.DATTO_READS_PER_MINUTE,
            Switch.DATTO_WRITES_PER_MINUTE,
            Switch.DATTO_WRITES_PER_OPERATION,
            Switch.GZ_REQUESTS_PER_SECOND,
            Switch.GZ_LICENSING_PER_SECOND);

    private SimulatedWorld() {}

    static Simulator start(StandingClock clock, Profile profile) {
        var simulator = Simulator.start(SimulatorOptions.defaults()
                .withFreePorts()
                .withScenario(Scenario.DEMO)
                .withScriptedLife(false)
                .withClock(clock)
                .withProfile(profile));
        liftLimits(simulator);
        return simulator;
    }

    static void liftLimits(Simulator simulator) {
        LIMITS.forEach(limit -> simulator.switches().set(limit, 1_000_000));
    }

    static Fault fault(Trouble trouble, String api, String method) {
        return switch (trouble) {
            case TOO_MANY -> Fault.of(FaultKind.RATE_LIMIT, api, method).with("retryAfter", Trouble.PAUSE.toSeconds());
            case BLOCKED -> Fault.of(FaultKind.HTML, api, method).with("status", 403);
            case CONFLICT ->
                Fault.of(FaultKind.STATUS, api, method)
                        .with("status", 409)
                        .with("body", "{\"message\":\"changed by another call\"}");
            case OUTAGE -> Fault.of(FaultKind.HTML, api, method).with("status", 503);
            case WEB_PAGE -> Fault.of(FaultKind.HTML, api, method);
            case LOST_BEFORE_EFFECT -> Fault.of(FaultKind.RESET_BEFORE, api, method);
            case LOST_AFTER_EFFECT -> Fault.of(FaultKind.RESET_AFTER, api, method);
        };
    }
}
