package dev.companion.poller.domain.row;

import static org.assertj.core.api.Assertions.assertThat;

import dev.companion.poller.domain.row.Observation.ChangedRow;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class PackageDiffTest {

    private static final Instant NOW = Instant.parse("2026-11-01T12:00:00Z");

    private final Rows<InstallationPackage> known = new Rows<>();
    private final InstallationPackage row = new InstallationPackage("p1", "c1", "companion", "link [x]", true);

    @Test
    void anotherLinkIsAChange() {
        list(row);
        assertThat(list(row)).noneMatch(Observation::published);
        assertThat(list(new InstallationPackage("p1", "c1", "companion", "link [y]", true)))
                .singleElement()
                .isInstanceOf(ChangedRow.class);
    }

    @Test
    void aPackageThatIsListedTwiceIsOne() {
        assertThat(list(row, row)).hasSize(1);
    }

    @Test
    void linksSayAllWhereEachIsThatOfAKnownPackage() {
        list(row, new InstallationPackage("p2", "c1", "companion", "link [x]", true));
        var link = PackageLink.of(row);

        assertThat(PackageDiff.linksSayAll(List.of(link, link), known)).isTrue();
        assertThat(PackageDiff.linksSayAll(List.of(link), known)).as("one less").isFalse();
        assertThat(PackageDiff.linksSayAll(List.of(link, link, link), known))
                .as("one more")
                .isFalse();
    }

    @Test
    void linksDoNotSayWhatBecameOfAPackageThatWasMissed() {
        list(row);
        list();

        assertThat(PackageDiff.linksSayAll(List.of(PackageLink.of(row)), known)).isFalse();
    }

    @Test
    void linksDoNotSayWhetherAPackageWithoutOneIsThere() {
        var without = new InstallationPackage("p1", "c1", "companion", null, null);
        list(without);

        assertThat(PackageDiff.linksSayAll(List.of(PackageLink.of(without)), known))
                .isFalse();
    }

    private List<Observation<InstallationPackage>> list(InstallationPackage... rows) {
        var observations = PackageDiff.compare(List.of(rows), known, NOW);
        observations.forEach(known::store);
        return observations;
    }
}
