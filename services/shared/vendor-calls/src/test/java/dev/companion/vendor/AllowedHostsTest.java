package dev.companion.vendor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.companion.vendor.CallResult.Found;
import dev.companion.vendor.CallResult.Reason;
import dev.companion.vendor.CallResult.Refused;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AllowedHostsTest {

    private final AllowedHosts allowed = AllowedHosts.of(
            List.of("simulator.test:8091, 127.0.0.1:8092", "", "gz.intern:443", "[::1]:8093", "169.254.169.254:80"));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://vidal-api.centrastage.net",
                "https://pinotage-api.centrastage.net:443/api/v2/",
                "https://cloudgz.gravityzone.bitdefender.com/api",
                "https://cloud.gravityzone.bitdefender.com",
                "https://cloudrbx.ovh.gravityzone.bitdefender.com/api/",
                "http://simulator.test:8091",
                "https://SIMULATOR.test:8091/api",
                "http://127.0.0.1:8092/api",
                "https://gz.intern/api",
                "http://[::1]:8093",
                "http://169.254.169.254"
            })
    void allowed(String pasted) {
        assertThat(allowed.admit(pasted)).isInstanceOf(Found.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "http://vidal-api.centrastage.net          | https://",
                "https://vidal-api.centrastage.net:8443    | leave the port out",
                "https://vidal-api.centrastage.net.evil.eu | COMPANION_ALLOWED_HOSTS",
                "https://evilcentrastage.net               | COMPANION_ALLOWED_HOSTS",
                "https://a.b.centrastage.net               | COMPANION_ALLOWED_HOSTS",
                "https://centrastage.net                   | COMPANION_ALLOWED_HOSTS",
                "https://gravityzone.bitdefender.com       | Access URL",
                "https://127.0.0.1                         | COMPANION_ALLOWED_HOSTS",
                "https://127.0.0.1:8091                    | COMPANION_ALLOWED_HOSTS",
                "https://2130706433                        | COMPANION_ALLOWED_HOSTS",
                "https://0x7f.1                            | COMPANION_ALLOWED_HOSTS",
                "https://[::ffff:127.0.0.1]                | COMPANION_ALLOWED_HOSTS",
                "https://localhost                         | COMPANION_ALLOWED_HOSTS",
                "http://simulator.test:8092                | COMPANION_ALLOWED_HOSTS",
                "http://169.254.169.254:8080               | COMPANION_ALLOWED_HOSTS",
                "ftp://vidal-api.centrastage.net           | https://",
                "https://key:hidden@vidal-api.centrastage.net  | user name or password",
                "https://vidal-api.centrastage.net@evil.eu | user name or password"
            })
    void refusedWithWhatToChange(String pasted, String hint) {
        assertThat(allowed.admit(pasted)).isInstanceOfSatisfying(Refused.class, refusal -> {
            assertThat(refusal.reason()).isEqualTo(Reason.ADDRESS_NOT_ALLOWED);
            assertThat(refusal.detail()).contains(hint).doesNotContain("hidden").hasSizeLessThanOrEqualTo(200);
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.0.0.0", "10.1.2.3", "100.64.0.1", "127.0.0.1", "169.254.169.254", "172.16.0.1", "192.0.0.8",
                "192.168.1.1", "198.18.0.1", "224.0.0.1", "255.255.255.255", "::", "::1", "::ffff:10.0.0.1",
                "64:ff9b::a00:1", "fc00::1", "fd12:3456::1", "fe80::1", "fec0::1", "ff02::1", "2002:a00:1::",
                "2001:0:1::"
            })
    void notPublic(String address) throws UnknownHostException {
        assertThat(AllowedHosts.isPublic(InetAddress.getByName(address))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"8.8.8.8", "52.17.0.1", "100.128.0.1", "172.32.0.1", "2a00:1450:4001::1", "2001:db9::1"})
    void isPublic(String address) throws UnknownHostException {
        assertThat(AllowedHosts.isPublic(InetAddress.getByName(address))).isTrue();
    }

    @Test
    void onePrivateAddressAmongPublicOnesIsEnoughToRefuse() throws UnknownHostException {
        var origin = new Origin("https", "vidal-api.centrastage.net", 443);
        var both = List.of(InetAddress.getByName("8.8.8.8"), InetAddress.getByName("10.0.0.1"));
        assertThat(allowed.objection(origin, both)).isPresent();
        assertThat(allowed.objection(origin, both.subList(0, 1))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "https://vidal-api.centrastage.net              | rmm",
                "https://cloudgz.gravityzone.bitdefender.com/api | gravityzone",
                "https://rmm.intern                             | rmm",
                "https://gz.intern                              | gravityzone",
                "https://proxy.intern                           | rmm gravityzone",
                "http://rmm.intern:443                          | none",
                "http://gz.intern:443                           | none",
                "http://proxy.intern:443                        | none"
            })
    void eachVendorHasItsOwnHostsAndByHttpsOnly(String pasted, String admitting) {
        var hosts = new VendorHosts(
                List.of("proxy.intern:443"), List.of("rmm.intern:443"), List.of("gz.intern:443"), false);

        assertThat(hosts.rmm().admit(pasted) instanceof Found).isEqualTo(admitting.contains("rmm"));
        assertThat(hosts.gravityZone().admit(pasted) instanceof Found).isEqualTo(admitting.contains("gravityzone"));
    }

    @Test
    void inADemonstrationListedHostsMayBeReachedOverPlainHttp() {
        var hosts = new VendorHosts(null, List.of("localhost:8091"), List.of("localhost:8092"), true);

        assertThat(hosts.rmm().admit("http://localhost:8091")).isInstanceOf(Found.class);
        assertThat(hosts.gravityZone().admit("http://localhost:8092")).isInstanceOf(Found.class);
        assertThat(hosts.rmm().admit("http://localhost:8092"))
                .isInstanceOfSatisfying(
                        Refused.class, refusal -> assertThat(refusal.detail()).contains("COMPANION_ALLOWED_RMM_HOSTS"));
        assertThat(hosts.gravityZone().admit("http://localhost:8091"))
                .isInstanceOfSatisfying(
                        Refused.class,
                        refusal -> assertThat(refusal.detail()).contains("COMPANION_ALLOWED_GRAVITYZONE_HOSTS"));
        assertThat(hosts.rmm().admit("http://vidal-api.centrastage.net")).isInstanceOf(Refused.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"simulator", "http://simulator:8091", "simulator:", "simulator:99999", "a b:80", "x:80/api"})
    void entryOfAnotherFormStopsTheStart(String entry) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AllowedHosts.of(List.of(entry)))
                .withMessageContaining("expected: host:port");
    }
}
