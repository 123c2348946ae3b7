package dev.companion.resolver.domain.rules;

import static dev.companion.resolver.domain.World.fails;
import static dev.companion.resolver.domain.World.holds;
import static dev.companion.vocabulary.DiscrepancyType.ASSOCIATION_MISSING;
import static dev.companion.vocabulary.DiscrepancyType.PACKAGE_LINK_CHANGED;
import static dev.companion.vocabulary.DiscrepancyType.PACKAGE_MISSING;
import static org.assertj.core.api.Assertions.assertThat;

import dev.companion.resolver.domain.World;
import dev.companion.resolver.domain.facts.LinkStatus;
import dev.companion.resolver.domain.facts.LinkStatus.Aspect;
import dev.companion.resolver.domain.facts.LinkStatus.Phase;
import dev.companion.resolver.domain.facts.LinkStatus.Reason;
import dev.companion.resolver.domain.rules.Assessment.Absent;
import dev.companion.resolver.domain.rules.Assessment.Unclear;
import dev.companion.resolver.domain.rules.Assessment.Unlinking;
import dev.companion.vocabulary.DiscrepancyType;
import dev.companion.vocabulary.ResolutionAction;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PackageRulesTest {

    private static List<ResolutionAction> actions(Finding finding) {
        return finding.choices().stream().map(Choice::action).toList();
    }

    private static LinkStatus drifted(Aspect aspect, String message, String packageName, Instant packageLinkSince) {
        return new LinkStatus(
                1,
                Phase.ATTENTION,
                World.ACME,
                "Acme Oslo",
                "p-1",
                packageName,
                packageLinkSince,
                List.of(holds(Aspect.COMPANY), fails(aspect, Reason.DRIFTED, message)));
    }

    private static World variableGone() {
        return World.ready().status(drifted(Aspect.VARIABLE, "It is gone.", "companion-acme", World.linkSince(1)));
    }

    private static World linkChanged() {
        return World.ready().status(drifted(Aspect.VARIABLE, "It differs.", "companion-acme", World.linkSince(2)));
    }

    private static World packageGone() {
        return World.ready()
                .status(drifted(Aspect.PACKAGE, "The package is gone.", "companion-acme", World.linkSince(1)));
    }

    @ParameterizedTest
    @EnumSource(names = {"ASSOCIATION_MISSING", "PACKAGE_MISSING", "PACKAGE_LINK_CHANGED"})
    void isAbsentWhenAllIsVerifiedAndClosesWithTheLink(DiscrepancyType type) {
        assertThat(World.ready().assess(type)).isInstanceOf(Absent.class);
        assertThat(variableGone().unwanted().assess(type)).isInstanceOf(Unlinking.class);
        assertThat(variableGone().linkGone().assess(type)).isInstanceOf(Absent.class);
    }

    @ParameterizedTest
    @EnumSource(names = {"ASSOCIATION_MISSING", "PACKAGE_MISSING", "PACKAGE_LINK_CHANGED"})
    void staysWhileItIsBeingRepairedAndWhileTheVendorIsUnavailable(DiscrepancyType type) {
        assertThat(variableGone().link(2, null, "Acme Oslo").assess(type)).isInstanceOf(Unclear.class);
        assertThat(World.ready()
                        .status(1, Phase.WORKING, fails(Aspect.VARIABLE, Reason.WAITING))
                        .assess(type))
                .isInstanceOf(Unclear.class);
        assertThat(World.ready()
                        .status(1, Phase.WORKING, fails(Aspect.PACKAGE, Reason.IN_PROGRESS))
                        .assess(type))
                .isInstanceOf(Unclear.class);
    }

    @ParameterizedTest
    @EnumSource(names = {"ASSOCIATION_MISSING", "PACKAGE_MISSING", "PACKAGE_LINK_CHANGED"})
    void isAbsentIfSomethingElseBlocksTheLink(DiscrepancyType type) {
        assertThat(World.ready()
                        .status(1, Phase.ATTENTION, fails(Aspect.COMPANY, Reason.COMPANY_MISSING))
                        .assess(type))
                .isInstanceOf(Absent.class);
    }

    @Nested
    class AssociationMissing {

        @Test
        void opensWhenTheVariableDriftedAndIsNotRepaired() {
            var world = variableGone();
            world.look();

            assertThat(world.open()).containsExactly(ASSOCIATION_MISSING);
            assertThat(actions(world.standing(ASSOCIATION_MISSING).finding()))
                    .containsExactly(ResolutionAction.ASSOCIATE, ResolutionAction.IGNORE);
        }

        @Test
        void isAbsentIfTheLinkOfThePackageChanged() {
            assertThat(linkChanged().assess(ASSOCIATION_MISSING)).isInstanceOf(Absent.class);
        }

        @Test
        void closesWhenTheVariableIsVerified() {
            var world = variableGone();
            world.look();

            world.status(1, Phase.READY, holds(Aspect.COMPANY), holds(Aspect.VARIABLE))
                    .look();

            assertThat(world.open()).isEmpty();
        }

        @Test
        void itsFactsAreTheLinkThatItShouldHold() {
            var facts = variableGone().finding(ASSOCIATION_MISSING).facts();

            assertThat(variableGone()
                            .site("Acme Bergen")
                            .finding(ASSOCIATION_MISSING)
                            .facts())
                    .isEqualTo(facts);
            var other = World.ready()
                    .status(new LinkStatus(
                            1,
                            Phase.READY,
                            World.ACME,
                            "Acme Oslo",
                            "p-2",
                            "companion-acme",
                            World.linkSince(9),
                            List.of()));
            other.look();
            other.status(drifted(Aspect.VARIABLE, "It is gone.", "companion-acme", World.linkSince(9)));
            assertThat(other.finding(ASSOCIATION_MISSING).facts()).isNotEqualTo(facts);
        }
    }

    @Nested
    class PackageLinkChanged {

        @Test
        void opensWhenThePackageHasAnotherLinkThanWhenTheLinkWasReady() {
            var world = linkChanged();
            world.look();

            assertThat(world.open()).containsExactly(PACKAGE_LINK_CHANGED);
            assertThat(actions(world.standing(PACKAGE_LINK_CHANGED).finding()))
                    .containsExactly(ResolutionAction.ASSOCIATE, ResolutionAction.IGNORE);
        }

        @Test
        void closesWhenItHasItsLinkAgain() {
            var world = linkChanged();
            world.look();

            world.status(1, Phase.READY, holds(Aspect.VARIABLE)).look();

            assertThat(world.open()).isEmpty();
        }

        @Test
        void itsFactsAreTheNewLink() {
            var facts = linkChanged().finding(PACKAGE_LINK_CHANGED).facts();

            assertThat(linkChanged()
                            .site("Acme Bergen")
                            .finding(PACKAGE_LINK_CHANGED)
                            .facts())
                    .isEqualTo(facts);
            assertThat(World.ready()
                            .status(drifted(Aspect.VARIABLE, "It differs.", "companion-acme", World.linkSince(3)))
                            .finding(PACKAGE_LINK_CHANGED)
                            .facts())
                    .isNotEqualTo(facts);
        }
    }

    @Nested
    class PackageMissing {

        @Test
        void opensWhenThePackageIsGone() {
            var world = packageGone();
            world.look();

            assertThat(world.open()).containsExactly(PACKAGE_MISSING);
            var finding = world.standing(PACKAGE_MISSING).finding();
            assertThat(finding.title()).isEqualTo("Installation package is gone");
            assertThat(actions(finding)).containsExactly(ResolutionAction.ASSOCIATE, ResolutionAction.IGNORE);
        }

        @Test
        void opensWhenThePackageHasOtherModules() {
            var world = World.ready()
                    .status(drifted(
                            Aspect.PACKAGE, "Other modules than wanted.", "companion-acme", World.linkSince(1)));

            assertThat(world.finding(PACKAGE_MISSING).title()).isEqualTo("Installation package was changed");
            assertThat(world.finding(PACKAGE_MISSING).facts())
                    .isNotEqualTo(packageGone().finding(PACKAGE_MISSING).facts());
        }

        @Test
        void anotherPackageNameIsReportedOnlyWithoutHealing() {
            var renamed = new LinkStatus(
                    1, Phase.READY, World.ACME, "Acme Oslo", "p-1", "another name", World.linkSince(1), List.of());

            assertThat(World.ready().status(renamed).assess(PACKAGE_MISSING)).isInstanceOf(Absent.class);
            assertThat(World.ready().withoutHealing().status(renamed).finding(PACKAGE_MISSING))
                    .satisfies(finding -> {
                        assertThat(finding.title()).isEqualTo("Installation package was renamed");
                        assertThat(actions(finding)).containsExactly(ResolutionAction.KEEP, ResolutionAction.IGNORE);
                    });
        }

        @Test
        void closesWhenThePackageIsVerified() {
            var world = packageGone();
            world.look();

            world.status(1, Phase.READY, holds(Aspect.PACKAGE)).look();

            assertThat(world.open()).isEmpty();
        }

        @Test
        void itsFactsAreThePackage() {
            assertThat(packageGone()
                            .site("Acme Bergen")
                            .finding(PACKAGE_MISSING)
                            .facts())
                    .isEqualTo(packageGone().finding(PACKAGE_MISSING).facts());
        }
    }
}
