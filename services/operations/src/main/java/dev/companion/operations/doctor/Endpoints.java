package dev.companion.operations.doctor;

import dev.companion.operations.domain.check.EndpointRules.Endpoint;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.UnknownHostException;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.config.SslConfigs;
import org.apache.kafka.common.security.ssl.DefaultSslEngineFactory;
import org.jspecify.annotations.Nullable;

/** Resolves the names of addresses, connects to them, and reads the certificates. */
final class Endpoints {

    private static final int WITHIN_MILLIS = 5_000;

    private static final String NAME_CHECK = "ssl.endpoint.identification.algorithm";
    private static final String REGISTRY = "schema.registry.";

    private Endpoints() {}

    /** @param config of a Kafka client */
    static List<Endpoint> brokers(Map<String, Object> config) {
        var secure =
                String.valueOf(config.getOrDefault("security.protocol", "")).endsWith("SSL");
        return Arrays.stream(String.valueOf(config.get("bootstrap.servers")).split(",", -1))
                .map(String::strip)
                .map(address -> {
                    var colon = address.lastIndexOf(':');
                    var port = colon < 0 ? "" : address.substring(colon + 1);
                    return port.matches("[0-9]{1,5}")
                            ? ask(
                                    "broker",
                                    address.substring(0, colon),
                                    Integer.parseInt(port),
                                    secure ? kafka(config) : null,
                                    nameCheck(config))
                            : new Endpoint("broker", address, "no port (expected: host:port)", "name", null);
                })
                .toList();
    }

    /**
     * Messages leave out an address that is none, since it may contain a password.
     *
     * @param urls comma-separated
     * @param properties of a registry client
     */
    static Stream<Endpoint> urls(String whose, String urls, Map<String, String> properties) {
        return Arrays.stream(urls.split(",", -1)).map(String::strip).map(url -> {
            var uri = address(url);
            if (uri == null) {
                return new Endpoint(whose, "address", "no host (expected: http://host:port/…)", "name", null);
            }
            var secure = "https".equalsIgnoreCase(uri.getScheme());
            var port = uri.getPort() >= 0 ? uri.getPort() : secure ? 443 : 80;
            // The registry's client always compares the name.
            return ask(whose, uri.getHost(), port, secure ? registry(registryTls(properties)) : null, "https");
        });
    }

    private static @Nullable URI address(String url) {
        try {
            var uri = URI.create(url);
            return uri.getHost() == null ? null : uri;
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    /** Without the prefix, they are for the brokers. */
    static Map<String, Object> registryTls(Map<String, String> properties) {
        var tls = new HashMap<String, Object>();
        properties.forEach((name, value) -> {
            if (name.startsWith(REGISTRY + "ssl.")) {
                tls.put(name.substring(REGISTRY.length()), value);
            }
        });
        return tls;
    }

    /** How a client of Kafka compares the name in a certificate; empty if it does not. */
    static String nameCheck(Map<String, Object> config) {
        return String.valueOf(
                config.getOrDefault(NAME_CHECK, SslConfigs.DEFAULT_SSL_ENDPOINT_IDENTIFICATION_ALGORITHM));
    }

    /** Makes what a connection trusts; it may fail because of files that cannot be read. */
    private interface Trust {
        SSLContext context() throws GeneralSecurityException;
    }

    private static Trust registry(Map<String, Object> tls) {
        return tls.isEmpty() ? SSLContext::getDefault : kafka(tls);
    }

    /** What the clients of Kafka trust. */
    private static Trust kafka(Map<String, Object> config) {
        return () -> {
            try (var factory = new DefaultSslEngineFactory()) {
                factory.configure(tls(config));
                return factory.sslContext();
            }
        };
    }

    /** What the client itself makes of its settings, which may name files instead of secrets. */
    static Map<String, ?> tls(Map<String, Object> config) {
        return new AdminClientConfig(config).values();
    }

    private static Endpoint ask(String whose, String host, int port, @Nullable Trust trust, String nameCheck) {
        var hostPort = host + ":" + port;
        var step = "name";
        try {
            var address = InetAddress.getByName(host);
            step = "TCP";
            try (var socket = new Socket()) {
                socket.connect(new InetSocketAddress(address, port), WITHIN_MILLIS);
                socket.setSoTimeout(WITHIN_MILLIS);
                if (trust == null) {
                    return new Endpoint(whose, hostPort, null, step, null);
                }
                step = "TLS";
                var tls = (SSLSocket) trust.context().getSocketFactory().createSocket(socket, host, port, true);
                verifyName(tls, nameCheck);
                tls.startHandshake();
                var until = Arrays.stream(tls.getSession().getPeerCertificates())
                        .map(certificate -> certificate instanceof X509Certificate x509
                                ? x509.getNotAfter().toInstant()
                                : null)
                        .filter(Objects::nonNull)
                        .min(Instant::compareTo)
                        .orElse(null);
                return new Endpoint(whose, hostPort, null, step, until);
            }
        } catch (UnknownHostException e) {
            return new Endpoint(whose, hostPort, "the name is not known", step, null);
        } catch (IOException | GeneralSecurityException | RuntimeException e) {
            return new Endpoint(whose, hostPort, String.valueOf(e.getMessage()), step, null);
        }
    }

    private static void verifyName(SSLSocket socket, String nameCheck) {
        var parameters = socket.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm(nameCheck);
        socket.setSSLParameters(parameters);
    }
}
