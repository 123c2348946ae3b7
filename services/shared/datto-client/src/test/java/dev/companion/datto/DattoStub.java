package dev.companion.datto;

import dev.companion.vendor.AllowedHosts;
import dev.companion.vendor.Secret;
import dev.companion.vendor.StubServer;
import dev.companion.vendor.StubServer.Received;
import dev.companion.vendor.StubServer.Reply;
import dev.companion.vendor.VendorHttp;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Base64;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A platform with one key: answers token requests itself and everything else as configured. */
final class DattoStub implements AutoCloseable {

    static final Secret KEY = Secret.of("KEY&1=ü+");
    static final Secret SECRET_KEY = Secret.of("SECRET%2B key/=");

    /** A clock that moves only when told to. */
    static final class TestClock implements InstantSource {
        private volatile Instant now = Instant.parse("2026-11-01T10:00:00Z");

        void pass(Duration time) {
            now = now.plus(time);
        }

        @Override
        public Instant instant() {
            return now;
        }
    }

    final TestClock clock = new TestClock();
    final AtomicInteger tokensGiven = new AtomicInteger();
    final Set<String> goodTokens = ConcurrentHashMap.newKeySet();

    private final Map<String, Function<Received, Reply>> routes = new LinkedHashMap<>();
    private final Queue<Reply> tokenReplies = new ArrayDeque<>();
    private final Set<Grant> grants = EnumSet.of(Grant.PASSWORD);
    private final StubServer server = new StubServer(this::reply);
    private final VendorHttp http;
    private volatile String expiresIn = "360000";

    DattoStub() {
        this(Duration.ofSeconds(20));
    }

    DattoStub(Duration totalTimeout) {
        http = VendorHttp.of(AllowedHosts.of(List.of(server.hostAndPort())), totalTimeout, totalTimeout);
    }

    DattoStub offering(Grant grant) {
        grants.clear();
        grants.add(grant);
        return this;
    }

    /** @param expiresIn as it stands in the JSON; empty leaves the field out */
    DattoStub tokensLasting(String expiresIn) {
        this.expiresIn = expiresIn;
        return this;
    }

    /** The next token requests get these answers, whatever they ask. */
    DattoStub tokenReplies(Reply... replies) {
        tokenReplies.addAll(List.of(replies));
        return this;
    }

    /** @param route "GET /api/v2/account", without the query */
    DattoStub on(String route, Function<Received, Reply> script) {
        routes.put(route, script);
        return this;
    }

    DattoStub on(String route, String json) {
        return on(route, _ -> Reply.json(json));
    }

    DattoRmmClient client() {
        return client(null);
    }

    DattoRmmClient client(@Nullable Grant grant) {
        return client(server.origin() + "/api/v2/", grant);
    }

    DattoRmmClient client(String apiUrl, @Nullable Grant grant) {
        return DattoRmmClients.of(http, new DattoCredentials(apiUrl, KEY, SECRET_KEY, grant), clock);
    }

    String origin() {
        return server.origin();
    }

    List<Received> requests() {
        return server.received();
    }

    /** Requests to the API, without those for tokens: "GET /api/v2/account". */
    List<String> calls() {
        return server.received().stream()
                .filter(request -> !request.path().equals("/auth/oauth/token"))
                .map(request -> request.method() + " " + request.pathAndQuery())
                .toList();
    }

    List<Received> tokenRequests() {
        return server.received().stream()
                .filter(request -> request.path().equals("/auth/oauth/token"))
                .toList();
    }

    private Reply reply(Received request) {
        if (request.path().equals("/auth/oauth/token")) {
            var prepared = tokenReplies.poll();
            return prepared == null ? token(request) : prepared;
        }
        var token = request.headers().getOrDefault("authorization", "").replace("Bearer ", "");
        var forEverybody = request.path().equals("/api/v2/system/status");
        if (!goodTokens.contains(token) && !forEverybody) {
            return Reply.json(
                    401, "{\"error\":\"invalid_token\",\"error_description\":\"Invalid access token: " + token + "\"}");
        }
        var route = routes.get(request.method() + " " + request.path());
        return route == null ? Reply.json(404, "{\"message\":\"no such thing\"}") : route.apply(request);
    }

    private Reply token(Received request) {
        var form = form(request.body());
        var publicClient = "Basic " + Base64.getEncoder().encodeToString("public-client:public".getBytes());
        boolean accepted =
                switch (form.getOrDefault("grant_type", "")) {
                    case "password" ->
                        grants.contains(Grant.PASSWORD)
                                && publicClient.equals(request.headers().get("authorization"))
                                && KEY.reveal().equals(form.get("username"))
                                && SECRET_KEY.reveal().equals(form.get("password"));
                    case "client_credentials" ->
                        grants.contains(Grant.CLIENT_CREDENTIALS)
                                && KEY.reveal().equals(form.get("client_id"))
                                && SECRET_KEY.reveal().equals(form.get("client_secret"));
                    default -> false;
                };
        if (!accepted) {
            return Reply.json(401, "{\"error\":\"unauthorized\",\"error_description\":\"Bad credentials\"}");
        }
        var token = "token-" + tokensGiven.incrementAndGet();
        goodTokens.add(token);
        return Reply.json(
                "{\"access_token\":\"%s\",\"token_type\":\"bearer\",\"refresh_token\":\"r\"%s,\"scope\":\"x\",\"jti\":\"j\"}"
                        .formatted(token, expiresIn.isEmpty() ? "" : ",\"expires_in\":" + expiresIn));
    }

    private static Map<String, String> form(String body) {
        var form = new LinkedHashMap<String, String>();
        for (var field : body.split("&")) {
            var parts = field.split("=", 2);
            form.put(parts[0], URLDecoder.decode(parts.length < 2 ? "" : parts[1], StandardCharsets.UTF_8));
        }
        return form;
    }

    @Override
    public void close() {
        http.close();
        server.close();
    }
}
