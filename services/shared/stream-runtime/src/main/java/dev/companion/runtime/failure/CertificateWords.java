package dev.companion.runtime.failure;

import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.util.Optional;

/** Why the certificate of a broker or of the registry is not accepted, and what to do, in words for people. */
public final class CertificateWords {

    private CertificateWords() {}

    /**
     * The clause after a colon that follows the name of the server; empty if the failure has another reason.
     *
     * @param truststore the setting that says whom to trust, ending in {@code ssl.truststore.location}
     */
    public static Optional<String> of(Throwable failure, String truststore) {
        var chain = FailureWords.chain(failure);
        for (var each : chain) {
            if (each instanceof CertificateExpiredException || each instanceof CertificateNotYetValidException) {
                return Optional.of("its certificate is not valid now (%s). Renew it, or correct the clock"
                        .formatted(each.getMessage()));
            }
        }
        // The second: an authority of the same name is trusted, which has not signed it.
        if (chain.stream()
                .anyMatch(each ->
                        each instanceof CertPathBuilderException || each instanceof CertPathValidatorException)) {
            return Optional.of(
                    "its certificate is of an authority that is not trusted here. Set %s to a file with the certificate of that authority, in PEM format with %s=PEM"
                            .formatted(truststore, truststore.replace(".location", ".type")));
        }
        return chain.stream()
                .filter(each -> each instanceof CertificateException)
                .map(Throwable::getMessage)
                .filter(message -> message != null && message.startsWith("No ")) // "No name matching …", "No subject …"
                .map("its certificate is for another name (%s). Use an address that the certificate names"::formatted)
                .findFirst();
    }
}
