package dev.companion.console.domain.signin;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.HexFormat;

/** What counts as one client: an IPv4 address, or an IPv6 /64, within which a client chooses its addresses itself. */
final class Network {

    private static final int PREFIX_BYTES = 8;

    private Network() {}

    /** @param address as a literal; anything else counts as it is */
    static String of(String address) {
        try {
            var zone = address.indexOf('%');
            var literal = InetAddress.ofLiteral(zone < 0 ? address : address.substring(0, zone));
            return literal instanceof Inet6Address
                    ? HexFormat.of().formatHex(Arrays.copyOf(literal.getAddress(), PREFIX_BYTES)) + "/64"
                    : literal.getHostAddress();
        } catch (IllegalArgumentException notAnAddress) {
            return address;
        }
    }
}
