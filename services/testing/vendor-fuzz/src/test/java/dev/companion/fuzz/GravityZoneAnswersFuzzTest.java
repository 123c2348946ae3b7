package dev.companion.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.companion.gravityzone.GravityZoneClient;
import dev.companion.gravityzone.GravityZoneCredentials;
import dev.companion.gravityzone.http.GravityZoneClients;
import dev.companion.vendor.CallResult;
import dev.companion.vendor.CannedVendor;
import dev.companion.vendor.CannedVendor.Answer;
import dev.companion.vendor.Secret;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodySubscribers;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Flow.Subscriber;
import java.util.concurrent.Flow.Subscription;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Whatever GravityZone answers to whichever call. {@code @id@} in a script is the id of the request. */
class GravityZoneAnswersFuzzTest {

    static final String KEY = "fuzz0key0of0gravityzone0which0nobody0must0see0000000000000d3m0";

    private static final Calls CALLS = Calls.of(GravityZoneClient.class);

    static final class GravityZonePlay extends Play {

        private static final Pattern ID = Pattern.compile("\"id\":\"([^\"]*)\"");
        private static final Pattern CHANGE =
                Pattern.compile("\"method\":\"(?:create|update|delete|move|suspend|activate|set)");

        GravityZonePlay(Script script) {
            super(script, List.of(KEY));
        }

        @Override
        @Nullable Answer ownAnswer(HttpRequest request) {
            return null;
        }

        @Override
        boolean isChange(HttpRequest request) {
            return CHANGE.matcher(sentWith(request)).find();
        }

        @Override
        Answer translated(Answer answer, HttpRequest request) {
            var id = ID.matcher(sentWith(request));
            return id.find() ? withBody(answer, body -> body.replace("@id@", id.group(1))) : answer;
        }

        @Override
        boolean isNoneOfMany(Object value) {
            return false; // rows that are no companies are left out, so a page without rows may be of a good list
        }

        @Override
        @Nullable Object next(Object value) {
            return value instanceof GravityZoneClient.Page<?> page ? page.next() : null;
        }
    }

    @FuzzTest
    void anyAnswerHasAResult(byte[] input) throws Throwable {
        played(input);
    }

    static CallResult<?> played(byte[] input) throws Throwable {
        var play = new GravityZonePlay(Script.of(input));
        try (var http = CannedVendor.http(Play.HOST_AND_PORT, play::answer)) {
            var credentials = new GravityZoneCredentials(Play.ADDRESS, Secret.of(KEY));
            return play.run(GravityZoneClients.of(http, credentials), CALLS);
        }
    }

    /** The request's own body. */
    private static String sentWith(HttpRequest request) {
        var body = BodySubscribers.ofString(StandardCharsets.UTF_8);
        request.bodyPublisher().orElseThrow().subscribe(new Subscriber<ByteBuffer>() {
            @Override
            public void onSubscribe(Subscription subscription) {
                body.onSubscribe(subscription);
            }

            @Override
            public void onNext(ByteBuffer bytes) {
                body.onNext(List.of(bytes));
            }

            @Override
            public void onError(Throwable problem) {
                body.onError(problem);
            }

            @Override
            public void onComplete() {
                body.onComplete();
            }
        });
        return body.getBody().toCompletableFuture().join();
    }
}
