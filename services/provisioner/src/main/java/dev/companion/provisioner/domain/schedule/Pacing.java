package dev.companion.provisioner.domain.schedule;

import dev.companion.pacing.Quota;
import dev.companion.provisioner.domain.step.Budget;
import java.util.Map;

/** This service's share of one tenant's rate limits. Each is below the vendor's limit, since others call too. */
public record Pacing(Quota gravityZone, Quota gravityZoneCreate, Quota dattoRead, Quota dattoWrite) {

    public static Pacing defaults() {
        return new Pacing(Quota.perSecond(8), Quota.perSecond(4), Quota.perMinute(120), Quota.perMinute(60));
    }

    /** Half of a quota of one call is one call in a window twice as long. */
    private static Quota half(Quota all) {
        return all.calls() == 1
                ? new Quota(1, all.window().multipliedBy(2), all.lateness())
                : new Quota(all.calls() / 2, all.window(), all.lateness());
    }

    /** Rates for planning, so that no planned call must wait before it is sent. */
    Map<Budget, Quota> plannedQuotas() {
        return Map.of(
                Budget.GRAVITYZONE, gravityZone.forPlanning(),
                Budget.GRAVITYZONE_CREATE, gravityZoneCreate.forPlanning(),
                Budget.DATTO_READ, dattoRead.forPlanning(),
                Budget.DATTO_VERIFY, half(dattoRead.forPlanning()),
                Budget.DATTO_WRITE, dattoWrite.forPlanning());
    }
}
