package dev.companion.simulator.datto;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Every call of the API by method and path; writes carry the name under which the platform counts them. */
enum DattoOperation {
    TOKEN("POST", "/auth/oauth/token"),

    ACCOUNT("GET", "/v2/account"),
    ACCOUNT_USERS("GET", "/v2/account/users"),
    ACCOUNT_SITES("GET", "/v2/account/sites"),
    ACCOUNT_DEVICES("GET", "/v2/account/devices"),
    ACCOUNT_COMPONENTS("GET", "/v2/account/components"),
    ACCOUNT_ALERTS_OPEN("GET", "/v2/account/alerts/open"),
    ACCOUNT_ALERTS_RESOLVED("GET", "/v2/account/alerts/resolved"),
    ACCOUNT_MAPPINGS("GET", "/v2/account/dnet-site-mappings"),
    ACCOUNT_VARIABLES("GET", "/v2/account/variables"),
    ACCOUNT_VARIABLE_CREATE("PUT", "/v2/account/variable", "account-variable-create"),
    ACCOUNT_VARIABLE_UPDATE("POST", "/v2/account/variable/{variableId}", "account-variable-update"),
    ACCOUNT_VARIABLE_DELETE("DELETE", "/v2/account/variable/{variableId}", "account-variable-delete"),

    SITE_CREATE("PUT", "/v2/site", "site-create"),
    SITE("GET", "/v2/site/{siteUid}"),
    SITE_UPDATE("POST", "/v2/site/{siteUid}", "site-update"),
    SITE_SETTINGS("GET", "/v2/site/{siteUid}/settings"),
    SITE_PROXY_SET("POST", "/v2/site/{siteUid}/settings/proxy", "site-proxy-create"),
    SITE_PROXY_DELETE("DELETE", "/v2/site/{siteUid}/settings/proxy", "site-proxy-delete"),
    SITE_VARIABLES("GET", "/v2/site/{siteUid}/variables"),
    SITE_VARIABLE_CREATE("PUT", "/v2/site/{siteUid}/variable", "site-variable-create"),
    SITE_VARIABLE_UPDATE("POST", "/v2/site/{siteUid}/variable/{variableId}", "site-variable-update"),
    SITE_VARIABLE_DELETE("DELETE", "/v2/site/{siteUid}/variable/{variableId}", "site-variable-delete"),
    SITE_DEVICES("GET", "/v2/site/{siteUid}/devices"),
    SITE_INTERFACES("GET", "/v2/site/{siteUid}/devices/network-interface"),
    SITE_FILTERS("GET", "/v2/site/{siteUid}/filters"),
    SITE_ALERTS_OPEN("GET", "/v2/site/{siteUid}/alerts/open"),
    SITE_ALERTS_RESOLVED("GET", "/v2/site/{siteUid}/alerts/resolved"),

    DEFAULT_FILTERS("GET", "/v2/filter/default-filters"),
    ACTIVITY_LOGS("GET", "/v2/activity-logs"),
    SYSTEM_STATUS("GET", "/v2/system/status"),
    SYSTEM_REQUEST_RATE("GET", "/v2/system/request_rate"),
    SYSTEM_PAGINATION("GET", "/v2/system/pagination"),
    RESET_API_KEYS("POST", "/v2/user/resetApiKeys", "user-reset-keys"),

    SEED_USER_CREATE("POST", "/v2/account/user", "seed-user-create"),
    SEED_USER("GET", "/v2/account/user/{userUid}"),
    SEED_USER_UPDATE("PUT", "/v2/account/user/{userUid}", "seed-user-update"),
    SEED_USER_DELETE("DELETE", "/v2/account/user/{userUid}", "seed-user-delete");

    /** What the platform reports in request_rate: its write operations, of which some cannot be called here. */
    static final List<String> REPORTED = List.of(
            "site-create",
            "site-update",
            "site-variable-create",
            "site-variable-update",
            "site-variable-delete",
            "site-proxy-create",
            "site-proxy-delete",
            "account-variable-create",
            "account-variable-update",
            "account-variable-delete",
            "device-move",
            "device-job-create",
            "device-warranty-create",
            "device-udf-set",
            "alert-resolve",
            "user-reset-keys");

    private final String method;
    private final String template;
    private final List<String> segments;
    private final @Nullable String write;

    DattoOperation(String method, String template) {
        this(method, template, null);
    }

    DattoOperation(String method, String template, @Nullable String write) {
        this.method = method;
        this.template = template;
        this.segments = List.of(template.split("/"));
        this.write = write;
    }

    /** @param path without the leading {@code /api} */
    static Optional<DattoOperation> find(String method, String path) {
        List<String> asked = List.of(path.split("/"));
        return Arrays.stream(values())
                .filter(each -> each.method.equals(method) && each.fits(asked))
                .findFirst();
    }

    /** Whether the path exists under another method. */
    static boolean isKnownPath(String path) {
        List<String> asked = List.of(path.split("/"));
        return Arrays.stream(values()).anyMatch(each -> each.fits(asked));
    }

    private boolean fits(List<String> asked) {
        if (asked.size() != segments.size()) {
            return false;
        }
        for (int i = 0; i < asked.size(); i++) {
            String expected = segments.get(i);
            if (!expected.startsWith("{") && !expected.equals(asked.get(i))) {
                return false;
            }
        }
        return true;
    }

    /** The values of the template's braces, in order. */
    List<String> argumentsIn(String path) {
        List<String> asked = List.of(path.split("/"));
        return IntStream.range(0, segments.size())
                .filter(i -> segments.get(i).startsWith("{"))
                .mapToObj(asked::get)
                .toList();
    }

    String label() {
        return method + " " + template;
    }

    /** Null for a read. */
    @Nullable String write() {
        return write;
    }

    boolean isSeedOnly() {
        return name().startsWith("SEED_");
    }
}
