package dev.companion.poller.domain.polling;

import dev.companion.poller.domain.deletion.HeldSet;
import dev.companion.poller.domain.deletion.Hold;
import dev.companion.poller.domain.gate.ApiGate;
import dev.companion.poller.domain.gate.ApiHealth;
import dev.companion.poller.domain.gate.QuotaUse;
import dev.companion.poller.domain.gate.Vendor;
import dev.companion.poller.domain.read.VendorRead;
import dev.companion.poller.domain.row.Company;
import dev.companion.poller.domain.row.InstallationPackage;
import dev.companion.poller.domain.row.KnownRow;
import dev.companion.poller.domain.row.Observation;
import dev.companion.poller.domain.row.Site;
import dev.companion.poller.domain.row.User;
import dev.companion.poller.domain.search.SiteVariable;
import dev.companion.poller.domain.sweep.SweepVerdict;
import org.jspecify.annotations.Nullable;

/** What the poller decided: records to publish, reads to start, and facts for metrics and the log. */
public sealed interface PollEmission {

    /** An observation that is published as state and as change. */
    record SiteObserved(String tenant, Observation<Site> observation) implements PollEmission {}

    /** As {@link SiteObserved}. */
    record UserObserved(String tenant, Observation<User> observation) implements PollEmission {}

    /** The state of a company; a tombstone if the row is not present. */
    record CompanyObserved(String tenant, KnownRow<Company> row) implements PollEmission {}

    /** As {@link CompanyObserved}. */
    record PackageObserved(String tenant, KnownRow<InstallationPackage> row) implements PollEmission {}

    /** The search for earlier links read where the site variable of a site leads. */
    record VariableFollowed(String tenant, String siteUid, SiteVariable variable) implements PollEmission {}

    /** The site has no variable any more, or is gone, or is forgotten with its tenant. */
    record VariableForgotten(String tenant, String siteUid) implements PollEmission {}

    /** The row is forgotten with its tenant. Nothing was deleted at the vendor. */
    record RowForgotten(String tenant, PollKind kind, String id) implements PollEmission {}

    /**
     * Deletions are held back.
     *
     * @param sequence grows with every hold and every end of a hold of this list
     * @param replaced whether this replaces another hold
     */
    record HoldRaised(String tenant, PollKind kind, Hold hold, HeldSet set, long sequence, boolean replaced)
            implements PollEmission {}

    record HoldLifted(String tenant, PollKind kind) implements PollEmission {}

    /** The hold is forgotten with its tenant. */
    record HoldForgotten(String tenant, PollKind kind) implements PollEmission {}

    /**
     * The health of an API is published.
     *
     * @param before state before
     * @param use null if the vendor did not report the use of its quota
     */
    record HealthChanged(
            String tenant,
            Vendor vendor,
            ApiGate.State before,
            ApiHealth health,
            @Nullable QuotaUse use) implements PollEmission {}

    record HealthForgotten(String tenant, Vendor vendor) implements PollEmission {}

    record ReadStarted(VendorRead read) implements PollEmission {}

    /** Reads of this tenant and vendor that were not sent yet must not be sent any more. */
    record ReadsCancelled(String tenant, Vendor vendor) implements PollEmission {}

    /** The access is not used any more: its credentials must be dropped, and its reads that were not sent cancelled. */
    record AccessEnded(String tenant, Vendor vendor) implements PollEmission {}

    /** @param answered false if the call failed */
    record CallEnded(Vendor vendor, boolean answered) implements PollEmission {}

    /**
     * Rows of one response.
     *
     * @param shown rows that the vendor showed and that are of a kind we import: unchanged + published + withheld
     * @param withheld rows about which the vendor says too little to publish them
     * @param gone rows confirmed to be gone, which were not shown
     */
    record RowsCounted(PollKind kind, int shown, int unchanged, int published, int withheld, int gone)
            implements PollEmission {}

    /** @param active whether a row was new or changed, came back, or counted as missed */
    record SweepEnded(String tenant, PollKind kind, SweepVerdict verdict, int rows, boolean active)
            implements PollEmission {}

    /**
     * Everything of a tenant that is reset is erased, and nothing is read for it any more.
     *
     * @param requestId the request that resets it
     */
    record TenantErased(String tenant, String requestId, ErasedKeys erased) implements PollEmission {}

    /** The reset of the tenant is done, so the report about it is deleted. */
    record ErasureForgotten(String tenant) implements PollEmission {}

    /** @param rows how many rows were forgotten with it */
    record TenantForgotten(String tenant, int rows) implements PollEmission {}
}
