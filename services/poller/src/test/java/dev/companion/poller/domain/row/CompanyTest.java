package dev.companion.poller.domain.row;

import static org.assertj.core.api.Assertions.assertThat;

import dev.companion.poller.domain.row.Observation.Gone;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class CompanyTest {

    private static final Instant CREATED = Instant.parse("2024-01-01T00:00:00Z");
    private static final Instant NOW = Instant.parse("2026-11-01T12:00:00Z");

    private final Company listed = listed("Acme", "parent-1");
    private final Company detailed = listed.detailedBy(
            new Company("c1", "Acme", Company.Type.CUSTOMER, "parent-0", "Root/Acme", false, true, CREATED));

    @Test
    void detailsAddWhatTheListLacksAndLeaveTheParentAsListed() {
        assertThat(detailed.type()).isEqualTo(Company.Type.CUSTOMER);
        assertThat(detailed.path()).isEqualTo("Root/Acme");
        assertThat(detailed.suspended()).isFalse();
        assertThat(detailed.parentId()).isEqualTo("parent-1");
        assertThat(listed.lacksDetails()).isTrue();
        assertThat(detailed.lacksDetails()).isFalse();
    }

    @Test
    void theNextListTakesNoDetailAway() {
        assertThat(listed.completedBy(detailed)).contains(detailed);
    }

    @Test
    void aTimeFinerThanWhatIsRememberedIsNoChange() {
        var finer = new Company("c", "Acme", Company.Type.CUSTOMER, null, null, null, null, CREATED.plusNanos(1_500));

        assertThat(finer.createdAt()).isEqualTo(CREATED);
    }

    @Test
    void aCompanyThatMovedHasNoPathUntilItsDetailsAreReadAgain() {
        var moved = listed("Acme", "parent-2").completedBy(detailed).orElseThrow();

        assertThat(moved.path()).isNull();
        assertThat(moved.type()).isEqualTo(Company.Type.CUSTOMER);
        assertThat(moved.lacksDetails()).isTrue();
    }

    @Test
    void theParentInTheDetailsIsKeptForAsLongAsTheListedOneStays() {
        assertThat(listed.parentCompanyId()).isNull();
        assertThat(detailed.parentCompanyId()).isEqualTo("parent-0");
        assertThat(listed.completedBy(detailed).orElseThrow().parentCompanyId()).isEqualTo("parent-0");

        var moved = listed("Acme", "parent-2").completedBy(detailed).orElseThrow();
        assertThat(moved.parentCompanyId()).isNull();
        assertThat(moved.detailedBy(detailed(Company.Type.CUSTOMER, true)).parentCompanyId())
                .isEqualTo("parent-1");
        assertThat(detailed.detailedBy(new Company("c1", "Acme", Company.Type.CUSTOMER, null, null, null, null, null))
                        .parentCompanyId())
                .as("details that name none")
                .isEqualTo("parent-0");
    }

    @Test
    void aCompanyNoLongerReachableIsNotedOnceAndForgottenOnSight() {
        var hidden = detailed.noLongerReachable(NOW.plusNanos(7)).orElseThrow();

        assertThat(hidden.unreachableSince()).isEqualTo(NOW);
        assertThat(hidden.noLongerReachable(NOW.plusSeconds(60))).isEmpty();
        assertThat(listed.completedBy(hidden)).contains(detailed);
        assertThat(hidden.completedBy(hidden)).as("read alone").contains(detailed);
        assertThat(hidden.detailedBy(detailed).unreachableSince()).isNull();
    }

    @Test
    void everyFieldOfASiteIsPartOfTheChangedFields() {
        var site = new Site("s", 1L, "n", "d", Site.Scope.MANAGED, 3, "p");
        var variants = List.of(
                new Site("s", 2L, "n", "d", Site.Scope.MANAGED, 3, "p"),
                new Site("s", 1L, "x", "d", Site.Scope.MANAGED, 3, "p"),
                new Site("s", 1L, "n", null, Site.Scope.MANAGED, 3, "p"),
                new Site("s", 1L, "n", "d", Site.Scope.ON_DEMAND, 3, "p"),
                new Site("s", 1L, "n", "d", Site.Scope.MANAGED, 4, "p"),
                new Site("s", 1L, "n", "d", Site.Scope.MANAGED, 3, ""));

        assertThat(variants)
                .extracting(variant -> variant.changedFields(site))
                .containsExactly(
                        List.of("siteId"),
                        List.of("name"),
                        List.of("description"),
                        List.of("scope"),
                        List.of("devices"),
                        List.of("portalUrl"));
    }

    @Test
    void packagesAreAskedForWhereThereMayBeSome() {
        assertThat(detailed.mayHavePackages()).isTrue();
        assertThat(listed.mayHavePackages()).as("not said").isTrue();
        assertThat(detailed(Company.Type.PARTNER, true).mayHavePackages()).isFalse();
        assertThat(detailed(Company.Type.CUSTOMER, false).mayHavePackages()).isFalse();
    }

    @Test
    void aPackageIsGoneWhenTwoListsInARowLackIt() {
        var known = new Rows<InstallationPackage>();
        var row = new InstallationPackage("p1", "c1", "companion", "link [x]", true);
        store(known, PackageDiff.compare(List.of(row, row), known, NOW));
        assertThat(known.present()).isEqualTo(1);

        assertThat(store(known, PackageDiff.compare(List.of(), known, NOW))).noneMatch(Observation::published);
        store(known, PackageDiff.compare(List.of(row), known, NOW));
        assertThat(store(known, PackageDiff.compare(List.of(), known, NOW))).noneMatch(Observation::published);
        assertThat(store(known, PackageDiff.compare(List.of(), known, NOW)))
                .singleElement()
                .isInstanceOf(Gone.class);
        assertThat(row.toString()).doesNotContain("link");
    }

    private static List<Observation<InstallationPackage>> store(
            Rows<InstallationPackage> known, List<Observation<InstallationPackage>> observations) {
        observations.forEach(known::store);
        return observations;
    }

    private static Company detailed(Company.Type type, boolean managedByPartner) {
        return new Company("c1", "Acme", type, "parent-1", "Root/Acme", false, managedByPartner, CREATED);
    }

    private static Company listed(String name, String parentId) {
        return new Company("c1", name, Company.Type.UNKNOWN, parentId, null, null, null, CREATED);
    }
}
