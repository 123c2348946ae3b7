package dev.companion.gravityzone;

import java.util.Arrays;
import java.util.Optional;
import java.util.Set;

/** The parts of the API that are selected one by one for a key, under the names of that screen. */
public enum GravityZoneApi {
    COMPANIES("companies", "Companies API"),
    LICENSING("licensing", "Licensing API"),
    PACKAGES("packages", "Packages API"),
    NETWORK("network", "Network API"),
    ACCOUNTS("accounts", "Accounts API"),
    GENERAL("general", "General API");

    /** What Companion needs. */
    public static final Set<GravityZoneApi> REQUIRED = Set.of(COMPANIES, LICENSING, PACKAGES, NETWORK);

    private final String service;
    private final String screenName;

    GravityZoneApi(String service, String screenName) {
        this.service = service;
        this.screenName = screenName;
    }

    /** The name in addresses and in {@link GravityZoneClient#enabledServices()}, in lower case. */
    public String service() {
        return service;
    }

    /** The label of the check box. */
    public String screenName() {
        return screenName;
    }

    public static Optional<GravityZoneApi> ofService(String service) {
        return Arrays.stream(values())
                .filter(api -> api.service.equals(service))
                .findFirst();
    }
}
