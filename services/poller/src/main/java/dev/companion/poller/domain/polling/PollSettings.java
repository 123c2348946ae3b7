package dev.companion.poller.domain.polling;

import dev.companion.pacing.CallPacer;
import dev.companion.pacing.Quota;
import dev.companion.poller.domain.gate.Lane;
import dev.companion.poller.domain.sweep.SweepRules;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/**
 * How often and how fast vendors are called.
 *
 * @param base the shortest time between two sweeps of one kind of one tenant
 * @param datto our share of one account's quota
 * @param gravityZone our share of one key's quota; rounds through all companies, and through all sites, may use half of it
 */
public record PollSettings(Duration base, Quota datto, Quota gravityZone) {

    SweepRules rules() {
        return SweepRules.standard(base);
    }

    SweepRules rulesWithoutPointRead() {
        return SweepRules.withoutPointRead(base);
    }

    CallPacer<Lane> dattoPacer(Instant now) {
        return pacer(datto.forPlanning(), now);
    }

    CallPacer<Lane> gravityZonePacer(Instant now) {
        return pacer(gravityZone.forPlanning(), now);
    }

    private static CallPacer<Lane> pacer(Quota all, Instant now) {
        var half = new Quota(Math.max(1, all.calls() / 2), halved(all), all.lateness());
        return new CallPacer<>(Lane.class, Map.of(Lane.ALL, all, Lane.ROUNDS, half), now);
    }

    /** Half of a quota of one call is one call in a window twice as long. */
    private static Duration halved(Quota all) {
        return all.calls() == 1 ? all.window().multipliedBy(2) : all.window();
    }
}
