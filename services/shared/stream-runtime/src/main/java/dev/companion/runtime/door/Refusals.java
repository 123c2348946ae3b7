package dev.companion.runtime.door;

import dev.companion.runtime.LogKeys;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Records each refusal in a counter and in a line of the log. An attack does not fill the log: of one kind, ten lines a
 * second are written, and the next line has the number of those that were left out.
 */
public final class Refusals {

    public static final String METER = "companion.http.refusals";

    static final int LINES_MAX = 10;

    private static final Logger LOGGER = LoggerFactory.getLogger(Refusals.class);
    private static final long WINDOW_NANOS = Duration.ofSeconds(1).toNanos();

    private static final class Lines {
        private long begun;
        private int written;
        private long leftOut;
    }

    /**
     * Who was refused.
     *
     * @param address of the client
     * @param keyLastFour of the API key; null or empty if there is none
     * @param tenantId null if it is not known
     */
    public record Who(
            @Nullable String address,
            @Nullable String keyLastFour,
            @Nullable String tenantId) {

        public static Who at(@Nullable String address) {
            return new Who(address, null, null);
        }
    }

    private final MeterRegistry meters;
    private final LongSupplier nanos;
    private final Map<String, Lines> byKind = new HashMap<>();

    public Refusals(MeterRegistry meters, LongSupplier nanos) {
        this.meters = meters;
        this.nanos = nanos;
    }

    /**
     * @param door what was asked for, one word or two of a closed list, such as sign-in
     * @param reason why it was refused, of a closed list
     */
    public void add(String door, String reason, Who who) {
        meters.counter(METER, "door", door, "reason", reason).increment();
        var leftOut = linesLeftOut(door + "|" + reason);
        if (leftOut < 0) {
            return;
        }
        var line = LOGGER.atWarn().addKeyValue(LogKeys.DOOR, door).addKeyValue(LogKeys.REASON, reason);
        if (who.address() != null) {
            line = line.addKeyValue(LogKeys.ADDRESS, who.address());
        }
        if (who.keyLastFour() != null && !who.keyLastFour().isEmpty()) {
            line = line.addKeyValue(LogKeys.KEY_LAST_FOUR, who.keyLastFour());
        }
        if (who.tenantId() != null) {
            line = line.addKeyValue(LogKeys.TENANT_ID, who.tenantId());
        }
        if (leftOut > 0) {
            line = line.addKeyValue(LogKeys.LEFT_OUT, leftOut);
        }
        line.log("request refused");
    }

    /** How many lines were left out before this one; below zero if this one is left out as well. */
    private synchronized long linesLeftOut(String kind) {
        var now = nanos.getAsLong();
        var lines = byKind.computeIfAbsent(kind, _ -> {
            var fresh = new Lines();
            fresh.begun = now;
            return fresh;
        });
        if (now - lines.begun >= WINDOW_NANOS) {
            lines.begun = now;
            lines.written = 0;
        }
        if (lines.written >= LINES_MAX) {
            lines.leftOut++;
            return -1;
        }
        lines.written++;
        var before = lines.leftOut;
        lines.leftOut = 0;
        return before;
    }
}
