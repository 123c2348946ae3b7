package dev.companion.datto;

import static dev.companion.datto.DattoResultsTest.classOf;
import static org.assertj.core.api.Assertions.assertThat;

import dev.companion.datto.UserAccounts.NewUser;
import dev.companion.datto.UserAccounts.UserAccount;
import dev.companion.vendor.CallResult;
import dev.companion.vendor.CallResult.Conflict;
import dev.companion.vendor.CallResult.Done;
import dev.companion.vendor.CallResult.Found;
import dev.companion.vendor.CallResult.Missing;
import dev.companion.vendor.CallResult.Reason;
import dev.companion.vendor.CallResult.Refused;
import dev.companion.vendor.CallResult.UnknownEffect;
import dev.companion.vendor.LenientJson;
import dev.companion.vendor.StubServer.Reply;
import java.time.Instant;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Single users: first checks whether the calls exist, and never overwrites fields by accident. */
@Timeout(30)
class UserAccountsTest {

    private static final String LIST = "GET /api/v2/account/users";
    private static final String CREATE = "POST /api/v2/account/user";
    private static final String ANN = "/api/v2/account/user/ann-1";
    private static final String OF_SEED = "{\"pageDetails\":{\"page\":1,\"pageSize\":100,\"count\":2},"
            + "\"users\":[{\"uid\":\"gone-1\"},{\"uid\":\"ann-1\",\"email\":\"ann@msp.example\"}]}";
    private static final String STORED = """
            {"uid":"ann-1","username":"ann","email":"ann@msp.example","firstName":"Ann","lastName":null,"role":"Technician",
             "enabled":true,"mfaEnabled":true,"siteUid":"site-7","createdAt":"2024-05-01T08:00:00Z",
             "updatedAt":"2024-06-01T08:00:00Z","badge":{"no":9007199254740993,"rate":0.1,"tags":["x",null]},"locale":"dé"}
            """;

    private final DattoStub platform = new DattoStub().on(LIST, OF_SEED).on("GET " + ANN, STORED);

    @AfterEach
    void close() {
        platform.close();
    }

    @Test
    void findingIsMadeByReadingAloneAndRemembered() {
        var client = platform.client();
        assertThat(client.userAccounts()).isInstanceOf(Found.class);
        assertThat(client.userAccounts()).isInstanceOf(Found.class);
        assertThat(platform.calls())
                .containsExactly(LIST + "?max=250", "GET /api/v2/account/user/gone-1", "GET " + ANN);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"pageDetails\":{\"nextPageUrl\":null},\"users\":[{\"username\":\"ann\"},{\"username\":\"bob\"}]} | 1",
                "{\"pageDetails\":{\"nextPageUrl\":null},\"users\":[{\"uid\":\"a\"}]} | 2",
                "{\"pageDetails\":{\"nextPageUrl\":null},\"users\":[{\"uid\":\"a\"},{\"uid\":\"b\"},{\"uid\":\"c\"}]} | 3"
            })
    void platformWithoutTheCallsSaysSoAndIsNotAskedAgain(String users, int calls) {
        platform.on(LIST, users);
        var client = platform.client();
        for (int i = 0; i < 2; i++) {
            assertThat(client.userAccounts()).isInstanceOfSatisfying(Refused.class, refusal -> {
                assertThat(refusal.reason()).isEqualTo(Reason.NOT_OFFERED);
                assertThat(refusal.detail())
                        .contains("no calls for single users", "Setup > Users")
                        .hasSizeLessThanOrEqualTo(200);
            });
        }
        assertThat(platform.calls()).hasSize(calls);
    }

    @Test
    void methodThatIsNotAllowedIsNotOffered() {
        platform.on("GET /api/v2/account/user/gone-1", _ -> Reply.json(405, "{}"))
                .on("GET " + ANN, _ -> Reply.json(405, "{}"));
        assertThat(classOf(platform.client().userAccounts())).isEqualTo("Refused NOT_OFFERED");
    }

    @ParameterizedTest
    @CsvSource({"403, Refused PERMISSION", "500, Unavailable", "429, RateLimited ACCOUNT", "401, Refused CREDENTIALS"})
    void whatIsNoFindingIsNotRemembered(int status, String result) {
        var client = platform.client();
        platform.on(LIST, _ -> Reply.json(status, "{}"));
        assertThat(classOf(client.userAccounts())).isEqualTo(result);
        platform.on(LIST, OF_SEED).on("GET /api/v2/account/user/gone-1", _ -> Reply.json(status, "{}"));
        assertThat(classOf(client.userAccounts())).isEqualTo(result);
        platform.on("GET /api/v2/account/user/gone-1", _ -> Reply.json(404, "{}"));
        assertThat(client.userAccounts()).isInstanceOf(Found.class);
    }

    @Test
    void emptyListProvesNothing() {
        platform.on(LIST, "{\"pageDetails\":{\"nextPageUrl\":null},\"users\":[]}");
        assertThat(classOf(platform.client().userAccounts())).isEqualTo("Unavailable");
    }

    @Test
    void webPageInsteadOfA404ProvesNothing() {
        platform.on("GET /api/v2/account/user/gone-1", _ -> Reply.html(404));
        assertThat(classOf(platform.client().userAccounts())).isEqualTo("Unavailable");
    }

    @Test
    void userIsRead() {
        assertThat(with(users -> users.user(" ann-1 ")))
                .isEqualTo(new Found<>(new UserAccount(
                        "ann-1",
                        "ann",
                        "ann@msp.example",
                        "Ann",
                        null,
                        "Technician",
                        true,
                        true,
                        "site-7",
                        Instant.parse("2024-05-01T08:00:00Z"),
                        Instant.parse("2024-06-01T08:00:00Z"))));
        assertThat(with(users -> users.user("nobody"))).isInstanceOf(Missing.class);
        assertThat(classOf(with(users -> users.user("..")))).isEqualTo("Refused INVALID");
    }

    @Test
    void anotherUserIsNoAnswer() {
        platform.on("GET /api/v2/account/user/bob", STORED);
        assertThat(classOf(with(users -> users.user("bob")))).isEqualTo("Unavailable");
    }

    @Test
    void createdUserIsWhatWasSentAndWhatTheAnswerAdds() {
        platform.on(
                CREATE, "{\"uid\":\"def456\",\"email\":\"NEW@msp.example\",\"role\":\"Technician\",\"enabled\":true}");
        var wanted = new NewUser(
                "new@msp.example",
                "Jön",
                "Smith",
                "Technician",
                UserChange.NONE.mfaEnabled(true).siteUid(null));
        assertThat(with(users -> users.create(wanted)))
                .isEqualTo(new Found<>(new UserAccount(
                        "def456",
                        null,
                        "NEW@msp.example",
                        "Jön",
                        "Smith",
                        "Technician",
                        true,
                        true,
                        null,
                        null,
                        null)));
        assertThat(LenientJson.parse(platform.requests().getLast().body())).isEqualTo(LenientJson.parse("""
                        {"email":"new@msp.example","firstName":"Jön","lastName":"Smith","role":"Technician",
                         "mfaEnabled":true,"siteUid":null}"""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{}", "{\"message\":\"ok\"}", "[]", "<html>", "\"ok\""})
    void creationThatDoesNotTellTheUidIsUnknown(String body) {
        platform.on(CREATE, _ -> Reply.json(body));
        assertThat(with(users -> users.create(new NewUser("n@msp.example", "N", "N", "Admin"))))
                .isInstanceOf(UnknownEffect.class);
    }

    @Test
    void creationThatThePlatformDoesNotKnowIsNotOffered() {
        assertThat(classOf(with(users -> users.create(new NewUser("n@msp.example", "N", "N", "Admin")))))
                .isEqualTo("Refused NOT_OFFERED");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{\"uid\":\"ann-1\",\"role\":\"Admin\",\"enabled\":true}", "{\"message\":\"ok\"}"})
    void updateSendsEveryOtherFieldAsItCame(String confirmation) {
        platform.on("PUT " + ANN, _ -> Reply.json(confirmation));
        var seen = found(with(users -> users.user("ann-1")));

        var updated = found(
                with(users -> users.update(seen, UserChange.NONE.role("Admin").siteUid(null))));

        var sent = STORED.replace("Technician", "Admin").replace("\"site-7\"", "null");
        assertThat(LenientJson.parse(platform.requests().getLast().body())).isEqualTo(LenientJson.parse(sent));
        assertThat(updated)
                .isEqualTo(new UserAccount(
                        "ann-1",
                        "ann",
                        "ann@msp.example",
                        "Ann",
                        null,
                        "Admin",
                        true,
                        true,
                        null,
                        Instant.parse("2024-05-01T08:00:00Z"),
                        null));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"2024-06-01 | 2024-06-02", "Technician | Admin", "\"mfaEnabled\":true | \"mfaEnabled\":false"})
    void changeInBetweenIsAConflictAndNothingIsWritten(String before, String after) {
        var seen = found(with(users -> users.user("ann-1")));
        platform.on("GET " + ANN, STORED.replace(before, after));
        assertThat(with(users -> users.update(seen, UserChange.NONE.enabled(false))))
                .isInstanceOf(Conflict.class);
        assertThat(platform.calls()).noneMatch(call -> call.startsWith("PUT"));
    }

    @Test
    void updateOfWhatAnUpdateAnsweredIsNoConflict() {
        platform.on("PUT " + ANN, request -> {
            platform.on("GET " + ANN, request.body().replace("2024-06-01", "2024-06-02"));
            return Reply.EMPTY;
        });
        var seen = found(with(users -> users.user("ann-1")));
        var once = found(with(users -> users.update(seen, UserChange.NONE.enabled(false))));
        var twice = found(with(users -> users.update(once, UserChange.NONE.enabled(true))));
        assertThat(twice.enabled()).isTrue();
    }

    @Test
    void confirmationForAnotherUserIsUnknown() {
        platform.on("PUT " + ANN, "{\"uid\":\"bob\"}");
        var seen = found(with(users -> users.user("ann-1")));
        assertThat(with(users -> users.update(seen, UserChange.NONE.enabled(false))))
                .isInstanceOf(UnknownEffect.class);
    }

    @Test
    void deletionIsConfirmedByNothing() {
        platform.on("DELETE " + ANN, _ -> Reply.of(204, Map.of(), ""));
        assertThat(with(users -> users.delete("ann-1"))).isEqualTo(new Found<>(Done.DONE));
        assertThat(with(users -> users.delete("nobody"))).isInstanceOf(Missing.class);
    }

    @ParameterizedTest
    @CsvSource({
        "400, Refused INVALID",
        "403, Refused PERMISSION",
        "409, Conflict",
        "429, RateLimited ACCOUNT",
        "302, UnknownEffect",
        "408, UnknownEffect",
        "500, UnknownEffect"
    })
    void writesEndAsOtherWritesDo(int status, String result) {
        var seen = found(with(users -> users.user("ann-1")));
        for (var route : new String[] {CREATE, "PUT " + ANN, "DELETE " + ANN}) {
            platform.on(route, _ -> Reply.json(status, "{}"));
        }
        assertThat(classOf(with(users -> users.create(new NewUser("n@msp.example", "N", "N", "Admin")))))
                .isEqualTo(result);
        assertThat(classOf(with(users -> users.update(seen, UserChange.NONE.enabled(false)))))
                .isEqualTo(result);
        assertThat(classOf(with(users -> users.delete("ann-1")))).isEqualTo(result);
    }

    @Test
    void changeDoesNotShowItsValues() {
        assertThat(UserChange.NONE.email("ann@msp.example").toString())
                .contains("email")
                .doesNotContain("ann");
    }

    private <T> CallResult<T> with(Function<UserAccounts, CallResult<T>> call) {
        return platform.client().userAccounts().then(call);
    }

    private static <T> T found(CallResult<T> result) {
        if (result instanceof Found<T>(var value)) {
            return value;
        }
        throw new AssertionError(result);
    }
}
