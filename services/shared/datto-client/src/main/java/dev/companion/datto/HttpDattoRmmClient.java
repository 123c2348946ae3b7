package dev.companion.datto;

import dev.companion.vendor.CallGate;
import dev.companion.vendor.CallResult;
import dev.companion.vendor.CallResult.Done;
import dev.companion.vendor.CallResult.Found;
import dev.companion.vendor.CallResult.Missing;
import dev.companion.vendor.CallResult.Reason;
import dev.companion.vendor.CallResult.Refused;
import dev.companion.vendor.CallResult.Unavailable;
import dev.companion.vendor.LenientJson;
import dev.companion.vendor.VendorHttp;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The client over HTTP: an address and a reader for each call. */
final class HttpDattoRmmClient implements DattoRmmClient {

    static final String API = "/api/v2";

    /** A site has a handful of variables; a server with more pages than this is not a Datto RMM platform. */
    private static final int VARIABLE_PAGES_MAX = 100;

    private final DattoCalls calls;
    private final UserCalls users;

    HttpDattoRmmClient(VendorHttp http, DattoCredentials credentials, InstantSource clock, CallGate<DattoLane> gate) {
        this.calls = new DattoCalls(http, credentials, clock, gate);
        this.users = new UserCalls(calls);
    }

    @Override
    public CallResult<Account> account() {
        return calls.one(API + "/account", DattoRows::account, "account");
    }

    @Override
    public CallResult<Page<Site>> sites(@Nullable PageCursor cursor) {
        return calls.page(API + "/account/sites", "sites", DattoRows::site, cursor);
    }

    @Override
    public CallResult<Site> site(String siteUid) {
        return sitePath(siteUid)
                .then(path -> calls.one(path, DattoRows::site, "site"))
                .then(site -> site.uid().equalsIgnoreCase(siteUid.strip())
                        ? new Found<>(site)
                        : new Unavailable<>("Datto RMM returned another site than the requested one"));
    }

    @Override
    public CallResult<Page<RmmUser>> users(@Nullable PageCursor cursor) {
        return calls.page(API + "/account/users", "users", DattoRows::user, cursor);
    }

    @Override
    public CallResult<List<SiteVariable>> siteVariables(String siteUid) {
        return sitePath(siteUid).then(path -> allVariables(path + "/variables"));
    }

    private CallResult<List<SiteVariable>> allVariables(String path) {
        var byId = new LinkedHashMap<Long, SiteVariable>();
        PageCursor cursor = null;
        for (int pages = 1; pages <= VARIABLE_PAGES_MAX; pages++) {
            var result = calls.page(path, "variables", DattoRows::variable, cursor);
            if (!(result instanceof Found<Page<SiteVariable>>(var page))) {
                return result.map(Page::rows);
            }
            page.rows().forEach(variable -> byId.put(variable.id(), variable));
            cursor = page.next();
            if (cursor == null) {
                // A single page with rows is complete; between several pages, a row may have been missed.
                var total = page.totalCount();
                var slipped = pages > 1 && (page.rows().isEmpty() || total != null && total != byId.size());
                var noneOfMany = byId.isEmpty() && total != null && total > 0;
                return !slipped && !noneOfMany
                        ? new Found<>(List.copyOf(byId.values()))
                        : new Unavailable<>("the variables of the site changed while they were being read");
            }
        }
        return new Unavailable<>("the variables of a site do not end after %d pages".formatted(VARIABLE_PAGES_MAX));
    }

    @Override
    public CallResult<Done> createSiteVariable(String siteUid, String name, String value) {
        return sitePath(siteUid)
                .then(path ->
                        calls.write("PUT", path + "/variable", Map.of("name", name, "value", value, "masked", false)));
    }

    @Override
    public CallResult<Done> updateSiteVariable(String siteUid, long variableId, String name, String value) {
        return sitePath(siteUid)
                .then(path ->
                        calls.write("POST", path + "/variable/" + variableId, Map.of("name", name, "value", value)));
    }

    @Override
    public CallResult<Done> deleteSiteVariable(String siteUid, long variableId) {
        return sitePath(siteUid).then(path -> calls.write("DELETE", path + "/variable/" + variableId, null));
    }

    @Override
    public CallResult<RequestRate> requestRate() {
        return calls.requestRate();
    }

    @Override
    public Optional<RequestRate> lastRequestRate() {
        return calls.lastRequestRate();
    }

    @Override
    public CallResult<Integer> pageSizeMax() {
        return calls.one(API + "/system/pagination", node -> LenientJson.count(node, "max"), "page size");
    }

    @Override
    public Optional<Grant> grantInUse() {
        return calls.grantInUse();
    }

    @Override
    public CallResult<SystemStatus> systemStatus() {
        var status = calls.readOpenly(API + "/system/status")
                .then(document -> DattoCalls.understood(document, DattoRows::status, "status"));
        // These need no key, so they say nothing about one.
        var notForEverybody = status instanceof Missing
                || status instanceof Refused<SystemStatus>(var reason, var _)
                        && (reason == Reason.CREDENTIALS || reason == Reason.PERMISSION);
        return notForEverybody
                ? new Refused<>(Reason.NOT_OFFERED, "this platform does not report its status without a token")
                : status;
    }

    @Override
    public CallResult<Page<Activity>> activities(ActivityQuery query, @Nullable PageCursor cursor) {
        var page = calls.origin()
                .then(origin -> calls.page(
                        new PageReader<>(
                                origin, API + "/activity-logs", "activities", DattoRows::activity, query.text()),
                        cursor));
        return page instanceof Missing
                ? new Refused<>(
                        Reason.NOT_OFFERED,
                        "this platform has no activity log: changes are seen only when the lists are read again")
                : page;
    }

    @Override
    public CallResult<UserAccounts> userAccounts() {
        return users.ifOffered();
    }

    private static CallResult<String> sitePath(String siteUid) {
        return PathStep.after(API + "/site", siteUid, "site");
    }
}
