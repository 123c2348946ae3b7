package dev.companion.provisioner.domain.step;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The one running call of a link. It is stored in the same transaction that publishes the intent, so that the next
 * owner of the task knows it.
 *
 * @param companyName the name to find, create or give; null if the step needs none
 * @param companyId the company that the step is about; null if it needs none
 * @param packageId the package that the step is about; null if it needs none
 * @param absentAt when a complete find last showed that the effect was not there; null for reads
 */
public record InFlight(
        String callId,
        StepKind kind,
        long generation,
        Instant plannedAt,
        Instant deadline,
        @Nullable String companyName,
        @Nullable String companyId,
        @Nullable String packageId,
        @Nullable Instant absentAt) {

    /** The same call as another link of its batch would have made it. */
    public InFlight onBehalfOf(@Nullable String name, @Nullable String company) {
        return new InFlight(callId, kind, generation, plannedAt, deadline, name, company, null, null);
    }

    /** Whether the call looks up one company by its id. A good key may not be allowed to see that company. */
    public boolean isCompanyLookup() {
        return kind == StepKind.FIND_COMPANY && companyId != null;
    }

    /** Whether the call is about one existing company or site, which alone may be closed to the key. */
    public boolean isAboutOneThing() {
        return companyId != null || kind.vendor() == Vendor.DATTO;
    }
}
