package dev.companion.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.companion.gravityzone.GravityZoneClient;
import dev.companion.gravityzone.GravityZoneCredentials;
import dev.companion.gravityzone.http.GravityZoneClients;
import dev.companion.vendor.AllowedHosts;
import dev.companion.vendor.CallResult;
import dev.companion.vendor.CallResult.Found;
import dev.companion.vendor.LenientJson;
import dev.companion.vendor.Secret;
import dev.companion.vendor.StubServer;
import dev.companion.vendor.StubServer.Received;
import dev.companion.vendor.StubServer.Reply;
import dev.companion.vendor.VendorHttp;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;

/** GravityZone: every status with every kind of body, every code of an error, and addresses that no request ever reaches. */
@TestInstance(Lifecycle.PER_CLASS)
@Timeout(180)
class EveryGravityZoneAnswerTest {

    /** What a body may be; the variant to return is the id or name of the company. */
    enum Body {
        RESULT,
        ERROR,
        OTHER_JSON,
        EMPTY,
        PAGE
    }

    private static final List<Integer> STATUSES =
            IntStream.rangeClosed(200, 599).boxed().toList();

    /** All that JSON-RPC keeps for errors of its own and of servers, and some that it does not. */
    private static final List<Integer> CODES = Stream.of(
                    IntStream.rangeClosed(-32_768, -32_764),
                    IntStream.rangeClosed(-32_702, -32_698),
                    IntStream.rangeClosed(-32_610, -32_598),
                    IntStream.rangeClosed(-32_100, -31_999),
                    IntStream.of(-1, 0, 1, 404, 500))
            .flatMap(IntStream::boxed)
            .toList();

    private static final Duration SHORT = Duration.ofSeconds(2);

    private StubServer server;
    private VendorHttp http;

    @BeforeAll
    void open() {
        server = new StubServer(EveryGravityZoneAnswerTest::reply);
        http = VendorHttp.of(AllowedHosts.of(List.of(server.hostAndPort())), SHORT, Duration.ofSeconds(30));
    }

    @AfterAll
    void close() {
        http.close();
        server.close();
    }

    private static Reply reply(Received request) {
        var call = LenientJson.parse(request.body()).orElseThrow();
        var id = call.path("id");
        var method = call.path("method").asString();
        if (method.equals("getApiKeyDetails")) {
            return rpc(200, id, "\"result\":{\"enabledApis\":[\"companies\",\"licensing\",\"packages\",\"network\"]}");
        }
        var variant = LenientJson.text(call.path("params"), "companyId", "name", "packageId");
        var parts = variant.split(":");
        return switch (parts[0]) {
            case "code" -> rpc(200, id, error(Integer.parseInt(parts[1])));
            default ->
                switch (Body.valueOf(parts[1])) {
                    case RESULT -> rpc(Integer.parseInt(parts[0]), id, "\"result\":" + result(method, variant));
                    case ERROR -> rpc(Integer.parseInt(parts[0]), id, error(-32_000));
                    case OTHER_JSON -> Reply.json(Integer.parseInt(parts[0]), "{\"message\":\"no\"}");
                    case EMPTY -> Reply.of(Integer.parseInt(parts[0]), Map.of(), "");
                    case PAGE -> Reply.html(Integer.parseInt(parts[0]));
                };
        };
    }

    private static String result(String method, String variant) {
        return switch (method) {
            case "getCompanyDetails" -> "{\"id\":\"%s\",\"name\":\"Company\"}".formatted(variant);
            case "getPackagesList" -> "{\"page\":1,\"perPage\":100,\"pagesCount\":1,\"total\":0,\"items\":[]}";
            case "createCompany" -> "\"5f1a2b3c4d5e6f7081920a1b\"";
            default -> "null";
        };
    }

    private static String error(int code) {
        return "\"error\":{\"code\":%d,\"message\":\"Message\",\"data\":{\"details\":\"Something\"}}".formatted(code);
    }

    private static Reply rpc(int status, JsonNode id, String rest) {
        return Reply.json(status, "{\"id\":%s,\"jsonrpc\":\"2.0\",%s}".formatted(id, rest));
    }

    @Test
    void everyStatusWithEveryBody() throws Exception {
        var table = new AnswerTable("status", "result", "error -32000", "other JSON", "empty", "web page")
                .fill(STATUSES, status -> {
                    var cells = new ArrayList<String>();
                    for (var body : Body.values()) {
                        cells.add(cell(status, body));
                    }
                    return cells;
                });

        table.publish("every-gravityzone-answer");
    }

    private String cell(int status, Body body) {
        var client = client(http, server.origin());
        var variant = status + ":" + body;
        var read = client.company(variant);
        Safety.ofRead(read, variant);
        assertThat(Verdict.of(client.packages(variant, null))).isEqualTo(Verdict.of(read));
        var create = client.createCompany(variant, null);
        var delete = client.deletePackage(variant);
        for (var change : List.of(create, delete)) {
            if (body == Body.ERROR && status >= 400 && status < 500) {
                // Whatever the status says: "server error" decides nothing.
                assertThat(change).as(variant).isNotInstanceOf(Found.class);
            } else {
                Safety.ofChange(change, status, body == Body.RESULT && status != 204);
            }
        }
        assertThat(Verdict.of(delete)).isEqualTo(Verdict.of(create));
        return AnswerTable.both(Verdict.of(read), Verdict.of(create));
    }

    @Test
    void everyCodeOfAnError() throws Exception {
        var table = new AnswerTable("code", "list", "one", "creation", "deletion").fill(CODES, code -> {
            var client = client(http, server.origin());
            var variant = "code:" + code;
            var results = List.<CallResult<?>>of(
                    client.packages(variant, null),
                    client.company(variant),
                    client.createCompany(variant, null),
                    client.deletePackage(variant));
            results.subList(0, 2).forEach(read -> Safety.ofRead(read, variant));
            assertThat(results).as(variant).noneMatch(Found.class::isInstance);
            return results.stream().map(Verdict::of).toList();
        });

        table.publish("every-gravityzone-code");
    }

    @Test
    void whatNeverLeftChangedNothing() {
        try (var gone = new StubServer(EveryGravityZoneAnswerTest::reply)) {
            gone.close();
            var listed = List.of(server.hostAndPort(), gone.hostAndPort(), "no-such-cloud.invalid:443");
            try (var own = VendorHttp.of(AllowedHosts.of(listed), SHORT, Duration.ofSeconds(10))) {
                for (var address : List.of(
                        server.origin().replace("http:", "https:"),
                        gone.origin(),
                        "https://no-such-cloud.invalid",
                        "http://10.0.0.1")) {
                    var client = client(own, address);
                    Safety.ofRead(client.company("any"), address);
                    Safety.ofUnsentChange(client.createCompany("any", null), address);
                }
            }
        }
    }

    private static GravityZoneClient client(VendorHttp over, String address) {
        return GravityZoneClients.of(over, new GravityZoneCredentials(address, Secret.of("a-key-of-gravityzone")));
    }
}
