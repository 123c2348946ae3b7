package dev.companion.runtime.failure;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.ConnectException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.util.stream.Stream;
import javax.net.ssl.SSLHandshakeException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.SslAuthenticationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CertificateWordsTest {

    private static Throwable handshake(Throwable cause) {
        var handshake = new SSLHandshakeException("(certificate_unknown) " + cause.getMessage());
        handshake.initCause(cause);
        return new SslAuthenticationException("SSL handshake failed", handshake);
    }

    static Stream<Exception> unknownAuthorities() {
        return Stream.of(
                new CertPathBuilderException("unable to find valid certification path to requested target"),
                new CertPathValidatorException("signature check failed")); // another authority of the same name
    }

    @ParameterizedTest
    @MethodSource("unknownAuthorities")
    void anUnknownAuthorityIsSaidWithTheSettingThatNamesIt(Exception reason) {
        var cause = new CertificateException("PKIX path building failed", reason);

        assertThat(CertificateWords.of(handshake(cause), "ssl.truststore.location"))
                .hasValue(
                        "its certificate is of an authority that is not trusted here. Set ssl.truststore.location to a"
                                + " file with the certificate of that authority, in PEM format with ssl.truststore.type=PEM");
    }

    @Test
    void aNameThatIsNotInTheCertificateIsSaid() {
        var cause = new CertificateException("No subject alternative names matching IP address 127.0.0.1 found");

        assertThat(CertificateWords.of(handshake(cause), "ssl.truststore.location"))
                .hasValue("its certificate is for another name (No subject alternative names matching IP address"
                        + " 127.0.0.1 found). Use an address that the certificate names");
    }

    @Test
    void anExpiredCertificateIsSaid() {
        assertThat(CertificateWords.of(handshake(new CertificateExpiredException("NotAfter: Sun")), "x"))
                .hasValue("its certificate is not valid now (NotAfter: Sun). Renew it, or correct the clock");
    }

    @Test
    void otherFailuresAreNotOfACertificate() {
        assertThat(CertificateWords.of(new KafkaException("outer", new ConnectException("refused")), "x"))
                .isEmpty();
    }
}
