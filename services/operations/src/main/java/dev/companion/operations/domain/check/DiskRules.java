package dev.companion.operations.domain.check;

import java.util.List;

/** How much of a disk is free; a broker that finds no space stops. */
public final class DiskRules {

    private static final int WARN_PERCENT = 15;
    private static final int FAIL_PERCENT = 5;

    private DiskRules() {}

    public static List<Finding> of(String directory, long free, long total) {
        var percent = total <= 0 ? 0 : free * 100 / total;
        if (percent >= WARN_PERCENT) {
            return List.of();
        }
        return List.of(new Finding(
                percent < FAIL_PERCENT ? Finding.Level.FAULT : Finding.Level.WARNING,
                "disk",
                directory,
                "%d %% free".formatted(percent),
                "at least %d %%".formatted(WARN_PERCENT),
                "make the volume larger; never delete segments by hand"));
    }
}
