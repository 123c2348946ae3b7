package dev.companion.poller.topology;

import dev.companion.poller.domain.DeletionGuard;
import dev.companion.poller.domain.Pace.Share;
import dev.companion.poller.domain.SweepRules;
import java.time.Duration;

/**
 * How often and how fast vendors are asked.
 *
 * @param base the shortest time between two sweeps of one kind of one tenant
 * @param datto our share of one account's quota
 * @param gravityZone our share of one key's quota, of which visits to companies may take half
 * @param concurrentCalls requests under way at once, over all tenants of this instance
 */
public record PollSettings(Duration base, Share datto, Share gravityZone, int concurrentCalls) {

    SweepRules rules() {
        return SweepRules.standard(base);
    }

    DeletionGuard guard() {
        return DeletionGuard.STANDARD;
    }

    Share visits() {
        return new Share(gravityZone.perSecond() / 2, 1);
    }
}
