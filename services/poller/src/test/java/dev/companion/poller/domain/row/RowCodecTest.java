package dev.companion.poller.domain.row;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
    void aRowThatIsGoneIsStoredInTheseBytes() {
        // Version, sequence 4, incarnation 1, published at 5 ms, 1 miss, no deferral, no approval, gone.
        assertStoredAs(
                RowCodec.SITES,
                "01" + "08" + "02" + "0a" + "01" + "00" + "01" + "00",
                new KnownRow<Site>("s", null, 4, 1, Instant.ofEpochMilli(5), 1, null, null));
    }

    @Test
    void aSiteIsStoredInTheseBytes() {
        assertStoredAs(
                RowCodec.SITES,
                "01" + "08" + "02" + "0a" + "01" + "010e" + "0261" + "01" + "0112" + "0841636d65" + "01" + "01" + "0118"
                        + "0275",
                new KnownRow<>(
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
    void aCompanyIsStoredInTheseBytes() {
        assertStoredAs(
                RowCodec.COMPANIES,
                "01" + "08" + "02" + "0a" + "01" + "00" + "01" + "01" + "0841636d65" + "02" + "0270" + "01" + "00"
                        + "01" + "00" + "01" + "00",
                new KnownRow<>(
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
    void aRowOfAnotherVersionIsNotMisread() {
        assertThatThrownBy(() -> RowCodec.SITES.decode("s", new byte[] {5, 0, 0}))
                .hasMessageContaining("known row: version 5 (expected: 1)");
    }

    private static <V extends Observed<V>> void assertStoredAs(RowCodec<V> codec, String bytes, KnownRow<V> row) {
        assertThat(HexFormat.of().formatHex(codec.encode(row))).isEqualTo(bytes);
        assertThat(codec.decode(row.id(), HexFormat.of().parseHex(bytes))).isEqualTo(row);
    }

    private static <V extends Observed<V>> void roundTrip(RowCodec<V> codec, V value) {
        var row = new KnownRow<>(value.id(), value, 4, 1, AT, 1, AT.plusSeconds(5), "a set");

        assertThat(codec.decode(value.id(), codec.encode(row))).isEqualTo(row);
    }
}
