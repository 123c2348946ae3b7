package dev.companion.provisioner.domain;

import static dev.companion.provisioner.domain.Bench.WINDOWS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.companion.provisioner.Profiles;
import dev.companion.provisioner.domain.emission.Emission;
import dev.companion.provisioner.domain.step.Outcome;
import dev.companion.provisioner.domain.step.Outcome.SeenPackage;
import dev.companion.provisioner.domain.step.Outcome.SeenVariable;
import dev.companion.provisioner.domain.step.Step;
import dev.companion.provisioner.domain.work.LinkStatus.Aspect;
import dev.companion.provisioner.domain.work.LinkStatus.Phase;
import dev.companion.provisioner.domain.work.LinkStatus.Reason;
import dev.companion.provisioner.domain.work.ProvisioningEvent;
import java.time.Duration;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class HealingTest {

    private static final String OTHER_LINK = "https://gz.example/another";
    private static final Answer RIGHT_VARIABLE = Answer.variables(new SeenVariable(7, WINDOWS));
    private static final Answer EDITED_VARIABLE = Answer.variables(new SeenVariable(7, "edited"));

    private final Bench bench = Bench.ready();

    private void isRead(Answer link, Answer variable) {
        bench.pass(Duration.ofMinutes(14));
        bench.expects(Step.ReadPackageLink.class, link);
        bench.expects(Step.ReadVariable.class, variable);
    }

    private static Answer sameLink() {
        return Answer.link(WINDOWS, true);
    }

    private long recorded(ProvisioningEvent.Type type) {
        return bench.events().stream().filter(type::equals).count();
    }

    private long effects() {
        return bench.written.stream()
                .filter(emission -> emission instanceof Emission.CallPlanned planned
                        && planned.call().step().kind().effect())
                .count();
    }

    @Nested
    class SwitchedOn {

        @Test
        void anEditedVariableIsRecordedAndPutRight() {
            isRead(sameLink(), EDITED_VARIABLE);
            assertThat(bench.status().phase()).isEqualTo(Phase.WORKING);
            var write = bench.expects(Step.WriteVariable.class, Answer.done());
            bench.expects(Step.ReadVariable.class, RIGHT_VARIABLE);

            assertThat(write).isEqualTo(new Step.WriteVariable(7L, WINDOWS));
            assertThat(bench.status().phase()).isEqualTo(Phase.READY);
            assertThat(recorded(ProvisioningEvent.Type.VARIABLE_CHANGED)).isEqualTo(1);
            assertThat(recorded(ProvisioningEvent.Type.LINK_READY)).isEqualTo(2);
        }

        /** The machines read the right variable; one of another value, or of a name in another case, must go. */
        @Test
        void ofSeveralVariablesTheOneThatHoldsTheLinkStays() {
            isRead(sameLink(), Answer.variables(new SeenVariable(5, null), new SeenVariable(9, WINDOWS)));
            var delete = bench.expects(Step.DeleteVariable.class, Answer.done());
            bench.expects(Step.ReadVariable.class, Answer.variables(new SeenVariable(9, WINDOWS)));

            assertThat(delete).isEqualTo(new Step.DeleteVariable(5));
            assertThat(bench.status().phase()).isEqualTo(Phase.READY);
        }

        @Test
        void aDeletedVariableIsRecordedAndWrittenAgain() {
            isRead(sameLink(), Answer.variables());
            var write = bench.expects(Step.WriteVariable.class, Answer.done());
            bench.expects(Step.ReadVariable.class, RIGHT_VARIABLE);

            assertThat(write).isEqualTo(new Step.WriteVariable(null, WINDOWS));
            assertThat(bench.status().phase()).isEqualTo(Phase.READY);
            assertThat(recorded(ProvisioningEvent.Type.VARIABLE_MISSING)).isEqualTo(1);
        }

        @Test
        void aRenamedPackageIsFollowed() {
            bench.pass(Duration.ofMinutes(2));
            bench.packageChanged("p1", "c1", "renamed");
            bench.expects(Step.FindPackage.class, Answer.packages(new SeenPackage("p1", "renamed")));
            var read = bench.expects(Step.ReadPackageLink.class, sameLink());

            assertThat(read).isEqualTo(new Step.ReadPackageLink("c1", "renamed"));
            assertThat(bench.status().phase()).isEqualTo(Phase.READY);
            assertThat(bench.status().packageName()).isEqualTo("renamed");
            assertThat(recorded(ProvisioningEvent.Type.PACKAGE_RENAMED)).isEqualTo(1);
            bench.packageChanged("p1", "c1", "renamed");
            assertThat(bench.openCalls()).as("told again").isEmpty();
        }

        @Test
        void aDeletedPackageIsRecordedAndCreatedAgain() {
            bench.pass(Duration.ofMinutes(2));
            bench.packageChanged("p1", null, null);
            bench.expects(Step.FindPackage.class, Answer.packages());
            assertThat(recorded(ProvisioningEvent.Type.PACKAGE_MISSING))
                    .as("nothing is said before it was read by its id")
                    .isZero();
            bench.expects(Step.ReadPackage.class, Answer.refused(Outcome.Reason.NOT_FOUND));
            assertThat(recorded(ProvisioningEvent.Type.PACKAGE_MISSING)).isEqualTo(1);
            bench.expects(Step.FindPackage.class, Answer.packages());
            bench.expects(Step.CreatePackage.class, Answer.created("p2"));
            bench.expects(Step.ReadPackageLink.class, Answer.link(OTHER_LINK, true));
            bench.expects(Step.WriteVariable.class, Answer.done());
            bench.expects(Step.ReadVariable.class, Answer.variables(new SeenVariable(7, OTHER_LINK)));

            assertThat(bench.status().packageId()).isEqualTo("p2");
            assertThat(bench.status().phase()).isEqualTo(Phase.READY);
            assertThat(recorded(ProvisioningEvent.Type.PACKAGE_MISSING)).isEqualTo(1);
        }

        @Test
        void anEmptyListOfPackagesSaysNothingAndMakesNoSecondPackage() {
            bench.pass(Duration.ofMinutes(2));
            bench.packageChanged("p1", null, null);
            bench.expects(Step.FindPackage.class, Answer.packages());
            bench.expects(Step.ReadPackage.class, Answer.contains(Bench.PROFILE));
            bench.expects(Step.FindPackage.class, Answer.packages());
            bench.expects(Step.ReadPackage.class, Answer.contains(Bench.PROFILE));
            bench.expects(Step.FindPackage.class, Answer.packages(Bench.ourPackage("p1")));
            bench.expects(Step.ReadPackage.class, Answer.contains(Bench.PROFILE));

            assertThat(bench.openCalls()).isEmpty();
            assertThat(bench.status().phase()).isEqualTo(Phase.READY);
            assertThat(bench.status().packageId()).isEqualTo("p1");
            assertThat(recorded(ProvisioningEvent.Type.PACKAGE_MISSING)).isZero();
        }

        @Test
        void aPackageThatStillExistsIsNeitherCreatedAgainNorReported() {
            bench.pass(Duration.ofMinutes(2));
            bench.packageChanged("p1", null, null);
            bench.expects(Step.FindPackage.class, Answer.packages(Bench.ourPackage("p1")));
            bench.pass(Duration.ofMinutes(1));

            assertThat(bench.openCalls()).isEmpty();
            assertThat(bench.status().phase()).isEqualTo(Phase.READY);
            assertThat(recorded(ProvisioningEvent.Type.PACKAGE_MISSING)).isZero();
        }

        @Test
        void whatIsToldOfAPackageJustMadeMayBeOlderThanIt() {
            bench.packageChanged("p1", null, null);

            assertThat(bench.openCalls()).isEmpty();
            assertThat(bench.status().phase()).isEqualTo(Phase.READY);
        }

        @Test
        void aSecondPackageOfTheNameIsRecordedOnceAndLeftAlone() {
            bench.pass(Duration.ofMinutes(2));
            bench.packageChanged("p9", "c1", "companion-s1");
            bench.expects(Step.FindPackage.class, Answer.packages(Bench.ourPackage("p1"), Bench.ourPackage("p9")));
            bench.pass(Duration.ofMinutes(2));
            bench.packageChanged("p9", "c1", "companion-s1");

            assertThat(bench.openCalls()).isEmpty();
            assertThat(recorded(ProvisioningEvent.Type.PACKAGE_DUPLICATED)).isEqualTo(1);
            assertThat(bench.status().packageId()).isEqualTo("p1");
            assertThat(bench.status().phase()).isEqualTo(Phase.READY);
        }

        @Test
        void aPackageInAnotherCompanyIsNoNews() {
            bench.pass(Duration.ofMinutes(2));
            bench.packageChanged("p9", "c9", "companion-s1");

            assertThat(bench.openCalls()).isEmpty();
        }

        @Test
        void aLinkThatTheVendorChangedIsRecordedAndReachesTheVariable() {
            bench.pass(Duration.ofMinutes(14));
            bench.expects(Step.ReadPackageLink.class, Answer.link(OTHER_LINK, true));
            var write = bench.expects(Step.WriteVariable.class, Answer.done());
            bench.expects(Step.ReadVariable.class, Answer.variables(new SeenVariable(7, OTHER_LINK)));

            assertThat(write).isEqualTo(new Step.WriteVariable(7L, OTHER_LINK));
            assertThat(recorded(ProvisioningEvent.Type.PACKAGE_LINK_CHANGED)).isEqualTo(1);
            assertThat(recorded(ProvisioningEvent.Type.VARIABLE_CHANGED))
                    .as("nobody touched it")
                    .isZero();
            assertThat(bench.status().phase()).isEqualTo(Phase.READY);
        }
    }

    @Nested
    class SwitchedOff {

        private final long before;

        SwitchedOff() {
            bench.healing(false);
            before = effects();
        }

        private void drifted(Aspect aspect, String words) {
            assertThat(bench.status().phase()).isEqualTo(Phase.ATTENTION);
            assertThat(bench.condition(aspect).reason()).isEqualTo(Reason.DRIFTED);
            assertThat(bench.condition(aspect).message()).startsWith(words).contains("Self-healing is off");
            assertThat(effects()).as("nothing is written or made").isEqualTo(before);
        }

        @Test
        void anEditedVariableIsRecordedOnceAndLeftAsItIs() {
            isRead(sameLink(), EDITED_VARIABLE);
            drifted(Aspect.VERIFIED, "The site variable was changed outside Companion.");
            for (var look = 0; look < 3; look++) {
                bench.expects(Step.ReadVariable.class, EDITED_VARIABLE);
            }

            drifted(Aspect.VERIFIED, "The site variable was changed outside Companion.");
            assertThat(recorded(ProvisioningEvent.Type.VARIABLE_CHANGED)).isEqualTo(1);
            assertThat(recorded(ProvisioningEvent.Type.LINK_STALLED)).isEqualTo(1);
        }

        @Test
        void aDeletedVariableIsRecordedAndNotWritten() {
            isRead(sameLink(), Answer.variables());

            drifted(Aspect.VERIFIED, "The site variable was deleted outside Companion.");
            assertThat(recorded(ProvisioningEvent.Type.VARIABLE_MISSING)).isEqualTo(1);
        }

        @Test
        void whatAPersonRepairedIsSeenToBeRight() {
            isRead(sameLink(), EDITED_VARIABLE);
            bench.expects(Step.ReadVariable.class, RIGHT_VARIABLE);

            assertThat(bench.status().phase()).isEqualTo(Phase.READY);
            assertThat(effects()).isEqualTo(before);
        }

        @Test
        void switchedOnAgainItIsPutRightAtOnce() {
            isRead(sameLink(), EDITED_VARIABLE);
            var switched = bench.now;
            bench.healing(true);
            bench.expects(Step.WriteVariable.class, Answer.done());
            bench.expects(Step.ReadVariable.class, RIGHT_VARIABLE);

            assertThat(Duration.between(switched, bench.now)).isLessThan(Duration.ofSeconds(5));
            assertThat(bench.status().phase()).isEqualTo(Phase.READY);
        }

        @Test
        void aDeletedPackageIsRecordedOnceAndNotCreatedAgainUntilHealingIsOn() {
            bench.pass(Duration.ofMinutes(2));
            bench.packageChanged("p1", null, null);
            for (var times = 0; times < 2; times++) {
                bench.expects(Step.FindPackage.class, Answer.packages());
                bench.expects(Step.ReadPackage.class, Answer.refused(Outcome.Reason.NOT_FOUND));
            }
            drifted(Aspect.PACKAGE_READY, "The installation package is gone.");
            assertThat(recorded(ProvisioningEvent.Type.PACKAGE_MISSING)).isEqualTo(1);
            bench.healing(true);
            bench.expects(Step.FindPackage.class, Answer.packages());
            bench.expects(Step.ReadPackage.class, Answer.refused(Outcome.Reason.NOT_FOUND));
            bench.expects(Step.FindPackage.class, Answer.packages());
            bench.expects(Step.CreatePackage.class, Answer.created("p2"));

            assertThat(bench.status().packageId()).isEqualTo("p2");
        }

        @Test
        void aLinkThatTheVendorChangedIsRecordedAndNotWritten() {
            bench.pass(Duration.ofMinutes(14));
            bench.expects(Step.ReadPackageLink.class, Answer.link(OTHER_LINK, true));

            drifted(Aspect.VERIFIED, "GravityZone gave the package a new link.");
            bench.pass(Duration.ofMinutes(14));
            assertThat(effects()).isEqualTo(before);
            assertThat(recorded(ProvisioningEvent.Type.PACKAGE_LINK_CHANGED)).isEqualTo(1);
        }

        @Test
        void aPackageReplacedOutsideCompanionIsLeftAsItIs() {
            var other = Profiles.of(
                    "en_US", false, true, false, true, false, true, false, false, false, false, false, false);
            bench.pass(Duration.ofMinutes(2));
            bench.packageChanged("p1", null, null);
            bench.expects(Step.FindPackage.class, Answer.packages(Bench.ourPackage("p9")));
            bench.expects(Step.ReadPackage.class, Answer.contains(other));
            bench.pass(Duration.ofMinutes(14));
            assertThat(bench.openCalls()).as("looked at now and then").isEmpty();
            drifted(Aspect.PACKAGE_READY, "The installation package was changed outside Companion.");
            bench.expects(Step.ReadPackage.class, Answer.contains(other));
            bench.healing(true);

            assertThat(bench.passToCall().step())
                    .isEqualTo(new Step.UpdatePackage("c1", "p9", "companion-s1", Bench.PROFILE));
        }

        /** Switched off in the middle of a repair. */
        @Test
        void aPackageDueToBeCreatedAgainIsOnlyLookedForWithHealingOff() {
            bench.healing(true);
            bench.pass(Duration.ofMinutes(2));
            bench.packageChanged("p1", null, null);
            bench.expects(Step.FindPackage.class, Answer.packages());
            bench.expects(Step.ReadPackage.class, Answer.refused(Outcome.Reason.NOT_FOUND));
            bench.expects(Step.FindPackage.class, Answer.packages());
            bench.expects(Step.CreatePackage.class, Answer.refused(Outcome.Reason.UNAVAILABLE));
            bench.healing(false);
            bench.expects(Step.FindPackage.class, Answer.packages());
            bench.pass(Duration.ofMinutes(14));

            assertThat(bench.openCalls()).isEmpty();
            assertThat(bench.status().phase()).isEqualTo(Phase.ATTENTION);
            assertThat(bench.condition(Aspect.PACKAGE_READY).reason()).isEqualTo(Reason.DRIFTED);
            assertThat(recorded(ProvisioningEvent.Type.PACKAGE_MISSING)).isEqualTo(1);
        }

        @Test
        void aVariableThatIsChangedBackIsReadNowAndThen() {
            bench.healing(true);
            isRead(sameLink(), EDITED_VARIABLE);
            bench.expects(Step.WriteVariable.class, Answer.done());
            bench.healing(false);
            bench.expects(Step.ReadVariable.class, EDITED_VARIABLE);
            bench.pass(Duration.ofMinutes(14));

            assertThat(bench.openCalls()).isEmpty();
            assertThat(bench.status().phase()).isEqualTo(Phase.ATTENTION);
            assertThat(bench.condition(Aspect.VERIFIED).reason()).isEqualTo(Reason.DRIFTED);
        }

        @Test
        void aNewSpecIsCarriedOutWithHealingOff() {
            bench.wanted(Bench.named(2, "Acme"));
            bench.expects(Step.ReadVariable.class, EDITED_VARIABLE);
            bench.expects(Step.WriteVariable.class, Answer.done());
            bench.expects(Step.ReadVariable.class, RIGHT_VARIABLE);

            assertThat(bench.status().phase()).isEqualTo(Phase.READY);
        }
    }
}
