package dev.companion.console.domain.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.companion.console.domain.plan.PlannedSite.Group;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PlanEstimateTest {

    private static final PlanEstimate.Pace PACE = new PlanEstimate.Pace(480, 240, 120, 60);

    @Test
    void aFewSitesAreReadOneByOne() {
        var linked = estimate(changes(2, Group.LINK, "c"), false, false);
        var created = estimate(changes(2, Group.CREATE, null), false, false);

        assertThat(linked.gravityZoneCalls()).isEqualTo(2 * 3 + 2);
        assertThat(created.gravityZoneCalls()).isEqualTo(2 * 2 + 2 + 2);
        assertThat(linked.dattoCalls()).isEqualTo(2 * 3);
        assertThat(linked.seconds()).isEqualTo(2);
    }

    /** Measured with 2,000 new sites: 2.04 calls to GravityZone, two reads and a write of variables for each. */
    @Test
    void twoThousandNewSitesTakeWhatWasMeasured() {
        var estimate = estimate(changes(2_000, Group.CREATE, null), false, false);

        assertThat(estimate.gravityZoneCalls() / 2_000.0).isBetween(2.0, 2.1);
        assertThat(estimate.dattoCalls()).isEqualTo(6_000);
        assertThat(estimate.seconds()).as("writes at 60 a minute").isEqualTo(2_000);
        assertThat(estimate.basis()).contains("480 calls to GravityZone a minute", "60 writes");
    }

    @Test
    void addOnsCostALicenceEachAndPackagesADeletion() {
        assertThat(estimate(changes(10, Group.LINK, "c"), false, true).gravityZoneCalls()
                        - estimate(changes(10, Group.LINK, "c"), false, false).gravityZoneCalls())
                .isEqualTo(10);
        assertThat(estimate(changes(3, Group.REMOVE, "c"), false, true).gravityZoneCalls())
                .isZero();
        assertThat(estimate(changes(3, Group.REMOVE, "c"), true, true).gravityZoneCalls())
                .isEqualTo(6);
    }

    @Test
    void nothingTakesNothing() {
        assertThat(estimate(List.of(), true, true))
                .satisfies(none -> assertThat(none.gravityZoneCalls() + none.dattoCalls() + none.seconds())
                        .isZero());
    }

    @Test
    void aPaceOfNothingIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new PlanEstimate.Pace(480, 240, 120, 0));
    }

    private static PlanEstimate estimate(List<PlannedSite> changes, boolean deletePackages, boolean withAddOns) {
        return PlanEstimate.of(changes, deletePackages, withAddOns, PACE);
    }

    private static List<PlannedSite> changes(int count, Group group, @Nullable String companyId) {
        return IntStream.range(0, count)
                .mapToObj(index ->
                        new PlannedSite("s" + index, "Site", group, companyId, "Company", null, null, List.of()))
                .toList();
    }
}
