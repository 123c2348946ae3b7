package dev.companion.provisioner.domain;

import static dev.companion.provisioner.domain.Bench.WINDOWS;
import static dev.companion.provisioner.domain.Bench.absent;
import static dev.companion.provisioner.domain.Bench.chosen;
import static dev.companion.provisioner.domain.Bench.named;
import static org.assertj.core.api.Assertions.assertThat;

import dev.companion.provisioner.domain.emission.Emission;
import dev.companion.provisioner.domain.step.Outcome;
import dev.companion.provisioner.domain.step.Outcome.SeenPackage;
import dev.companion.provisioner.domain.step.Outcome.SeenVariable;
import dev.companion.provisioner.domain.step.Step;
import dev.companion.provisioner.domain.work.LinkStatus.Aspect;
import dev.companion.provisioner.domain.work.LinkStatus.Phase;
import dev.companion.provisioner.domain.work.LinkStatus.Reason;
import dev.companion.provisioner.domain.work.ProvisioningEvent;
import dev.companion.provisioner.domain.work.Rules;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class PackagesAndVariablesTest {

    private final Bench bench = Bench.withTenant();

    private void companyIsChosen() {
        bench.wanted(chosen(1, "c5"));
        bench.expects(Step.FindCompanyById.class, Answer.companies(bench.customer("c5", "Globex")));
    }

    private void packageIsThere() {
        companyIsChosen();
        bench.expects(Step.FindPackage.class, Answer.packages(Bench.ourPackage("p1")));
        bench.expects(Step.ReadPackage.class, Answer.contains(Bench.PROFILE));
    }

    private void linkIsThere() {
        packageIsThere();
        bench.expects(Step.ReadPackageLink.class, Answer.link(WINDOWS, true));
    }

    @Test
    void aPackageOfOurNameIsTakenUpAndTheOldestOfSeveral() {
        companyIsChosen();
        bench.expects(
                Step.FindPackage.class,
                Answer.packages(new SeenPackage("p0", "somebody's"), Bench.ourPackage("p9"), Bench.ourPackage("p3")));

        assertThat(bench.status().packageId()).isEqualTo("p3");
        assertThat(bench.events()).contains(ProvisioningEvent.Type.PACKAGE_ADOPTED);
        assertThat(bench.passToCall().step()).isEqualTo(new Step.ReadPackage("c5", "p3", Bench.PROFILE));
    }

    @Test
    void aPackageIsCreatedWithTheProfileOfTheLinkWhenThereIsNone() {
        companyIsChosen();
        bench.expects(Step.FindPackage.class, Answer.packages(new SeenPackage("p0", "somebody's")));
        var create = bench.expects(Step.CreatePackage.class, Answer.created("p1"));

        assertThat(create).isEqualTo(new Step.CreatePackage("c5", "companion-s1", Bench.PROFILE));
        assertThat(bench.events()).contains(ProvisioningEvent.Type.PACKAGE_CREATED);
    }

    @Test
    void aPackageWithAnUnknownOutcomeIsLookedForAndNotCreatedAgain() {
        companyIsChosen();
        bench.expects(Step.FindPackage.class, Answer.packages());
        bench.expects(Step.CreatePackage.class, Answer.lost());
        assertThat(bench.condition(Aspect.PACKAGE_READY).reason()).isEqualTo(Reason.OUTCOME_UNKNOWN);
        bench.expects(Step.FindPackage.class, Answer.packages());
        bench.expects(Step.FindPackage.class, Answer.packages(Bench.ourPackage("p1")));

        assertThat(bench.status().packageId()).isEqualTo("p1");
        assertThat(bench.state().unknownOutcomes()).isEmpty();
    }

    @Test
    void aPackageWithoutOutcomeIsUnknownForTheNewOwner() {
        companyIsChosen();
        bench.expects(Step.FindPackage.class, Answer.packages());
        bench.loses(bench.passToCall());
        bench.crash();

        var next = bench.passToCall();
        assertThat(next.step()).isInstanceOf(Step.FindPackage.class);
        assertThat(next.plannedAt())
                .isAfterOrEqualTo(bench.state().unknownOutcomes().getFirst().openedAt());
    }

    @Test
    void aPackageOfATakenNameIsLookedForAgain() {
        companyIsChosen();
        bench.expects(Step.FindPackage.class, Answer.packages());
        bench.expects(Step.CreatePackage.class, Answer.refused(Outcome.Reason.NAME_TAKEN));
        bench.expects(Step.FindPackage.class, Answer.packages(Bench.ourPackage("p1")));

        assertThat(bench.status().packageId()).isEqualTo("p1");
    }

    @Test
    void aRefusedPackageWaitsForAPerson() {
        companyIsChosen();
        bench.expects(Step.FindPackage.class, Answer.packages());
        bench.expects(Step.CreatePackage.class, Answer.refused(Outcome.Reason.INVALID));
        bench.pass(Duration.ofHours(1));

        assertThat(bench.openCalls()).isEmpty();
        assertThat(bench.status().phase()).isEqualTo(Phase.ATTENTION);
        assertThat(bench.condition(Aspect.PACKAGE_READY).reason()).isEqualTo(Reason.REFUSED_BY_VENDOR);
    }

    @Test
    void theLinkIsReadAgainUntilTheKitIsBuilt() {
        packageIsThere();
        bench.expects(Step.ReadPackageLink.class, Answer.link(null, false));
        assertThat(bench.condition(Aspect.LINK_READY).reason()).isEqualTo(Reason.WAITING_FOR_VENDOR);
        var before = bench.now;
        bench.expects(Step.ReadPackageLink.class, Answer.link(WINDOWS, false));
        bench.expects(Step.ReadPackageLink.class, Answer.refused(Outcome.Reason.NOT_FOUND));
        bench.expects(Step.ReadPackageLink.class, Answer.link(WINDOWS, null));

        assertThat(Duration.between(before, bench.now)).isGreaterThanOrEqualTo(Duration.ofSeconds(1 + 1 + 1));
        assertThat(bench.condition(Aspect.LINK_READY).reason()).isEqualTo(Reason.HOLDS);
        assertThat(bench.passToCall().step()).isInstanceOf(Step.ReadVariable.class);
    }

    @Test
    void aVariableThatIsRightIsNotWritten() {
        linkIsThere();
        bench.expects(Step.ReadVariable.class, Answer.variables(new SeenVariable(7, WINDOWS)));

        assertThat(bench.status().phase()).isEqualTo(Phase.READY);
        assertThat(bench.openCalls()).isEmpty();
        assertThat(bench.events())
                .doesNotContain(ProvisioningEvent.Type.VARIABLE_WRITTEN)
                .contains(ProvisioningEvent.Type.LINK_READY);
    }

    @Test
    void aLinkIsNotReadyBeforeItsVariableWasReadBack() {
        linkIsThere();
        bench.expects(Step.ReadVariable.class, Answer.variables(new SeenVariable(7, "old")));
        var write = bench.expects(Step.WriteVariable.class, Answer.done());
        assertThat(write).isEqualTo(new Step.WriteVariable(7L, WINDOWS));
        assertThat(bench.status().phase()).isEqualTo(Phase.WORKING);
        bench.expects(Step.ReadVariable.class, Answer.variables(new SeenVariable(7, WINDOWS)));

        assertThat(bench.status().phase()).isEqualTo(Phase.READY);
    }

    @Test
    void aWriteWithAnUnknownOutcomeIsReadBackBeforeAnythingElse() {
        linkIsThere();
        bench.expects(Step.ReadVariable.class, Answer.variables());
        bench.expects(Step.WriteVariable.class, Answer.lost());
        assertThat(bench.condition(Aspect.VERIFIED).reason()).isEqualTo(Reason.OUTCOME_UNKNOWN);
        bench.expects(Step.ReadVariable.class, Answer.variables(new SeenVariable(7, WINDOWS)));
        assertThat(bench.status().phase()).isEqualTo(Phase.READY);

        // And once more when it can no longer take effect.
        assertThat(bench.passToCall().step()).isInstanceOf(Step.ReadVariable.class);
        assertThat(bench.now)
                .isBefore(bench.state().status().conditions().getLast().since().plusSeconds(40));
    }

    @Test
    void doubleVariablesAreFoldedIntoOne() {
        linkIsThere();
        bench.expects(
                Step.ReadVariable.class, Answer.variables(new SeenVariable(7, WINDOWS), new SeenVariable(9, WINDOWS)));
        var delete = bench.expects(Step.DeleteVariable.class, Answer.done());
        bench.expects(Step.ReadVariable.class, Answer.variables(new SeenVariable(7, WINDOWS)));

        assertThat(delete.variableId()).isEqualTo(9);
        assertThat(bench.status().phase()).isEqualTo(Phase.READY);
    }

    @Test
    void aMaskedVariableIsCreatedAgain() {
        linkIsThere();
        bench.expects(Step.ReadVariable.class, Answer.variables(new SeenVariable(7, null)));
        bench.expects(Step.WriteVariable.class, Answer.done());
        bench.expects(Step.ReadVariable.class, Answer.variables(new SeenVariable(7, null)));
        bench.expects(Step.ReadVariable.class, Answer.variables(new SeenVariable(7, null)));
        bench.expects(Step.DeleteVariable.class, Answer.done());
        bench.expects(Step.ReadVariable.class, Answer.variables());
        var write = bench.expects(Step.WriteVariable.class, Answer.done());
        bench.expects(Step.ReadVariable.class, Answer.variables(new SeenVariable(8, WINDOWS)));

        assertThat(write.variableId()).isNull();
        assertThat(bench.status().phase()).isEqualTo(Phase.READY);
    }

    @Test
    void aVariableThatNeverReadsBackIsNotWrittenForEver() {
        linkIsThere();
        var writes = 0;
        while (bench.status().phase() != Phase.ATTENTION) {
            var step = bench.passToCall().step();
            writes += step instanceof Step.WriteVariable ? 1 : 0;
            bench.answers(
                    bench.onlyCall(),
                    step instanceof Step.ReadVariable ? Answer.variables(new SeenVariable(7, null)) : Answer.done());
        }

        assertThat(writes).isLessThanOrEqualTo(Rules.WRITES_MAX);
        assertThat(bench.condition(Aspect.VERIFIED).reason()).isEqualTo(Reason.REFUSED_BY_VENDOR);
    }

    @Test
    void aMissingSiteStopsTheLink() {
        linkIsThere();
        bench.expects(Step.ReadVariable.class, Answer.refused(Outcome.Reason.NOT_FOUND));

        assertThat(bench.condition(Aspect.VERIFIED).reason()).isEqualTo(Reason.SITE_MISSING);
        assertThat(bench.status().phase()).isEqualTo(Phase.ATTENTION);
    }

    @Test
    void aReadyLinkIsReadAgainNowAndThenAndSaysNothingNew() {
        var ready = Bench.ready();
        var before = ready.written.size();
        for (var hour = 0; hour < 4; hour++) {
            ready.expects(Step.ReadPackageLink.class, Answer.link(WINDOWS, true));
            ready.expects(Step.ReadVariable.class, Answer.variables(new SeenVariable(7, WINDOWS)));
        }

        var written = ready.written.subList(before, ready.written.size());
        assertThat(written).filteredOn(Emission.CallPlanned.class::isInstance).hasSize(8);
        assertThat(written)
                .filteredOn(emission -> !(emission instanceof Emission.CallPlanned))
                .as("besides calls only since when the link is verified, once a reading")
                .hasSize(4)
                .allSatisfy(emission -> assertThat(((Emission.HealthChanged) emission)
                                .verification()
                                .verifiedAt())
                        .isNotNull());
        assertThat(Duration.between(Bench.ready().now, ready.now)).isGreaterThan(Duration.ofMinutes(55));
    }

    @Test
    void aReadyLinkStaysReadyWhileItCannotBeRead() {
        var ready = Bench.ready();
        var before = ready.written.size();
        ready.expects(Step.ReadPackageLink.class, Answer.refused(Outcome.Reason.UNAVAILABLE));
        ready.pass(Duration.ofSeconds(1));

        assertThat(ready.status().phase()).isEqualTo(Phase.READY);
        assertThat(ready.written.subList(before, ready.written.size()))
                .allMatch(Emission.CallPlanned.class::isInstance);
    }

    @Test
    void anEditedVariableIsPutRight() {
        var ready = Bench.ready();
        ready.expects(Step.ReadPackageLink.class, Answer.link(WINDOWS, true));
        ready.expects(Step.ReadVariable.class, Answer.variables(new SeenVariable(7, "edited")));
        assertThat(ready.status().phase()).isEqualTo(Phase.WORKING);
        ready.expects(Step.WriteVariable.class, Answer.done());
        ready.expects(Step.ReadVariable.class, Answer.variables(new SeenVariable(7, WINDOWS)));

        assertThat(ready.status().phase()).isEqualTo(Phase.READY);
    }

    @Test
    void aLinkThatTheVendorChangedReachesTheVariable() {
        var ready = Bench.ready();
        ready.expects(Step.ReadPackageLink.class, Answer.link(WINDOWS + "2", true));
        var write = ready.expects(Step.WriteVariable.class, Answer.done());

        assertThat(write).isEqualTo(new Step.WriteVariable(7L, WINDOWS + "2"));
    }

    @Test
    void aRenamedPackageIsFollowedAndADeletedOneCreatedAgain() {
        var ready = Bench.ready();
        ready.expects(Step.ReadPackageLink.class, Answer.refused(Outcome.Reason.NOT_FOUND));
        ready.expects(Step.FindPackage.class, Answer.packages(new SeenPackage("p1", "renamed")));
        assertThat(ready.status().packageName()).isEqualTo("renamed");
        var read = ready.expects(Step.ReadPackageLink.class, Answer.link(WINDOWS, true));
        assertThat(read.packageName()).isEqualTo("renamed");
        assertThat(ready.status().phase()).isEqualTo(Phase.READY);

        ready.expects(Step.ReadVariable.class, Answer.variables(new SeenVariable(7, WINDOWS)));
        ready.expects(Step.ReadPackageLink.class, Answer.refused(Outcome.Reason.NOT_FOUND));
        ready.expects(Step.FindPackage.class, Answer.packages());
        ready.expects(Step.ReadPackage.class, Answer.refused(Outcome.Reason.NOT_FOUND));
        ready.expects(Step.FindPackage.class, Answer.packages());
        ready.expects(Step.CreatePackage.class, Answer.created("p2"));
        assertThat(ready.status().packageId()).isEqualTo("p2");
    }

    @Test
    void aDeletionWithAnUnknownOutcomeIsNotTakenForDone() {
        var ready = Bench.ready();
        ready.wanted(absent(2, named(1, "Acme")));
        ready.expects(Step.ReadVariable.class, Answer.variables(new SeenVariable(7, WINDOWS)));
        ready.expects(Step.DeleteVariable.class, Answer.lost());
        ready.expects(Step.ReadVariable.class, Answer.variables());
        assertThat(ready.status().phase()).isEqualTo(Phase.REMOVING);
        ready.expects(Step.ReadVariable.class, Answer.variables());

        assertThat(ready.status().phase()).isEqualTo(Phase.REMOVED);
    }

    @Test
    void aReadWithoutOutcomeIsMadeAgain() {
        linkIsThere();
        bench.loses(bench.passToCall());

        assertThat(bench.passToCall().step()).isInstanceOf(Step.ReadVariable.class);
        assertThat(bench.onlyCall().attempt()).isEqualTo(2);
    }

    @Test
    void aCallThatWasNeverBegunIsPlannedAgain() {
        companyIsChosen();
        bench.expects(Step.FindPackage.class, Answer.packages());
        bench.expects(Step.CreatePackage.class, Answer.refused(Outcome.Reason.TOO_LATE));
        assertThat(bench.state().unknownOutcomes()).isEmpty();
        bench.expects(Step.FindPackage.class, Answer.packages());

        assertThat(bench.expects(Step.CreatePackage.class, Answer.created("p1")))
                .isNotNull();
    }
}
