package dev.companion.mapper.domain;

import dev.companion.mapper.domain.claim.ClaimVerdict;
import dev.companion.mapper.domain.link.LinkStatus;
import dev.companion.mapper.domain.link.ObservedCompany;
import dev.companion.mapper.domain.link.ObservedSite;
import dev.companion.mapper.domain.link.ObservedVariable;
import dev.companion.mapper.domain.request.Request;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What arrives at the {@link MapperController}. */
public sealed interface MapperInput {

    record SiteObserved(String tenantId, String siteUid, ObservedSite site) implements MapperInput {}

    record SiteDeleted(String tenantId, String siteUid) implements MapperInput {}

    record CompanyObserved(String tenantId, String companyId, ObservedCompany company) implements MapperInput {}

    record CompanyDeleted(String tenantId, String companyId) implements MapperInput {}

    /** @param variable null if nothing is known of the site's variable any more */
    record VariableObserved(
            String tenantId, String siteUid, @Nullable ObservedVariable variable) implements MapperInput {}

    record LinkStatusObserved(String tenantId, String siteUid, LinkStatus status) implements MapperInput {}

    /**
     * A verdict on a root company, or on a company in the tenant's tree.
     *
     * @param since with HELD, when the tenant was given it; otherwise null
     * @param causedBy what the claim was stated for; null if it answers no claim
     */
    record ClaimAnswered(
            String tenantId,
            String rootId,
            ClaimVerdict verdict,
            @Nullable Instant since,
            @Nullable String causedBy) implements MapperInput {

        /** Whether it answers a claim, and is not about a company in the tenant's tree. */
        boolean isAboutARoot() {
            return verdict == ClaimVerdict.HELD || verdict == ClaimVerdict.TAKEN || verdict == ClaimVerdict.INSIDE;
        }

        boolean isSince(@Nullable Instant other) {
            return Objects.equals(since, other);
        }
    }

    /**
     * A service has erased what it held of a tenant that is reset.
     *
     * @param requestId the request that resets it
     * @param erased keys by topic
     */
    record ErasureReported(String tenantId, String service, String requestId, Map<String, Integer> erased)
            implements MapperInput {}

    /** @param type the name of the request's type, which its result repeats even if this version does not know it */
    record RequestReceived(Request request, String type) implements MapperInput {

        String key() {
            return request.tenantId() + "|" + request.requestId();
        }
    }
}
