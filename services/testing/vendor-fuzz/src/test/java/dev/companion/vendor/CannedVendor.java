package dev.companion.vendor;

import java.io.IOException;
import java.net.Authenticator;
import java.net.CookieHandler;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.PushPromiseHandler;
import java.nio.ByteBuffer;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Flow.Subscription;
import java.util.function.Function;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSession;
import org.jspecify.annotations.Nullable;

/**
 * In place of the network: each request gets the answer of a function at once, on the calling thread. What the JDK's
 * client does with a body (limit, collecting) is done here by the same subscriber that it would use.
 */
public final class CannedVendor extends HttpClient {

    /** @param retryAfter header of that name, null for none */
    public record Answer(int status, @Nullable String retryAfter, byte[] body) {}

    private record Response<T>(HttpRequest request, int statusCode, HttpHeaders headers, T body)
            implements HttpResponse<T> {

        @Override
        public Optional<HttpResponse<T>> previousResponse() {
            return Optional.empty();
        }

        @Override
        public Optional<SSLSession> sslSession() {
            return Optional.empty();
        }

        @Override
        public URI uri() {
            return request.uri();
        }

        @Override
        public Version version() {
            return Version.HTTP_1_1;
        }
    }

    private final Function<HttpRequest, Answer> answers;

    private CannedVendor(Function<HttpRequest, Answer> answers) {
        this.answers = answers;
    }

    /** The real exchange over a wire that is none; only the given {@code host:port} may be asked. */
    public static VendorHttp http(String hostAndPort, Function<HttpRequest, Answer> answers) {
        return new VendorHttp(
                AllowedHosts.of(List.of(hostAndPort)),
                Duration.ofSeconds(10),
                Duration.ofSeconds(10),
                VendorHttp.BODY_BYTES_MAX,
                host -> {
                    throw new AssertionError("looked up " + host);
                },
                () -> new CannedVendor(answers));
    }

    @Override
    public <T> CompletableFuture<HttpResponse<T>> sendAsync(HttpRequest request, BodyHandler<T> handler) {
        var answer = answers.apply(request);
        var headers = HttpHeaders.of(
                answer.retryAfter() == null ? Map.of() : Map.of("Retry-After", List.of(answer.retryAfter())),
                (_, _) -> true);
        var subscriber = handler.apply(new HttpResponse.ResponseInfo() {
            @Override
            public int statusCode() {
                return answer.status();
            }

            @Override
            public HttpHeaders headers() {
                return headers;
            }

            @Override
            public Version version() {
                return Version.HTTP_1_1;
            }
        });
        subscriber.onSubscribe(new Subscription() {
            @Override
            public void request(long wanted) {}

            @Override
            public void cancel() {}
        });
        subscriber.onNext(List.of(ByteBuffer.wrap(answer.body()).asReadOnlyBuffer()));
        subscriber.onComplete();
        return subscriber
                .getBody()
                .<HttpResponse<T>>thenApply(body -> new Response<>(request, answer.status(), headers, body))
                .toCompletableFuture();
    }

    @Override
    public <T> CompletableFuture<HttpResponse<T>> sendAsync(
            HttpRequest request, BodyHandler<T> handler, @Nullable PushPromiseHandler<T> pushes) {
        return sendAsync(request, handler);
    }

    @Override
    public <T> HttpResponse<T> send(HttpRequest request, BodyHandler<T> handler) throws IOException {
        return sendAsync(request, handler).join();
    }

    @Override
    public void shutdownNow() {
        // There is nothing that could still be under way.
    }

    @Override
    public Optional<CookieHandler> cookieHandler() {
        return Optional.empty();
    }

    @Override
    public Optional<Duration> connectTimeout() {
        return Optional.empty();
    }

    @Override
    public Redirect followRedirects() {
        return Redirect.NEVER;
    }

    @Override
    public Optional<ProxySelector> proxy() {
        return Optional.empty();
    }

    @Override
    public SSLContext sslContext() {
        try {
            return SSLContext.getDefault();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public SSLParameters sslParameters() {
        return new SSLParameters();
    }

    @Override
    public Optional<Authenticator> authenticator() {
        return Optional.empty();
    }

    @Override
    public Version version() {
        return Version.HTTP_1_1;
    }

    @Override
    public Optional<Executor> executor() {
        return Optional.empty();
    }
}
