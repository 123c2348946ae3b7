package dev.companion.contract;

import dev.companion.datto.DattoCredentials;
import dev.companion.datto.DattoRmmClients;
import dev.companion.gravityzone.GravityZoneCredentials;
import dev.companion.gravityzone.http.GravityZoneClients;
import dev.companion.simulator.DemoMsp;
import dev.companion.vendor.AllowedHosts;
import dev.companion.vendor.Secret;
import dev.companion.vendor.VendorHttp;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;

/** Both clients in a process of their own: a list, a single read and a change each, and what they came to. */
final class HugeAnswerMain {

    private HugeAnswerMain() {}

    /** @param arguments API URL of Datto RMM, Access URL of GravityZone */
    public static void main(String[] arguments) {
        var allowed = List.of(
                URI.create(arguments[0]).getAuthority(),
                URI.create(arguments[1]).getAuthority());
        try (var http = VendorHttp.of(AllowedHosts.of(allowed), Duration.ofSeconds(10), Duration.ofSeconds(60))) {
            var datto = DattoRmmClients.of(
                    http,
                    new DattoCredentials(
                            arguments[0], Secret.of(DemoMsp.API_KEY), Secret.of(DemoMsp.API_SECRET_KEY), null),
                    InstantSource.system());
            var gravityZone = GravityZoneClients.of(
                    http, new GravityZoneCredentials(arguments[1], Secret.of(DemoMsp.GRAVITYZONE_API_KEY)));
            for (var result : List.of(
                    datto.sites(null),
                    datto.site("any"),
                    datto.createSiteVariable("any", "name", "value"),
                    gravityZone.companies(null),
                    gravityZone.company("any"),
                    gravityZone.createCompany("Huge", null))) {
                System.out.println(Verdict.of(result) + ": " + Verdict.detail(result));
            }
        }
    }
}
