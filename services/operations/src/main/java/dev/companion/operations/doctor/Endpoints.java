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
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.SslConfigs;
import org.apache.kafka.common.security.ssl.DefaultSslEngineFactory;
import org.jspecify.annotations.Nullable;

/** Resolves the names of addresses, connects to them, and reads the certificates. */
final class Endpoints {

    private static final int WITHIN_MILLIS = 5_000;

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
                                    secure ? kafka(config) : null)
                            : new Endpoint("broker", address, "no port (expected: host:port)", "name", null);
                })
                .toList();
    }

    /** @param urls comma-separated */
    static Stream<Endpoint> urls(String whose, String urls) {
        return Arrays.stream(urls.split(",", -1)).map(String::strip).map(url -> {
            var uri = URI.create(url);
            var secure = "https".equals(uri.getScheme());
            if (uri.getHost() == null) {
                return new Endpoint(whose, url, "no host (expected: http://host:port/…)", "name", null);
            }
            var port = uri.getPort() >= 0 ? uri.getPort() : secure ? 443 : 80;
            return ask(whose, uri.getHost(), port, secure ? Endpoints::standard : null);
        });
    }

    /** Makes what a connection trusts; it may fail because of files that cannot be read. */
    private interface Trust {
        SSLContext context() throws GeneralSecurityException;
    }

    private static SSLContext standard() throws GeneralSecurityException {
        return SSLContext.getDefault();
    }

    /** What the clients of Kafka trust. */
    private static Trust kafka(Map<String, Object> config) {
        return () -> {
            var definition = new ConfigDef();
            SslConfigs.addClientSslSupport(definition);
            try (var factory = new DefaultSslEngineFactory()) {
                factory.configure(definition.parse(config));
                return factory.sslContext();
            }
        };
    }

    private static Endpoint ask(String whose, String host, int port, @Nullable Trust trust) {
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
                verifyName(tls);
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

    private static void verifyName(SSLSocket socket) {
        var parameters = socket.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        socket.setSSLParameters(parameters);
    }
}
