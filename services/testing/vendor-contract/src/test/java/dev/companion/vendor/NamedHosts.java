package dev.companion.vendor;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Exchanges under a name server of the test's own; a name that it does not know is unknown. */
public final class NamedHosts {

    private NamedHosts() {}

    /** @param addresses by name, as numbers */
    public static VendorHttp http(AllowedHosts allowed, Map<String, String> addresses) {
        return new VendorHttp(
                allowed, Duration.ofSeconds(10), Duration.ofSeconds(20), VendorHttp.BODY_BYTES_MAX, host -> {
                    var address = addresses.get(host);
                    if (address == null) {
                        throw new UnknownHostException(host);
                    }
                    return List.of(InetAddress.getByName(address));
                });
    }
}
