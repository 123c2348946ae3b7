package dev.companion.simulator.datto;

import dev.companion.simulator.world.Switch;
import dev.companion.simulator.world.Switches;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A point in time in the form that the platform is switched to. */
final class DattoTime {

    private static final Instant YEAR_ONE = Instant.parse("0001-01-01T00:00:00Z");

    private DattoTime() {}

    /** A number or a string; null means never. */
    static @Nullable Object render(@Nullable Instant time, Switches switches) {
        if (time == null && switches.is(Switch.DATTO_NEVER, "NULL")) {
            return null;
        }
        Instant shown = time == null ? YEAR_ONE : time;
        return switch (switches.value(Switch.DATTO_TIMESTAMPS)) {
            case "EPOCH_SECONDS" -> shown.getEpochSecond();
            case "ISO" -> shown.toString();
            default -> shown.toEpochMilli();
        };
    }
}
