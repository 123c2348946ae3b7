package dev.companion.provisioner.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.companion.provisioner.domain.step.Outcome;
import dev.companion.provisioner.domain.step.Outcome.SeenCompany;
import dev.companion.provisioner.domain.step.Outcome.SeenVariable;
import dev.companion.provisioner.domain.step.Step;
import dev.companion.provisioner.domain.step.StepKind;
import dev.companion.provisioner.domain.work.LinkSpec;
import dev.companion.provisioner.domain.work.LinkStatus.Aspect;
import dev.companion.provisioner.domain.work.LinkStatus.Phase;
import dev.companion.provisioner.domain.work.LinkStatus.Reason;
import dev.companion.provisioner.domain.work.ProvisioningEvent;
import dev.companion.vocabulary.CompanyAction;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A new spec drops the order of the one before. */
class DroppedOrdersTest {

    private static final LinkSpec SPEC = Bench.named(1, "Acme");
    private final Bench bench = Bench.ready();

    private Answer company(boolean suspended) {
        return Answer.companies(new SeenCompany("c1", "Acme", true, Bench.ROOT, suspended, true, bench.now));
    }

    @Test
    void theNextSpecDropsTheDecision() {
        bench.wanted(Bench.ordered(2, SPEC, CompanyOrdersTest.order(CompanyAction.SUSPEND, bench.now)));
        bench.expects(Step.FindCompanyById.class, company(false));
        var change = bench.onlyCall();
        bench.wanted(Bench.named(3, "Acme"));
        bench.answers(change, Answer.refused(Outcome.Reason.UNAVAILABLE));
        bench.expects(Step.FindCompanyById.class, company(false));
        bench.expects(Step.ReadVariable.class, Answer.variables(new SeenVariable(7, Bench.WINDOWS)));
        bench.pass(Duration.ofMinutes(5));

        assertThat(bench.openCalls()).isEmpty();
        assertThat(bench.state().attemptsAt(StepKind.SUSPEND_COMPANY)).isZero();
        assertThat(bench.status().conditions()).noneMatch(condition -> condition.aspect() == Aspect.COMPANY_ORDER);
        assertThat(bench.status().phase()).isEqualTo(Phase.READY);
    }

    /** The vendor has the call already: the company is looked up before anything is built on it. */
    @Test
    void aDecisionThatWasDroppedTooLateIsLookedInto() {
        bench.wanted(Bench.ordered(2, SPEC, CompanyOrdersTest.order(CompanyAction.DELETE, bench.now)));
        bench.expects(Step.ReadVariable.class, Answer.variables(new SeenVariable(7, Bench.WINDOWS)));
        bench.expects(Step.DeleteVariable.class, Answer.done());
        bench.expects(Step.ReadVariable.class, Answer.variables());
        bench.expects(Step.FindCompanyById.class, company(false));
        bench.expects(Step.CountEndpoints.class, Answer.machines(3));
        var change = bench.onlyCall();
        bench.wanted(Bench.named(3, "Acme"));
        bench.answers(change, Answer.done());
        bench.expects(Step.FindCompanyById.class, Answer.refused(Outcome.Reason.NOT_FOUND));

        assertThat(bench.condition(Aspect.COMPANY_READY).reason()).isEqualTo(Reason.COMPANY_UNREACHABLE);
        assertThat(bench.events())
                .filteredOn(ProvisioningEvent.Type.LINK_READY::equals)
                .as("ready once, before the decision")
                .hasSize(1);
    }

    @Test
    void aDroppedDecisionWithoutOutcomeIsLookedIntoAsWell() {
        bench.wanted(Bench.ordered(2, SPEC, CompanyOrdersTest.order(CompanyAction.SUSPEND, bench.now)));
        bench.expects(Step.FindCompanyById.class, company(false));
        bench.loses(bench.onlyCall());
        bench.wanted(Bench.named(3, "Acme"));
        bench.expects(Step.FindCompanyById.class, company(true));

        assertThat(bench.condition(Aspect.COMPANY_READY).reason()).isEqualTo(Reason.COMPANY_NOT_USABLE);
    }
}
