package dev.companion.contract;

import static dev.companion.contract.Outcomes.found;
import static org.assertj.core.api.Assertions.assertThat;

import dev.companion.datto.DattoCredentials;
import dev.companion.datto.DattoRmmClient;
import dev.companion.datto.DattoRmmClients;
import dev.companion.gravityzone.GravityZoneClient;
import dev.companion.gravityzone.GravityZoneCredentials;
import dev.companion.gravityzone.http.GravityZoneClients;
import dev.companion.simulator.DemoMsp;
import dev.companion.simulator.Simulator;
import dev.companion.simulator.world.Profile;
import dev.companion.vendor.AllowedHosts;
import dev.companion.vendor.CallResult;
import dev.companion.vendor.Details;
import dev.companion.vendor.NamedHosts;
import dev.companion.vendor.Secret;
import dev.companion.vendor.StubServer;
import dev.companion.vendor.StubServer.Reply;
import dev.companion.vendor.VendorHttp;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/**
 * What people get wrong when they enter an address or a key, and the words that they get to read. The table is the one
 * in {@code docs/troubleshooting.md}; where it has an ellipsis, the message has a name of the moment.
 */
@TestInstance(Lifecycle.PER_CLASS)
class BadConfigurationTest {

    private static final Path DOCS = Path.of("../../../docs/troubleshooting.md");

    private static final String DATTO_KEY = "/world/keys/datto/" + DemoMsp.ADMINISTRATOR_KEY_NAME;
    private static final String GRAVITYZONE_KEY = "/world/keys/gravityzone/" + DemoMsp.GRAVITYZONE_KEY_NAME;
    private static final List<String> NEEDED = List.of("companies", "licensing", "packages", "network");
    private static final String ID = "5f1a2b3c4d5e6f7081920a1b";

    private final StandingClock clock = new StandingClock();
    private final Map<String, Supplier<CallResult<?>>> cases = new LinkedHashMap<>();
    private Simulator simulator;
    private ControlPort control;
    private StubServer webPage;
    private VendorHttp rmmHttp;
    private VendorHttp gravityZoneHttp;

    @BeforeAll
    void open() {
        simulator = SimulatedWorld.start(clock, Profile.REAL);
        control = new ControlPort(simulator);
        webPage = new StubServer(_ -> Reply.html(200));
        var listed = List.of(
                simulator.dattoOrigin().getAuthority(),
                simulator.gravityZoneAccessUrl().getAuthority(),
                webPage.hostAndPort());
        var names =
                Map.of("vidal-api.centrastage.net", "10.1.2.3", "cloudgz.gravityzone.bitdefender.com", "169.254.1.1");
        rmmHttp = NamedHosts.http(AllowedHosts.ofRmm(listed, true), names);
        gravityZoneHttp = NamedHosts.http(AllowedHosts.ofGravityZone(listed, true), names);
        addresses();
        dattoKeys();
        gravityZoneKeys();
    }

    @AfterEach
    void calm() {
        control.put("/switches", Map.of("datto.apiAccess", "ON"));
        control.patch(GRAVITYZONE_KEY, Map.of("revoked", false, "enabledApis", NEEDED));
        control.patch(DATTO_KEY, Map.of("revoked", false));
    }

    @AfterAll
    void close() {
        rmmHttp.close();
        gravityZoneHttp.close();
        webPage.close();
        control.close();
        simulator.close();
    }

    private void addresses() {
        cases.put("no address", () -> atDatto(" "));
        cases.put("not an address", () -> atDatto("my platform"));
        cases.put("another scheme than https", () -> atDatto("ftp://vidal-api.centrastage.net"));
        cases.put("plain http", () -> atDatto("http://vidal-api.centrastage.net"));
        cases.put("another port than 443", () -> atDatto("https://vidal-api.centrastage.net:8443"));
        cases.put("user name or password in the address", () -> atDatto("https://me:x@vidal-api.centrastage.net"));
        cases.put("a host that is neither vendor's", () -> atGravityZone("https://www.example.com"));
        cases.put("a loopback address", () -> atDatto("https://127.0.0.1"));
        cases.put("a private address", () -> atGravityZone("https://192.168.1.10"));
        cases.put("a cloud's metadata address", () -> atDatto("http://169.254.169.254/latest"));
        cases.put("a public address as a number", () -> atDatto("https://52.17.0.1"));
        cases.put("a name that leads to a private address", () -> atDatto("vidal-api.centrastage.net"));
        cases.put("a misspelt name", () -> atDatto("https://vidla-api.centrastage.net"));
        cases.put("Datto RMM's web portal", () -> atDatto("https://vidal.centrastage.net/"));
        cases.put("GravityZone's page for signing in", () -> atGravityZone("https://gravityzone.bitdefender.com"));
        cases.put("GravityZone's address for Datto RMM", () -> atDatto("https://cloudgz.gravityzone.bitdefender.com"));
        cases.put("Datto RMM's address for GravityZone", () -> atGravityZone("https://vidal-api.centrastage.net"));
        cases.put("a web page where Datto RMM's API should be", () -> atDatto(webPage.origin()));
        cases.put("a web page where GravityZone's API should be", () -> atGravityZone(webPage.origin()));
        cases.put(
                "GravityZone's API where Datto RMM's should be",
                () -> atDatto(simulator.gravityZoneAccessUrl().toString()));
        cases.put(
                "Datto RMM's API where GravityZone's should be",
                () -> atGravityZone(simulator.dattoOrigin().toString()));
    }

    private void dattoKeys() {
        cases.put(
                "wrong API secret key",
                () -> datto(DemoMsp.API_KEY, "another-secret-key").account());
        cases.put(
                "API key of another platform",
                () -> datto("KEYOFANOTHERPLATFORM", DemoMsp.API_SECRET_KEY).account());
        cases.put("API key revoked", () -> {
            control.patch(DATTO_KEY, Map.of("revoked", true));
            return datto(DemoMsp.API_KEY, DemoMsp.API_SECRET_KEY).account();
        });
        cases.put(
                "API key of a user who is no administrator",
                () -> datto(DemoMsp.TECHNICIAN_API_KEY, DemoMsp.TECHNICIAN_API_SECRET_KEY)
                        .users(null));
        cases.put("API access switched off (401)", () -> accessOff("OFF_401"));
        cases.put("API access switched off (403)", () -> accessOff("OFF_403"));
    }

    private CallResult<?> accessOff(String how) {
        control.put("/switches", Map.of("datto.apiAccess", how));
        return datto(DemoMsp.API_KEY, DemoMsp.API_SECRET_KEY).account();
    }

    private void gravityZoneKeys() {
        cases.put(
                "wrong API key, or one of another cloud",
                () -> gravityZone("key-of-another-cloud-0000000000000000").enabledServices());
        cases.put("GravityZone key revoked", () -> {
            control.patch(GRAVITYZONE_KEY, Map.of("revoked", true));
            return gravityZone(DemoMsp.GRAVITYZONE_API_KEY).ownCompany();
        });
        cases.put("key without Companies", () -> without("companies").ownCompany());
        cases.put("key without Licensing", () -> without("licensing").licenceFlags(ID));
        cases.put("key without Packages", () -> without("packages").packages(ID, null));
        cases.put("key without Network", () -> without("network").companies(null));
    }

    private GravityZoneClient without(String service) {
        var left = NEEDED.stream().filter(each -> !each.equals(service)).toList();
        control.patch(GRAVITYZONE_KEY, Map.of("enabledApis", left));
        return gravityZone(DemoMsp.GRAVITYZONE_API_KEY);
    }

    @TestFactory
    Stream<DynamicTest> messageSaysWhatToChange() throws IOException {
        var told = documented();
        return cases.entrySet().stream()
                .map(each -> DynamicTest.dynamicTest(each.getKey(), () -> {
                    var detail = Verdict.detail(each.getValue().get());
                    calm();
                    assertThat(told).containsKey(each.getKey());
                    assertThat(detail)
                            .containsSubsequence(
                                    Arrays.stream(told.get(each.getKey()).split("…"))
                                            .filter(words -> !words.isEmpty())
                                            .toList());
                    assertThat(detail)
                            .hasSizeLessThanOrEqualTo(Details.MAX_LENGTH)
                            .doesNotContain(DemoMsp.API_SECRET_KEY, DemoMsp.GRAVITYZONE_API_KEY);
                }));
    }

    @Test
    void everyRowIsTried() throws IOException {
        assertThat(documented().keySet()).containsExactlyElementsOf(cases.keySet());
    }

    @Test
    void whiteSpaceThatCameAlongDoesNoHarm() {
        found(datto(" " + DemoMsp.API_KEY + "\t", DemoMsp.API_SECRET_KEY + "\r\n")
                .account());
        found(gravityZone("\n" + DemoMsp.GRAVITYZONE_API_KEY + "\n").ownCompany());
    }

    /** The rows of the section by their first cells. */
    private static Map<String, String> documented() throws IOException {
        var section = Files.readString(DOCS)
                .split("## Credentials and addresses\n", 2)[1]
                .split("\n## ", 2)[0];
        return section.lines()
                .filter(line -> line.startsWith("| "))
                .skip(1)
                .map(line -> Arrays.stream(line.substring(1).split("\\|"))
                        .map(String::strip)
                        .toList())
                .collect(Collectors.toMap(
                        cells -> cells.get(0), cells -> cells.get(1), (one, _) -> one, LinkedHashMap::new));
    }

    private CallResult<?> atDatto(String address) {
        return datto(address, DemoMsp.API_KEY, DemoMsp.API_SECRET_KEY).account();
    }

    private CallResult<?> atGravityZone(String address) {
        return gravityZone(address, DemoMsp.GRAVITYZONE_API_KEY).ownCompany();
    }

    private DattoRmmClient datto(String key, String secret) {
        return datto(simulator.dattoOrigin().toString(), key, secret);
    }

    private DattoRmmClient datto(String address, String key, String secret) {
        return DattoRmmClients.of(
                rmmHttp, new DattoCredentials(address, Secret.of(key), Secret.of(secret), null), clock);
    }

    private GravityZoneClient gravityZone(String key) {
        return gravityZone(simulator.gravityZoneAccessUrl().toString(), key);
    }

    private GravityZoneClient gravityZone(String address, String key) {
        return GravityZoneClients.of(gravityZoneHttp, new GravityZoneCredentials(address, Secret.of(key)));
    }
}
