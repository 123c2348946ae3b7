package dev.companion.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.companion.datto.DattoCredentials;
import dev.companion.datto.DattoRmmClient;
import dev.companion.datto.DattoRmmClients;
import dev.companion.vendor.CallResult;
import dev.companion.vendor.CannedVendor;
import dev.companion.vendor.CannedVendor.Answer;
import dev.companion.vendor.Secret;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Whatever Datto RMM answers to whichever call. A script that names {@code token} begins with the token's answer. */
class DattoAnswersFuzzTest {

    static final String KEY = "FUZZKEY7Q2K4M6P8R";
    static final String SECRET = "fuzz-secret-key-which-nobody-must-see";

    /** In the form in which the platform hands them out. */
    private static final String TOKEN = "eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJmdXp6In0.c2lnbmF0dXJl";

    private static final Answer TOKEN_ANSWER = new Answer(
            200,
            null,
            "{\"access_token\":\"%s\",\"expires_in\":360000}".formatted(TOKEN).getBytes(StandardCharsets.UTF_8));

    private static final Instant NOW = Instant.parse("2026-11-21T08:00:00Z");
    private static final Calls CALLS = Calls.of(DattoRmmClient.class);

    static final class DattoPlay extends Play {

        private final boolean scriptedToken;

        DattoPlay(Script script) {
            super(script, List.of(KEY, SECRET, TOKEN));
            this.scriptedToken = script.call().equals("token");
        }

        @Override
        String call() {
            return scriptedToken ? "account" : super.call();
        }

        @Override
        @Nullable Answer ownAnswer(HttpRequest request) {
            return !scriptedToken && isToken(request) ? TOKEN_ANSWER : null;
        }

        private static boolean isToken(HttpRequest request) {
            return request.uri().getPath().equals("/auth/oauth/token");
        }

        @Override
        boolean isChange(HttpRequest request) {
            return !isToken(request) && !request.method().equals("GET");
        }

        @Override
        Answer translated(Answer answer, HttpRequest request) {
            return withBody(answer, body -> body.replace("@origin@", ADDRESS));
        }

        @Override
        boolean isNoneOfMany(Object value) {
            return value instanceof DattoRmmClient.Page<?> page
                    && page.rows().isEmpty()
                    && page.next() == null
                    && page.trusted()
                    && page.totalCount() != null
                    && page.totalCount() > 0;
        }

        @Override
        @Nullable Object next(Object value) {
            return value instanceof DattoRmmClient.Page<?> page ? page.next() : null;
        }
    }

    @FuzzTest
    void anyAnswerHasAResult(byte[] input) throws Throwable {
        played(input);
    }

    static CallResult<?> played(byte[] input) throws Throwable {
        var play = new DattoPlay(Script.of(input));
        try (var http = CannedVendor.http(Play.HOST_AND_PORT, play::answer)) {
            var credentials = new DattoCredentials(Play.ADDRESS, Secret.of(KEY), Secret.of(SECRET), null);
            return play.run(DattoRmmClients.of(http, credentials, () -> NOW), CALLS);
        }
    }
}
