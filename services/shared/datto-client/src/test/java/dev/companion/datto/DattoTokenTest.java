package dev.companion.datto;

import static org.assertj.core.api.Assertions.assertThat;

import dev.companion.datto.DattoRmmClient.Account;
import dev.companion.vendor.CallResult;
import dev.companion.vendor.CallResult.Done;
import dev.companion.vendor.CallResult.Found;
import dev.companion.vendor.CallResult.RateLimited;
import dev.companion.vendor.CallResult.Reason;
import dev.companion.vendor.CallResult.Refused;
import dev.companion.vendor.CallResult.Scope;
import dev.companion.vendor.CallResult.Unavailable;
import dev.companion.vendor.StubServer.Fault;
import dev.companion.vendor.StubServer.Reply;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class DattoTokenTest {

    private static final CallResult<Account> THE_ACCOUNT = new Found<>(new Account("abc123", "Müller IT"));

    private final DattoStub platform =
            new DattoStub().on("GET /api/v2/account", "{\"uid\":\"abc123\",\"name\":\"Müller IT\"}");

    @BeforeEach
    void variableCanBeWritten() {
        platform.on("PUT /api/v2/site/s/variable", _ -> Reply.EMPTY);
    }

    @AfterEach
    void close() {
        platform.close();
    }

    @ParameterizedTest
    @EnumSource(Grant.class)
    void theGrantThatWorksIsFoundOutAndRemembered(Grant offered) {
        platform.offering(offered).tokensLasting("1");
        var client = platform.client();
        assertThat(client.grantInUse()).isEmpty();

        assertThat(client.account()).isEqualTo(THE_ACCOUNT);
        assertThat(client.grantInUse()).contains(offered);

        var tried = platform.tokenRequests().size();
        platform.clock.pass(Duration.ofSeconds(2));
        assertThat(client.account()).isEqualTo(THE_ACCOUNT);
        assertThat(platform.tokenRequests()).hasSize(tried + 1);
    }

    @Test
    void prescribedGrantIsTheOnlyOneThatIsTried() {
        platform.offering(Grant.PASSWORD);
        assertThat(platform.client(Grant.CLIENT_CREDENTIALS).account()).satisfies(this::isWrongKey);
        assertThat(platform.tokenRequests()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {500, 502, 503, 504, 408, 200})
    void platformOutOfOrderIsNoReasonToTryTheOtherGrant(int status) {
        platform.offering(Grant.CLIENT_CREDENTIALS).tokenReplies(Reply.html(status));
        assertThat(platform.client().account()).isInstanceOf(Unavailable.class);
        assertThat(platform.tokenRequests()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"400", "401", "403", "301", "302", "303", "307", "308"})
    void whatBothGrantsRejectIsAWrongKey(int status) {
        var rejection = Reply.of(
                status,
                Map.of("Location", "/auth/userlogin"),
                "{\"error\":\"invalid_grant\",\"error_description\":\"Bad credentials\"}");
        platform.tokenReplies(rejection, rejection);
        assertThat(platform.client().account()).satisfies(this::isWrongKey);
        assertThat(platform.requests()).extracting(request -> request.path()).doesNotContain("/auth/userlogin");
    }

    @Test
    void rejectionOfTheKeyIsToldAndNotThatOfTheGrant() {
        platform.tokenReplies(Reply.json(
                400, "{\"error\":\"unsupported_grant_type\",\"error_description\":\"Unsupported grant type\"}"));
        assertThat(platform.client().account())
                .satisfies(this::isWrongKey)
                .isInstanceOfSatisfying(
                        Refused.class,
                        refusal -> assertThat(refusal.detail())
                                .contains("Bad credentials")
                                .doesNotContain("Unsupported"));
    }

    private void isWrongKey(CallResult<?> result) {
        assertThat(result).isInstanceOfSatisfying(Refused.class, refusal -> {
            assertThat(refusal.reason()).isEqualTo(Reason.CREDENTIALS);
            assertThat(refusal.detail())
                    .contains("key", "platform")
                    .doesNotContain(DattoStub.KEY.reveal(), DattoStub.SECRET_KEY.reveal());
        });
    }

    @Test
    void addressWithoutApiSaysSo() {
        platform.tokenReplies(Reply.html(404));
        assertThat(platform.client().account())
                .isInstanceOfSatisfying(
                        Refused.class, refusal -> assertThat(refusal.detail()).contains("check the API URL"));
    }

    @Test
    void tooManyTokensAreALimitOfTheAccount() {
        platform.tokenReplies(Reply.of(429, Map.of("Retry-After", "7"), ""));
        assertThat(platform.client().account()).isInstanceOfSatisfying(RateLimited.class, limited -> {
            assertThat(limited.retryAfter()).isEqualTo(Duration.ofSeconds(7));
            assertThat(limited.scope()).isEqualTo(Scope.ACCOUNT);
        });
    }

    @Test
    void firewallAtTheTokenEndpointIsABlockAndNotAWrongKey() {
        platform.tokenReplies(Reply.html(403));
        assertThat(platform.client().account())
                .isInstanceOfSatisfying(
                        RateLimited.class,
                        limited -> assertThat(limited.scope()).isEqualTo(Scope.HOST));
    }

    @ParameterizedTest
    @EnumSource(
            value = Fault.class,
            names = {"RESET_BEFORE_ANSWER", "CLOSE_IN_BODY", "NOT_HTTP"})
    void lostTokenHadNoEffectEvenForACallWithOne(Fault fault) {
        platform.tokenReplies(fault);
        assertThat(platform.client().createSiteVariable("s", "n", "v")).isInstanceOf(Unavailable.class);
        assertThat(platform.calls()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[]",
                "null",
                "{\"access_token\":null}",
                "{\"access_token\":\"\"}",
                "{\"access_token\":\"a b\\r\\nX: 1\"}",
                "{\"access_token\":\"ümlaut\"}",
                "{\"access_token\":{\"a\":1}}",
                "\"token\""
            })
    void answerWithoutAUsableTokenIsNoToken(String body) {
        platform.tokenReplies(Reply.json(body));
        assertThat(platform.client().account()).isInstanceOf(Unavailable.class);
    }

    @ParameterizedTest
    @CsvSource({"360000, 359399, 359401", "\"14400\", 13799, 13801", "60, 44, 46", "4, 2, 4"})
    void lifetimeIsObeyedAndTheTokenReplacedEarly(String expiresIn, int stillGood, int tooOld) {
        platform.tokensLasting(expiresIn);
        var client = platform.client();
        client.account();
        platform.clock.pass(Duration.ofSeconds(stillGood));
        client.account();
        assertThat(platform.tokensGiven).hasValue(1);
        platform.clock.pass(Duration.ofSeconds(tooOld - stillGood));
        client.account();
        assertThat(platform.tokensGiven).hasValue(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "null", "\"soon\"", "1e400", "-1", "0", "9223372036854775807"})
    void strangeLifetimeStillGivesAToken(String expiresIn) {
        platform.tokensLasting(expiresIn);
        assertThat(platform.client().account()).isEqualTo(THE_ACCOUNT);
    }

    @Test
    void refusedTokenIsReplacedOnceAndTheCallRepeated() {
        var client = platform.client();
        client.account();
        platform.goodTokens.clear();

        assertThat(client.createSiteVariable("s", "n", "v")).isEqualTo(new Found<>(Done.DONE));
        assertThat(platform.calls())
                .containsExactly("GET /api/v2/account", "PUT /api/v2/site/s/variable", "PUT /api/v2/site/s/variable");
        assertThat(platform.tokensGiven).hasValue(2);
    }

    @Test
    void freshTokenThatIsRefusedTooEndsTheCall() {
        platform.on("GET /api/v2/account", _ -> Reply.json(401, "{\"message\":\"API access is disabled\"}"));
        assertThat(platform.client().account()).isInstanceOfSatisfying(Refused.class, refusal -> {
            assertThat(refusal.reason()).isEqualTo(Reason.CREDENTIALS);
            assertThat(refusal.detail()).contains("API access is disabled");
        });
        assertThat(platform.calls()).hasSize(2);
    }

    @Test
    void tokenNeverShowsInADetail() {
        platform.on(
                "GET /api/v2/account",
                request -> Reply.json(
                        400,
                        "{\"message\":\"bad: " + request.headers().get("authorization")
                                + " eyJhbGciOiJSUzI1NiJ9.e30.c2ln\"}"));
        assertThat(platform.client().account())
                .isInstanceOfSatisfying(
                        Refused.class, refusal -> assertThat(refusal.detail()).doesNotContain("eyJ"));
    }

    @Test
    void callersInNeedOfATokenShareOneFetch() throws Exception {
        int callers = 20;
        var client = platform.client();
        var start = new CountDownLatch(1);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var results = IntStream.range(0, callers)
                    .mapToObj(_ -> threads.submit(() -> {
                        start.await();
                        return client.account();
                    }))
                    .toList();
            start.countDown();
            for (var result : results) {
                assertThat(result.get()).isEqualTo(THE_ACCOUNT);
            }
        }
        assertThat(platform.tokensGiven).hasValue(1);
    }

    @Test
    void callersWhoseTokenDiedTogetherShareOneFetchToo() throws Exception {
        int callers = 20;
        var client = platform.client();
        client.account();
        platform.goodTokens.clear();
        var start = new CountDownLatch(1);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var results = IntStream.range(0, callers)
                    .mapToObj(_ -> threads.submit(() -> {
                        start.await();
                        return client.account();
                    }))
                    .toList();
            start.countDown();
            for (var result : results) {
                assertThat(result.get()).isEqualTo(THE_ACCOUNT);
            }
        }
        assertThat(platform.tokensGiven).hasValue(2);
    }
}
