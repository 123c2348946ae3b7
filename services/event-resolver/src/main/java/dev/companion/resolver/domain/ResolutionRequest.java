package dev.companion.resolver.domain;

import java.util.Optional;

/**
 * What somebody asked for.
 *
 * @param requestedBy last four characters of the key that signed in, or the name of a service
 */
public record ResolutionRequest(
        String tenantId, String requestId, String requestedBy, String discrepancyId, Resolution resolution) {

    /** What is ordered on behalf of the request has an id that leads back to it. */
    private static final String ORDER_SUFFIX = ".retry";

    /** The id of the order; repeats with the request. */
    public String orderId() {
        return requestId + ORDER_SUFFIX;
    }

    /** The request that an order was placed for; empty for the id of any other request. */
    public static Optional<String> requestOf(String orderId) {
        return orderId.endsWith(ORDER_SUFFIX)
                ? Optional.of(orderId.substring(0, orderId.length() - ORDER_SUFFIX.length()))
                : Optional.empty();
    }
}
