package dev.companion.vendor;

import dev.companion.vendor.CallResult.Reason;
import dev.companion.vendor.CallResult.Refused;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.Collection;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Decides where requests may go. People type addresses into the console, and without this guard such an address could
 * make the service talk to machines that only the service can reach.
 *
 * <p>Allowed are https on port 443 to the vendor's own platforms whose names lead to public addresses, and every {@code
 * host:port} that the operator listed for this vendor, also on private addresses, and in a demonstration also over plain
 * http. Checked when an address is entered and again before each request, because stored addresses and name servers
 * change.
 */
public final class AllowedHosts {

    private static final Pattern DATTO = Pattern.compile("[a-z0-9-]+\\.centrastage\\.net");
    private static final Pattern GRAVITY_ZONE = Pattern.compile("(?:[a-z0-9-]+\\.)+gravityzone\\.bitdefender\\.com");
    private static final Pattern HOST_AND_PORT = Pattern.compile("([A-Za-z0-9._-]+|\\[[0-9A-Fa-f:.]+\\]):(\\d{1,5})");

    /** Whose requests a guard admits. */
    private enum Side {
        DATTO_RMM("Datto RMM", "COMPANION_ALLOWED_RMM_HOSTS"),
        GRAVITYZONE("GravityZone", "COMPANION_ALLOWED_GRAVITYZONE_HOSTS"),
        EITHER("Datto RMM or GravityZone", "COMPANION_ALLOWED_HOSTS");

        private final String title;
        private final String variable;

        Side(String title, String variable) {
            this.title = title;
            this.variable = variable;
        }

        boolean owns(String host) {
            return this != GRAVITYZONE && DATTO.matcher(host).matches()
                    || this != DATTO_RMM && GRAVITY_ZONE.matcher(host).matches();
        }
    }

    private final Side side;
    private final Set<String> listed;
    private final boolean plainHttp;

    private AllowedHosts(Side side, Collection<String> hostPorts, boolean plainHttp) {
        this.side = side;
        this.plainHttp = plainHttp;
        this.listed = hostPorts.stream()
                .flatMap(entry -> Arrays.stream(entry.split(",")))
                .map(String::strip)
                .filter(entry -> !entry.isEmpty())
                .map(entry -> checked(entry, side))
                .collect(Collectors.toUnmodifiableSet());
    }

    /**
     * Admits both vendors, and the listed hosts also over plain http: for simulated vendors.
     *
     * @param hostPorts {@code host:port} entries; one string may hold several, separated by commas
     * @throws IllegalArgumentException if an entry has another form
     */
    public static AllowedHosts of(Collection<String> hostPorts) {
        return new AllowedHosts(Side.EITHER, hostPorts, true);
    }

    /**
     * Admits Datto RMM's platforms and the listed hosts.
     *
     * @param hostPorts {@code host:port} entries; one string may hold several, separated by commas
     * @param plainHttp whether a listed host may be reached over plain http
     * @throws IllegalArgumentException if an entry has another form
     */
    public static AllowedHosts ofRmm(Collection<String> hostPorts, boolean plainHttp) {
        return new AllowedHosts(Side.DATTO_RMM, hostPorts, plainHttp);
    }

    /**
     * Admits GravityZone's clouds and the listed hosts.
     *
     * @param hostPorts {@code host:port} entries; one string may hold several, separated by commas
     * @param plainHttp whether a listed host may be reached over plain http
     * @throws IllegalArgumentException if an entry has another form
     */
    public static AllowedHosts ofGravityZone(Collection<String> hostPorts, boolean plainHttp) {
        return new AllowedHosts(Side.GRAVITYZONE, hostPorts, plainHttp);
    }

    private static String checked(String entry, Side side) {
        var parts = HOST_AND_PORT.matcher(entry);
        if (!parts.matches() || Integer.parseInt(parts.group(2)) > 65_535) {
            throw new IllegalArgumentException(
                    "%s: %s (expected: host:port without scheme and path)".formatted(side.variable, Details.of(entry)));
        }
        return parts.group(1).toLowerCase(Locale.ROOT) + ":" + Integer.parseInt(parts.group(2));
    }

    /** The origin of a pasted address if requests may go there, otherwise {@code Refused} with what to change. */
    public CallResult<Origin> admit(String pasted) {
        return Origin.of(pasted)
                .then(origin -> objection(origin)
                        .<CallResult<Origin>>map(why -> new Refused<>(Reason.ADDRESS_NOT_ALLOWED, why))
                        .orElseGet(() -> new CallResult.Found<>(origin)));
    }

    /** Why no request may go to this origin, judged by its name; empty if it may. */
    public Optional<String> objection(Origin origin) {
        var host = origin.host();
        if (lists(origin)) {
            return plainHttp || origin.scheme().equals("https")
                    ? Optional.empty()
                    : refusal("%s would be reached without encryption: begin the address with https://", host);
        }
        if (host.equals("gravityzone.bitdefender.com") && side != Side.DATTO_RMM) {
            return refusal(
                    "%s is the page for signing in; use the Access URL that GravityZone shows under"
                            + " My Account > Control Center API",
                    host);
        }
        if (side == Side.DATTO_RMM && GRAVITY_ZONE.matcher(host).matches()) {
            return Optional.of("this is an address of GravityZone; expected the API URL of Datto RMM,"
                    + " https://<platform>-api.centrastage.net");
        }
        if (side == Side.GRAVITYZONE && DATTO.matcher(host).matches()) {
            return Optional.of("this is an address of Datto RMM; expected the Access URL that GravityZone shows under"
                    + " My Account > Control Center API");
        }
        if (!side.owns(host)) {
            return refusal(
                    "%%s is not an address of %s: use the one that the vendor's screen shows, or ask the operator to add it"
                                    .formatted(side.title)
                            + " to " + side.variable,
                    origin.hostAndPort());
        }
        if (!origin.scheme().equals("https")) {
            return refusal("%s would be reached without encryption: begin the address with https://", host);
        }
        return origin.port() == 443
                ? Optional.empty()
                : refusal("%s: only port 443 may be reached: leave the port out", origin.hostAndPort());
    }

    /** Why these addresses of an allowed name may not be reached; empty if they may. */
    Optional<String> objection(Origin origin, Collection<InetAddress> addresses) {
        if (lists(origin) || addresses.stream().allMatch(AllowedHosts::isPublic)) {
            return Optional.empty();
        }
        return refusal(
                "%s leads to an address that is not public; check the name server, or the operator can add it to "
                        + side.variable,
                origin.hostAndPort());
    }

    /** Whether the operator listed exactly this host and port. */
    boolean lists(Origin origin) {
        return listed.contains(origin.hostAndPort());
    }

    private static Optional<String> refusal(String form, String subject) {
        return Optional.of(Details.of(form.formatted(subject)));
    }

    static boolean isPublic(InetAddress address) {
        if (address.isLoopbackAddress()
                || address.isAnyLocalAddress()
                || address.isLinkLocalAddress()
                || address.isSiteLocalAddress()
                || address.isMulticastAddress()) {
            return false;
        }
        var bytes = address.getAddress();
        return address instanceof Inet4Address ? isPublicV4(bytes) : isPublicV6(bytes);
    }

    /** Ranges without a method in the JDK: this network, carrier NAT, protocol assignments, benchmarking, reserved. */
    private static boolean isPublicV4(byte[] bytes) {
        int first = bytes[0] & 0xff;
        int second = bytes[1] & 0xff;
        return !(first == 0
                || first == 100 && second >= 64 && second < 128
                || first == 192 && second == 0 && bytes[2] == 0
                || first == 198 && (second == 18 || second == 19)
                || first >= 240);
    }

    /** Global unicast only, without the two prefixes that wrap an arbitrary IPv4 address. */
    private static boolean isPublicV6(byte[] bytes) {
        boolean globalUnicast = (bytes[0] & 0xe0) == 0x20;
        boolean sixToFour = bytes[0] == 0x20 && bytes[1] == 0x02;
        boolean teredo = bytes[0] == 0x20 && bytes[1] == 0x01 && bytes[2] == 0 && bytes[3] == 0;
        return globalUnicast && !sixToFour && !teredo;
    }
}
