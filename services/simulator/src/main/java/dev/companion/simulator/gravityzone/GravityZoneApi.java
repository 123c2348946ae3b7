package dev.companion.simulator.gravityzone;

import dev.companion.simulator.http.Answer;
import dev.companion.simulator.http.Request;
import dev.companion.simulator.traffic.Call;
import dev.companion.simulator.traffic.SlidingCount;
import dev.companion.simulator.traffic.VendorApi;
import dev.companion.simulator.world.Json;
import dev.companion.simulator.world.Switch;
import dev.companion.simulator.world.World;
import dev.companion.simulator.world.row.Company;
import dev.companion.simulator.world.row.Fault;
import dev.companion.simulator.world.row.FaultKind;
import dev.companion.simulator.world.row.GravityZoneKey;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** GravityZone's JSON-RPC over HTTP: keys, limits, envelope; the methods are in the services. */
public final class GravityZoneApi implements VendorApi {

    private static final Pattern PATH = Pattern.compile("/api/(v1\\.[01])/jsonrpc/([a-z]+)/?");
    private static final Duration WINDOW = Duration.ofSeconds(1);
    private static final String WRONG_KEY = "Invalid API key. Please generate an API key in Control Center.";

    private final World world;
    private final Map<String, Service> services = new LinkedHashMap<>();
    // Guarded by the world's lock, because a second lock could be taken in the other order.
    private final Map<String, SlidingCount> windows = new HashMap<>();

    public GravityZoneApi(World world) {
        this.world = world;
        var reach = new Reach(world);
        var pages = new GravityZonePages(world.switches());
        var licenses = new Licenses(world.switches());
        for (Service service : List.of(
                new CompaniesService(world, reach, licenses),
                new NetworkService(world, reach, pages, new Inventory(world, pages, licenses)),
                new PackagesService(world, reach, pages),
                new LicensingService(world, reach, licenses),
                new AccountsService(world, reach, pages),
                new GeneralService(),
                new PushService(world))) {
            services.put(service.name(), service);
        }
    }

    /** Clears every window, as if no request had been made yet. */
    public void forgive() {
        world.<@Nullable Void>read(() -> {
            windows.clear();
            return null;
        });
    }

    @Override
    public String name() {
        return "gravityzone";
    }

    @Override
    public Duration window() {
        return WINDOW;
    }

    @Override
    public Call identify(Request request) {
        GravityZoneKey key = keyOf(request).orElse(null);
        JsonNode body = request.json();
        Matcher path = PATH.matcher(request.path());
        String method = body == null ? "?" : body.path("method").asString("?");
        String name = path.matches() ? path.group(2) + "." + method : request.method() + " " + request.path();
        return Call.of(
                request,
                name,
                List.of("all", name),
                key == null ? null : key.companyId(),
                key == null ? null : Call.suffix(key.key()),
                body);
    }

    private Optional<GravityZoneKey> keyOf(Request request) {
        String header = request.header("authorization").orElse("");
        if (!header.regionMatches(true, 0, "Basic ", 0, 6)) {
            return Optional.empty();
        }
        try {
            String pair =
                    new String(Base64.getDecoder().decode(header.substring(6).strip()), StandardCharsets.UTF_8);
            // The key is the user name; the password is empty.
            return pair.endsWith(":")
                    ? world.gravityZone().keyWith(pair.substring(0, pair.length() - 1))
                    : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    @Override
    public Answer answer(Call call) {
        Request request = call.request();
        Matcher path = PATH.matcher(request.path());
        Service service = path.matches() ? services.get(path.group(2)) : null;
        if (service == null) {
            return Answer.html(404, "404 Not Found");
        }
        if (!request.method().equals("POST")) {
            return Answer.html(405, "405 Method Not Allowed").with("Allow", "POST");
        }
        JsonNode body = call.body();
        JsonNode id = body == null ? Json.MAPPER.nullNode() : body.path("id");
        try {
            Caller caller = admit(call, service, path.group(1).equals("v1.1"));
            if (!request.header("content-type").orElse("").contains("json")) {
                return Answer.html(415, "415 Unsupported Media Type");
            }
            Service.Method method = methodOf(service, caller.newer(), request.body().length == 0 ? null : body);
            Params params = paramsOf(body);
            Object result = world.<@Nullable Object>change(() -> method.call(caller, params));
            return Answer.json(200, Json.object("id", value(id), "jsonrpc", "2.0", "result", result));
        } catch (JsonRpcError error) {
            return error(id, error.httpStatus(), error.code(), JsonRpcError.messageOf(error.code()), error.details());
        }
    }

    private Caller admit(Call call, Service service, boolean newer) {
        GravityZoneKey key = keyOf(call.request())
                .filter(known -> !known.revoked())
                .orElseThrow(() -> new JsonRpcError(JsonRpcError.SERVER_ERROR, 401, WRONG_KEY));
        Company company = world.gravityZone()
                .company(key.companyId())
                .filter(known -> !known.suspended())
                .orElseThrow(() -> new JsonRpcError(JsonRpcError.SERVER_ERROR, 401, WRONG_KEY));
        count(call, key, service);
        boolean free =
                service.name().equals(GeneralService.NAME) && world.switches().is(Switch.GZ_KEY_DETAILS, "ALLOWED");
        if (!free && !key.enabledApis().contains(service.name())) {
            int status = Integer.parseInt(world.switches().value(Switch.GZ_DISABLED_SERVICE));
            throw new JsonRpcError(
                    JsonRpcError.SERVER_ERROR, status, "The " + service.name() + " API is not enabled for this key");
        }
        return new Caller(call, key, company, newer);
    }

    private void count(Call call, GravityZoneKey key, Service service) {
        String scope = world.switches().is(Switch.GZ_LIMIT_SCOPE, "KEY")
                ? key.name()
                : call.request().remoteAddress();
        boolean isLicensing = service.name().equals("licensing");
        boolean full = world.read(() -> {
            Instant now = world.now();
            SlidingCount all = windows.computeIfAbsent(scope, unused -> new SlidingCount(WINDOW));
            SlidingCount licensing = windows.computeIfAbsent(scope + "|licensing", unused -> new SlidingCount(WINDOW));
            boolean over = all.count(now) >= world.switches().number(Switch.GZ_REQUESTS_PER_SECOND)
                    || (isLicensing && licensing.count(now) >= world.switches().number(Switch.GZ_LICENSING_PER_SECOND));
            if (!over) {
                all.add(now);
                if (isLicensing) {
                    licensing.add(now);
                }
            }
            return over;
        });
        if (full) {
            throw new JsonRpcError(JsonRpcError.TOO_MANY_REQUESTS, 429, "The limit of requests is exceeded");
        }
    }

    private static Service.Method methodOf(Service service, boolean newer, @Nullable JsonNode body) {
        if (body == null) {
            throw new JsonRpcError(JsonRpcError.PARSE_ERROR, 200, "The request is not valid JSON");
        }
        boolean envelope = body.isObject()
                && body.path("jsonrpc").asString("").equals("2.0")
                && body.path("method").isString()
                && (body.path("id").isString() || body.path("id").isNumber());
        if (!envelope) {
            throw new JsonRpcError(JsonRpcError.INVALID_REQUEST, 200, "The request is not a JSON-RPC 2.0 call");
        }
        Service.Method method = service.methods(newer).get(body.path("method").stringValue());
        if (method == null) {
            throw new JsonRpcError(JsonRpcError.METHOD_NOT_FOUND, 200, "The selected API is not available.");
        }
        return method;
    }

    private Params paramsOf(@Nullable JsonNode body) {
        JsonNode params = body == null ? Json.MAPPER.createObjectNode() : body.path("params");
        if (params.isMissingNode()) {
            params = Json.MAPPER.createObjectNode();
        }
        if (!params.isObject()) {
            throw JsonRpcError.invalidParams("params must be an object");
        }
        return new Params(params, world.switches().is(Switch.GZ_UNKNOWN_PARAMS, "REFUSED"));
    }

    private Answer error(JsonNode id, int status, int code, String message, String details) {
        Answer answer;
        boolean unauthorizedPage = status == 401 && world.switches().is(Switch.GZ_UNAUTHORIZED_BODY, "HTML");
        if (unauthorizedPage) {
            answer = Answer.html(401, "401 Unauthorized");
        } else if (status == 429 && world.switches().is(Switch.GZ_TOO_MANY_BODY, "EMPTY")) {
            answer = Answer.empty(429);
        } else {
            answer = Answer.json(
                    status,
                    Json.object(
                            "id",
                            value(id),
                            "jsonrpc",
                            "2.0",
                            "error",
                            Json.object("code", code, "message", message, "data", Json.object("details", details))));
        }
        if (status == 429 && world.switches().is(Switch.GZ_RETRY_AFTER, "SECONDS")) {
            answer = answer.with("Retry-After", "1");
        }
        if (status == 401) {
            answer = answer.with("WWW-Authenticate", "Basic realm=\"Control Center API\"");
        }
        return answer.withError(Integer.toString(code));
    }

    private static @Nullable Object value(JsonNode id) {
        return id.isMissingNode() || id.isNull() ? null : id;
    }

    @Override
    public Answer refuse(Call call, Fault fault) {
        JsonNode body = call.body();
        JsonNode id = body == null ? Json.MAPPER.nullNode() : body.path("id");
        if (fault.kind() == FaultKind.RATE_LIMIT) {
            Answer answer = Answer.json(
                    429,
                    Json.object(
                            "id",
                            value(id),
                            "jsonrpc",
                            "2.0",
                            "error",
                            Json.object("code", JsonRpcError.TOO_MANY_REQUESTS, "message", "Too many requests")));
            long retryAfter = fault.number("retryAfter", 0);
            return retryAfter == 0 ? answer : answer.with("Retry-After", Long.toString(retryAfter));
        }
        boolean permission = fault.kind() == FaultKind.PERMISSION_LOSS;
        int code = (int) fault.number("code", JsonRpcError.SERVER_ERROR);
        return error(
                id,
                (int) fault.number("status", permission ? 403 : 200),
                code,
                fault.text("message", JsonRpcError.messageOf(code)),
                fault.text("details", permission ? "This API is not enabled for this key" : "Unexpected error"));
    }
}
