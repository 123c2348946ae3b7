package dev.companion.provisioner.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.companion.provisioner.domain.step.Outcome;
import dev.companion.provisioner.domain.step.Outcome.SeenVariable;
import dev.companion.provisioner.domain.step.Step;
import dev.companion.provisioner.domain.tenant.TenantSettings;
import dev.companion.provisioner.domain.work.LinkSpec;
import dev.companion.provisioner.domain.work.LinkStatus.Aspect;
import dev.companion.provisioner.domain.work.LinkStatus.Phase;
import dev.companion.provisioner.domain.work.LinkStatus.Reason;
import dev.companion.provisioner.domain.work.ProvisioningEvent;
import dev.companion.provisioner.domain.work.Rules;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class UnlinkingTest {

    private static LinkSpec withPackage(long generation) {
        return new LinkSpec(
                generation, false, null, "Acme", "companion-s1", Bench.PROFILE, true, null, "r" + generation);
    }

    private static Bench unlinkedWithPackage() {
        var bench = Bench.ready();
        bench.wanted(withPackage(2));
        bench.expects(Step.ReadVariable.class, Answer.variables(new SeenVariable(7, Bench.WINDOWS)));
        bench.expects(Step.DeleteVariable.class, Answer.done());
        bench.expects(Step.ReadVariable.class, Answer.variables());
        return bench;
    }

    @Test
    void thePackageIsKeptUnlessTheSpecDeletesIt() {
        var bench = Bench.ready();
        bench.wanted(Bench.absent(2, Bench.named(1, "Acme")));
        bench.expects(Step.ReadVariable.class, Answer.variables(new SeenVariable(7, Bench.WINDOWS)));
        bench.expects(Step.DeleteVariable.class, Answer.done());
        bench.expects(Step.ReadVariable.class, Answer.variables());
        assertThat(bench.status().phase()).isEqualTo(Phase.REMOVED);
        bench.pass(Duration.ofHours(1));

        assertThat(bench.openCalls()).isEmpty();
        assertThat(bench.events())
                .contains(ProvisioningEvent.Type.VARIABLE_DELETED)
                .doesNotContain(ProvisioningEvent.Type.PACKAGE_DELETED);
    }

    /** The link was given another company while a package was created for it, and then unlinked. */
    private static Bench unlinkedAfterALostPackageInACompanyThatItGaveUp() {
        var bench = Bench.withTenant();
        bench.wanted(Bench.named(1, "Acme"));
        bench.expects(Step.FindCompanyByName.class, Answer.nothing());
        bench.expects(Step.CreateCompany.class, Answer.created("c1"));
        bench.wanted(Bench.named(2, "Acme Two"));
        var lost = bench.expects(Step.CreatePackage.class, Answer.lost());
        assertThat(lost).isEqualTo(new Step.CreatePackage("c1", "companion-s1", Bench.PROFILE));
        bench.expects(Step.FindCompanyByName.class, Answer.nothing());
        bench.expects(Step.CreateCompany.class, Answer.created("c2"));
        bench.expects(Step.CreatePackage.class, Answer.created("p2"));
        bench.answers(bench.onlyCall(), Answer.link(Bench.WINDOWS, false));
        bench.wanted(Bench.absent(3, Bench.named(2, "Acme Two")));
        return bench;
    }

    @Test
    void itIsNotRemovedWhileAPackageMayStillAppearInACompanyThatItGaveUp() {
        var bench = unlinkedAfterALostPackageInACompanyThatItGaveUp();
        bench.expects(Step.ReadVariable.class, Answer.variables());
        assertThat(bench.status().phase()).isEqualTo(Phase.REMOVING);

        var find = bench.expects(Step.FindPackage.class, Answer.packages(Bench.ourPackage("p1")));
        assertThat(find).isEqualTo(new Step.FindPackage("c1", "companion-s1"));
        assertThat(bench.status().phase()).isEqualTo(Phase.REMOVED);
        assertThat(bench.status().packageId())
                .as("not taken for the one in use")
                .isEqualTo("p2");
        assertThat(bench.events()).contains(ProvisioningEvent.Type.PACKAGE_ADOPTED);
    }

    @Test
    void norIfItsSiteIsGone() {
        var bench = unlinkedAfterALostPackageInACompanyThatItGaveUp();
        bench.expects(Step.ReadVariable.class, Answer.refused(Outcome.Reason.NOT_FOUND));
        assertThat(bench.status().phase()).isEqualTo(Phase.REMOVING);
        bench.expects(Step.FindPackage.class, Answer.packages());
        var absentSince = bench.now;
        while (bench.status().phase() != Phase.REMOVED) {
            bench.expects(Step.FindPackage.class, Answer.packages());
        }

        assertThat(bench.now).isAfterOrEqualTo(absentSince.plus(bench.rules.unknownGrace()));
        assertThat(bench.events()).doesNotContain(ProvisioningEvent.Type.PACKAGE_MISSING);
    }

    @Test
    void aCompanyThatItGaveUpAndThatIsGoneHasNoPackageOfIt() {
        var bench = unlinkedAfterALostPackageInACompanyThatItGaveUp();
        bench.expects(Step.ReadVariable.class, Answer.variables());
        bench.expects(Step.FindPackage.class, Answer.refused(Outcome.Reason.GONE));

        assertThat(bench.status().phase()).isEqualTo(Phase.REMOVED);
        assertThat(bench.events()).doesNotContain(ProvisioningEvent.Type.PACKAGE_MISSING);
    }

    /** It may have been moved out of sight for a moment, and the package may be in it. */
    @Test
    void aCompanyThatItGaveUpAndThatIsNotFoundIsAskedOnceMore() {
        var bench = unlinkedAfterALostPackageInACompanyThatItGaveUp();
        bench.expects(Step.ReadVariable.class, Answer.variables());
        bench.expects(Step.FindPackage.class, Answer.refused(Outcome.Reason.NOT_FOUND));
        assertThat(bench.status().phase()).isEqualTo(Phase.REMOVING);
        var absentSince = bench.now;
        while (bench.status().phase() != Phase.REMOVED) {
            bench.expects(Step.FindPackage.class, Answer.refused(Outcome.Reason.NOT_FOUND));
        }

        assertThat(bench.now).isAfterOrEqualTo(absentSince.plus(bench.rules.unknownGrace()));
    }

    /** The link itself goes on, so the finds for what it gave up become rare. */
    @Test
    void aCompanyThatItGaveUpIsAskedEverMoreRarelyWhileGravityZoneDoesNotAnswer() {
        assertThat(findsUntilRemoved(Outcome.Reason.UNAVAILABLE)).isBetween(5, 35);
    }

    @Test
    void aCompanyThatItGaveUpAndMayNotSeeIsAskedAsRarelyAsWhatIsBlocked() {
        assertThat(findsUntilRemoved(Outcome.Reason.PERMISSION)).isEqualTo(1);
    }

    private static int findsUntilRemoved(Outcome.Reason refusal) {
        var bench = unlinkedAfterALostPackageInACompanyThatItGaveUp();
        bench.expects(Step.ReadVariable.class, Answer.variables());
        var finds = 0;
        while (bench.status().phase() != Phase.REMOVED) {
            if (bench.openCalls().isEmpty()) {
                bench.pass(Duration.ofSeconds(1));
            } else {
                bench.expects(Step.FindPackage.class, Answer.refused(refusal));
                finds++;
            }
        }
        return finds;
    }

    @Test
    void thePackageGoesAfterTheVariableAndIsLookedFor() {
        var bench = unlinkedWithPackage();
        assertThat(bench.status().phase()).isEqualTo(Phase.REMOVING);
        var delete = bench.expects(Step.DeletePackage.class, Answer.done());
        assertThat(bench.status().phase()).as("before somebody looked").isEqualTo(Phase.REMOVING);
        bench.expects(Step.FindPackage.class, Answer.packages());

        assertThat(delete).isEqualTo(new Step.DeletePackage("c1", "p1", "companion-s1"));
        assertThat(bench.status().phase()).isEqualTo(Phase.REMOVED);
        assertThat(bench.status().companyId()).isEqualTo("c1");
        assertThat(bench.events())
                .containsOnlyOnce(ProvisioningEvent.Type.PACKAGE_DELETED, ProvisioningEvent.Type.LINK_REMOVED);
    }

    @Test
    void aPackageThatWentWithItsCompanyNeedsNoDeletion() {
        var bench = unlinkedWithPackage();
        bench.expects(Step.DeletePackage.class, Answer.refused(Outcome.Reason.NOT_FOUND));
        bench.expects(Step.FindPackage.class, Answer.refused(Outcome.Reason.NOT_FOUND));

        assertThat(bench.status().phase()).isEqualTo(Phase.REMOVED);
        assertThat(bench.events()).contains(ProvisioningEvent.Type.PACKAGE_MISSING);
    }

    @Test
    void aPackageThatDoesNotGoAwayNeedsAPerson() {
        var bench = unlinkedWithPackage();
        for (var deletion = 0; deletion < Rules.PACKAGE_WRITES_MAX; deletion++) {
            bench.expects(Step.DeletePackage.class, Answer.done());
            bench.expects(Step.FindPackage.class, Answer.packages(Bench.ourPackage("p1")));
        }
        bench.pass(Duration.ofMinutes(14));

        assertThat(bench.openCalls()).isEmpty();
        assertThat(bench.status().phase()).isEqualTo(Phase.ATTENTION);
        var condition = bench.condition(Aspect.PACKAGE_READY);
        assertThat(condition.reason()).isEqualTo(Reason.REFUSED_BY_VENDOR);
        assertThat(condition.message()).contains("Delete it in GravityZone.");
    }

    @Test
    void aPackageDeletedByAPersonEndsTheLink() {
        var bench = unlinkedWithPackage();
        for (var deletion = 0; deletion < Rules.PACKAGE_WRITES_MAX; deletion++) {
            bench.expects(Step.DeletePackage.class, Answer.done());
            bench.expects(Step.FindPackage.class, Answer.packages(Bench.ourPackage("p1")));
        }
        bench.expects(Step.DeletePackage.class, Answer.refused(Outcome.Reason.NOT_FOUND));
        bench.expects(Step.FindPackage.class, Answer.packages());

        assertThat(bench.status().phase()).isEqualTo(Phase.REMOVED);
    }

    @Test
    void anotherPackageOfTheNameIsNotDeleted() {
        var bench = unlinkedWithPackage();
        bench.expects(Step.DeletePackage.class, Answer.done());
        bench.expects(Step.FindPackage.class, Answer.packages(Bench.ourPackage("p9")));
        bench.pass(Duration.ofHours(1));

        assertThat(bench.openCalls()).isEmpty();
        assertThat(bench.status().phase()).isEqualTo(Phase.REMOVED);
    }

    @Test
    void aPackageThatMayHaveBeenMadeIsFoundAndDeletedAsWell() {
        var bench = Bench.withTenant();
        bench.wanted(Bench.chosen(1, "c5"));
        bench.expects(Step.FindCompanyById.class, Answer.companies(bench.customer("c5", "Globex")));
        bench.expects(Step.FindPackage.class, Answer.packages());
        bench.expects(Step.CreatePackage.class, Answer.lost());
        bench.wanted(new LinkSpec(2, false, "c5", null, "companion-s1", Bench.PROFILE, true, null, "r2"));
        bench.expects(Step.ReadVariable.class, Answer.variables());
        bench.expects(Step.FindPackage.class, Answer.packages(Bench.ourPackage("p1")));
        bench.expects(Step.DeletePackage.class, Answer.done());
        bench.expects(Step.FindPackage.class, Answer.packages());

        assertThat(bench.status().phase()).isEqualTo(Phase.REMOVED);
    }

    @Test
    void aLinkThatWasNeverBegunEndsWithoutACall() {
        var bench = Bench.withTenant();
        bench.tenant(new TenantSettings("t1", true, Bench.ROOT, 1, 1));
        bench.wanted(Bench.named(1, "Acme"));
        bench.pass(Duration.ofMinutes(1));
        bench.wanted(withPackage(2));

        assertThat(bench.status().phase()).isEqualTo(Phase.REMOVED);
        bench.tenant(new TenantSettings("t1", false, Bench.ROOT, 1, 1));
        bench.pass(Duration.ofMinutes(20));
        assertThat(bench.openCalls()).isEmpty();
    }

    @Test
    void aLinkWithOneCallIsUnlinkedInFull() {
        var bench = Bench.withTenant();
        bench.wanted(Bench.named(1, "Acme"));
        bench.loses(bench.passToCall());
        bench.wanted(Bench.absent(2, Bench.named(1, "Acme")));
        assertThat(bench.status().phase()).isEqualTo(Phase.REMOVING);
        bench.expects(Step.ReadVariable.class, Answer.variables());

        assertThat(bench.status().phase()).isEqualTo(Phase.REMOVED);
    }
}
