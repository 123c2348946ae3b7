package dev.companion.vendor;

import dev.companion.vendor.CallResult.Found;
import dev.companion.vendor.CallResult.Reason;
import dev.companion.vendor.CallResult.Refused;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Scheme, host and port of a vendor's API: the relevant part of an address that a person pasted.
 *
 * <p>Both vendors keep their API below fixed paths, so path, query and fragment are dropped: {@code
 * vidal-api.centrastage.net}, {@code https://vidal-api.centrastage.net/api/v2/} and {@code
 * HTTPS://Vidal-API.centrastage.net:443/api } are one origin.
 *
 * @param scheme "https" or "http"
 * @param host lower case, without a trailing dot; an IPv6 address stays in brackets
 */
public record Origin(String scheme, String host, int port) {

    private static final Pattern SCHEME = Pattern.compile("([A-Za-z][A-Za-z0-9+.-]*)://(.*)", Pattern.DOTALL);
    private static final Pattern AUTHORITY =
            Pattern.compile("((?:[A-Za-z0-9_-]+\\.)*[A-Za-z0-9_-]+\\.?|\\[[0-9A-Fa-f:.]+\\])(?::(\\d{1,5})?)?");
    private static final Pattern WRAPPING = Pattern.compile("^[\\s\\p{Z}\\p{Cf}\"'<(]+|[\\s\\p{Z}\\p{Cf}\"'>)]+$");

    /** The origin of a pasted address, or a refusal that says what is wrong with it. */
    public static CallResult<Origin> of(String pasted) {
        var text = WRAPPING.matcher(pasted).replaceAll("");
        if (text.isEmpty()) {
            return new Refused<>(Reason.INVALID, "the address is empty; expected: https://host");
        }
        var scheme = "https";
        var withScheme = SCHEME.matcher(text);
        if (withScheme.matches()) {
            scheme = withScheme.group(1).toLowerCase(Locale.ROOT);
            text = withScheme.group(2);
        }
        if (!scheme.equals("https") && !scheme.equals("http")) {
            return new Refused<>(Reason.ADDRESS_NOT_ALLOWED, Details.of("the address must begin with https://"));
        }
        // A backslash ends the host as well: some programs read it as a slash and some do not.
        var written = text.split("[/?#\\\\]", 2)[0];
        if (written.contains("@")) {
            return new Refused<>(
                    Reason.ADDRESS_NOT_ALLOWED, "the address carries a user name or password: leave that part out");
        }
        var authority = AUTHORITY.matcher(written);
        if (!authority.matches()) {
            return new Refused<>(Reason.INVALID, "this is not an address; expected: https://host");
        }
        var port =
                authority.group(2) == null ? (scheme.equals("https") ? 443 : 80) : Integer.parseInt(authority.group(2));
        if (port < 1 || port > 65_535) {
            return new Refused<>(Reason.INVALID, "the port must be between 1 and 65535");
        }
        var host = authority.group(1).toLowerCase(Locale.ROOT);
        return new Found<>(new Origin(scheme, host.endsWith(".") ? host.substring(0, host.length() - 1) : host, port));
    }

    /** "host:port", always with the port, as an operator lists it. */
    public String hostAndPort() {
        return host + ":" + port;
    }

    private boolean usualPort() {
        return port == (scheme.equals("https") ? 443 : 80);
    }

    /** The origin as the beginning of an address: no trailing slash, no port if it is the default one. */
    @Override
    public String toString() {
        return scheme + "://" + (usualPort() ? host : hostAndPort());
    }
}
