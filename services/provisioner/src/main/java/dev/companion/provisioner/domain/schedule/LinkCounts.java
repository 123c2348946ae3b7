package dev.companion.provisioner.domain.schedule;

import dev.companion.provisioner.domain.work.LinkStatus.Phase;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Numbers of links by phase, of running calls, and of unknown outcomes.
 *
 * @param inFlight calls that are planned and have no outcome
 * @param unknownOutcomes links with a creation whose outcome is unknown
 * @param oldestUnknownSince since when the oldest of them is unknown; null if there is none
 */
public record LinkCounts(
        Map<Phase, Integer> links,
        int inFlight,
        int unknownOutcomes,
        @Nullable Instant oldestUnknownSince) {

    public static final LinkCounts NOTHING = new LinkCounts(Map.of(), 0, 0, null);
}
