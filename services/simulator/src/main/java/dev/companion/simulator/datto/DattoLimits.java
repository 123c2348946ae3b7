package dev.companion.simulator.datto;

import dev.companion.simulator.traffic.SlidingCount;
import dev.companion.simulator.world.Json;
import dev.companion.simulator.world.Switch;
import dev.companion.simulator.world.Switches;
import dev.companion.simulator.world.row.DattoKey;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Sliding minute per account (or key): reads, all writes together, and each write operation. Near the limit answers are
 * delayed, above it calls are refused, and an address that keeps asking is blocked. Kept in memory, so a restart clears
 * it. Every call must hold the world's lock.
 */
final class DattoLimits {

    /** The result of a call. */
    sealed interface Verdict {
        /** @param delayMillis delay of the answer */
        record Admitted(long delayMillis) implements Verdict {}

        record TooMany(long retryAfterSeconds) implements Verdict {}

        record Blocked() implements Verdict {}
    }

    static final Duration WINDOW = Duration.ofSeconds(60);
    private static final double CUT_OFF_RATIO = 0.9;
    private static final String READS = "reads";
    private static final String WRITES = "writes";
    private static final String UDF_SET = "device-udf-set";

    private final Switches switches;
    private final Map<String, SlidingCount> windows = new HashMap<>();
    private final Map<String, SlidingCount> refusalsByAddress = new HashMap<>();
    private final Map<String, Instant> blockedUntil = new HashMap<>();

    DattoLimits(Switches switches) {
        this.switches = switches;
    }

    boolean isBlocked(String address, Instant now) {
        Instant until = blockedUntil.get(address);
        return until != null && now.isBefore(until);
    }

    void forgive() {
        windows.clear();
        refusalsByAddress.clear();
        blockedUntil.clear();
    }

    /** @param write name of the write operation, null for a read */
    Verdict admit(DattoKey key, String address, @Nullable String write, Instant now) {
        String scope = scopeOf(key);
        boolean legacy = switches.is(Switch.DATTO_LIMIT_BUCKETS, "LEGACY");
        SlidingCount aggregate = window(scope, legacy || write == null ? READS : WRITES);
        int aggregateLimit = switches.number(
                legacy || write == null ? Switch.DATTO_READS_PER_MINUTE : Switch.DATTO_WRITES_PER_MINUTE);
        String counter = write == null ? null : counterOf(write);
        SlidingCount operation = legacy || counter == null ? null : window(scope, counter);
        int operationLimit = counter == null ? 0 : operationLimit(counter);
        boolean aggregateFull = aggregate.count(now) >= aggregateLimit;
        boolean operationFull = operation != null && operation.count(now) >= operationLimit;
        boolean refused = aggregateFull || operationFull;
        long retryAfter = Math.max(
                aggregateFull ? aggregate.secondsUntilBelow(aggregateLimit, now) : 1,
                operationFull && operation != null ? operation.secondsUntilBelow(operationLimit, now) : 1);
        if (!refused || switches.is(Switch.DATTO_REFUSED_CALLS, "COUNTED")) {
            aggregate.add(now);
            if (operation != null) {
                operation.add(now);
            }
        }
        if (refused) {
            return refuse(address, retryAfter, now);
        }
        boolean slow = aggregate.count(now) > CUT_OFF_RATIO * aggregateLimit;
        return new Verdict.Admitted(slow ? switches.number(Switch.DATTO_SLOW_DOWN_MILLIS) : 0);
    }

    private Verdict refuse(String address, long retryAfter, Instant now) {
        int blockAfter = switches.number(Switch.DATTO_BLOCK_AFTER);
        SlidingCount refusals = refusalsByAddress.computeIfAbsent(address, unused -> new SlidingCount(WINDOW));
        refusals.add(now);
        if (blockAfter > 0 && refusals.count(now) > blockAfter) {
            blockedUntil.put(address, now.plusSeconds(switches.number(Switch.DATTO_BLOCK_SECONDS)));
            return new Verdict.Blocked();
        }
        return new Verdict.TooMany(retryAfter);
    }

    /** The answer of request_rate. */
    Map<String, @Nullable Object> status(DattoKey key, Instant now) {
        String scope = scopeOf(key);
        var status = Json.object(
                "slidingTimeWindowSizeSeconds",
                WINDOW.toSeconds(),
                "accountUid",
                key.accountUid(),
                "accountCount",
                window(scope, READS).count(now),
                "accountRateLimit",
                switches.number(Switch.DATTO_READS_PER_MINUTE),
                "accountCutOffRatio",
                CUT_OFF_RATIO);
        if (switches.is(Switch.DATTO_LIMIT_BUCKETS, "SEPARATE")) {
            status.put("accountWriteRateLimit", switches.number(Switch.DATTO_WRITES_PER_MINUTE));
            status.put("accountWriteCount", window(scope, WRITES).count(now));
            var operations = Json.object();
            for (String name : DattoOperation.REPORTED.stream()
                    .map(this::counterOf)
                    .distinct()
                    .toList()) {
                operations.put(
                        name,
                        Json.object(
                                "limit",
                                operationLimit(name),
                                "count",
                                window(scope, name).count(now)));
            }
            status.put("operationWriteStatus", operations);
        }
        return status;
    }

    /** The name under which an operation is counted: those of a variable differ between descriptions of the platform. */
    private String counterOf(String write) {
        if (switches.is(Switch.DATTO_WRITE_COUNTERS, "CREATE")) {
            return write;
        }
        boolean joint = switches.is(Switch.DATTO_WRITE_COUNTERS, "SET_JOINT");
        return switch (write) {
            case "site-variable-create" -> "site-variable-set";
            case "site-variable-update" -> joint ? "site-variable-set" : write;
            case "account-variable-create" -> "account-variable-set";
            case "account-variable-update" -> joint ? "account-variable-set" : write;
            default -> write;
        };
    }

    private int operationLimit(String write) {
        return write.equals(UDF_SET)
                ? switches.number(Switch.DATTO_WRITES_PER_MINUTE)
                : switches.number(Switch.DATTO_WRITES_PER_OPERATION);
    }

    private String scopeOf(DattoKey key) {
        return switches.is(Switch.DATTO_LIMIT_SCOPE, "KEY") ? "key " + key.name() : key.accountUid();
    }

    private SlidingCount window(String scope, String name) {
        return windows.computeIfAbsent(scope + "|" + name, unused -> new SlidingCount(WINDOW));
    }
}
