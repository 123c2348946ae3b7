package dev.companion.provisioner.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.companion.provisioner.Profiles;
import dev.companion.provisioner.domain.emission.Emission;
import dev.companion.provisioner.domain.step.Outcome;
import dev.companion.provisioner.domain.step.Outcome.SeenVariable;
import dev.companion.provisioner.domain.step.Step;
import dev.companion.provisioner.domain.work.LinkSpec;
import dev.companion.provisioner.domain.work.LinkStatus.Aspect;
import dev.companion.provisioner.domain.work.LinkStatus.Holds;
import dev.companion.provisioner.domain.work.LinkStatus.Phase;
import dev.companion.provisioner.domain.work.LinkStatus.Reason;
import dev.companion.provisioner.domain.work.ProvisioningEvent;
import dev.companion.vocabulary.AddOn;
import dev.companion.vocabulary.PackageProfile;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class LicencesTest {

    private static final PackageProfile WITH_PATCHES =
            Profiles.of("en_US", true, true, false, true, false, true, false, false, true, false, false, false);

    private final Bench bench = Bench.withTenant();

    private void companyIsCreated() {
        bench.wanted(new LinkSpec(1, true, null, "Acme", "companion-s1", WITH_PATCHES, "r1"));
        bench.expects(Step.FindCompanyByName.class, Answer.nothing());
        bench.expects(Step.CreateCompany.class, Answer.created("c1"));
    }

    private void fromLinkToReady() {
        bench.expects(Step.ReadPackageLink.class, Answer.link(Bench.WINDOWS, true));
        bench.expects(Step.ReadVariable.class, Answer.variables());
        bench.expects(Step.WriteVariable.class, Answer.done());
        bench.expects(Step.ReadVariable.class, Answer.variables(new SeenVariable(7, Bench.WINDOWS)));
    }

    private void readyWithoutPatches() {
        companyIsCreated();
        bench.expects(Step.ReadLicence.class, Answer.licence(AddOn.PATCH_MANAGEMENT));
        bench.expects(Step.CreatePackage.class, Answer.created("p1"));
        fromLinkToReady();
    }

    @Test
    void anAddOnThatTheLicenceLacksIsLeftOutAndSaidSo() {
        companyIsCreated();
        bench.expects(Step.ReadLicence.class, Answer.licence(AddOn.PATCH_MANAGEMENT, AddOn.EDR_SENSOR));
        var create = bench.expects(Step.CreatePackage.class, Answer.created("p1"));
        fromLinkToReady();

        assertThat(create.profile()).isEqualTo(Bench.PROFILE);
        var condition = bench.condition(Aspect.PACKAGE_READY);
        assertThat(condition.holds()).isEqualTo(Holds.TRUE);
        assertThat(condition.reason()).isEqualTo(Reason.ADD_ON_LEFT_OUT);
        assertThat(condition.message())
                .startsWith("Without patch management: the company's licence does not cover it.")
                .doesNotContain("EDR");
        assertThat(bench.events())
                .filteredOn(ProvisioningEvent.Type.ADD_ON_LEFT_OUT::equals)
                .as("said once")
                .hasSize(1);
        assertThat(bench.status().phase()).isEqualTo(Phase.READY);
    }

    @Test
    void whatIsLicensedIsCreatedAndReadBack() {
        companyIsCreated();
        bench.expects(Step.ReadLicence.class, Answer.licence(AddOn.EDR_SENSOR));
        var create = bench.expects(Step.CreatePackage.class, Answer.created("p1"));
        bench.expects(Step.ReadPackage.class, Answer.contains(WITH_PATCHES));

        assertThat(create.profile()).isEqualTo(WITH_PATCHES);
        assertThat(bench.condition(Aspect.PACKAGE_READY).reason()).isEqualTo(Reason.HOLDS);
        assertThat(bench.events()).doesNotContain(ProvisioningEvent.Type.ADD_ON_LEFT_OUT);
    }

    @Test
    void aLicenceThatMayNotBeReadLeavesNothingOutAndThePackageTells() {
        companyIsCreated();
        bench.expects(Step.ReadLicence.class, Answer.refused(Outcome.Reason.NOT_OFFERED));
        var create = bench.expects(Step.CreatePackage.class, Answer.created("p1"));
        assertThat(create.profile().addOns()).contains(AddOn.PATCH_MANAGEMENT);
        assertThat(bench.condition(Aspect.PACKAGE_READY).holds())
                .as("before it was read back")
                .isEqualTo(Holds.FALSE);
        bench.expects(Step.ReadPackage.class, Answer.contains(WITH_PATCHES));

        assertThat(bench.condition(Aspect.PACKAGE_READY).reason()).isEqualTo(Reason.HOLDS);
    }

    @Test
    void aLicenceThatCannotBeReadNowIsWaitedFor() {
        companyIsCreated();
        bench.expects(Step.ReadLicence.class, Answer.refused(Outcome.Reason.UNAVAILABLE));

        assertThat(bench.passToCall().step()).isEqualTo(new Step.ReadLicence("c1"));
    }

    @Test
    void whatTheVendorStoresAsOffWithoutAWordIsSaidAndNotAskedForAgain() {
        companyIsCreated();
        bench.expects(Step.ReadLicence.class, Answer.licence());
        bench.expects(Step.CreatePackage.class, Answer.created("p1"));
        bench.expects(Step.ReadPackage.class, Answer.contains(Bench.PROFILE));
        fromLinkToReady();

        var condition = bench.condition(Aspect.PACKAGE_READY);
        assertThat(condition.reason()).isEqualTo(Reason.ADD_ON_LEFT_OUT);
        assertThat(condition.message()).startsWith("GravityZone did not apply these settings: patch management.");
        assertThat(bench.events()).containsOnlyOnce(ProvisioningEvent.Type.ADD_ON_LEFT_OUT);
        assertThat(bench.status().phase()).isEqualTo(Phase.READY);
    }

    @Test
    void anAddOnIsPutInOnceTheLicenceCoversIt() {
        readyWithoutPatches();
        bench.pass(Duration.ofMinutes(14));
        assertThat(bench.openCalls()).isEmpty();
        bench.expects(Step.ReadLicence.class, Answer.licence());
        var update = bench.expects(Step.UpdatePackage.class, Answer.done());
        bench.expects(Step.ReadPackage.class, Answer.contains(WITH_PATCHES));
        bench.expects(Step.ReadPackageLink.class, Answer.link(Bench.WINDOWS, true));

        assertThat(update).isEqualTo(new Step.UpdatePackage("c1", "p1", "companion-s1", WITH_PATCHES));
        assertThat(bench.condition(Aspect.PACKAGE_READY).reason()).isEqualTo(Reason.HOLDS);
        assertThat(bench.status().phase()).isEqualTo(Phase.READY);
    }

    @Test
    void withHealingSwitchedOffItStaysOutAndIsStillSaid() {
        readyWithoutPatches();
        bench.healing(false);
        bench.pass(Duration.ofMinutes(14));
        bench.expects(Step.ReadLicence.class, Answer.licence());
        bench.expects(Step.ReadPackageLink.class, Answer.link(Bench.WINDOWS, true));
        bench.expects(Step.ReadVariable.class, Answer.variables(new SeenVariable(7, Bench.WINDOWS)));
        bench.pass(Duration.ofMinutes(14));

        assertThat(bench.openCalls()).isEmpty();
        assertThat(bench.status().phase()).isEqualTo(Phase.READY);
        assertThat(bench.condition(Aspect.PACKAGE_READY).message()).startsWith("Without patch management");
        bench.healing(true);
        bench.expects(Step.ReadLicence.class, Answer.licence());
        assertThat(bench.passToCall().step()).isInstanceOf(Step.UpdatePackage.class);
    }

    @Test
    void aLicenceThatStillLacksItChangesNothing() {
        readyWithoutPatches();
        bench.pass(Duration.ofMinutes(14));
        var said = bench.written.size();
        bench.expects(Step.ReadLicence.class, Answer.licence(AddOn.PATCH_MANAGEMENT));

        assertThat(bench.written.subList(said, bench.written.size()))
                .as("besides the calls")
                .allMatch(Emission.CallPlanned.class::isInstance);
        assertThat(bench.status().phase()).isEqualTo(Phase.READY);
    }
}
