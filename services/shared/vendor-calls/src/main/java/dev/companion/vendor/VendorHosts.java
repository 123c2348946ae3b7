package dev.companion.vendor;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The hosts that the operator allows besides the vendors' own, as configured under {@code companion.vendors}.
 *
 * @param allowedHosts {@code host:port} for both vendors
 * @param allowedRmmHosts {@code host:port} for Datto RMM only
 * @param allowedGravityzoneHosts {@code host:port} for GravityZone only
 * @param plainHttp whether listed hosts may be reached without encryption; true only in a demonstration
 */
public record VendorHosts(
        List<String> allowedHosts,
        List<String> allowedRmmHosts,
        List<String> allowedGravityzoneHosts,
        boolean plainHttp) {

    /** Where the settings stand. */
    public static final String PREFIX = "companion.vendors";

    public VendorHosts(
            @Nullable List<String> allowedHosts,
            @Nullable List<String> allowedRmmHosts,
            @Nullable List<String> allowedGravityzoneHosts,
            boolean plainHttp) {
        this.allowedHosts = allowedHosts == null ? List.of() : List.copyOf(allowedHosts);
        this.allowedRmmHosts = allowedRmmHosts == null ? List.of() : List.copyOf(allowedRmmHosts);
        this.allowedGravityzoneHosts =
                allowedGravityzoneHosts == null ? List.of() : List.copyOf(allowedGravityzoneHosts);
        this.plainHttp = plainHttp;
    }

    /** @throws IllegalArgumentException if an entry is not {@code host:port} */
    public AllowedHosts rmm() {
        return AllowedHosts.ofRmm(both(allowedRmmHosts), plainHttp);
    }

    /** @throws IllegalArgumentException if an entry is not {@code host:port} */
    public AllowedHosts gravityZone() {
        return AllowedHosts.ofGravityZone(both(allowedGravityzoneHosts), plainHttp);
    }

    private List<String> both(List<String> own) {
        var all = new ArrayList<>(allowedHosts);
        all.addAll(own);
        return all;
    }
}
