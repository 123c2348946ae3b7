package dev.companion.console.web.api;

import dev.companion.console.domain.site.MachineCount;
import dev.companion.console.view.TenantView;
import dev.companion.console.web.problem.ApiProblem;
import dev.companion.console.web.problem.ProblemType;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** How many machines of a company were counted, and whether a deletion was decided on that number. */
final class ShownMachines {

    private ShownMachines() {}

    /** The count for the company; null if they were not counted, or the link has changed since. */
    static @Nullable MachineCount of(String companyId, TenantView tenant) {
        var siteUid = tenant.siteLinkedTo(companyId);
        var status = siteUid == null ? null : tenant.status(siteUid);
        return status != null && companyId.equals(status.companyId()) ? status.machines() : null;
    }

    /** @throws ApiProblem 422 if more machines were counted in the last 15 minutes than the person saw */
    static void refuseIfMore(@Nullable String companyId, long seen, TenantView tenant, Instant now) {
        var counted = companyId == null ? null : of(companyId, tenant);
        if (counted != null && counted.isFresh(now) && counted.count() > seen) {
            throw ApiProblem.of(
                            ProblemType.MACHINES_CHANGED,
                            "More machines than you saw",
                            "Nothing was changed. The company has %s now; you saw %,d. Review it and decide again."
                                    .formatted(counted.words(), seen))
                    .with("machines", counted);
        }
    }
}
