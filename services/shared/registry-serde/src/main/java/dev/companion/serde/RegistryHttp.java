package dev.companion.serde;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLContext;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.security.ssl.DefaultSslEngineFactory;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Sends calls to the first server of the registry that answers.
 *
 * <p>A server that is silent or fails with 5xx is skipped. After all have been tried, the next round follows after a
 * pause that doubles, with jitter. A refusal is final. Every call of the API may be repeated safely.
 */
final class RegistryHttp {

    static final JsonMapper JSON = new JsonMapper();

    private static final Logger LOGGER = LoggerFactory.getLogger(RegistryHttp.class);
    private static final String MEDIA_TYPE = "application/vnd.schemaregistry.v1+json";
    private static final int ANSWER_BYTES_MAX = 8 * 1024 * 1024;
    private static final int DETAIL_LENGTH_MAX = 200;
    private static final int DOUBLINGS_MAX = 16;

    private final RegistrySettings settings;
    private final HttpClient http;
    private volatile int preferred;

    RegistryHttp(RegistrySettings settings) {
        this.settings = settings;
        // HTTP/1.1, because the attempt to upgrade a plain connection confuses some proxies and has no advantage here.
        HttpClient.Builder builder = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(settings.connectTimeout());
        if (!settings.ssl().isEmpty()) {
            builder.sslContext(sslContext(settings.ssl()));
        }
        this.http = builder.build();
    }

    /**
     * The answer of the first server that gives one.
     *
     * @throws RegistryException if the registry refuses, or if no round reached a healthy server
     * @throws InterruptException if the thread is interrupted; its flag is set again
     */
    JsonNode send(RegistryCall call) {
        for (int round = 0; ; round++) {
            RegistryException failure = null;
            int first = preferred;
            for (int i = 0; i < settings.endpoints().size(); i++) {
                int at = (first + i) % settings.endpoints().size();
                try {
                    JsonNode answer = sendTo(settings.endpoints().get(at), call);
                    preferred = at;
                    return answer;
                } catch (RegistryException e) {
                    if (!e.isServerTrouble()) {
                        preferred = at;
                        throw e;
                    }
                    failure = e;
                }
            }
            if (failure != null && round >= settings.retriesMax()) {
                throw failure;
            }
            LOGGER.atDebug().addKeyValue("attempt", round).log("schema registry is unavailable, trying again");
            pause(round);
        }
    }

    private JsonNode sendTo(RegistrySettings.Endpoint endpoint, RegistryCall call) {
        String body = call.body();
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(endpoint.base() + call.path()))
                .header("Accept", MEDIA_TYPE + ", application/json")
                .method(call.method(), body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        if (body != null) {
            request.header("Content-Type", MEDIA_TYPE);
        }
        if (endpoint.authorization() != null) {
            request.header("Authorization", endpoint.authorization().value());
        }
        HttpResponse<byte[]> response = exchange(request.build(), endpoint, call);
        JsonNode answer = parse(response.body());
        if (response.statusCode() / 100 != 2) {
            throw refusal(response.statusCode(), answer, endpoint, call);
        }
        if (answer == null) {
            throw new RegistryException(
                    "Cannot " + call.purpose() + ": " + endpoint.base() + " answered something that is not JSON."
                            + " Check that schema.registry.url leads to a registry.",
                    response.statusCode(),
                    0,
                    null);
        }
        return answer;
    }

    // The client's own time limit ends with the headers; a body that never ends must not block a thread either.
    private HttpResponse<byte[]> exchange(HttpRequest request, RegistrySettings.Endpoint endpoint, RegistryCall call) {
        CompletableFuture<HttpResponse<byte[]>> exchange =
                http.sendAsync(request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), ANSWER_BYTES_MAX));
        try {
            return exchange.get(settings.readTimeout().toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            exchange.cancel(true);
            throw new InterruptException(e);
        } catch (TimeoutException e) {
            exchange.cancel(true);
            throw unreachable(
                    endpoint, call, "no answer within " + settings.readTimeout().toMillis() + " ms", e);
        } catch (ExecutionException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            if (cause instanceof IOException) {
                throw unreachable(endpoint, call, cause.getClass().getSimpleName(), cause);
            }
            throw new KafkaException("Cannot " + call.purpose() + ": the request could not be made", cause);
        }
    }

    private RegistryException unreachable(
            RegistrySettings.Endpoint endpoint, RegistryCall call, String reason, Throwable cause) {
        Object where = settings.endpoints().size() == 1
                ? endpoint.base()
                : settings.endpoints().stream()
                        .map(RegistrySettings.Endpoint::base)
                        .toList();
        return new RegistryException(
                "Cannot " + call.purpose() + ": no schema registry answered at " + where + " (" + reason
                        + "). Start the registry or correct schema.registry.url; the call may then be repeated.",
                0,
                0,
                cause);
    }

    private static RegistryException refusal(
            int status, @Nullable JsonNode answer, RegistrySettings.Endpoint endpoint, RegistryCall call) {
        int code = answer == null ? 0 : answer.path("error_code").asInt(0);
        String said = answer == null ? "" : answer.path("message").asString("");
        RegistryException plain = new RegistryException("", status, code, null);
        String remedy =
                switch (status) {
                    case 401, 403 -> "Check basic.auth.user.info or bearer.auth.token, and the rights of that account.";
                    case 409 -> "The subject's compatibility level forbids this schema: change the schema.";
                    case 422 -> "The registry does not accept the value: correct it.";
                    default ->
                        plain.isMissing()
                                ? call.ifMissing()
                                : plain.isRetryable()
                                        ? "The call may be repeated later."
                                        : "Check that schema.registry.url is the root of a Confluent-compatible API.";
                };
        return new RegistryException(
                "Cannot " + call.purpose() + ": the registry at " + endpoint.base() + " answered " + status
                        + (code == 0 || code == status ? "" : ", error " + code)
                        + (said.isBlank() ? "" : " (" + shortened(said) + ")") + ". " + remedy,
                status,
                code,
                null);
    }

    private static String shortened(String text) {
        String line = text.replaceAll("\\s+", " ").strip();
        return line.length() <= DETAIL_LENGTH_MAX ? line : line.substring(0, DETAIL_LENGTH_MAX) + "…";
    }

    private static @Nullable JsonNode parse(byte[] body) {
        try {
            return JSON.readTree(body);
        } catch (JacksonException e) {
            return null;
        }
    }

    private void pause(int round) {
        Duration doubled = settings.retryWait().multipliedBy(1L << Math.min(round, DOUBLINGS_MAX));
        long millis = Math.min(doubled.toMillis(), settings.retryWaitMax().toMillis());
        try {
            Thread.sleep(Duration.ofMillis(ThreadLocalRandom.current().nextLong(millis / 2, millis + 1)));
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }

    // Kafka's own reader of ssl.* properties: JKS, PKCS12 and PEM, from files or inline.
    private static SSLContext sslContext(Map<String, Object> ssl) {
        try (DefaultSslEngineFactory factory = new DefaultSslEngineFactory()) {
            factory.configure(
                    new HashMap<>(new ConfigDef().withClientSslSupport().parse(ssl)));
            return factory.sslContext();
        } catch (ConfigException e) {
            throw e;
        } catch (KafkaException e) {
            throw new ConfigException("schema.registry.ssl.*: the stores cannot be used (" + rootMessage(e)
                    + "); expected: readable files with the right type and password");
        }
    }

    private static String rootMessage(Throwable thrown) {
        Throwable root = thrown;
        for (int depth = 0; root.getCause() != null && depth < DOUBLINGS_MAX; depth++) {
            root = root.getCause();
        }
        return String.valueOf(root.getMessage());
    }

    /** Addresses without credentials, for messages. */
    List<String> addresses() {
        return settings.endpoints().stream()
                .map(endpoint -> endpoint.base().toString())
                .toList();
    }
}
