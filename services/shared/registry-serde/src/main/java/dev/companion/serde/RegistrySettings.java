package dev.companion.serde;

import static org.apache.kafka.common.config.ConfigDef.Range.atLeast;
import static org.apache.kafka.common.config.ConfigDef.Range.between;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Type;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.types.Password;
import org.jspecify.annotations.Nullable;

/**
 * Where the registry is and how to connect to it, read from Confluent's property names. Each may have the prefix {@code
 * schema.registry.}, which takes precedence, as it does there. TLS properties must have it, because without it they
 * apply to the broker.
 *
 * <p>Two equal settings share one {@link RegistryClient}.
 *
 * @param ssl Kafka's {@code ssl.*} properties for the registry, without prefix
 */
record RegistrySettings(
        List<Endpoint> endpoints,
        Duration connectTimeout,
        Duration readTimeout,
        int retriesMax,
        Duration retryWait,
        Duration retryWaitMax,
        Duration latestLifetime,
        Duration missingLifetime,
        boolean normalize,
        boolean stripJavaProperties,
        Map<String, Object> ssl) {

    private static final String PREFIX = "schema.registry.";
    private static final String URL = "schema.registry.url";
    private static final String CONNECT_TIMEOUT = "http.connect.timeout.ms";
    private static final String READ_TIMEOUT = "http.read.timeout.ms";
    private static final String RETRIES_MAX = "max.retries";
    private static final String RETRY_WAIT = "retries.wait.ms";
    private static final String RETRY_WAIT_MAX = "retries.max.wait.ms";
    private static final String LATEST_LIFETIME = "latest.cache.ttl.sec";
    private static final String MISSING_LIFETIME = "missing.id.cache.ttl.sec";
    private static final String NORMALIZE = "normalize.schemas";
    private static final String STRIP_JAVA_PROPERTIES = "avro.remove.java.properties";
    private static final String BASIC_SOURCE = "basic.auth.credentials.source";
    private static final String BASIC_USER_INFO = "basic.auth.user.info";
    private static final String BEARER_SOURCE = "bearer.auth.credentials.source";
    private static final String BEARER_TOKEN = "bearer.auth.token";
    private static final String HOST_NAME_CHECK = "ssl.endpoint.identification.algorithm";
    private static final int YEAR_SECONDS = 31_536_000;

    private static final ConfigDef DEFINITION = new ConfigDef()
            .define(URL, Type.LIST, Importance.HIGH, "Addresses of one registry, tried in turn.")
            .define(CONNECT_TIMEOUT, Type.INT, 5_000, between(1, 600_000), Importance.LOW, "Time to connect.")
            .define(READ_TIMEOUT, Type.INT, 10_000, between(1, 600_000), Importance.LOW, "Time for a whole answer.")
            .define(RETRIES_MAX, Type.INT, 3, between(0, 100), Importance.LOW, "Rounds after the first.")
            .define(RETRY_WAIT, Type.INT, 200, atLeast(0), Importance.LOW, "Pause before the first repeat.")
            .define(RETRY_WAIT_MAX, Type.INT, 5_000, atLeast(0), Importance.LOW, "Longest pause.")
            .define(LATEST_LIFETIME, Type.INT, 60, between(-1, YEAR_SECONDS), Importance.LOW, "-1 means for ever.")
            .define(MISSING_LIFETIME, Type.INT, 10, between(0, YEAR_SECONDS), Importance.LOW, "For unknown ids.")
            .define(NORMALIZE, Type.BOOLEAN, false, Importance.LOW, "Let the registry normalise what it is sent.")
            .define(STRIP_JAVA_PROPERTIES, Type.BOOLEAN, true, Importance.LOW, "Register as the .avsc reads.")
            .define(BASIC_SOURCE, Type.STRING, "URL", Importance.MEDIUM, "URL or USER_INFO.")
            .define(BASIC_USER_INFO, Type.PASSWORD, "", Importance.MEDIUM, "user:password.")
            .define(BEARER_SOURCE, Type.STRING, "", Importance.MEDIUM, "STATIC_TOKEN, or empty for none.")
            .define(BEARER_TOKEN, Type.PASSWORD, "", Importance.MEDIUM, "The token.");

    /**
     * One server of the registry.
     *
     * @param authorization value of the HTTP header of that name
     */
    record Endpoint(URI base, @Nullable Password authorization) {}

    /** @throws ConfigException naming the property and what it may hold */
    static RegistrySettings of(Map<String, ?> config) {
        Map<String, Object> own = new HashMap<>();
        Map<String, Object> ssl = new HashMap<>();
        for (String name : DEFINITION.names()) {
            Object value = config.containsKey(PREFIX + name) ? config.get(PREFIX + name) : config.get(name);
            if (value != null) {
                own.put(name, value);
            }
        }
        config.forEach((name, value) -> {
            if (name.startsWith(PREFIX + "ssl.") && value != null) {
                ssl.put(name.substring(PREFIX.length()), value);
            }
        });
        Object hostNameCheck = ssl.remove(HOST_NAME_CHECK);
        if (hostNameCheck != null && !"https".equalsIgnoreCase(hostNameCheck.toString())) {
            throw new ConfigException(PREFIX + HOST_NAME_CHECK + ": switched off (expected: https); the registry's"
                    + " certificate must name its host, because this client always checks it");
        }
        Map<String, Object> values = DEFINITION.parse(own);
        return new RegistrySettings(
                endpoints(values),
                millis(values, CONNECT_TIMEOUT),
                millis(values, READ_TIMEOUT),
                number(values, RETRIES_MAX),
                millis(values, RETRY_WAIT),
                millis(values, RETRY_WAIT_MAX),
                number(values, LATEST_LIFETIME) < 0
                        ? LookupCache.FOREVER
                        : Duration.ofSeconds(number(values, LATEST_LIFETIME)),
                Duration.ofSeconds(number(values, MISSING_LIFETIME)),
                Boolean.TRUE.equals(values.get(NORMALIZE)),
                Boolean.TRUE.equals(values.get(STRIP_JAVA_PROPERTIES)),
                Map.copyOf(ssl));
    }

    /** Hides the credentials that the components hold. */
    @Override
    public String toString() {
        return "RegistrySettings[" + endpoints.stream().map(Endpoint::base).toList() + "]";
    }

    private static List<Endpoint> endpoints(Map<String, Object> values) {
        List<Endpoint> endpoints = values.get(URL) instanceof List<?> urls
                ? urls.stream()
                        .map(url -> url.toString().strip())
                        .filter(url -> !url.isEmpty())
                        .map(url -> endpoint(url, values))
                        .toList()
                : List.of();
        if (endpoints.isEmpty()) {
            throw new ConfigException(URL + ": empty (expected: the registry's address, such as http://host:8081)");
        }
        return endpoints;
    }

    // Messages leave out the given address, which may contain a password.
    private static Endpoint endpoint(String url, Map<String, Object> values) {
        URI given;
        try {
            given = URI.create(url);
        } catch (IllegalArgumentException e) {
            throw new ConfigException(URL + ": not an address (expected: http://host:port or https://host:port)");
        }
        String scheme = given.getScheme() == null ? "" : given.getScheme().toLowerCase(Locale.ROOT);
        if (given.getHost() == null || !(scheme.equals("http") || scheme.equals("https"))) {
            throw new ConfigException(URL + ": not an http address (expected: http://host:port or https://host:port)");
        }
        String path = given.getRawPath() == null ? "" : given.getRawPath().replaceAll("/+$", "");
        String port = given.getPort() < 0 ? "" : ":" + given.getPort();
        URI base = URI.create(scheme + "://" + given.getHost() + port + path);
        return new Endpoint(base, authorization(given.getUserInfo(), values));
    }

    private static @Nullable Password authorization(@Nullable String urlUserInfo, Map<String, Object> values) {
        String bearerSource = word(values, BEARER_SOURCE);
        if (bearerSource.equals("STATIC_TOKEN")) {
            return new Password("Bearer " + required(values, BEARER_TOKEN, BEARER_SOURCE + "=STATIC_TOKEN"));
        }
        if (!bearerSource.isEmpty()) {
            throw new ConfigException(BEARER_SOURCE + ": " + bearerSource + " (expected: STATIC_TOKEN)");
        }
        String userInfo =
                switch (word(values, BASIC_SOURCE)) {
                    case "USER_INFO" -> required(values, BASIC_USER_INFO, BASIC_SOURCE + "=USER_INFO");
                    case "URL", "" -> urlUserInfo;
                    default ->
                        throw new ConfigException(
                                BASIC_SOURCE + ": " + values.get(BASIC_SOURCE) + " (expected: URL or USER_INFO)");
                };
        return userInfo == null
                ? null
                : new Password(
                        "Basic " + Base64.getEncoder().encodeToString(userInfo.getBytes(StandardCharsets.UTF_8)));
    }

    private static String required(Map<String, Object> values, String name, String because) {
        String value = values.get(name) instanceof Password password ? password.value() : "";
        if (value.isBlank()) {
            throw new ConfigException(name + ": empty (expected: a value, because " + because + ")");
        }
        return value;
    }

    private static String word(Map<String, Object> values, String name) {
        return values.get(name) instanceof String text ? text.strip().toUpperCase(Locale.ROOT) : "";
    }

    private static Duration millis(Map<String, Object> values, String name) {
        return Duration.ofMillis(number(values, name));
    }

    private static int number(Map<String, Object> values, String name) {
        return values.get(name) instanceof Integer value ? value : 0;
    }
}
