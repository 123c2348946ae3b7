package dev.companion.gravityzone;

import static org.assertj.core.api.Assertions.assertThat;

import dev.companion.gravityzone.GravityZoneClient.NewPackage;
import dev.companion.gravityzone.GravityZoneStub.Call;
import dev.companion.vendor.CallResult;
import dev.companion.vendor.CallResult.Conflict;
import dev.companion.vendor.CallResult.Found;
import dev.companion.vendor.CallResult.Missing;
import dev.companion.vendor.CallResult.RateLimited;
import dev.companion.vendor.CallResult.Refused;
import dev.companion.vendor.CallResult.Unavailable;
import dev.companion.vendor.CallResult.UnknownEffect;
import dev.companion.vendor.StubServer.Fault;
import dev.companion.vendor.StubServer.Reply;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every error code, status, kind of body and break of the transport against the class of result. */
@Timeout(60)
class GravityZoneResultsTest {

    private static final String ID = "5f1a2b3c4d5e6f7081920a1b";
    private static final Duration SHORT = Duration.ofSeconds(1);

    @ParameterizedTest(name = "{0} {1}: {2} | {3} | {4}")
    @CsvSource(
            delimiter = '|',
            nullValues = "none",
            value = {
                // code | details | point read | list | creation | deletion
                "-32700 | Parse error            | Refused INVALID     | Refused INVALID     | Refused INVALID     | Refused INVALID",
                "-32600 | Invalid Request        | Refused INVALID     | Refused INVALID     | Refused INVALID     | Refused INVALID",
                "-32601 | The selected API is not available. | Refused NOT_OFFERED | Refused NOT_OFFERED | Refused NOT_OFFERED | Refused NOT_OFFERED",
                "-32602 | Invalid value for 'parentId' | Missing       | Refused INVALID     | Refused INVALID     | Missing",
                "-32602 | Id of a managed company is expected | Missing | Refused INVALID    | Refused INVALID     | Missing",
                "-32602 | Company does not exist | Missing             | Refused INVALID     | Refused INVALID     | Missing",
                "-32602 | The 'name' must be unique | Missing          | Refused INVALID     | Refused NAME_TAKEN  | Missing",
                "-32602 | Company already exists | Missing             | Refused INVALID     | Refused NAME_TAKEN  | Missing",
                "-32602 | This name is in use    | Missing             | Refused INVALID     | Refused NAME_TAKEN  | Missing",
                "-32602 | Invalid value for 'name' | Missing           | Refused INVALID     | Refused NAME_TAKEN  | Missing",
                "-32602 | Invalid value for 'name': at most 64 characters | Missing | Refused INVALID | Refused INVALID | Missing",
                "-32602 | ''                     | Missing             | Refused INVALID     | Refused INVALID     | Missing",
                "-32000 | Invalid API key. Please generate an API key in Control Center. | Refused CREDENTIALS | Refused CREDENTIALS | Refused CREDENTIALS | Refused CREDENTIALS",
                "-32000 | A company with this name already exists | Unavailable | Unavailable  | Refused NAME_TAKEN  | UnknownEffect",
                "-32000 | Something went wrong   | Unavailable         | Unavailable         | UnknownEffect       | UnknownEffect",
                "-32000 | ''                     | Unavailable         | Unavailable         | UnknownEffect       | UnknownEffect",
                "-32001 | No access              | Refused PERMISSION  | Refused PERMISSION  | Refused PERMISSION  | Refused PERMISSION",
                "-32002 | Not found              | Missing             | Missing             | Missing             | Missing",
                "-32003 | Too many requests      | RateLimited ACCOUNT | RateLimited ACCOUNT | RateLimited ACCOUNT | RateLimited ACCOUNT",
                "-32603 | Internal error         | Unavailable         | Unavailable         | UnknownEffect       | UnknownEffect",
                "-32099 | ?                      | Unavailable         | Unavailable         | UnknownEffect       | UnknownEffect",
                "0      | ?                      | Unavailable         | Unavailable         | UnknownEffect       | UnknownEffect",
                "1      | ?                      | Unavailable         | Unavailable         | UnknownEffect       | UnknownEffect"
            })
    void everyErrorCode(int code, String details, String point, String list, String creation, String deletion) {
        try (var cloud = everywhere(new GravityZoneStub(), call -> GravityZoneStub.error(call, 200, code, details))) {
            var client = cloud.client();
            assertThat(classOf(client.company(ID))).isEqualTo(point);
            assertThat(classOf(client.companies(null))).isEqualTo(list);
            assertThat(classOf(client.createCompany("Acme", ID))).isEqualTo(creation);
            assertThat(classOf(client.deletePackage(ID))).isEqualTo(deletion);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "-32602 | A package with this name already exists | Refused NAME_TAKEN",
                "-32602 | Invalid value for 'packageName'         | Refused INVALID",
                "-32602 | Id of a managed company is expected     | Refused INVALID",
                "-32602 | Package language does not exist         | Refused INVALID"
            })
    void refusedPackages(int code, String details, String expected) {
        try (var cloud = everywhere(new GravityZoneStub(), call -> GravityZoneStub.error(call, 200, code, details))) {
            assertThat(classOf(cloud.client().createPackage(aPackage()))).isEqualTo(expected);
        }
    }

    @ParameterizedTest(name = "{0} {1}: {2} | {3}")
    @CsvSource({
        "200, empty,       Unavailable,         UnknownEffect",
        "200, html,        Unavailable,         UnknownEffect",
        "200, array,       Unavailable,         UnknownEffect",
        "200, nothing,     Unavailable,         UnknownEffect",
        "200, foreign,     Unavailable,         UnknownEffect",
        "200, without id,  Unavailable,         UnknownEffect",
        "200, odd error,   Unavailable,         UnknownEffect",
        "204, empty,       Unavailable,         UnknownEffect",
        "301, html,        Unavailable,         UnknownEffect",
        "302, html,        Unavailable,         UnknownEffect",
        "307, empty,       Unavailable,         UnknownEffect",
        "400, html,        Refused INVALID,     Refused INVALID",
        "400, empty,       Refused INVALID,     Refused INVALID",
        "404, html,        Refused INVALID,     Refused INVALID",
        "404, empty,       Refused INVALID,     Refused INVALID",
        "405, empty,       Refused NOT_OFFERED, Refused NOT_OFFERED",
        "407, html,        Unavailable,         Unavailable",
        "408, empty,       Unavailable,         UnknownEffect",
        "409, empty,       Conflict,            Conflict",
        "413, html,        Refused INVALID,     Refused INVALID",
        "429, empty,       RateLimited ACCOUNT, RateLimited ACCOUNT",
        "429, html,        RateLimited ACCOUNT, RateLimited ACCOUNT",
        "429, error,       RateLimited ACCOUNT, RateLimited ACCOUNT",
        "499, empty,       Unavailable,         UnknownEffect",
        "500, empty,       Unavailable,         UnknownEffect",
        "500, error,       Unavailable,         UnknownEffect",
        "502, html,        Unavailable,         UnknownEffect",
        "503, html,        Unavailable,         UnknownEffect",
        "504, html,        Unavailable,         UnknownEffect",
        "599, empty,       Unavailable,         UnknownEffect"
    })
    void everyStatus(int status, String body, String read, String effect) {
        try (var cloud = everywhere(new GravityZoneStub(), call -> reply(call, status, body))) {
            var client = cloud.client();
            assertThat(classOf(client.company(ID))).isEqualTo(read);
            assertThat(classOf(client.companies(null))).isEqualTo(read);
            assertThat(classOf(client.installationLinks(ID, "p"))).isEqualTo(read);
            assertThat(classOf(client.createCompany("Acme", null))).isEqualTo(effect);
            assertThat(classOf(client.createPackage(aPackage()))).isEqualTo(effect);
            assertThat(classOf(client.deletePackage(ID))).isEqualTo(effect);
        }
    }

    @ParameterizedTest
    @EnumSource(Fault.class)
    void everyBreak(Fault fault) {
        try (var cloud = new GravityZoneStub(
                fault == Fault.SILENCE || fault == Fault.SLOW_DRIP ? SHORT : Duration.ofSeconds(20))) {
            everywhere(cloud, _ -> fault);
            var client = cloud.client();
            assertThat(client.company(ID)).isInstanceOf(Unavailable.class);
            var before = cloud.requests().size();
            assertThat(client.createCompany("Acme", null)).isInstanceOf(UnknownEffect.class);
            assertThat(cloud.requests())
                    .as("a call with an effect is sent once")
                    .hasSize(before + 1);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "\"\"",
                "7",
                "true",
                "{}",
                "[]",
                "[{\"success\":true}]",
                "[{\"records\":[],\"success\":true}]",
                "[[\"x\"]]"
            })
    void creationThatAnswersNoIdIsNeitherDoneNorFailed(String result) {
        try (var cloud = everywhere(new GravityZoneStub(), call -> GravityZoneStub.result(call, result))) {
            assertThat(cloud.client().createCompany("Acme", null)).isInstanceOf(UnknownEffect.class);
            assertThat(cloud.client().createPackage(aPackage())).isInstanceOf(UnknownEffect.class);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"7", "\"x\"", "null", "true", "[7,null,\"x\",[]]", "{\"items\":{}}", "{\"name\":{},\"id\":[]}"})
    void oddResultIsNeverAnException(String result) {
        try (var cloud = everywhere(new GravityZoneStub(), call -> GravityZoneStub.result(call, result))) {
            var client = cloud.client();
            assertThat(client.company(ID)).isInstanceOf(Unavailable.class);
            assertThat(client.ownCompany()).isInstanceOf(Unavailable.class);
            assertThat(client.companies(null)).isInstanceOfAny(Unavailable.class, Found.class);
            assertThat(client.packages(ID, null)).isInstanceOfAny(Unavailable.class, Found.class);
            assertThat(client.findCompaniesByName("a")).isInstanceOfAny(Unavailable.class, Found.class);
            assertThat(client.installationLinks(ID, "p")).isInstanceOfAny(Unavailable.class, Found.class);
            assertThat(client.licenceFlags(ID)).isInstanceOfAny(Unavailable.class, Found.class);
            assertThat(client.enabledServices()).isInstanceOfAny(Unavailable.class, Found.class, Refused.class);
        }
    }

    @ParameterizedTest
    @CsvSource({"2, 2", "86400, 900", "0, 1", "soon, 10", "'', 10"})
    void pauseIsTheOneAskedForWithinBounds(String header, int seconds) {
        try (var cloud = everywhere(new GravityZoneStub(), _ -> Reply.of(429, Map.of("Retry-After", header), ""))) {
            assertThat(cloud.client().company(ID))
                    .isInstanceOfSatisfying(
                            RateLimited.class,
                            limited -> assertThat(limited.retryAfter()).isEqualTo(Duration.ofSeconds(seconds)));
        }
    }

    @Test
    void wordsOfTheVendorAreKeptAndTheKeyIsNot() {
        try (var cloud = everywhere(
                new GravityZoneStub(),
                call -> GravityZoneStub.error(
                        call, 200, -32602, "Invalid 'parentId' for " + GravityZoneStub.KEY.reveal()))) {
            assertThat(cloud.client().companies(null))
                    .isInstanceOfSatisfying(
                            Refused.class,
                            refusal -> assertThat(refusal.detail())
                                    .contains("-32602", "Invalid 'parentId'")
                                    .doesNotContain(GravityZoneStub.KEY.reveal())
                                    .hasSizeLessThanOrEqualTo(200));
        }
    }

    private static GravityZoneStub everywhere(GravityZoneStub cloud, Function<Call, Reply> script) {
        for (var method : Set.of(
                "companies.getCompanyDetails",
                "companies.createCompany",
                "companies.findCompaniesByName",
                "network.getNetworkInventoryItems",
                "network.getCompaniesList",
                "packages.getPackagesList",
                "packages.createPackage",
                "packages.deletePackage",
                "packages.getInstallationLinks",
                "licensing.getLicenseInfo",
                "general.getApiKeyDetails")) {
            cloud.on(method, script);
        }
        return cloud;
    }

    private static Reply reply(Call call, int status, String body) {
        return switch (body) {
            case "html" -> Reply.html(status);
            case "array" -> Reply.json(status, "[]");
            case "nothing" -> Reply.json(status, "{\"id\":%s,\"jsonrpc\":\"2.0\"}".formatted(call.id()));
            case "foreign" ->
                Reply.json(status, "{\"id\":\"other\",\"jsonrpc\":\"2.0\",\"result\":\"%s\"}".formatted(ID));
            case "without id" -> Reply.json(status, "{\"jsonrpc\":\"2.0\",\"result\":\"%s\"}".formatted(ID));
            case "odd error" ->
                Reply.json(status, "{\"id\":%s,\"error\":\"x\",\"result\":\"%s\"}".formatted(call.id(), ID));
            case "error" -> GravityZoneStub.error(call, status, -32602, "details");
            default -> Reply.of(status, Map.of(), "");
        };
    }

    private static NewPackage aPackage() {
        return new NewPackage(ID, "p", "d", Set.of(), false, true, "en_US");
    }

    @ParameterizedTest
    @CsvSource({"-32002, Not found, true", "-32602, Company does not exist, false", "-32602, '', false"})
    void onlyACodeOfItsOwnSaysForCertainThatSomethingIsGone(int code, String details, boolean certain) {
        try (var cloud = everywhere(new GravityZoneStub(), call -> GravityZoneStub.error(call, 200, code, details))) {
            var client = cloud.client();

            assertThat(client.company(ID))
                    .isInstanceOfSatisfying(
                            Missing.class, gone -> assertThat(gone.certain()).isEqualTo(certain));
            assertThat(client.deletePackage(ID))
                    .isInstanceOfSatisfying(
                            Missing.class, gone -> assertThat(gone.certain()).isEqualTo(certain));
        }
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
