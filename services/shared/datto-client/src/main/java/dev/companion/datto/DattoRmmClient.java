package dev.companion.datto;

import dev.companion.vendor.CallResult;
import dev.companion.vendor.CallResult.Done;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One Datto RMM account, seen with one API key. Calls block, send at most one API request each unless stated otherwise
 * (plus a token request if one is due) and never retry, except with one fresh token after a 401.
 */
public interface DattoRmmClient {

    /** The account that the key belongs to: the identity of a tenant. */
    CallResult<Account> account();

    /** One page of the sites that the key's owner may see. {@code null} is the first page. */
    CallResult<Page<Site>> sites(@Nullable PageCursor cursor);

    /** One site by its uid; {@code Missing} is the authoritative "deleted", {@code Refused} is "not visible". */
    CallResult<Site> site(String siteUid);

    /** One page of users. {@code Refused(PERMISSION)} here means that the owner of the key is not an administrator. */
    CallResult<Page<RmmUser>> users(@Nullable PageCursor cursor);

    /** All variables of a site, read to the end; more than one request only if there is more than one page. */
    CallResult<List<SiteVariable>> siteVariables(String siteUid);

    CallResult<Done> createSiteVariable(String siteUid, String name, String value);

    CallResult<Done> updateSiteVariable(String siteUid, long variableId, String name, String value);

    CallResult<Done> deleteSiteVariable(String siteUid, long variableId);

    /** What all callers of the account have used of its quota in the current window. */
    CallResult<RequestRate> requestRate();

    /** The last answer to {@link #requestRate}, whichever caller asked; empty before the first. Sends nothing. */
    default Optional<RequestRate> lastRequestRate() {
        return Optional.empty();
    }

    /** Version and state of the platform. No key is needed, so none is shown and none is tested. */
    default CallResult<SystemStatus> systemStatus() {
        return new CallResult.Refused<>(CallResult.Reason.NOT_OFFERED, "the platform's status is not told here");
    }

    /**
     * One page of the activity log. {@code Refused(PERMISSION)} where the key's owner is no administrator.
     *
     * <p>A hint, not a feed: how late a line appears is not documented, and not every platform logs everything. Ask for
     * windows that overlap and know a line by its id.
     *
     * @param query the same for every page of a walk
     * @param cursor {@code null} is the first page
     */
    default CallResult<Page<Activity>> activities(ActivityQuery query, @Nullable PageCursor cursor) {
        return new CallResult.Refused<>(CallResult.Reason.NOT_OFFERED, "the activity log is not read here");
    }

    /**
     * The calls for single users, where this platform has them; {@code Refused(NOT_OFFERED)} where it has not, which is
     * the rule. Found out by reading, with up to three requests, and then remembered; a finding that did not come about,
     * because of a missing right or a platform out of order, is not.
     */
    default CallResult<UserAccounts> userAccounts() {
        return new CallResult.Refused<>(CallResult.Reason.NOT_OFFERED, "single users are not offered here");
    }

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
     * @param onDemand null if the platform did not report it: such a site must not be imported until it is known
     * @param devices number of devices, null if the platform did not report it
     * @param accountUid the account that the site belongs to, null if the platform did not report it
     */
    record Site(
            String uid,
            @Nullable Long id,
            String name,
            @Nullable String description,
            @Nullable Boolean onDemand,
            @Nullable Integer devices,
            @Nullable String portalUrl,
            @Nullable String accountUid) {

        /** A site of which the platform did not report the account. */
        public Site(
                String uid,
                @Nullable Long id,
                String name,
                @Nullable String description,
                @Nullable Boolean onDemand,
                @Nullable Integer devices,
                @Nullable String portalUrl) {
            this(uid, id, name, description, onDemand, devices, portalUrl, null);
        }
    }

    /**
     * @param key uid where the platform gives one, else the case-folded username
     * @param enabled null if the platform did not report it
     * @param role null if the platform has no roles, which is the rule
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

    /**
     * Counts and limits of the sliding window; the write fields are null on accounts with one joint bucket.
     *
     * @param operationWriteStatus by the platform's name of a write operation, such as {@code site-variable-create}; an
     *     operation that is not in it is limited by {@code writeLimit} alone. Empty on accounts with one joint bucket
     */
    record RequestRate(
            int windowSeconds,
            int readCount,
            int readLimit,
            @Nullable Integer writeCount,
            @Nullable Integer writeLimit,
            Map<String, OperationRate> operationWriteStatus) {

        public RequestRate {
            operationWriteStatus = Map.copyOf(operationWriteStatus);
        }
    }

    /** @param count null if the platform did not report it */
    record OperationRate(int limit, @Nullable Integer count) {}

    /**
     * @param status in the platform's words, such as {@code OK}; null if it did not report it
     * @param started null if the platform did not report it
     */
    record SystemStatus(
            @Nullable String version,
            @Nullable String status,
            @Nullable Instant started) {}

    /**
     * A line of the activity log.
     *
     * @param entity {@code DEVICE} or {@code USER} as far as is known; as the platform wrote it
     * @param category as the platform wrote it, such as {@code job}
     * @param action as the platform wrote it, such as {@code deployment}
     * @param siteId the numeric {@link Site#id}, never the uid; null for what concerns no site
     * @param details mostly a JSON document as text; anything may stand in it, even the value of a variable
     */
    record Activity(
            String id,
            @Nullable String entity,
            @Nullable String category,
            @Nullable String action,
            @Nullable Instant at,
            @Nullable Long siteId,
            @Nullable String siteName,
            @Nullable String userName,
            @Nullable String details) {

        /** Without names and details. */
        @Override
        public String toString() {
            return "Activity[id=%s, entity=%s, category=%s, action=%s, at=%s]"
                    .formatted(id, entity, category, action, at);
        }
    }

    /**
     * @param next null at the end of the walk
     * @param totalCount rows in the whole collection, null if the platform did not report it
     * @param trusted false if the answer lacked its page details, or rows that it had promised: such a walk may not
     *     conclude that a row is gone
     */
    record Page<T>(
            List<T> rows,
            @Nullable PageCursor next,
            @Nullable Long totalCount,
            boolean trusted) {}

    /** Where the next page is: the query of the platform's own link, or a page number. Same origin by construction. */
    record PageCursor(String pathAndQuery) {}
}
