package dev.companion.provisioner.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.companion.provisioner.Profiles;
import dev.companion.provisioner.domain.step.Outcome;
import dev.companion.provisioner.domain.step.Outcome.SeenVariable;
import dev.companion.provisioner.domain.step.Step;
import dev.companion.provisioner.domain.work.LinkSpec;
import dev.companion.provisioner.domain.work.LinkStatus;
import dev.companion.provisioner.domain.work.LinkStatus.Aspect;
import dev.companion.provisioner.domain.work.LinkStatus.Holds;
import dev.companion.provisioner.domain.work.LinkStatus.Phase;
import dev.companion.provisioner.domain.work.LinkStatus.Reason;
import dev.companion.provisioner.domain.work.ProvisioningEvent;
import dev.companion.provisioner.domain.work.Rules;
import dev.companion.vocabulary.PackageProfile;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class PackageContentsTest {

    private static final PackageProfile OTHER =
            Profiles.of("de_DE", true, true, true, false, true, true, false, false, false, false, false, false);
    private static final Answer RIGHT_VARIABLE = Answer.variables(new SeenVariable(7, Bench.WINDOWS));

    private static LinkSpec withContent(long generation, PackageProfile profile) {
        return new LinkSpec(generation, true, null, "Acme", "companion-s1", profile, "r" + generation);
    }

    @Test
    void anotherDefaultPackageReachesThePackageInUse() {
        var bench = Bench.ready();
        bench.wanted(withContent(2, OTHER));
        assertThat(bench.status().phase()).isEqualTo(Phase.WORKING);
        assertThat(bench.condition(Aspect.PACKAGE_READY).holds()).isEqualTo(Holds.FALSE);
        var update = bench.expects(Step.UpdatePackage.class, Answer.done());
        bench.expects(Step.ReadPackage.class, Answer.contains(OTHER));
        bench.expects(Step.ReadPackageLink.class, Answer.link(Bench.WINDOWS, true));
        bench.expects(Step.ReadVariable.class, RIGHT_VARIABLE);

        assertThat(update).isEqualTo(new Step.UpdatePackage("c1", "p1", "companion-s1", OTHER));
        assertThat(bench.status().phase()).isEqualTo(Phase.READY);
        assertThat(bench.status().generation()).isEqualTo(2);
        assertThat(bench.events())
                .containsOnlyOnce(ProvisioningEvent.Type.PACKAGE_UPDATED, ProvisioningEvent.Type.VARIABLE_WRITTEN);
    }

    @Test
    void aLinkThatTheUpdateChangedReachesTheVariable() {
        var bench = Bench.ready();
        bench.wanted(withContent(2, OTHER));
        bench.expects(Step.UpdatePackage.class, Answer.done());
        bench.expects(Step.ReadPackage.class, Answer.contains(OTHER));
        bench.expects(Step.ReadPackageLink.class, Answer.link("https://gz.example/new", true));
        bench.expects(Step.ReadVariable.class, RIGHT_VARIABLE);
        var write = bench.expects(Step.WriteVariable.class, Answer.done());

        assertThat(write).isEqualTo(new Step.WriteVariable(7L, "https://gz.example/new"));
    }

    @Test
    void theSameContentIsNotWrittenAgain() {
        var bench = Bench.ready();
        bench.wanted(withContent(2, Bench.PROFILE));
        bench.expects(Step.ReadVariable.class, RIGHT_VARIABLE);

        assertThat(bench.status().phase()).isEqualTo(Phase.READY);
        assertThat(bench.events()).doesNotContain(ProvisioningEvent.Type.PACKAGE_UPDATED);
    }

    @Test
    void aPackageThatWasThereWithOtherContentIsMadeAsWanted() {
        var bench = Bench.withTenant();
        bench.wanted(Bench.chosen(1, "c5"));
        bench.expects(Step.FindCompanyById.class, Answer.companies(bench.customer("c5", "Globex")));
        bench.expects(Step.FindPackage.class, Answer.packages(Bench.ourPackage("p1")));
        bench.expects(Step.ReadPackage.class, Answer.contains(OTHER));
        var update = bench.expects(Step.UpdatePackage.class, Answer.done());
        bench.expects(Step.ReadPackage.class, Answer.contains(Bench.PROFILE));

        assertThat(update).isEqualTo(new Step.UpdatePackage("c5", "p1", "companion-s1", Bench.PROFILE));
        assertThat(bench.condition(Aspect.PACKAGE_READY).reason()).isEqualTo(Reason.HOLDS);
    }

    @Test
    void whatTheVendorKeepsOtherwiseIsSaidAndNotAskedForAgain() {
        var bench = Bench.ready();
        bench.wanted(withContent(2, OTHER));
        bench.expects(Step.UpdatePackage.class, Answer.done());
        bench.expects(Step.ReadPackage.class, Answer.contains(Bench.PROFILE));

        assertThat(bench.passToCall().step()).isInstanceOf(Step.ReadPackageLink.class);
        var condition = bench.condition(Aspect.PACKAGE_READY);
        assertThat(condition.reason()).isEqualTo(Reason.ADD_ON_LEFT_OUT);
        assertThat(condition.message()).contains("device control, firewall, content control and language");
    }

    @Test
    void aChangeWithAnUnknownOutcomeIsReadBackAndMadeAgainButNotForEver() {
        var bench = Bench.ready();
        bench.wanted(withContent(2, OTHER));
        for (var update = 0; update < Rules.PACKAGE_WRITES_MAX; update++) {
            bench.expects(Step.UpdatePackage.class, Answer.lost());
            bench.expects(Step.ReadPackage.class, Answer.contains(Bench.PROFILE));
        }

        assertThat(bench.passToCall().step()).isInstanceOf(Step.ReadPackageLink.class);
        assertThat(bench.condition(Aspect.PACKAGE_READY).message()).contains("Check the package there.");
        assertThat(bench.events())
                .as("what never happened is not said to have")
                .doesNotContain(ProvisioningEvent.Type.PACKAGE_UPDATED);
    }

    @Test
    void aChangeWithAnUnknownOutcomeThatIsThereIsDone() {
        var bench = Bench.ready();
        bench.wanted(withContent(2, OTHER));
        bench.expects(Step.UpdatePackage.class, Answer.lost());
        bench.expects(Step.ReadPackage.class, Answer.contains(OTHER));

        assertThat(bench.passToCall().step()).isInstanceOf(Step.ReadPackageLink.class);
        assertThat(bench.events()).containsOnlyOnce(ProvisioningEvent.Type.PACKAGE_UPDATED);
    }

    @Test
    void aRefusedChangeWaitsForAPerson() {
        var bench = Bench.ready();
        bench.wanted(withContent(2, OTHER));
        bench.expects(Step.UpdatePackage.class, Answer.refused(Outcome.Reason.INVALID));
        bench.pass(Duration.ofHours(1));

        assertThat(bench.openCalls()).isEmpty();
        assertThat(bench.status().phase()).isEqualTo(Phase.ATTENTION);
        assertThat(bench.condition(Aspect.PACKAGE_READY).reason()).isEqualTo(Reason.REFUSED_BY_VENDOR);
    }

    @Test
    void aPackageThatIsGoneIsMadeWithTheNewContent() {
        var bench = Bench.ready();
        bench.wanted(withContent(2, OTHER));
        bench.expects(Step.UpdatePackage.class, Answer.refused(Outcome.Reason.NOT_FOUND));
        bench.expects(Step.FindPackage.class, Answer.packages());
        bench.expects(Step.ReadPackage.class, Answer.refused(Outcome.Reason.NOT_FOUND));
        // A proof of absence is younger than the end of any change in the company.
        bench.expects(Step.FindPackage.class, Answer.packages());
        var create = bench.expects(Step.CreatePackage.class, Answer.created("p2"));

        assertThat(create.profile()).isEqualTo(OTHER);
        assertThat(bench.status().packageId()).isEqualTo("p2");
    }

    @Test
    void aChangeOfAnEarlierSpecThatTakesEffectLateIsSeenAndRepaired() {
        var first = Profiles.of("de_DE", true, true, true, false, true, true, false, false, false, false, false, false);
        var second =
                Profiles.of("fr_FR", false, true, true, false, true, true, false, false, false, false, false, false);
        var late = Bench.withTenant();
        var vendors = new FakeVendors();
        late.wanted(Bench.named(1, "Acme"));
        answerAll(late, vendors, Duration.ofMinutes(2));
        late.wanted(with(2, first));
        var update = late.onlyCall();
        late.pass(Duration.ofSeconds(20));
        late.answers(update, Answer.lost());
        late.wanted(with(3, second));
        answerAll(late, vendors, Duration.ofSeconds(20));
        assertThat(late.status().phase()).isEqualTo(LinkStatus.Phase.READY);

        vendors.handle(update, late.now);
        answerAll(late, vendors, Duration.ofMinutes(2));

        assertThat(vendors.packages.getFirst().content()).isEqualTo(second);
        assertThat(late.status().phase()).isEqualTo(LinkStatus.Phase.READY);
    }

    private static LinkSpec with(long generation, PackageProfile content) {
        return new LinkSpec(generation, true, null, "Acme", "companion-s1", content, "r" + generation);
    }

    private static void answerAll(Bench bench, FakeVendors vendors, Duration time) {
        var end = bench.now.plus(time);
        while (bench.now.isBefore(end)) {
            bench.openCalls().forEach(call -> bench.answers(call, vendors.handle(call, bench.now)));
            bench.pass(Duration.ofMillis(100));
        }
    }
}
