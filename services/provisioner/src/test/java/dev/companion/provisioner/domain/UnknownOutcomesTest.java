package dev.companion.provisioner.domain;

import static dev.companion.provisioner.domain.Bench.ROOT;
import static dev.companion.provisioner.domain.Bench.absent;
import static dev.companion.provisioner.domain.Bench.chosen;
import static dev.companion.provisioner.domain.Bench.named;
import static org.assertj.core.api.Assertions.assertThat;

import dev.companion.provisioner.domain.step.Call;
import dev.companion.provisioner.domain.step.LinkKey;
import dev.companion.provisioner.domain.step.Outcome;
import dev.companion.provisioner.domain.step.Outcome.SeenCompany;
import dev.companion.provisioner.domain.step.Outcome.SeenVariable;
import dev.companion.provisioner.domain.step.Step;
import dev.companion.provisioner.domain.work.LinkSpec;
import dev.companion.provisioner.domain.work.LinkState;
import dev.companion.provisioner.domain.work.LinkStatus.Aspect;
import dev.companion.provisioner.domain.work.LinkStatus.Holds;
import dev.companion.provisioner.domain.work.LinkStatus.Phase;
import dev.companion.provisioner.domain.work.LinkStatus.Reason;
import dev.companion.provisioner.domain.work.LinkedCompany.Provenance;
import dev.companion.provisioner.domain.work.ProvisioningEvent;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A creation whose outcome is unknown. */
class UnknownOutcomesTest {

    private final Bench bench = Bench.withTenant();
    private Instant provedAbsent = Instant.EPOCH;

    @BeforeEach
    void createIsUnderWay() {
        bench.wanted(named(1, "Acme"));
        bench.expects(Step.FindCompanyByName.class, Answer.nothing());
        provedAbsent = bench.now;
        assertThat(bench.passToCall().step()).isInstanceOf(Step.CreateCompany.class);
    }

    private Call create() {
        return bench.onlyCall();
    }

    private SeenCompany made(String id, String name, Instant at) {
        return new SeenCompany(id, name, true, ROOT, false, true, at);
    }

    @Test
    void anUnknownCallIsVisibleAndNeverSimplyRepeated() {
        bench.answers(create(), Answer.lost());

        assertThat(bench.condition(Aspect.COMPANY_READY).holds()).isEqualTo(Holds.UNKNOWN);
        assertThat(bench.condition(Aspect.COMPANY_READY).reason()).isEqualTo(Reason.OUTCOME_UNKNOWN);
        assertThat(bench.passToCall().step()).isInstanceOf(Step.FindCompanyByName.class);
    }

    @Test
    void aCompanyThatAppearedAfterTheProofOfItsAbsenceIsAdopted() {
        bench.answers(create(), Answer.lost());
        bench.expects(Step.FindCompanyByName.class, Answer.companies(made("c1", "Acme", provedAbsent.plusSeconds(1))));

        assertThat(bench.status().companyId()).isEqualTo("c1");
        assertThat(bench.status().provenance()).isEqualTo(Provenance.ADOPTED);
        assertThat(bench.events()).contains(ProvisioningEvent.Type.COMPANY_ADOPTED);
        assertThat(bench.state().unknownOutcomes()).isEmpty();
        // An adopted company may already hold what an earlier owner of the link created in it.
        bench.expects(Step.FindPackage.class, Answer.packages());
        bench.fromPackageToReady("p1");
        assertThat(bench.status().phase()).isEqualTo(Phase.READY);
    }

    @Test
    void anIntentWithoutOutcomeIsUnknownAfterItsDeadlineAndNotBefore() {
        var create = create();
        bench.loses(create);
        bench.pass(Duration.between(bench.now, create.deadline()));
        assertThat(bench.openCalls()).isEmpty();
        assertThat(bench.condition(Aspect.COMPANY_READY).reason()).isNotEqualTo(Reason.OUTCOME_UNKNOWN);
        bench.pass(Duration.ofSeconds(3));
        assertThat(bench.condition(Aspect.COMPANY_READY).reason()).isEqualTo(Reason.OUTCOME_UNKNOWN);

        bench.expects(Step.FindCompanyByName.class, Answer.companies(made("c1", "Acme", provedAbsent.plusSeconds(20))));
        assertThat(bench.status().companyId()).isEqualTo("c1");
    }

    @Test
    void aNewOwnerKnowsTheRunningCall() {
        var create = create();
        bench.loses(create);
        bench.crash();
        bench.pass(Duration.ofSeconds(5));
        assertThat(bench.openCalls())
                .as("no second call before the first must have ended")
                .isEmpty();

        bench.expects(Step.FindCompanyByName.class, Answer.companies(made("c1", "Acme", provedAbsent.plusSeconds(2))));
        assertThat(bench.status().companyId()).isEqualTo("c1");
    }

    @Test
    void anOutcomeThatReachesTheNewOwnerInTimeIsTaken() {
        bench.crash();
        bench.answers(create(), Answer.created("c1"));

        assertThat(bench.status().companyId()).isEqualTo("c1");
        assertThat(bench.status().provenance()).isEqualTo(Provenance.CREATED);
    }

    @Test
    void twoCompleteFindsHalfAMinuteApartProveThatItDidNotHappen() {
        bench.answers(create(), Answer.lost());
        bench.expects(Step.FindCompanyByName.class, Answer.nothing());
        var firstAbsence = bench.now;
        while (!(bench.passToCall().step() instanceof Step.CreateCompany)) {
            bench.answers(bench.onlyCall(), Answer.nothing());
        }

        assertThat(Duration.between(firstAbsence, bench.now)).isGreaterThanOrEqualTo(Duration.ofSeconds(30));
        assertThat(bench.onlyCall().attempt()).isEqualTo(2);
    }

    @Test
    void findsThatProveNothingNeverSettleIt() {
        bench.answers(create(), Answer.lost());
        for (var i = 0; i < 40; i++) {
            var answer = i % 2 == 0 ? Answer.nothing().incomplete() : Answer.refused(Outcome.Reason.INVALID);
            bench.expects(Step.FindCompanyByName.class, answer);
        }

        assertThat(bench.condition(Aspect.COMPANY_READY).reason()).isEqualTo(Reason.OUTCOME_UNKNOWN);
        assertThat(bench.state().hasUnknownOutcome()).isTrue();
    }

    @Test
    void anOlderCompanyOfTheNameIsNotAdopted() {
        bench.answers(create(), Answer.lost());
        var older = made("c9", "Acme", provedAbsent.minus(Duration.ofMinutes(3)));
        bench.expects(Step.FindCompanyByName.class, Answer.companies(older));

        assertThat(bench.status().companyId()).isNull();
        assertThat(bench.status().phase()).isEqualTo(Phase.ATTENTION);
        assertThat(bench.condition(Aspect.COMPANY_READY).reason()).isEqualTo(Reason.OUTCOME_UNKNOWN);
        assertThat(bench.passToCall().step()).as("it is looked for again").isInstanceOf(Step.FindCompanyByName.class);
    }

    @Test
    void nothingIsAdoptedThatIsElsewhereOfAnotherKindOrOfAnotherName() {
        bench.answers(create(), Answer.lost());
        var at = provedAbsent.plusSeconds(1);
        bench.expects(
                Step.FindCompanyByName.class,
                Answer.companies(new SeenCompany("c9", "Acme", true, "somewhere", false, true, at)));
        bench.expects(
                Step.FindCompanyByName.class,
                Answer.companies(new SeenCompany("c9", "Acme", true, null, false, true, at)));
        bench.expects(
                Step.FindCompanyByName.class,
                Answer.companies(new SeenCompany("c9", "Acme", false, ROOT, false, true, at)));
        bench.expects(Step.FindCompanyByName.class, Answer.companies(made("c9", "ACME", at)));
        bench.expects(
                Step.FindCompanyByName.class,
                Answer.companies(new SeenCompany("c9", "Acme", true, ROOT, false, true, null)));

        assertThat(bench.status().companyId()).isNull();
        assertThat(bench.state().hasUnknownOutcome()).isTrue();
    }

    @Test
    void whatAnotherLinkUsesIsNeverAdopted() {
        bench.answers(create(), Answer.lost());
        bench.loses(bench.passToCall());
        var second = new LinkKey("t1", "s2");
        bench.wanted(second, chosen(1, "c1"));
        bench.expects(Step.FindCompanyById.class, Answer.companies(made("c1", "Acme", provedAbsent.plusSeconds(1))));
        bench.openCalls().forEach(bench::loses);
        bench.pass(Duration.ofSeconds(40));
        bench.openCalls().stream()
                .filter(call -> call.link().equals(Bench.SITE))
                .forEach(
                        find -> bench.answers(find, Answer.companies(made("c1", "Acme", provedAbsent.plusSeconds(1)))));

        assertThat(bench.status().companyId()).isNull();
        assertThat(bench.condition(Aspect.COMPANY_READY).reason()).isEqualTo(Reason.NAME_EXISTS_HERE);
    }

    @Test
    void aLateOutcomeIsBelieved() {
        var create = create();
        bench.loses(create);
        bench.pass(Duration.ofSeconds(33));
        assertThat(bench.state().hasUnknownOutcome()).isTrue();
        bench.answers(create, Answer.created("c1"));

        assertThat(bench.status().companyId()).isEqualTo("c1");
        assertThat(bench.state().unknownOutcomes()).isEmpty();
    }

    @Test
    void aLateRefusalSettlesIt() {
        var create = create();
        bench.loses(create);
        bench.pass(Duration.ofSeconds(33));
        bench.answers(create, Answer.refused(Outcome.Reason.UNAVAILABLE));

        assertThat(bench.state().unknownOutcomes()).isEmpty();
    }

    @Test
    void aLateWordThatItWasNotBegunSettlesNothing() {
        var create = create();
        bench.loses(create);
        bench.pass(Duration.ofSeconds(33));
        bench.answers(create, Answer.refused(Outcome.Reason.TOO_LATE));

        assertThat(bench.state().hasUnknownOutcome()).isTrue();
    }

    @Test
    void anOutcomeThatComesTwiceIsNoNews() {
        var create = create();
        bench.answers(create, Answer.created("c1"));
        var after = bench.state();
        bench.answers(create, Answer.created("c1"));
        bench.answers(create, Answer.lost());

        assertThat(bench.state()).isEqualTo(after);
    }

    @Test
    void whatTurnsUpAfterItWasGivenUpIsStillOurs() {
        var first = create();
        bench.answers(first, Answer.lost());
        while (!(bench.passToCall().step() instanceof Step.CreateCompany)) {
            bench.answers(bench.onlyCall(), Answer.nothing());
        }
        // The first attempt took effect very late, so the second one meets its name.
        bench.answers(bench.onlyCall(), Answer.refused(Outcome.Reason.NAME_TAKEN));
        bench.expects(Step.FindCompanyByName.class, Answer.companies(made("c1", "Acme", provedAbsent.plusSeconds(90))));

        assertThat(bench.status().companyId()).isEqualTo("c1");
        assertThat(bench.status().provenance()).isEqualTo(Provenance.ADOPTED);
    }

    @Test
    void anUnknownOutcomeUnderAnEarlierNameDelaysNothingAndIsStillLookedFor() {
        bench.answers(create(), Answer.lost());
        bench.wanted(chosen(2, "c5"));
        bench.expects(Step.FindCompanyById.class, Answer.companies(bench.customer("c5", "Globex")));
        bench.expects(Step.FindPackage.class, Answer.packages(Bench.ourPackage("p1")));
        bench.expects(Step.ReadPackage.class, Answer.contains(Bench.PROFILE));
        bench.expects(Step.ReadPackageLink.class, Answer.link(Bench.WINDOWS, true));
        bench.expects(Step.ReadVariable.class, Answer.variables(new SeenVariable(7, Bench.WINDOWS)));
        assertThat(bench.status().phase()).isEqualTo(Phase.READY);
        bench.expects(Step.FindCompanyByName.class, Answer.companies(made("c1", "Acme", provedAbsent.plusSeconds(1))));

        assertThat(bench.status().companyId()).isEqualTo("c5");
        assertThat(bench.state().createdCompanies())
                .extracting(LinkState.CreatedCompany::id)
                .containsExactly("c1");
        assertThat(bench.state().hasUnknownOutcome()).isFalse();
    }

    @Test
    void aPersonMayChooseWhatCannotBeProved() {
        bench.answers(create(), Answer.lost());
        bench.expects(Step.FindCompanyByName.class, Answer.companies(made("c9", "Acme", Instant.EPOCH)));
        bench.wanted(chosen(2, "c9"));
        bench.expects(Step.FindCompanyById.class, Answer.companies(made("c9", "Acme", Instant.EPOCH)));

        assertThat(bench.status().companyId()).isEqualTo("c9");
        assertThat(bench.status().provenance()).isEqualTo(Provenance.CHOSEN);
    }

    @Test
    void aRemovedLinkWaitsForItsUnknownOutcomeSoThatNothingCreatedIsLost() {
        bench.answers(create(), Answer.lost());
        bench.wanted(absent(2, named(1, "Acme")));
        bench.expects(Step.ReadVariable.class, Answer.variables());
        assertThat(bench.status().phase()).isEqualTo(Phase.REMOVING);
        bench.expects(Step.FindCompanyByName.class, Answer.companies(made("c1", "Acme", provedAbsent.plusSeconds(1))));

        assertThat(bench.status().phase()).isEqualTo(Phase.REMOVED);
        assertThat(bench.status().companyId()).isEqualTo("c1");
    }

    @Test
    void aRemovedLinkDoesNotWaitForEver() {
        bench.answers(create(), Answer.lost());
        bench.wanted(absent(2, named(1, "Acme")));
        bench.expects(Step.ReadVariable.class, Answer.variables());
        var end = bench.now.plus(Duration.ofMinutes(20));
        while (bench.now.isBefore(end) && bench.status().phase() != Phase.REMOVED) {
            bench.pass(Duration.ofSeconds(30));
            bench.openCalls().forEach(call -> bench.answers(call, Answer.refused(Outcome.Reason.UNAVAILABLE)));
        }

        assertThat(bench.status().phase()).isEqualTo(Phase.REMOVED);
    }

    @Test
    void anOutcomeAfterEverythingWasForgottenIsNoNews() {
        var create = create();
        bench.forget();
        var before = bench.written.size();
        bench.answers(create, Answer.created("c1"));

        assertThat(bench.written).hasSize(before);
        assertThat(bench.stores.states()).isEmpty();
    }

    @Test
    void aLinkThatWasRemovedAndCreatedAgainIgnoresOutcomesOfItsPredecessor() {
        var create = create();
        bench.forget();
        bench.loses(create);
        var again = new LinkSpec(1, true, null, "Acme", "companion-s1", Bench.PROFILE, "another request");
        bench.wanted(again);
        bench.expects(Step.FindCompanyByName.class, Answer.nothing());
        assertThat(bench.passToCall().callId()).isNotEqualTo(create.callId());
        bench.answers(create, Answer.created("c1"));

        assertThat(bench.status().companyId()).isNull();
    }

    @Test
    void whatAnotherLinkMadeVoidsWhatWasOnceTriedUnderItsName() {
        var first = create();
        bench.answers(first, Answer.lost());
        while (!(bench.passToCall().step() instanceof Step.CreateCompany)) {
            bench.answers(bench.onlyCall(), Answer.nothing());
        }
        bench.answers(bench.onlyCall(), Answer.refused(Outcome.Reason.INVALID));
        bench.pass(Duration.ofMinutes(2));
        var other = new LinkKey("t1", "s2");
        bench.wanted(other, Bench.named(1, "Acme"));
        bench.expects(Step.FindCompanyByName.class, Answer.nothing());
        bench.expects(Step.CreateCompany.class, Answer.created("c9"));

        assertThat(bench.state().unknownOutcomes())
                .as("evidence of the first link")
                .isEmpty();
    }

    @Test
    void aPackageThatMayStillAppearIsNotCreatedAgainInACompanyThatTheLinkComesBackTo() {
        bench.answers(create(), Answer.created("c1"));
        bench.expects(Step.CreatePackage.class, Answer.lost());
        bench.wanted(chosen(2, "c2"));
        bench.expects(Step.FindCompanyById.class, Answer.companies(made("c2", "Other", provedAbsent)));
        bench.wanted(chosen(3, "c1"));
        bench.expects(Step.FindPackage.class, Answer.packages());
        bench.expects(Step.FindCompanyById.class, Answer.companies(made("c1", "Acme", provedAbsent.plusSeconds(1))));
        bench.expects(Step.FindPackage.class, Answer.packages());
        var again = bench.expects(Step.FindPackage.class, Answer.packages(Bench.ourPackage("p1")));

        assertThat(again).isEqualTo(new Step.FindPackage("c1", "companion-s1"));
        assertThat(bench.status().packageId()).isEqualTo("p1");
        assertThat(bench.state().unknownOutcomes()).isEmpty();
    }
}
