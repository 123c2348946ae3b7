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
        return of(whose, ahead, "this machine's clock", "synchronise both clocks (chronyc tracking, timedatectl)");
    }

    /**
     * As services see the clocks of the vendors in their answers; nothing before the first answer.
     *
     * @param service that was asked, unless a sample says which it is of
     */
    public static List<Finding> ofVendors(String service, Samples samples) {
        return samples.named("companion_vendor_clock_difference_seconds")
                .flatMap(sample -> {
                    var seer = sample.labels().getOrDefault("service", service);
                    return of(
                            "%s, seen by %s".formatted(vendor(sample.label("api")), seer),
                            Duration.ofMillis(Math.round(sample.value() * 1000)),
                            "the clock of " + seer,
                            "synchronise the clock of the machine on which it runs (chronyc tracking, timedatectl)")
                            .stream();
                })
                .toList();
    }

    /** The name of a vendor's API for people. */
    static String vendor(String api) {
        return switch (api) {
            case "datto_rmm" -> "Datto RMM";
            case "gravityzone" -> "GravityZone";
            default -> api;
        };
    }

    private static List<Finding> of(String whose, Duration ahead, String reference, String mend) {
        var off = ahead.abs();
        if (off.compareTo(WARN) <= 0) {
            return List.of();
        }
        var level = off.compareTo(FAIL) > 0 ? Finding.Level.FAULT : Finding.Level.WARNING;
        return List.of(new Finding(
                level,
                "clock",
                whose,
                "%d s %s %s".formatted(off.toSeconds(), ahead.isNegative() ? "behind" : "ahead of", reference),
                "at most %d s; proofs of absence and deadlines are compared across machines"
                        .formatted(WARN.toSeconds()),
                mend));
    }
}
