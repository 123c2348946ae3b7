package dev.companion.mapper.domain;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What somebody asked for.
 *
 * @param requestedBy last four characters of the key that signed in, or the name of a service
 * @param requestedAt when it was asked for, by the clock of who asked
 */
public record Request(
        String tenantId, String tenantName, String requestId, String requestedBy, Instant requestedAt, Body body) {

    /** What exactly. */
    public sealed interface Body {}

    /** @param apiKey null keeps the present one */
    public record SaveGravityZone(
            String accessUrl,
            String rootCompanyId,
            String rootCompanyName,
            String apiKeyLastFour,
            @Nullable Credential apiKey)
            implements Body {}

    /**
     * @param apiKey null keeps the present one
     * @param apiSecretKey null keeps the present one
     */
    public record SaveRmm(
            String apiUrl,
            RmmAccess.Grant grant,
            String apiKeyLastFour,
            @Nullable Credential apiKey,
            @Nullable Credential apiSecretKey)
            implements Body {}

    public record SaveDefaultPackage(PackageProfile profile) implements Body {}

    /** All of them or none. */
    public record CreateLinks(List<LinkWish> wishes) implements Body {}

    /** All of them or none. */
    public record DeleteLinks(List<String> siteUids) implements Body {}

    /** Links that exist and are to lead elsewhere, or to be tried afresh. All of them or none. */
    public record RetryLinks(List<LinkWish> wishes) implements Body {}

    /** All lists of the tenant are to be read at once. */
    public record SweepNow() implements Body {}

    /** @param paused whether all work for the tenant rests from now on */
    public record SetPaused(boolean paused) implements Body {}

    public record SaveObservation(ObservationSettings settings) implements Body {}

    /** @param approved false keeps the rows as they are */
    public record DecideDeletions(ObservedKind kind, String setId, boolean approved) implements Body {}

    /** @param reason why it cannot be carried out by anybody, in a sentence for people */
    public record Unusable(String reason) implements Body {}

    /** @param ciphertext Base64 */
    public record Credential(String ciphertext) {

        @Override
        public String toString() {
            return "Credential[sealed]";
        }
    }
}
