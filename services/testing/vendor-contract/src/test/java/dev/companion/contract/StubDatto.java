package dev.companion.contract;

import dev.companion.vendor.Secret;
import dev.companion.vendor.StubServer;
import dev.companion.vendor.StubServer.Received;
import dev.companion.vendor.StubServer.Reply;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A second platform, after descriptions and examples of the API, with no code of the simulator: rows are the JSON that
 * is sent, and times are ISO texts where the simulator sends numbers.
 */
final class StubDatto implements DattoVendor {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String PUBLIC_CLIENT =
            "Basic " + Base64.getEncoder().encodeToString("public-client:public".getBytes(StandardCharsets.US_ASCII));
    private static final String PSEUDO_SITE = "deleted";
    private static final KeyPair ADMINISTRATOR =
            new KeyPair(Secret.of("STUB&ADMIN=ü+"), Secret.of("stub%2B secret/of the administrator="));
    private static final KeyPair TECHNICIAN = new KeyPair(Secret.of("STUBTECH"), Secret.of("stub-secret-technician"));
    private static final int PAGE = 250;

    private record Variable(long id, String site, String name, String value, boolean masked) {}

    private final StandingClock clock;
    private final Map<String, Map<String, @Nullable Object>> sites = new LinkedHashMap<>();
    private final Set<String> hidden = new HashSet<>();
    private final List<Map<String, @Nullable Object>> users = new ArrayList<>();
    private final Map<Long, Variable> variables = new LinkedHashMap<>();
    private final Map<String, KeyPair> tokens = new HashMap<>();
    private final StubTroubles troubles = new StubTroubles(Reply.json(409, "{\"title\":\"Conflict\",\"status\":409}"));
    private final StubServer server = new StubServer(this::reply);
    private long last = 41_000;
    private int reads;
    private boolean revoked;

    StubDatto(StandingClock clock) {
        this.clock = clock;
        addSite("Managed", false);
        addSite("OnDemand", true);
        sites.put(PSEUDO_SITE, row("id", ++last, "uid", PSEUDO_SITE, "name", "Deleted Devices", "onDemand", false));
        addUser("anna@northwind.example", "Anna", "Berg", false);
    }

    private static Map<String, @Nullable Object> row(@Nullable Object... namesAndValues) {
        var row = new LinkedHashMap<String, @Nullable Object>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            row.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        return row;
    }

    private synchronized Reply reply(Received request) {
        if (request.path().equals("/auth/oauth/token")) {
            return token(request);
        }
        var bearer = request.headers().getOrDefault("authorization", "").replace("Bearer ", "");
        var pair = tokens.get(bearer);
        if (pair == null || revoked) {
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
        }
        var operation = request.method() + " /v2/" + String.join("/", shape);
        if (!request.path().startsWith("/api/v2/")) {
            return Reply.json(404, "{\"status\":404}");
        }
        reads += request.method().equals("GET") ? 1 : 0;
        return troubles.answer(operation, () -> answer(operation, steps, request, pair));
    }

    private Reply answer(String operation, List<String> steps, Received request, KeyPair caller) {
        return switch (operation) {
            case "GET /v2/account" ->
                json(row("id", 1, "uid", accountUid(), "name", accountName(), "currency", "GBP", "descriptor", null));
            case LIST_SITES -> page(request, "sites", visibleSites());
            case LIST_USERS ->
                caller.equals(ADMINISTRATOR)
                        ? page(request, "users", users)
                        : Reply.json(403, "{\"message\":\"Forbidden\"}");
            case "GET /v2/system/pagination" -> json(row("max", PAGE));
            case "GET /v2/system/request_rate" ->
                json(row("slidingTimeWindowSizeSeconds", 60, "accountCount", reads, "accountRateLimit", 600));
            default -> steps.getFirst().equals("site") ? ofSite(operation, steps, request) : notFound();
        };
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
            case LIST_VARIABLES -> page(request, "variables", shown(uid));
            case CREATE_VARIABLE -> create(uid, JSON.readTree(request.body()));
            case UPDATE_VARIABLE -> change(uid, steps.get(3), JSON.readTree(request.body()));
            case DELETE_VARIABLE -> change(uid, steps.get(3), null);
            default -> notFound();
        };
    }

    private List<Map<String, @Nullable Object>> shown(String uid) {
        return variables.values().stream()
                .filter(variable -> variable.site.equals(uid))
                .map(variable -> row(
                        "id",
                        variable.id,
                        "name",
                        variable.name,
                        "value",
                        variable.masked ? "*****" : variable.value,
                        "masked",
                        variable.masked))
                .toList();
    }

    private Reply create(String uid, JsonNode body) {
        var name = body.path("name").asString();
        if (!values(uid, name).isEmpty()) {
            return Reply.json(400, "{\"message\":\"the name is not unique\"}");
        }
        addVariable(
                uid, name, body.path("value").asString(), body.path("masked").asBoolean());
        return Reply.EMPTY;
    }

    /** @param body null to delete */
    private Reply change(String uid, String id, @Nullable JsonNode body) {
        var known = variables.get(Long.valueOf(id));
        if (known == null || !known.site.equals(uid)) {
            return notFound();
        }
        if (body == null) {
            variables.remove(known.id);
        } else {
            var name = body.path("name").asString();
            variables.put(
                    known.id,
                    new Variable(known.id, uid, name, body.path("value").asString(), known.masked));
        }
        return Reply.EMPTY;
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

    private Reply token(Received request) {
        var form = query("?" + request.body());
        for (var pair : List.of(ADMINISTRATOR, TECHNICIAN)) {
            if (!revoked
                    && PUBLIC_CLIENT.equals(request.headers().get("authorization"))
                    && "password".equals(form.get("grant_type"))
                    && pair.key().reveal().equals(form.get("username"))
                    && pair.secretKey().reveal().equals(form.get("password"))) {
                var token = "stub-token-" + ++last;
                tokens.put(token, pair);
                return json(row("access_token", token, "token_type", "bearer", "expires_in", 359_999));
            }
        }
        return Reply.json(401, "{\"error\":\"unauthorized\",\"error_description\":\"Bad credentials\"}");
    }

    private static Map<String, String> query(String pathAndQuery) {
        var start = pathAndQuery.indexOf('?');
        return Arrays.stream((start < 0 ? "" : pathAndQuery.substring(start + 1)).split("&"))
                .map(field -> field.split("=", 2))
                .filter(parts -> parts.length == 2)
                .collect(Collectors.toMap(
                        parts -> parts[0], parts -> URLDecoder.decode(parts[1], StandardCharsets.UTF_8)));
    }

    private static Reply json(@Nullable Object body) {
        return Reply.json(JSON.writeValueAsString(body));
    }

    private static Reply notFound() {
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
        return ADMINISTRATOR;
    }

    @Override
    public KeyPair technician() {
        return TECHNICIAN;
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
        return users.stream().map(user -> String.valueOf(user.get("username"))).toList();
    }

    @Override
    public synchronized void addUser(String username, String firstName, String lastName, boolean disabled) {
        users.add(row(
                "firstName", firstName,
                "lastName", lastName,
                "username", username,
                "email", username,
                "telephone", null,
                "status", null,
                "created", clock.instant().toString(),
                "lastAccess", -62_135_596_800_000L,
                "disabled", disabled));
    }

    @Override
    public synchronized List<String> values(String siteUid, String name) {
        return variables.values().stream()
                .filter(variable -> variable.site.equals(siteUid) && variable.name.equals(name))
                .map(Variable::value)
                .toList();
    }

    private void addVariable(String siteUid, String name, String value, boolean masked) {
        variables.put(++last, new Variable(last, siteUid, name, value, masked));
    }

    @Override
    public synchronized void addMaskedVariable(String siteUid, String name, String value) {
        addVariable(siteUid, name, value, true);
    }

    @Override
    public synchronized void revokeKey() {
        revoked = true;
    }

    @Override
    public synchronized void forgetTokens() {
        tokens.clear();
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
