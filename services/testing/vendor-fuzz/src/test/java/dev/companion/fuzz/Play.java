package dev.companion.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import dev.companion.vendor.CallResult;
import dev.companion.vendor.CallResult.Found;
import dev.companion.vendor.CannedVendor.Answer;
import java.lang.management.ManagementFactory;
import java.lang.reflect.Method;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** One input played to a client: its requests are counted, checked and answered from the script. */
abstract class Play {

    static final String HOST_AND_PORT = "vendor.test:443";
    static final String ADDRESS = "https://vendor.test";

    /** A call that walks pages ends at 100 of them; the rest is tokens and probes of rights. */
    private static final int REQUESTS_MAX = 120;

    private static final int PAGES_MAX = 8;

    /** Of the processor, so that a busy machine is no finding; calls take a thousandth of it. */
    private static final Duration TIME_MAX = Duration.ofSeconds(5);

    private final Script script;
    private final List<String> credentials;
    private int requests;
    private int answered;
    private int lastChange;

    Play(Script script, List<String> credentials) {
        this.script = script;
        this.credentials = credentials;
    }

    /** Called by the vendor's side for each request. */
    Answer answer(HttpRequest request) {
        assertThat(request.uri().getScheme() + "://" + request.uri().getAuthority())
                .as("where credentials go")
                .isEqualTo(ADDRESS);
        requests++;
        assertThat(requests).as("requests of one call").isLessThanOrEqualTo(REQUESTS_MAX);
        lastChange = 0;
        var own = ownAnswer(request);
        if (own != null) {
            return own;
        }
        var answer = script.answer(answered++);
        if (isChange(request)) {
            lastChange = answer.status();
        }
        return translated(answer, request);
    }

    /** The name of the call. */
    String call() {
        return script.call();
    }

    /** An answer that does not depend on the script. */
    abstract @Nullable Answer ownAnswer(HttpRequest request);

    abstract boolean isChange(HttpRequest request);

    abstract Answer translated(Answer answer, HttpRequest request);

    /** Whether the value is a first and only page that proves that nothing exists, although the answer announced rows. */
    abstract boolean isNoneOfMany(Object value);

    /** The cursor to the next page if the value is a page. */
    abstract @Nullable Object next(Object value);

    /**
     * Makes the call that the script names, page after page, and what the answer itself offers to call.
     *
     * @return what the last page came to
     */
    CallResult<?> run(Object client, Calls calls) throws Throwable {
        var method = calls.named(call());
        Object cursor = null;
        for (int page = 1; ; page++) {
            var result = judged(client, method, cursor);
            if (!(result instanceof Found<?>(var value))) {
                return result;
            }
            if (page == 1) {
                tryWhatIsOffered(value);
                assertThat(isNoneOfMany(value))
                        .as("a list that announces rows and shows none, taken for an empty one: %s", value)
                        .isFalse();
            }
            var next = next(value);
            if (next == null || page == PAGES_MAX) {
                return result;
            }
            assertThat(next).as("the page after a page").isNotEqualTo(cursor);
            cursor = next;
        }
    }

    private void tryWhatIsOffered(Object value) throws Throwable {
        for (var offered : value.getClass().getInterfaces()) {
            if (offered.getName().startsWith("dev.companion.")) {
                for (var method : Calls.of(offered).methods()) {
                    judged(value, method, null);
                }
            }
        }
    }

    private CallResult<?> judged(Object client, Method method, @Nullable Object cursor) throws Throwable {
        requests = 0;
        lastChange = 0;
        long began = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        var result = Calls.call(client, method, cursor);
        var took = Duration.ofNanos(ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - began);
        assertThat(took).as("processor time of %s", method.getName()).isLessThan(TIME_MAX);
        Promises.keptBy(result, credentials, lastChange);
        return result;
    }

    /** The answer with its body changed, one character for each byte. */
    static Answer withBody(Answer answer, UnaryOperator<String> change) {
        var body = new String(answer.body(), StandardCharsets.ISO_8859_1);
        return new Answer(
                answer.status(), answer.retryAfter(), change.apply(body).getBytes(StandardCharsets.ISO_8859_1));
    }
}
