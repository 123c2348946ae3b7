package dev.companion.contract;

import dev.companion.vendor.StubServer;
import dev.companion.vendor.StubServer.Received;
import dev.companion.vendor.StubServer.Reply;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * A second platform, after descriptions and examples of the API, with no code of the simulator: rows are the JSON that
 * is sent, and times are ISO texts where the simulator sends numbers.
 */
final class StubDatto implements DattoVendor {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String PSEUDO_SITE = "deleted";
    private static final int PAGE = 250;

    private final Map<String, Map<String, @Nullable Object>> sites = new LinkedHashMap<>();
    private final Set<String> hidden = new HashSet<>();
    private final Set<String> forbidden = new HashSet<>();
    private final Set<String> empty = new HashSet<>();
    private final StubDattoUsers users;
    private final StubDattoLog log;
    private final boolean singleUsers;
    private final StubDattoVariables variables = new StubDattoVariables();
    private final StubDattoTokens tokens = new StubDattoTokens();
    private final StubTroubles troubles = new StubTroubles(Reply.json(409, "{\"title\":\"Conflict\",\"status\":409}"));
    private final StubServer server = new StubServer(this::reply);
    private long last = 41_000;
    private int reads;

    /** @param singleUsers whether users have a uid, and calls for each alone */
    StubDatto(StandingClock clock, boolean singleUsers) {
        this.singleUsers = singleUsers;
        this.users = new StubDattoUsers(clock, singleUsers);
        this.log = new StubDattoLog(clock);
        addSite("Managed", false);
        addSite("OnDemand", true);
        sites.put(PSEUDO_SITE, row("id", ++last, "uid", PSEUDO_SITE, "name", "Deleted Devices", "onDemand", false));
        addUser("anna@northwind.example", "Anna", "Berg", false);
    }

    static Map<String, @Nullable Object> row(@Nullable Object... namesAndValues) {
        var row = new LinkedHashMap<String, @Nullable Object>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            row.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        return row;
    }

    private synchronized Reply reply(Received request) {
        if (request.path().equals("/auth/oauth/token")) {
            return tokens.give(request, query("?" + request.body()));
        }
        if (request.path().equals("/api/v2/system/status")) {
            return json(row("version", "13.9.1", "status", "UP", "started", "2026-11-01T02:03:04.5Z", "region", "x"));
        }
        var pair = tokens.caller(request);
        if (pair == null) {
            return Reply.json(401, "{\"error\":\"invalid_token\"}");
        }
        var steps = Arrays.stream(request.path().split("/"))
                .skip(3)
                .map(step -> URLDecoder.decode(step, StandardCharsets.UTF_8))
                .toList();
        var shape = new ArrayList<>(steps);
        if (shape.getFirst().equals("site")) {
            shape.set(1, "{siteUid}");
            if (shape.size() > 3) {
                shape.set(3, "{variableId}");
            }
        } else if (shape.size() == 3 && shape.get(1).equals("user")) {
            shape.set(2, "{userUid}");
        }
        var operation = request.method() + " /v2/" + String.join("/", shape);
        if (!request.path().startsWith("/api/v2/")) {
            return Reply.json(404, "{\"status\":404}");
        }
        reads += request.method().equals("GET") ? 1 : 0;
        if (forbidden.contains(operation)) {
            return Reply.json(403, "{\"message\":\"Forbidden\"}");
        }
        return troubles.answer(operation, () -> answer(operation, steps, request, pair));
    }

    private Reply answer(String operation, List<String> steps, Received request, KeyPair caller) {
        return switch (operation) {
            case "GET /v2/account" ->
                json(row("id", 1, "uid", accountUid(), "name", accountName(), "currency", "GBP", "descriptor", null));
            case LIST_SITES -> page(request, "sites", empty.contains(operation) ? List.of() : visibleSites());
            case LIST_USERS, READ_ACTIVITIES, CREATE_USER ->
                caller.equals(StubDattoTokens.ADMINISTRATOR)
                        ? administrators(operation, request)
                        : Reply.json(403, "{\"message\":\"Forbidden\"}");
            case "GET /v2/system/pagination" -> json(row("max", PAGE));
            case "GET /v2/system/request_rate" -> json(rate());
            default ->
                switch (steps.getFirst()) {
                    case "site" -> ofSite(operation, steps, request);
                    case "account" -> users.single(operation, steps.getLast(), request.body());
                    default -> notFound();
                };
        };
    }

    private Reply administrators(String operation, Received request) {
        return switch (operation) {
            case LIST_USERS -> page(request, "users", users.listed());
            case READ_ACTIVITIES -> log.page(query(request.pathAndQuery()), server.origin() + request.path());
            default -> users.single(operation, "", request.body());
        };
    }

    private Map<String, @Nullable Object> rate() {
        var operations =
                row("site-variable-create", row("limit", 100, "count", variables.created()), "device-move", null);
        return row(
                "slidingTimeWindowSizeSeconds",
                60,
                "accountCount",
                reads,
                "accountRateLimit",
                600,
                "accountWriteCount",
                variables.created(),
                "accountWriteRateLimit",
                600,
                "operationWriteStatus",
                operations);
    }

    private Reply ofSite(String operation, List<String> steps, Received request) {
        var uid = steps.get(1);
        if (!sites.containsKey(uid) || uid.equals(PSEUDO_SITE)) {
            return notFound();
        }
        if (hidden.contains(uid)) {
            return Reply.json(403, "{\"message\":\"Forbidden\"}");
        }
        return switch (operation) {
            case READ_SITE -> json(sites.get(uid));
            case LIST_VARIABLES -> page(request, "variables", variables.shown(uid));
            case CREATE_VARIABLE -> variables.create(uid, JSON.readTree(request.body()));
            case UPDATE_VARIABLE -> variables.change(uid, steps.get(3), JSON.readTree(request.body()));
            case DELETE_VARIABLE -> variables.change(uid, steps.get(3), null);
            default -> notFound();
        };
    }

    private Reply page(Received request, String field, List<Map<String, @Nullable Object>> all) {
        var query = query(request.pathAndQuery());
        int max = Math.min(PAGE, Integer.parseInt(query.getOrDefault("max", "250")));
        int page = Integer.parseInt(query.getOrDefault("page", "0"));
        int from = Math.min(all.size(), page * max);
        var rows = all.subList(from, Math.min(all.size(), from + max));
        var address = server.origin() + request.path() + "?max=" + max + "&page=";
        var details = row(
                "count",
                rows.size(),
                "totalCount",
                all.size(),
                "prevPageUrl",
                page == 0 ? null : address + (page - 1),
                "nextPageUrl",
                from + max < all.size() ? address + (page + 1) : null);
        return json(row("pageDetails", details, field, rows));
    }

    private static Map<String, String> query(String pathAndQuery) {
        var start = pathAndQuery.indexOf('?');
        return Arrays.stream((start < 0 ? "" : pathAndQuery.substring(start + 1)).split("&"))
                .map(field -> field.split("=", 2))
                .filter(parts -> parts.length == 2)
                .collect(Collectors.toMap(
                        parts -> parts[0], parts -> URLDecoder.decode(parts[1], StandardCharsets.UTF_8)));
    }

    static Reply json(@Nullable Object body) {
        return Reply.json(JSON.writeValueAsString(body));
    }

    static Reply notFound() {
        return Reply.json(404, "{\"message\":\"Not Found\"}");
    }

    private List<Map<String, @Nullable Object>> visibleSites() {
        return sites.entrySet().stream()
                .filter(Predicate.not(entry -> hidden.contains(entry.getKey())))
                .map(Map.Entry::getValue)
                .toList();
    }

    @Override
    public String apiUrl() {
        return server.origin();
    }

    @Override
    public String hostAndPort() {
        return server.hostAndPort();
    }

    @Override
    public KeyPair administrator() {
        return StubDattoTokens.ADMINISTRATOR;
    }

    @Override
    public KeyPair technician() {
        return StubDattoTokens.TECHNICIAN;
    }

    @Override
    public String accountUid() {
        return "qx7Stub";
    }

    @Override
    public String accountName() {
        return "Northwind – Süd";
    }

    @Override
    public synchronized List<String> siteUids() {
        return visibleSites().stream()
                .map(site -> String.valueOf(site.get("uid")))
                .toList();
    }

    @Override
    public synchronized String addSite(String name, @Nullable Boolean onDemand) {
        long id = ++last;
        var uid = "5c1f0000-0000-4000-8000-%012d".formatted(id);
        sites.put(
                uid,
                row(
                        "id",
                        id,
                        "uid",
                        uid,
                        "accountUid",
                        accountUid(),
                        "name",
                        name,
                        "description",
                        null,
                        "notes",
                        null,
                        "onDemand",
                        onDemand,
                        "proxySettings",
                        null,
                        "devicesStatus",
                        row("numberOfDevices", 4, "numberOfOnlineDevices", 1),
                        "autotaskCompanyId",
                        null,
                        "portalUrl",
                        "https://stub.centrastage.example/site/" + id));
        return uid;
    }

    @Override
    public String pseudoSite() {
        return PSEUDO_SITE;
    }

    @Override
    public synchronized void deleteSite(String uid) {
        sites.remove(uid);
    }

    @Override
    public synchronized void hideSite(String uid) {
        hidden.add(uid);
    }

    @Override
    public synchronized List<String> usernames() {
        return users.usernames();
    }

    @Override
    public synchronized void addUser(String username, String firstName, String lastName, boolean disabled) {
        users.add(username, firstName, lastName, disabled);
    }

    @Override
    public boolean offersSingleUsers() {
        return singleUsers;
    }

    @Override
    public synchronized Map<String, @Nullable Object> userFields(String uid) {
        return users.fields(uid);
    }

    @Override
    public synchronized void disableUser(String uid) {
        users.disable(uid);
    }

    @Override
    public synchronized void addActivity(
            String entity,
            String action,
            @Nullable String siteUid,
            @Nullable String username,
            @Nullable String details) {
        var site = siteUid == null ? null : sites.get(siteUid);
        log.add(
                entity,
                action,
                site == null ? null : row("id", site.get("id"), "name", site.get("name")),
                username,
                details);
    }

    @Override
    public synchronized void failActivityLog() {
        log.fail();
    }

    @Override
    public boolean countsWritesApart() {
        return true;
    }

    @Override
    public synchronized void forbid(String operation) {
        forbidden.add(operation);
    }

    @Override
    public synchronized void emptyPages(String operation) {
        empty.add(operation);
    }

    @Override
    public synchronized List<String> values(String siteUid, String name) {
        return variables.values(siteUid, name);
    }

    @Override
    public synchronized void addMaskedVariable(String siteUid, String name, String value) {
        variables.add(siteUid, name, value, true);
    }

    @Override
    public synchronized void revokeKey() {
        tokens.revoke();
    }

    @Override
    public synchronized void forgetTokens() {
        tokens.forget();
    }

    @Override
    public void trouble(String operation, Trouble trouble) {
        troubles.add(operation, trouble);
    }

    @Override
    public void calm() {
        troubles.clear();
    }

    @Override
    public long calls(String operation) {
        return troubles.calls(operation);
    }

    @Override
    public void close() {
        server.close();
    }
}
