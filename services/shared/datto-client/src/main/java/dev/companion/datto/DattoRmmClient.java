package dev.companion.datto;

import dev.companion.vendor.CallResult;
import dev.companion.vendor.CallResult.Done;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One Datto RMM account, seen with one API key. Calls block, send at most one API request each (plus a token request
 * where one is due) and never retry by themselves, but for one fresh token after a 401.
 */
public interface DattoRmmClient {

    /** The account that the key belongs to: the identity of a tenant. */
    CallResult<Account> account();

    /** One page of the sites that the key's owner may see. {@code null} is the first page. */
    CallResult<Page<Site>> sites(@Nullable PageCursor cursor);

    /** One site by its uid; {@code Missing} is the authoritative "deleted", {@code Refused} is "not visible". */
    CallResult<Site> site(String siteUid);

    /** One page of users. {@code Refused(PERMISSION)} here is how a key shows that its owner is no administrator. */
    CallResult<Page<RmmUser>> users(@Nullable PageCursor cursor);

    /** All variables of a site, walked to the end; more than one request only beyond one page. */
    CallResult<List<SiteVariable>> siteVariables(String siteUid);

    CallResult<Done> createSiteVariable(String siteUid, String name, String value);

    CallResult<Done> updateSiteVariable(String siteUid, long variableId, String name, String value);

    CallResult<Done> deleteSiteVariable(String siteUid, long variableId);

    /** What the account has used of its quota in the current window, by everybody together. */
    CallResult<RequestRate> requestRate();

    /** The largest page this platform hands out; a client must live with smaller ones all the same. */
    default CallResult<Integer> pageSizeMax() {
        return new CallResult.Refused<>(CallResult.Reason.NOT_OFFERED, "the page size is not told here");
    }

    /** The way of signing in that worked, or that was prescribed; empty until one has worked. */
    default Optional<Grant> grantInUse() {
        return Optional.empty();
    }

    /** {@code uid} is opaque: a short alphanumeric string, not a GUID. */
    record Account(String uid, String name) {}

    /**
     * @param onDemand null where the platform did not say: such a site must not be imported until it is known
     * @param devices number of devices, null where the platform did not say
     */
    record Site(
            String uid,
            @Nullable Long id,
            String name,
            @Nullable String description,
            @Nullable Boolean onDemand,
            @Nullable Integer devices,
            @Nullable String portalUrl) {}

    /**
     * @param key uid where the platform gives one, else the case-folded username
     * @param enabled null where the platform did not say
     * @param role null where the platform has no roles, which is the rule
     */
    record RmmUser(
            String key,
            String username,
            @Nullable String firstName,
            @Nullable String lastName,
            @Nullable String email,
            @Nullable Boolean enabled,
            @Nullable String role,
            @Nullable Instant createdAt,
            @Nullable Instant lastAccessAt) {}

    /** @param masked a masked value reads as asterisks and cannot be compared */
    record SiteVariable(long id, String name, @Nullable String value, boolean masked) {}

    /** Counts and limits of the sliding window; the write fields are null on accounts with one joint bucket. */
    record RequestRate(
            int windowSeconds,
            int readCount,
            int readLimit,
            @Nullable Integer writeCount,
            @Nullable Integer writeLimit) {}

    /**
     * @param next null at the end of the walk
     * @param totalCount rows in the whole collection, null where the platform did not say
     * @param trusted false where the answer lacked its page details: such a walk may not conclude that a row is gone
     */
    record Page<T>(
            List<T> rows,
            @Nullable PageCursor next,
            @Nullable Long totalCount,
            boolean trusted) {}

    /** Where the next page is: the query of the platform's own link, or a page number. Same origin by construction. */
    record PageCursor(String pathAndQuery) {}
}
