package dev.companion.provisioner.domain.schedule;

import dev.companion.provisioner.domain.work.LinkStatus.Phase;
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
public record LinkCounts(
        Map<Phase, Integer> links,
        int inFlight,
        int inDoubt,
        @Nullable Instant inDoubtSince) {

    public static final LinkCounts NOTHING = new LinkCounts(Map.of(), 0, 0, null);
}
