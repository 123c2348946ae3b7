package dev.companion.poller.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.companion.poller.domain.Company;
import dev.companion.poller.domain.InstallationPackage;
import dev.companion.poller.domain.KnownRow;
import dev.companion.poller.domain.Observed;
import dev.companion.poller.domain.Site;
import dev.companion.poller.domain.User;
import java.time.Instant;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class RowCodecTest {

    private static final Instant AT = Instant.parse("2026-11-01T12:00:00.123Z");

    @Test
    void everythingComesBackAsItWas() {
        roundTrip(RowCodec.SITES, new Site("s", 7L, "Bäckerei 🥐", "d", Site.Scope.ON_DEMAND, 3, "https://x"));
        roundTrip(RowCodec.SITES, new Site("s", null, "x".repeat(70_000), null, Site.Scope.MANAGED, null, null));
        roundTrip(RowCodec.USERS, new User("u", "ada", "Ada", "Lovelace", "ada@acme.example", false, "admin", AT));
        roundTrip(RowCodec.USERS, new User("u", null, null, null, null, null, null, null));
        roundTrip(
                RowCodec.COMPANIES, new Company("c", "Acme", Company.Type.CUSTOMER, "p", "Root/Acme", true, false, AT));
        roundTrip(
                RowCodec.COMPANIES,
                new Company("c", "Acme", Company.Type.CUSTOMER, "p", "Root/Acme", true, false, AT, "root", AT));
        roundTrip(RowCodec.COMPANIES, new Company("c", "", Company.Type.UNKNOWN, null, null, null, null, null));
        roundTrip(RowCodec.PACKAGES, new InstallationPackage("p", "c", "n", "https://x/a_[b64=].exe", true));
        roundTrip(RowCodec.PACKAGES, new InstallationPackage("p", "c", "n", null, null));
    }

    @Test
    void whatStaysOfARowThatIsGoneComesBackToo() {
        var gone = new KnownRow<Site>("s", null, 9, 2, AT, 0, null, null);

        assertThat(RowCodec.SITES.decode("s", RowCodec.SITES.encode(gone))).isEqualTo(gone);
    }

    @Test
    void aRowThatAnOlderReleaseStoredIsReadAsItWas() {
        // Version 1: fingerprint, sequence 4, incarnation 1, published at 5 ms, 1 miss, no deferral, gone.
        var bytes = HexFormat.of()
                .parseHex("01" + "0000000000000000" + "0000000000000000" + "0000000000000004" + "0000000000000001"
                        + "0000000000000005" + "01" + "00" + "00");

        assertThat(RowCodec.SITES.decode("s", bytes))
                .isEqualTo(new KnownRow<Site>("s", null, 4, 1, Instant.ofEpochMilli(5), 1, null, null));
    }

    @Test
    void aRowWithNumbersOfFixedWidthIsReadAsItWas() {
        // Version 2: as before, then an approval, and a site with every field.
        var bytes = HexFormat.of()
                .parseHex("02" + "00112233445566778899aabbccddeeff" + "0000000000000004" + "0000000000000001"
                        + "0000000000000005" + "01" + "01" + "0000000000000007" + "01" + "00000001" + "61" + "01"
                        + "01" + "0000000000000009" + "00000004" + "41636d65" + "ffffffff" + "01" + "01"
                        + "000000000000000c" + "00000001" + "75");

        assertThat(RowCodec.SITES.decode("s", bytes))
                .isEqualTo(new KnownRow<>(
                        "s",
                        new Site("s", 9L, "Acme", null, Site.Scope.MANAGED, 12, "u"),
                        4,
                        1,
                        Instant.ofEpochMilli(5),
                        1,
                        Instant.ofEpochMilli(7),
                        "a"));
    }

    @Test
    void aCompanyOfAnOlderReleaseHasNothingOfWhatCameLater() {
        // Version 3: sequence 4, incarnation 1, published at 5 ms, 1 miss, no deferral, no approval, present; then a
        // customer "Acme" below "p", of no path, neither suspended nor closed, of no age.
        var bytes = HexFormat.of()
                .parseHex("03" + "08" + "02" + "0a" + "01" + "00" + "01" + "01" + "0841636d65" + "02" + "0270" + "01"
                        + "00" + "01" + "00");

        assertThat(RowCodec.COMPANIES.decode("c", bytes))
                .isEqualTo(new KnownRow<>(
                        "c",
                        new Company("c", "Acme", Company.Type.CUSTOMER, "p", null, false, true, null),
                        4,
                        1,
                        Instant.ofEpochMilli(5),
                        1,
                        null,
                        null));
    }

    @Test
    void aRowOfANewerReleaseIsNotMisread() {
        assertThatThrownBy(() -> RowCodec.SITES.decode("s", new byte[] {5, 0, 0}))
                .hasMessageContaining("known row of version 5 (expected: 4)");
    }

    private static <V extends Observed<V>> void roundTrip(RowCodec<V> codec, V value) {
        var row = new KnownRow<>(value.id(), value, 4, 1, AT, 1, AT.plusSeconds(5), "a set");

        assertThat(codec.decode(value.id(), codec.encode(row))).isEqualTo(row);
    }
}
