package dev.companion.provisioner.domain;

import dev.companion.provisioner.domain.Report.Phase;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How many links there are and how they stand.
 *
 * @param inFlight calls that are planned and without an outcome
 * @param inDoubt links with a creation in doubt
 * @param inDoubtSince since when the oldest of them is; null where there is none
 */
public record Census(
        Map<Phase, Integer> links,
        int inFlight,
        int inDoubt,
        @Nullable Instant inDoubtSince) {

    public static final Census NOTHING = new Census(Map.of(), 0, 0, null);
}
