package dev.companion.datto;

import dev.companion.vendor.CallResult;
import dev.companion.vendor.CallResult.Found;
import dev.companion.vendor.CallResult.Reason;
import dev.companion.vendor.CallResult.Refused;
import dev.companion.vendor.Origin;
import java.util.regex.Pattern;

/** Turns a pasted address into a platform's origin and catches the two common mix-ups. */
final class PlatformAddress {

    /** The portal has had more than one name beside the platform's; none of them serves the API. */
    private static final Pattern WEB_PORTAL = Pattern.compile(
            "(pinotage|merlot|concord|vidal|zinfandel|syrah)(?![a-z0-9-]*-api\\.)[a-z0-9-]*\\.centrastage\\.net");

    private PlatformAddress() {}

    static CallResult<Origin> of(String apiUrl) {
        return Origin.of(apiUrl).then(PlatformAddress::checked);
    }

    private static CallResult<Origin> checked(Origin origin) {
        var portal = WEB_PORTAL.matcher(origin.host());
        if (portal.matches()) {
            return new Refused<>(
                    Reason.ADDRESS_NOT_ALLOWED,
                    "%s is the web portal; the API is at https://%s-api.centrastage.net"
                            .formatted(origin.host(), portal.group(1)));
        }
        // The call would fail, but only after the Datto RMM key was sent to another vendor.
        if (origin.host().endsWith(".bitdefender.com")) {
            return new Refused<>(
                    Reason.ADDRESS_NOT_ALLOWED,
                    "this is an address of GravityZone; expected the API URL of Datto RMM,"
                            + " https://<platform>-api.centrastage.net");
        }
        return new Found<>(origin);
    }
}
