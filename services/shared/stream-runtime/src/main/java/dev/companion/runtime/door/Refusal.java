package dev.companion.runtime.door;

import org.jspecify.annotations.Nullable;

/**
 * Why a request is refused before it reaches any code of a service.
 *
 * @param reason one word for logs and meters
 * @param detail what is wrong, its effect, and what to do
 * @param retryAfterSeconds null if trying again does not help
 */
public record Refusal(
        int status,
        String reason,
        String title,
        String detail,
        @Nullable Integer retryAfterSeconds) {

    static Refusal foreignHost() {
        return new Refusal(
                421,
                "host",
                "Unknown host name",
                "Nothing was changed. This host name is not one of the names of this server. Use a name that is configured"
                        + " in COMPANION_HTTP_HOSTNAMES, or localhost on the machine itself.",
                null);
    }

    static Refusal tooLarge(long bytesMax) {
        return new Refusal(
                413,
                "size",
                "Request too large",
                "Nothing was changed. The body of this request may have at most %d bytes. Send fewer items at once."
                        .formatted(bytesMax),
                null);
    }

    static Refusal tooSlow(long seconds) {
        return new Refusal(
                408,
                "slow",
                "Request too slow",
                "Nothing was changed. The body of the request did not arrive within %d seconds. Try again."
                        .formatted(seconds),
                null);
    }

    static Refusal form() {
        return new Refusal(
                415,
                "form",
                "Media type not supported",
                "Nothing was changed. This server reads JSON and takes no forms. Send Content-Type: application/json.",
                null);
    }

    /** The address, a parameter or a header cannot be read. */
    public static Refusal malformed() {
        return new Refusal(
                400,
                "address",
                "Invalid request",
                "Nothing was changed. A part of the address or of the headers is not valid. Correct it and try again.",
                null);
    }

    /** For failures that only the web server sees. */
    static Refusal ofStatus(int status) {
        return switch (status) {
            case 404 -> new Refusal(404, "address", "Not found", "There is nothing at this address.", null);
            case 405, 501 ->
                new Refusal(
                        status,
                        "method",
                        "Method not allowed",
                        "Nothing was changed. This address does not have this method.",
                        null);
            case 408 ->
                new Refusal(408, "slow", "Request too slow", "Nothing was changed. The request took too long.", null);
            case 413 ->
                new Refusal(
                        413,
                        "size",
                        "Request too large",
                        "Nothing was changed. The request is larger than this server accepts.",
                        null);
            case 414, 431 ->
                new Refusal(
                        status,
                        "size",
                        "Request too large",
                        "Nothing was changed. The address or the headers are longer than this server accepts.",
                        null);
            default ->
                status < 500
                        ? new Refusal(
                                status,
                                "address",
                                malformed().title(),
                                malformed().detail(),
                                null)
                        : new Refusal(
                                status,
                                "failure",
                                "Internal error",
                                "The request failed, and it is not known whether anything was changed. The cause is in the"
                                        + " log.",
                                null);
        };
    }
}
