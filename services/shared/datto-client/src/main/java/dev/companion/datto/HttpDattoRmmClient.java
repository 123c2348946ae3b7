package dev.companion.datto;

import dev.companion.vendor.CallResult;
import dev.companion.vendor.CallResult.Done;
import dev.companion.vendor.CallResult.Found;
import dev.companion.vendor.CallResult.Reason;
import dev.companion.vendor.CallResult.Refused;
import dev.companion.vendor.CallResult.Unavailable;
import dev.companion.vendor.LenientJson;
import dev.companion.vendor.VendorHttp;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The client over HTTP: an address and a reading for each call, and nothing else. */
final class HttpDattoRmmClient implements DattoRmmClient {

    private static final String API = "/api/v2";

    /** A site has a handful of variables; whoever has more pages than this is not a Datto RMM platform. */
    private static final int VARIABLE_PAGES_MAX = 100;

    private final DattoCalls calls;

    HttpDattoRmmClient(VendorHttp http, DattoCredentials credentials, InstantSource clock) {
        this.calls = new DattoCalls(http, credentials, clock);
    }

    @Override
    public CallResult<Account> account() {
        return one("/account", DattoRows::account, "account");
    }

    @Override
    public CallResult<Page<Site>> sites(@Nullable PageCursor cursor) {
        return page("/account/sites", "sites", DattoRows::site, cursor);
    }

    @Override
    public CallResult<Site> site(String siteUid) {
        return sitePath(siteUid)
                .then(path -> one(path, DattoRows::site, "site"))
                .then(site -> site.uid().equalsIgnoreCase(siteUid.strip())
                        ? new Found<>(site)
                        : new Unavailable<>("Datto RMM answered with another site than was asked for"));
    }

    @Override
    public CallResult<Page<RmmUser>> users(@Nullable PageCursor cursor) {
        return page("/account/users", "users", DattoRows::user, cursor);
    }

    @Override
    public CallResult<List<SiteVariable>> siteVariables(String siteUid) {
        return sitePath(siteUid).then(path -> allVariables(path + "/variables"));
    }

    private CallResult<List<SiteVariable>> allVariables(String path) {
        var all = new ArrayList<SiteVariable>();
        PageCursor cursor = null;
        for (int pages = 0; pages < VARIABLE_PAGES_MAX; pages++) {
            var result = page(path, "variables", DattoRows::variable, cursor);
            if (!(result instanceof Found<Page<SiteVariable>>(var page))) {
                return result.map(Page::rows);
            }
            all.addAll(page.rows());
            cursor = page.next();
            if (cursor == null) {
                return new Found<>(List.copyOf(all));
            }
        }
        return new Unavailable<>("the variables of a site do not end after %d pages".formatted(VARIABLE_PAGES_MAX));
    }

    @Override
    public CallResult<Done> createSiteVariable(String siteUid, String name, String value) {
        return sitePath(siteUid)
                .then(path -> calls.write(
                        "PUT", API + path + "/variable", Map.of("name", name, "value", value, "masked", false)));
    }

    @Override
    public CallResult<Done> updateSiteVariable(String siteUid, long variableId, String name, String value) {
        return sitePath(siteUid)
                .then(path -> calls.write(
                        "POST", API + path + "/variable/" + variableId, Map.of("name", name, "value", value)));
    }

    @Override
    public CallResult<Done> deleteSiteVariable(String siteUid, long variableId) {
        return sitePath(siteUid).then(path -> calls.write("DELETE", API + path + "/variable/" + variableId, null));
    }

    @Override
    public CallResult<RequestRate> requestRate() {
        return one("/system/request_rate", DattoRows::requestRate, "request rate");
    }

    @Override
    public CallResult<Integer> pageSizeMax() {
        return one("/system/pagination", node -> LenientJson.count(node, "max"), "page size");
    }

    @Override
    public Optional<Grant> grantInUse() {
        return calls.grantInUse();
    }

    private <T> CallResult<T> one(String path, Function<JsonNode, @Nullable T> reading, String what) {
        return calls.read(API + path).then(document -> {
            var read = reading.apply(document);
            return read == null ? new Unavailable<>("the answer of Datto RMM holds no " + what) : new Found<>(read);
        });
    }

    private <T> CallResult<Page<T>> page(
            String path, String field, Function<JsonNode, @Nullable T> row, @Nullable PageCursor cursor) {
        return calls.origin().then(origin -> {
            var reader = new PageReader<>(origin, API + path, field, row);
            var address = reader.address(cursor);
            return calls.read(address).then(document -> reader.read(document, address));
        });
    }

    /** A uid is the platform's and may hold anything; it must stay one step of the path. */
    private static CallResult<String> sitePath(String siteUid) {
        var uid = siteUid.strip();
        if (uid.isEmpty() || uid.equals(".") || uid.equals("..")) {
            return new Refused<>(Reason.INVALID, "the uid of a site must not be empty");
        }
        return new Found<>(
                "/site/" + URLEncoder.encode(uid, StandardCharsets.UTF_8).replace("+", "%20"));
    }
}
