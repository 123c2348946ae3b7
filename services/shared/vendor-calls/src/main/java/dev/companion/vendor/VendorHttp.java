package dev.companion.vendor;

import dev.companion.vendor.HttpAnswer.Answered;
import dev.companion.vendor.HttpAnswer.BrokenAfterSend;
import dev.companion.vendor.HttpAnswer.NotAllowed;
import dev.companion.vendor.HttpAnswer.NotSent;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.NoRouteToHostException;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.channels.UnresolvedAddressException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import javax.net.ssl.SSLHandshakeException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One bounded HTTP exchange: allowed addresses only, one deadline over name look-up, connecting, sending and reading, a
 * limit on the body, no redirects, no retries, no cookies. It never throws because of what the other side does.
 *
 * <p>One instance serves all tenants: credentials are part of each call and are not kept. A call with an effect always
 * gets a connection of its own, because a server may close a reused connection at the moment of sending, and that looks
 * the same as an answer that was lost after the effect.
 */
public final class VendorHttp implements AutoCloseable {

    public static final int BODY_BYTES_MAX = 16 * 1024 * 1024;

    private static final Logger LOGGER = LoggerFactory.getLogger(VendorHttp.class);

    /** Shorter than the idle limits of common servers (5 s and more); the JDK's own 30 s is longer than some. */
    private static final String KEEP_ALIVE_SECONDS = "4";

    static {
        // The JDK reads this once per JVM, so it must be set before the first client is built.
        if (System.getProperty("jdk.httpclient.keepalive.timeout") == null) {
            System.setProperty("jdk.httpclient.keepalive.timeout", KEEP_ALIVE_SECONDS);
        }
    }

    /** How names become addresses; replaced in tests. */
    interface NameLookup {
        List<InetAddress> addressesOf(String host) throws UnknownHostException;
    }

    /** Sees each complete answer. */
    @FunctionalInterface
    public interface AnswerWatch {

        AnswerWatch NONE = (_, _) -> {};

        int NO_ANSWER = 0;

        /** @param took at most, from sending to the last byte */
        void answered(HttpHeaders headers, Duration took);

        /**
         * Called for each request that was sent, after {@link #answered} if there is a complete answer.
         *
         * @param status {@link #NO_ANSWER} without a complete answer
         */
        default void ended(int status, Duration took) {}
    }

    private final AllowedHosts allowed;
    private final Duration connectTimeout;
    private final Duration totalTimeout;
    private final int bodyBytesMax;
    private final NameLookup names;
    private final Supplier<HttpClient> clients;
    private final AnswerWatch watch;
    private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpClient keptAlive;

    VendorHttp(
            AllowedHosts allowed, Duration connectTimeout, Duration totalTimeout, int bodyBytesMax, NameLookup names) {
        this(allowed, connectTimeout, totalTimeout, bodyBytesMax, names, null);
    }

    /** @param wire null for the network; tests without sockets pass their own */
    VendorHttp(
            AllowedHosts allowed,
            Duration connectTimeout,
            Duration totalTimeout,
            int bodyBytesMax,
            NameLookup names,
            @Nullable Supplier<HttpClient> wire) {
        this(allowed, connectTimeout, totalTimeout, bodyBytesMax, names, wire, AnswerWatch.NONE);
    }

    private VendorHttp(
            AllowedHosts allowed,
            Duration connectTimeout,
            Duration totalTimeout,
            int bodyBytesMax,
            NameLookup names,
            @Nullable Supplier<HttpClient> wire,
            AnswerWatch watch) {
        if (connectTimeout.isZero() || connectTimeout.isNegative() || totalTimeout.compareTo(connectTimeout) < 0) {
            throw new IllegalArgumentException("time-outs: connect %s, total %s (expected: 0 < connect <= total)"
                    .formatted(connectTimeout, totalTimeout));
        }
        this.allowed = allowed;
        this.connectTimeout = connectTimeout;
        this.totalTimeout = totalTimeout;
        this.bodyBytesMax = bodyBytesMax;
        this.names = names;
        this.watch = watch;
        this.clients = wire == null ? this::overTheNetwork : wire;
        this.keptAlive = clients.get();
    }

    /** @param totalTimeout for the whole exchange, from the name look-up to the last byte of the body */
    public static VendorHttp of(AllowedHosts allowed, Duration connectTimeout, Duration totalTimeout) {
        return of(allowed, connectTimeout, totalTimeout, BODY_BYTES_MAX);
    }

    /** @param bodyBytesMax an answer with a larger body counts as broken */
    public static VendorHttp of(
            AllowedHosts allowed, Duration connectTimeout, Duration totalTimeout, int bodyBytesMax) {
        return new VendorHttp(allowed, connectTimeout, totalTimeout, bodyBytesMax, VendorHttp::lookedUp);
    }

    /** @param watch called by the thread that made the call */
    public static VendorHttp of(
            AllowedHosts allowed, Duration connectTimeout, Duration totalTimeout, AnswerWatch watch) {
        return new VendorHttp(allowed, connectTimeout, totalTimeout, BODY_BYTES_MAX, VendorHttp::lookedUp, null, watch);
    }

    private static List<InetAddress> lookedUp(String host) throws UnknownHostException {
        return List.of(InetAddress.getAllByName(host));
    }

    /** The guard of this instance, to check an address when it is entered. */
    public AllowedHosts allowedHosts() {
        return allowed;
    }

    /** Sends the request once and waits for the whole answer, at most for the total time-out. */
    public HttpAnswer exchange(HttpCall call) {
        var deadline = System.nanoTime() + totalTimeout.toNanos();
        var request = requestOf(call);
        var objection = objectionTo(call.origin(), request.uri(), deadline);
        if (objection.isPresent()) {
            return objection.get();
        }
        if (call.kind() == CallKind.READ) {
            return answerOf(call, keptAlive, request, deadline);
        }
        var own = clients.get();
        try {
            return answerOf(call, own, request, deadline);
        } finally {
            own.shutdownNow();
        }
    }

    private HttpClient overTheNetwork() {
        return HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(connectTimeout)
                .executor(executor)
                .build();
    }

    private static HttpRequest requestOf(HttpCall call) {
        var builder = HttpRequest.newBuilder(URI.create(call.origin() + call.pathAndQuery()))
                .header("User-Agent", "Companion");
        call.headers().forEach(builder::header);
        var body = call.body();
        return builder.method(
                        call.method(),
                        body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body, StandardCharsets.UTF_8))
                .build();
    }

    private Optional<HttpAnswer> objectionTo(Origin origin, URI uri, long deadline) {
        var byName = allowed.objection(origin);
        if (byName.isPresent()) {
            return byName.map(NotAllowed::new);
        }
        // Behind a proxy, the proxy looks the name up, and our name server may not know it.
        if (allowed.lists(origin) || isProxied(uri)) {
            return Optional.empty();
        }
        // The JDK keeps look-ups for 30 s, so the connection made right after this uses the same addresses.
        var lookup = executor.submit((Callable<List<InetAddress>>) () -> names.addressesOf(origin.host()));
        try {
            return allowed.objection(origin, awaited(lookup, deadline)).map(NotAllowed::new);
        } catch (ExecutionException _) {
            return Optional.of(new NotSent(unknownHost(origin)));
        } catch (TimeoutException _) {
            return Optional.of(new NotSent(Details.of("the name server did not answer for " + origin.host())));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return Optional.of(new NotSent("interrupted before sending"));
        }
    }

    private HttpAnswer answerOf(HttpCall call, HttpClient client, HttpRequest request, long deadline) {
        var sent = System.nanoTime();
        var exchange = client.sendAsync(request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), bodyBytesMax));
        var status = AnswerWatch.NO_ANSWER;
        try {
            var response = awaited(exchange, deadline);
            status = response.statusCode();
            watch.answered(response.headers(), since(sent));
            return answered(response);
        } catch (TimeoutException _) {
            return broken(call, "no complete answer within " + seconds(totalTimeout), null);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return broken(call, "interrupted while waiting for the answer", null);
        } catch (ExecutionException failure) {
            return failed(call, failure.getCause());
        } finally {
            watch.ended(status, since(sent));
        }
    }

    private static Duration since(long nanos) {
        return Duration.ofNanos(System.nanoTime() - nanos);
    }

    /** Cancelling a future that timed out ends the exchange and closes its connection. */
    private static <T> T awaited(Future<T> future, long deadline)
            throws ExecutionException, TimeoutException, InterruptedException {
        try {
            return future.get(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
        } finally {
            future.cancel(true);
        }
    }

    private Answered answered(HttpResponse<byte[]> response) {
        var text = new String(response.body(), StandardCharsets.UTF_8);
        return new Answered(
                response.statusCode(), response.headers(), text.startsWith("\uFEFF") ? text.substring(1) : text);
    }

    /**
     * Only what the JDK throws before it sends counts as not sent; anything not known to be harmless counts as broken.
     */
    private HttpAnswer failed(HttpCall call, @Nullable Throwable cause) {
        var message = cause == null || cause.getMessage() == null ? "" : cause.getMessage();
        return switch (cause) {
            case HttpConnectTimeoutException _ ->
                notSent(
                        call,
                        "no connection to %s within %s"
                                .formatted(call.origin().hostAndPort(), seconds(connectTimeout)));
            case ConnectException refused
            when refused.getCause() instanceof UnresolvedAddressException -> notSent(call, unknownHost(call.origin()));
            case ConnectException _ ->
                notSent(call, "no connection to " + call.origin().hostAndPort());
            case NoRouteToHostException _ ->
                notSent(call, "no route to " + call.origin().hostAndPort());
            case UnresolvedAddressException _ -> notSent(call, unknownHost(call.origin()));
            case SSLHandshakeException _ ->
                notSent(
                        call,
                        "no agreement on TLS with %s: %s"
                                .formatted(call.origin().hostAndPort(), message));
            case IOException _
            when message.startsWith("Tunnel failed") -> notSent(call, "the proxy did not let us through: " + message);
            case IOException _
            when message.startsWith("body exceeds capacity") ->
                broken(call, "the answer is larger than %,d bytes".formatted(bodyBytesMax), cause);
            case null, default -> broken(call, "the connection broke before the answer was complete", cause);
        };
    }

    private static HttpAnswer notSent(HttpCall call, String why) {
        LOGGER.atDebug().addKeyValue("call", call).addKeyValue("detail", why).log("request not sent");
        return new NotSent(Details.of(why));
    }

    private static HttpAnswer broken(HttpCall call, String why, @Nullable Throwable cause) {
        LOGGER.atDebug()
                .addKeyValue("call", call)
                .addKeyValue("detail", why)
                .addKeyValue("reason", cause == null ? "" : cause.getClass().getSimpleName())
                .log("answer lost");
        return new BrokenAfterSend(Details.of(why));
    }

    private static String unknownHost(Origin origin) {
        return Details.of("there is no host named " + origin.host() + ": check the address");
    }

    private static String seconds(Duration time) {
        return time.toMillis() % 1000 == 0 ? time.toSeconds() + " s" : time.toMillis() + " ms";
    }

    private static boolean isProxied(URI uri) {
        var selector = ProxySelector.getDefault();
        return selector != null && selector.select(uri).stream().anyMatch(proxy -> proxy.type() != Proxy.Type.DIRECT);
    }

    /** Ends running exchanges and closes all connections. */
    @Override
    public void close() {
        keptAlive.shutdownNow();
        executor.shutdownNow();
    }
}
