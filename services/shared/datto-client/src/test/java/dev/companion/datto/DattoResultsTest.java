package dev.companion.datto;

import static org.assertj.core.api.Assertions.assertThat;

import dev.companion.vendor.CallResult;
import dev.companion.vendor.CallResult.Conflict;
import dev.companion.vendor.CallResult.Found;
import dev.companion.vendor.CallResult.Missing;
import dev.companion.vendor.CallResult.RateLimited;
import dev.companion.vendor.CallResult.Refused;
import dev.companion.vendor.CallResult.Scope;
import dev.companion.vendor.CallResult.Unavailable;
import dev.companion.vendor.CallResult.UnknownEffect;
import dev.companion.vendor.StubServer.Fault;
import dev.companion.vendor.StubServer.Reply;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every status, kind of body and break of the transport against the class of result, for reads and for effects. */
@Timeout(60)
class DattoResultsTest {

    private static final String READ = "GET /api/v2/site/s";
    private static final Duration SHORT = Duration.ofSeconds(1);

    @ParameterizedTest(name = "{0} {1}: {2} | {3}")
    @CsvSource({
        "200, json,  Found,                 Found",
        "200, empty, Unavailable,           Found",
        "200, html,  Unavailable,           UnknownEffect",
        "200, text,  Unavailable,           UnknownEffect",
        "201, json,  Found,                 Found",
        "202, empty, Unavailable,           Found",
        "204, empty, Unavailable,           Found",
        "207, json,  Found,                 Found",
        "299, empty, Unavailable,           Found",
        "300, empty, Unavailable,           UnknownEffect",
        "301, html,  Unavailable,           UnknownEffect",
        "302, html,  Unavailable,           UnknownEffect",
        "303, empty, Unavailable,           UnknownEffect",
        "304, empty, Unavailable,           UnknownEffect",
        "307, empty, Unavailable,           UnknownEffect",
        "308, empty, Unavailable,           UnknownEffect",
        "400, json,  Refused INVALID,       Refused INVALID",
        "400, html,  Refused INVALID,       Refused INVALID",
        "401, json,  Refused CREDENTIALS,   Refused CREDENTIALS",
        "401, html,  Refused CREDENTIALS,   Refused CREDENTIALS",
        "402, json,  Refused INVALID,       Refused INVALID",
        "403, json,  Refused PERMISSION,    Refused PERMISSION",
        "403, empty, Refused PERMISSION,    Refused PERMISSION",
        "403, html,  RateLimited HOST,      RateLimited HOST",
        "403, text,  RateLimited HOST,      RateLimited HOST",
        "404, json,  Missing,               Missing",
        "404, empty, Missing,               Missing",
        "404, text,  Missing,               Missing",
        "404, html,  Unavailable,           Missing",
        "405, json,  Refused NOT_OFFERED,   Refused NOT_OFFERED",
        "406, json,  Refused INVALID,       Refused INVALID",
        "407, html,  Unavailable,           Unavailable",
        "408, html,  Unavailable,           UnknownEffect",
        "409, json,  Conflict,              Conflict",
        "410, json,  Missing,               Missing",
        "413, html,  Refused INVALID,       Refused INVALID",
        "414, html,  Refused INVALID,       Refused INVALID",
        "415, json,  Refused INVALID,       Refused INVALID",
        "422, json,  Refused INVALID,       Refused INVALID",
        "429, json,  RateLimited ACCOUNT,   RateLimited ACCOUNT",
        "429, empty, RateLimited ACCOUNT,   RateLimited ACCOUNT",
        "429, html,  RateLimited ACCOUNT,   RateLimited ACCOUNT",
        "499, empty, Unavailable,           UnknownEffect",
        "500, json,  Unavailable,           UnknownEffect",
        "501, json,  Unavailable,           UnknownEffect",
        "502, html,  Unavailable,           UnknownEffect",
        "503, html,  Unavailable,           UnknownEffect",
        "504, html,  Unavailable,           UnknownEffect",
        "520, html,  Unavailable,           UnknownEffect",
        "599, empty, Unavailable,           UnknownEffect",
        "799, empty, Unavailable,           UnknownEffect"
    })
    void everyStatus(int status, String body, String read, String effect) {
        try (var platform = new DattoStub()) {
            everywhere(platform, reply(status, body));
            assertThat(classOf(platform.client().site("s"))).isEqualTo(read);
            for (var result : effects(platform.client()).toList()) {
                assertThat(classOf(result)).isEqualTo(effect);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Fault.class)
    void everyBreak(Fault fault) {
        try (var platform =
                new DattoStub(fault == Fault.SILENCE || fault == Fault.SLOW_DRIP ? SHORT : Duration.ofSeconds(20))) {
            platform.on("GET /api/v2/account", "{\"uid\":\"u\"}");
            var client = platform.client();
            // So that the short deadline is spent on the call alone.
            Stream.generate(client::account)
                    .limit(5)
                    .filter(Found.class::isInstance)
                    .findFirst()
                    .orElseThrow();
            everywhere(platform, fault);
            assertThat(client.site("s")).isInstanceOf(Unavailable.class);
            var before = platform.calls().size();
            assertThat(client.createSiteVariable("s", "n", "v")).isInstanceOf(UnknownEffect.class);
            assertThat(platform.calls())
                    .as("a call with an effect is sent once")
                    .hasSize(before + 1);
        }
    }

    @Test
    void forbiddenIsABlockWhileA429IsFreshAndARightAgainLater() {
        try (var platform = new DattoStub()) {
            platform.on("GET /api/v2/account", _ -> Reply.json(429, "{}"));
            platform.on(READ, _ -> Reply.json(403, "{}"));
            var client = platform.client();
            assertThat(classOf(client.site("s"))).isEqualTo("Refused PERMISSION");
            client.account();
            assertThat(client.site("s")).isInstanceOfSatisfying(RateLimited.class, limited -> {
                assertThat(limited.scope()).isEqualTo(Scope.HOST);
                assertThat(limited.retryAfter()).isEqualTo(Duration.ofMinutes(5));
            });
            platform.clock.pass(Duration.ofMinutes(5));
            assertThat(classOf(client.site("s"))).isEqualTo("Refused PERMISSION");
        }
    }

    @ParameterizedTest
    @CsvSource({"30, 30", "0, 1", "86400, 900", "soon, 60", "'', 60"})
    void pauseIsTheOneAskedForWithinBounds(String header, int seconds) {
        try (var platform = new DattoStub()) {
            platform.on(READ, _ -> Reply.of(429, Map.of("Retry-After", header), ""));
            assertThat(platform.client().site("s"))
                    .isInstanceOfSatisfying(
                            RateLimited.class,
                            limited -> assertThat(limited.retryAfter()).isEqualTo(Duration.ofSeconds(seconds)));
        }
    }

    @Test
    void usersListNamesTheLevelThatIsMissing() {
        try (var platform = new DattoStub()) {
            platform.on("GET /api/v2/account/users", _ -> Reply.json(403, "{}"));
            assertThat(platform.client().users(null))
                    .isInstanceOfSatisfying(
                            Refused.class,
                            refusal -> assertThat(refusal.detail()).contains("Administrator security level"));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"message\":\"m-1\"}",
                "{\"error\":\"e\",\"error_description\":\"m-1\"}",
                "{\"title\":\"m-1\"}",
                "m-1"
            })
    void wordsOfThePlatformAreKept(String body) {
        try (var platform = new DattoStub()) {
            platform.on(READ, _ -> Reply.json(400, body));
            assertThat(platform.client().site("s"))
                    .isInstanceOfSatisfying(
                            Refused.class,
                            refusal -> assertThat(refusal.detail())
                                    .contains("400", "m-1")
                                    .hasSizeLessThanOrEqualTo(200));
        }
    }

    private static Stream<CallResult<?>> effects(DattoRmmClient client) {
        return Stream.of(
                client.createSiteVariable("s", "n", "v"),
                client.updateSiteVariable("s", 1, "n", "v"),
                client.deleteSiteVariable("s", 1));
    }

    private static void everywhere(DattoStub platform, Reply reply) {
        platform.on(READ, _ -> reply)
                .on("PUT /api/v2/site/s/variable", _ -> reply)
                .on("POST /api/v2/site/s/variable/1", _ -> reply)
                .on("DELETE /api/v2/site/s/variable/1", _ -> reply);
    }

    private static Reply reply(int status, String body) {
        return switch (body) {
            case "json" -> Reply.json(status, "{\"uid\":\"s\",\"name\":\"Site\",\"message\":\"words\"}");
            case "html" -> Reply.html(status);
            case "text" -> Reply.of(status, Map.of("Content-Type", "text/plain"), "Forbidden by policy");
            default -> Reply.of(status, Map.of(), "");
        };
    }

    /** The case and what decides about it, in the words of the table. */
    static String classOf(CallResult<?> result) {
        return switch (result) {
            case Found<?> _ -> "Found";
            case Missing<?> _ -> "Missing";
            case Refused<?> refused -> "Refused " + refused.reason();
            case Conflict<?> _ -> "Conflict";
            case RateLimited<?> limited -> "RateLimited " + limited.scope();
            case Unavailable<?> _ -> "Unavailable";
            case UnknownEffect<?> _ -> "UnknownEffect";
        };
    }
}
