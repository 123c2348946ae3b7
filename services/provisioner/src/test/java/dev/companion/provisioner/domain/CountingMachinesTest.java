package dev.companion.provisioner.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.companion.provisioner.domain.step.CompanyOrder;
import dev.companion.provisioner.domain.step.Outcome;
import dev.companion.provisioner.domain.step.Outcome.SeenCompany;
import dev.companion.provisioner.domain.step.Outcome.SeenVariable;
import dev.companion.provisioner.domain.step.Step;
import dev.companion.provisioner.domain.step.StepKind;
import dev.companion.provisioner.domain.work.LinkSpec;
import dev.companion.provisioner.domain.work.LinkStatus;
import dev.companion.provisioner.domain.work.LinkStatus.Aspect;
import dev.companion.provisioner.domain.work.LinkStatus.Holds;
import dev.companion.provisioner.domain.work.LinkStatus.Phase;
import dev.companion.provisioner.domain.work.LinkStatus.Reason;
import dev.companion.provisioner.domain.work.ProvisioningEvent;
import dev.companion.vocabulary.CompanyAction;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Counting the machines of a company for a person: a read, repeated freely, that changes nothing. */
class CountingMachinesTest {

    private static final LinkSpec SPEC = Bench.named(1, "Acme");
    private final Bench bench = Bench.ready();

    private void asked(long generation, Instant at) {
        bench.wanted(Bench.ordered(
                generation,
                SPEC,
                new CompanyOrder(CompanyAction.COUNT, "c1", "Acme", null, null, at, "r" + generation)));
    }

    private Answer acme() {
        return Answer.companies(bench.customer("c1", "Acme"));
    }

    /** The variable is read once more, as in each generation. */
    private void readyAgain() {
        bench.expects(Step.ReadVariable.class, Answer.variables(new SeenVariable(7, Bench.WINDOWS)));
        assertThat(bench.status().phase()).isEqualTo(Phase.READY);
    }

    private LinkStatus.Condition said() {
        var said = bench.status().conditions().getLast();
        assertThat(said.aspect()).isEqualTo(Aspect.COMPANY_ORDER);
        return said;
    }

    @Test
    void machinesAreCountedAndTheLinkStaysAsItIs() {
        asked(2, bench.now);
        bench.expects(Step.FindCompanyById.class, acme());
        assertThat(bench.status().machines()).isNull();
        bench.expects(Step.CountEndpoints.class, Answer.machines(17));

        assertThat(said().holds()).isEqualTo(Holds.TRUE);
        assertThat(bench.status().machines()).isEqualTo(17L);
        assertThat(bench.status().machinesCountedAt()).isEqualTo(bench.now);
        readyAgain();
        assertThat(bench.openCalls()).as("nothing else is read or written").isEmpty();
        bench.pass(Duration.ofMinutes(10));
        assertThat(bench.status().machines()).as("until the link changes").isEqualTo(17L);
        assertThat(bench.status().generation()).isEqualTo(2);
        assertThat(bench.events())
                .as("it is as ready as before")
                .filteredOn(ProvisioningEvent.Type.LINK_READY::equals)
                .hasSize(1);
    }

    @Test
    void aLinkThatStalledWhileMachinesAreCountedIsReadyAgain() {
        asked(2, bench.now);
        bench.expects(Step.FindCompanyById.class, acme());
        bench.expects(Step.CountEndpoints.class, Answer.machines(17));
        bench.expects(Step.ReadVariable.class, Answer.refused(Outcome.Reason.NOT_FOUND));
        assertThat(bench.events()).endsWith(ProvisioningEvent.Type.LINK_STALLED);

        readyAgain();

        assertThat(bench.events()).endsWith(ProvisioningEvent.Type.LINK_READY);
    }

    @Test
    void theCountIsGoneWhenTheLinkChanges() {
        asked(2, bench.now);
        bench.expects(Step.FindCompanyById.class, acme());
        bench.expects(Step.CountEndpoints.class, Answer.machines(17));

        bench.wanted(Bench.ordered(3, SPEC, CompanyOrdersTest.order(CompanyAction.SUSPEND, bench.now)));

        assertThat(bench.status().machines()).isNull();
        assertThat(bench.status().machinesCountedAt()).isNull();
    }

    @Test
    void machinesThatCannotBeCountedAreSaidToBe() {
        asked(2, bench.now);
        bench.expects(
                Step.FindCompanyById.class,
                Answer.companies(new SeenCompany("c1", "Acme", true, Bench.ROOT, false, false, bench.now)));

        assertThat(said().reason()).isEqualTo(Reason.DECISION_OUTDATED);
        assertThat(said().message()).contains("cannot be counted", "Allow that in GravityZone and try again.");
        assertThat(bench.status().machines()).isNull();
        readyAgain();
        assertThat(bench.events()).as("no decision was refused").doesNotContain(ProvisioningEvent.Type.ORDER_REFUSED);
    }

    @Test
    void theyAreCountedAgainWhenGravityZoneAnswersAgain() {
        asked(2, bench.now);
        bench.expects(Step.FindCompanyById.class, acme());
        bench.expects(Step.CountEndpoints.class, Answer.refused(Outcome.Reason.UNAVAILABLE));
        assertThat(said().reason()).isEqualTo(Reason.VENDOR_UNAVAILABLE);
        assertThat(said().message()).isEqualTo("GravityZone does not answer. Companion retries automatically.");
        assertThat(bench.status().machines()).isNull();

        bench.expects(Step.CountEndpoints.class, Answer.machines(17));

        assertThat(bench.status().machines()).isEqualTo(17L);
        readyAgain();
    }

    @Test
    void aCountWhoseAnswerIsLostWithTheProcessIsMadeAgain() {
        asked(2, bench.now);
        bench.expects(Step.FindCompanyById.class, acme());
        var lost = bench.passToCall();
        assertThat(lost.step()).isInstanceOf(Step.CountEndpoints.class);
        bench.loses(lost);
        bench.crash();

        var again = bench.passToCall();

        assertThat(again.callId()).isNotEqualTo(lost.callId());
        if (again.step() instanceof Step.FindCompanyById) {
            bench.answers(again, acme());
            again = bench.passToCall();
        }
        assertThat(again.step()).isInstanceOf(Step.CountEndpoints.class);
        bench.answers(again, Answer.machines(17));
        assertThat(bench.status().machines()).isEqualTo(17L);
        bench.answers(lost, Answer.machines(3));
        assertThat(bench.status().machines())
                .as("a late answer to the call that was lost")
                .isEqualTo(17L);
    }

    @Test
    void whoAsksAgainGetsACountThatWasMadeAfterThat() {
        asked(2, bench.now);
        bench.expects(Step.FindCompanyById.class, acme());
        var first = bench.passToCall();
        asked(3, bench.now);
        bench.answers(first, Answer.machines(17));
        assertThat(bench.status().machines())
                .as("the count of an earlier request")
                .isNull();

        bench.expects(Step.FindCompanyById.class, acme());
        bench.expects(Step.CountEndpoints.class, Answer.machines(18));

        assertThat(bench.status().generation()).isEqualTo(3);
        assertThat(bench.status().machines()).isEqualTo(18L);
    }

    @Test
    void aRequestThatIsTooOldIsNotAnsweredWithANumber() {
        asked(2, bench.now.minus(Duration.ofMinutes(16)));
        bench.expects(Step.FindCompanyById.class, acme());

        assertThat(said().message())
                .isEqualTo("The machines could not be counted within 15 minutes. Count them again.");
        assertThat(bench.state().attemptsAt(StepKind.COUNT_ENDPOINTS)).isZero();
        readyAgain();
    }

    @Test
    void countingRepairsNothingThatIsNotToBeRepaired() {
        bench.healing(false);
        var read = bench.passToCall();
        while (!(read.step() instanceof Step.ReadVariable)) {
            bench.answers(read, Answer.link(Bench.WINDOWS, true));
            read = bench.passToCall();
        }
        bench.answers(read, Answer.variables(new SeenVariable(7, "changed by another")));
        assertThat(bench.status().phase()).isNotEqualTo(Phase.READY);
        var waitsFor = bench.state().backoff();

        asked(2, bench.now);
        bench.expects(Step.FindCompanyById.class, acme());
        bench.expects(Step.CountEndpoints.class, Answer.machines(17));

        assertThat(bench.status().machines()).isEqualTo(17L);
        assertThat(bench.state().wasReady()).isTrue();
        assertThat(bench.state().backoff()).isEqualTo(waitsFor);
        bench.expects(Step.ReadVariable.class, Answer.variables(new SeenVariable(7, "changed by another")));
        bench.pass(Duration.ofSeconds(5));
        assertThat(bench.state().attemptsAt(StepKind.WRITE_VARIABLE))
                .as("writes since the link was made")
                .isEqualTo(1);
    }

    @Test
    void aDeletionOfMoreThanWereShownIsRefusedAndSaysHowManyThereAre() {
        asked(2, bench.now);
        bench.expects(Step.FindCompanyById.class, acme());
        bench.expects(Step.CountEndpoints.class, Answer.machines(17));
        bench.wanted(Bench.ordered(
                3, SPEC, new CompanyOrder(CompanyAction.DELETE, "c1", "Acme", null, 17L, bench.now, "r3")));
        bench.expects(Step.ReadVariable.class, Answer.variables());
        bench.expects(Step.FindCompanyById.class, acme());
        bench.expects(Step.CountEndpoints.class, Answer.machines(18));

        assertThat(said().message())
                .isEqualTo(
                        "The company has 18 machines with an agent now; you saw 17. It was not deleted. Review it and"
                                + " decide again.");
        assertThat(bench.status().machines()).isEqualTo(18L);
        assertThat(bench.status().machinesCountedAt()).isEqualTo(bench.now);
        assertThat(bench.state().attemptsAt(StepKind.DELETE_COMPANY)).isZero();
    }
}
