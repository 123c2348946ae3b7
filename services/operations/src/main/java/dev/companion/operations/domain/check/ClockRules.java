package dev.companion.operations.domain.check;

import java.time.Duration;
import java.util.List;

/** How far the clock of another machine is from ours. */
public final class ClockRules {

    private static final Duration WARN = Duration.ofSeconds(5);
    private static final Duration FAIL = Duration.ofSeconds(30);

    private ClockRules() {}

    /**
     * @param whose such as the controller
     * @param ahead of ours; negative if it is behind
     */
    public static List<Finding> of(String whose, Duration ahead) {
        var off = ahead.abs();
        if (off.compareTo(WARN) <= 0) {
            return List.of();
        }
        var level = off.compareTo(FAIL) > 0 ? Finding.Level.FAULT : Finding.Level.WARNING;
        return List.of(new Finding(
                level,
                "clock",
                whose,
                "%d s %s this machine's clock".formatted(off.toSeconds(), ahead.isNegative() ? "behind" : "ahead of"),
                "at most %d s; proofs of absence and deadlines are compared across machines"
                        .formatted(WARN.toSeconds()),
                "synchronise both clocks (chronyc tracking, timedatectl)"));
    }
}
