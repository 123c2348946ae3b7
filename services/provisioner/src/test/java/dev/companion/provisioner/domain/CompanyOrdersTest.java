package dev.companion.provisioner.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.companion.provisioner.domain.step.CompanyOrder;
import dev.companion.provisioner.domain.step.LinkKey;
import dev.companion.provisioner.domain.step.Outcome;
import dev.companion.provisioner.domain.step.Outcome.SeenCompany;
import dev.companion.provisioner.domain.step.Outcome.SeenVariable;
import dev.companion.provisioner.domain.step.Step;
import dev.companion.provisioner.domain.step.StepKind;
import dev.companion.provisioner.domain.tenant.TenantSettings;
import dev.companion.provisioner.domain.work.LinkSpec;
import dev.companion.provisioner.domain.work.LinkStatus;
import dev.companion.provisioner.domain.work.LinkStatus.Aspect;
import dev.companion.provisioner.domain.work.LinkStatus.Holds;
import dev.companion.provisioner.domain.work.LinkStatus.Phase;
import dev.companion.provisioner.domain.work.LinkStatus.Reason;
import dev.companion.provisioner.domain.work.ProvisioningEvent;
import dev.companion.provisioner.domain.work.Rules;
import dev.companion.vocabulary.CompanyAction;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class CompanyOrdersTest {

    private static final LinkSpec SPEC = Bench.named(1, "Acme");
    private final Bench bench = Bench.ready();

    private void decided(CompanyAction action) {
        decided(action, bench.now);
    }

    private void decided(CompanyAction action, Instant at) {
        bench.wanted(Bench.ordered(2, SPEC, order(action, at)));
    }

    /** As a person decided it about a company with three machines. */
    static CompanyOrder order(CompanyAction action, Instant at) {
        return new CompanyOrder(
                action,
                "c1",
                "Acme",
                action == CompanyAction.MOVE ? "folder" : null,
                action == CompanyAction.DELETE ? 3L : null,
                action == CompanyAction.RENAME ? "Acme Ltd" : null,
                at,
                "r2");
    }

    private void variableIsGone() {
        bench.expects(Step.ReadVariable.class, Answer.variables(new SeenVariable(7, Bench.WINDOWS)));
        bench.expects(Step.DeleteVariable.class, Answer.done());
        bench.expects(Step.ReadVariable.class, Answer.variables());
    }

    private Answer as(String name, boolean suspended, String parentId) {
        return Answer.companies(new SeenCompany("c1", name, true, parentId, suspended, true, bench.now));
    }

    private Answer unchanged() {
        return as("Acme", false, Bench.ROOT);
    }

    private Answer before(CompanyAction action) {
        return action == CompanyAction.ACTIVATE ? as("Acme", true, Bench.ROOT) : unchanged();
    }

    private Answer after(CompanyAction action) {
        return switch (action) {
            case SUSPEND -> as("Acme", true, Bench.ROOT);
            case ACTIVATE -> unchanged();
            case MOVE -> as("Acme", false, "folder");
            case RENAME -> as("Acme Ltd ", false, Bench.ROOT);
            case DELETE -> Answer.refused(Outcome.Reason.NOT_FOUND);
            case COUNT, UNKNOWN -> throw new IllegalArgumentException("no action");
        };
    }

    private LinkStatus.Condition said() {
        return bench.status().conditions().getLast();
    }

    @ParameterizedTest
    @EnumSource(
            value = CompanyAction.class,
            names = {"UNKNOWN", "COUNT"},
            mode = EnumSource.Mode.EXCLUDE)
    void whatAPersonDecidesIsLookedAtSentAndReadBack(CompanyAction action) {
        decided(action);
        if (action == CompanyAction.DELETE) {
            variableIsGone();
        }
        bench.expects(Step.FindCompanyById.class, before(action));
        if (action == CompanyAction.DELETE) {
            bench.expects(Step.CountEndpoints.class, Answer.machines(3));
        }
        var change = bench.expects(Step.ChangeCompany.class, Answer.done());
        assertThat(said().reason()).as("before it was read back").isEqualTo(Reason.IN_PROGRESS);
        assertThat(bench.events()).doesNotContain(Bench.done(action));
        bench.expects(Step.FindCompanyById.class, after(action));

        assertThat(change)
                .isEqualTo(new Step.ChangeCompany(
                        action,
                        "c1",
                        action == CompanyAction.MOVE ? "folder" : null,
                        action == CompanyAction.RENAME ? "Acme Ltd" : null));
        assertThat(said().aspect()).isEqualTo(Aspect.COMPANY_ORDER);
        assertThat(said().holds()).isEqualTo(Holds.TRUE);
        assertThat(bench.events()).containsOnlyOnce(Bench.done(action));
    }

    @Test
    void aDeletedCompanyEndsTheLinkAndTheVariableWentFirst() {
        decided(CompanyAction.DELETE);
        variableIsGone();
        bench.expects(Step.FindCompanyById.class, unchanged());
        bench.expects(Step.CountEndpoints.class, Answer.machines(2));
        bench.expects(Step.ChangeCompany.class, Answer.done());
        assertThat(bench.status().phase()).isEqualTo(Phase.REMOVING);
        bench.expects(Step.FindCompanyById.class, Answer.refused(Outcome.Reason.NOT_FOUND));

        assertThat(bench.status().phase()).isEqualTo(Phase.REMOVED);
        assertThat(bench.events())
                .containsOnlyOnce(ProvisioningEvent.Type.LINK_REMOVED, ProvisioningEvent.Type.COMPANY_DELETED);
    }

    @ParameterizedTest
    @EnumSource(
            value = CompanyAction.class,
            names = {"UNKNOWN", "DELETE", "COUNT"},
            mode = EnumSource.Mode.EXCLUDE)
    void whatIsSoAlreadyIsNotSent(CompanyAction action) {
        decided(action);
        bench.expects(Step.FindCompanyById.class, after(action));

        assertThat(said().holds()).isEqualTo(Holds.TRUE);
        assertThat(bench.state().attemptsAt(StepKind.of(action))).isZero();
        assertThat(bench.events()).contains(Bench.done(action));
    }

    private void refusedAndKept(Reason why, String words) {
        bench.pass(Duration.ofHours(1));

        assertThat(said().holds()).isEqualTo(Holds.FALSE);
        assertThat(said().reason()).isEqualTo(why);
        assertThat(said().message()).contains(words);
        assertThat(bench.status().phase()).isEqualTo(Phase.ATTENTION);
        assertThat(bench.status().companyId()).isEqualTo("c1");
        assertThat(bench.events())
                .containsOnlyOnce(ProvisioningEvent.Type.ORDER_REFUSED)
                .doesNotContain(ProvisioningEvent.Type.COMPANY_DELETED, ProvisioningEvent.Type.LINK_REMOVED);
        assertThat(bench.openCalls()).isEmpty();
    }

    @Test
    void aCompanyOfAnotherNameIsNotDeleted() {
        decided(CompanyAction.DELETE);
        variableIsGone();
        bench.expects(Step.FindCompanyById.class, as("Acme Holding", false, Bench.ROOT));

        refusedAndKept(Reason.DECISION_OUTDATED, "another name now");
    }

    @Test
    void aCompanyWithMoreMachinesThanWereSeenIsNotDeleted() {
        decided(CompanyAction.DELETE);
        variableIsGone();
        bench.expects(Step.FindCompanyById.class, unchanged());
        bench.expects(Step.CountEndpoints.class, Answer.machines(4));

        refusedAndKept(
                Reason.DECISION_OUTDATED,
                "The company has 4 machines with an agent now; you saw 3. It was not deleted.");
    }

    @Test
    void aCompanyThatIsNoCustomerIsNotDeleted() {
        decided(CompanyAction.DELETE);
        variableIsGone();
        bench.expects(
                Step.FindCompanyById.class,
                Answer.companies(new SeenCompany("c1", "Acme", false, Bench.ROOT, false, true, bench.now)));

        refusedAndKept(Reason.DECISION_OUTDATED, "not a customer company");
    }

    /** GravityZone counts no machines in such a company, however many it has. */
    @Test
    void aCompanyThatMayNotBeLookedIntoIsNotDeleted() {
        decided(CompanyAction.DELETE);
        variableIsGone();
        bench.expects(
                Step.FindCompanyById.class,
                Answer.companies(new SeenCompany("c1", "Acme", true, Bench.ROOT, false, false, bench.now)));

        refusedAndKept(Reason.DECISION_OUTDATED, "cannot be counted");
        assertThat(bench.state().attemptsAt(StepKind.COUNT_ENDPOINTS)).isZero();
    }

    @Test
    void ourOwnCompanyIsNotDeleted() {
        bench.tenant(new TenantSettings("t1", false, "c1", 1, 1));
        decided(CompanyAction.DELETE);
        variableIsGone();
        bench.expects(Step.FindCompanyById.class, unchanged());

        refusedAndKept(Reason.DECISION_OUTDATED, "your own company");
    }

    @Test
    void aCompanyThatAnotherSiteIsLinkedToIsNotDeleted() {
        decided(CompanyAction.DELETE);
        variableIsGone();
        var look = bench.passToCall();
        bench.wanted(new LinkKey("t1", "s2"), Bench.chosen(1, "c1"));
        var others = bench.openCalls().getLast();
        bench.answers(others, unchanged());
        bench.openCalls().stream().filter(call -> !call.equals(look)).forEach(bench::loses);
        bench.answers(look, unchanged());

        assertThat(said().reason()).isEqualTo(Reason.DECISION_OUTDATED);
        assertThat(said().message()).contains("Another site is linked to the company now.");
        assertThat(bench.state().attemptsAt(StepKind.DELETE_COMPANY)).isZero();
    }

    @ParameterizedTest
    @EnumSource(
            value = CompanyAction.class,
            names = {"UNKNOWN", "COUNT"},
            mode = EnumSource.Mode.EXCLUDE)
    void aDecisionThatIsTooOldIsNotCarriedOut(CompanyAction action) {
        decided(action, bench.now.minus(Duration.ofMinutes(16)));
        if (action == CompanyAction.DELETE) {
            variableIsGone();
        }
        bench.expects(Step.FindCompanyById.class, before(action));

        assertThat(said().reason()).isEqualTo(Reason.DECISION_OUTDATED);
        assertThat(said().message()).contains("more than 15 minutes old");
        assertThat(bench.state().attemptsAt(StepKind.of(action))).isZero();
        assertThat(bench.events()).contains(ProvisioningEvent.Type.ORDER_REFUSED);
    }

    @Test
    void aDecisionThatBecameTooOldWhileItWaitedIsNotCarriedOut() {
        bench.tenant(new TenantSettings("t1", true, Bench.ROOT, 1, 1));
        decided(CompanyAction.SUSPEND);
        bench.pass(Duration.ofMinutes(16));
        assertThat(said().reason()).isEqualTo(Reason.PAUSED);
        bench.tenant(new TenantSettings("t1", false, Bench.ROOT, 1, 1));
        bench.expects(Step.FindCompanyById.class, unchanged());

        assertThat(said().reason()).isEqualTo(Reason.DECISION_OUTDATED);
    }

    @Test
    void whatMayHaveBeenDoneIsLookedAtAndDoneAgainOnlyWhenItCannotTakeEffectAnyMore() {
        decided(CompanyAction.SUSPEND);
        bench.expects(Step.FindCompanyById.class, unchanged());
        bench.expects(Step.ChangeCompany.class, Answer.lost());
        var lostAt = bench.now;
        bench.expects(Step.FindCompanyById.class, unchanged());
        var again = bench.passToCall();

        assertThat(again.step()).isInstanceOf(Step.ChangeCompany.class);
        assertThat(again.plannedAt()).isAfterOrEqualTo(lostAt.plus(bench.rules.unknownGrace()));
        bench.answers(again, Answer.lost());
        bench.expects(Step.FindCompanyById.class, after(CompanyAction.SUSPEND));
        assertThat(bench.events()).containsOnlyOnce(ProvisioningEvent.Type.COMPANY_SUSPENDED);
    }

    @Test
    void threeCallsWithoutEffectNeedAPerson() {
        decided(CompanyAction.MOVE);
        for (var send = 0; send < Rules.ORDER_SENDS_MAX; send++) {
            bench.expects(Step.FindCompanyById.class, unchanged());
            bench.expects(Step.ChangeCompany.class, Answer.done());
        }
        bench.expects(Step.FindCompanyById.class, unchanged());

        assertThat(said().reason()).isEqualTo(Reason.REFUSED_BY_VENDOR);
        assertThat(said().message()).contains("the company did not change");
        assertThat(bench.state().attemptsAt(StepKind.MOVE_COMPANY)).isEqualTo(Rules.ORDER_SENDS_MAX);
    }

    @Test
    void aRefusalKeepsTheLinkAndSaysSo() {
        decided(CompanyAction.DELETE);
        variableIsGone();
        bench.expects(Step.FindCompanyById.class, unchanged());
        bench.expects(Step.CountEndpoints.class, Answer.machines(0));
        bench.expects(Step.ChangeCompany.class, Answer.refused(Outcome.Reason.INVALID));

        refusedAndKept(Reason.REFUSED_BY_VENDOR, "GravityZone refuse");
    }

    @Test
    void aCompanyThatWentWhileItsMachinesWereCountedIsLookedAtAgain() {
        decided(CompanyAction.DELETE);
        variableIsGone();
        bench.expects(Step.FindCompanyById.class, unchanged());
        bench.expects(Step.CountEndpoints.class, Answer.refused(Outcome.Reason.NOT_FOUND));
        var counted = bench.now;
        bench.expects(Step.FindCompanyById.class, Answer.refused(Outcome.Reason.NOT_FOUND));

        assertThat(Duration.between(counted, bench.now)).isLessThan(Duration.ofSeconds(1));
        assertThat(bench.condition(Aspect.COMPANY_ORDER).reason()).isEqualTo(Reason.COMPANY_UNREACHABLE);
    }

    @Test
    void factsThatAreTooOldAreReadAgain() {
        decided(CompanyAction.SUSPEND);
        bench.expects(Step.FindCompanyById.class, unchanged());
        var change = bench.onlyCall();
        bench.answers(change, Answer.limited(Duration.ofSeconds(90)));

        assertThat(bench.passToCall().step()).isEqualTo(new Step.FindCompanyById("c1"));
    }

    @Test
    void aCompanyThatIsNoLongerReachableBeforeAnythingWasSentIsNotSaidToBeDeleted() {
        bench.wanted(Bench.ordered(2, SPEC, order(CompanyAction.DELETE, bench.now)));
        variableIsGone();
        bench.expects(Step.FindCompanyById.class, Answer.refused(Outcome.Reason.NOT_FOUND));

        assertThat(bench.events())
                .contains(ProvisioningEvent.Type.ORDER_REFUSED)
                .doesNotContain(ProvisioningEvent.Type.COMPANY_DELETED);
        assertThat(bench.status().phase()).isEqualTo(Phase.ATTENTION);
        assertThat(bench.condition(Aspect.COMPANY_ORDER).reason()).isEqualTo(Reason.COMPANY_UNREACHABLE);
    }

    @Test
    void anUnlinkedLinkCanStillHaveItsCompanyDeleted() {
        bench.wanted(Bench.absent(2, SPEC));
        variableIsGone();
        assertThat(bench.status().phase()).isEqualTo(Phase.REMOVED);
        bench.wanted(Bench.ordered(3, SPEC, order(CompanyAction.DELETE, bench.now)));
        assertThat(bench.status().phase()).isEqualTo(Phase.REMOVING);
        bench.expects(Step.ReadVariable.class, Answer.variables());
        bench.expects(Step.FindCompanyById.class, unchanged());
        bench.expects(Step.CountEndpoints.class, Answer.machines(3));
        bench.expects(Step.ChangeCompany.class, Answer.done());
        bench.expects(Step.FindCompanyById.class, Answer.refused(Outcome.Reason.NOT_FOUND));

        assertThat(bench.status().phase()).isEqualTo(Phase.REMOVED);
        assertThat(bench.status().generation()).isEqualTo(3);
        assertThat(bench.events()).containsOnlyOnce(ProvisioningEvent.Type.COMPANY_DELETED);
    }

    @ParameterizedTest
    @CsvSource({"GONE, COMPANY_MISSING", "NOT_FOUND, COMPANY_UNREACHABLE"})
    void aMovedCompanyThatIsMissingIsSaidToBe(Outcome.Reason answer, Reason reason) {
        decided(CompanyAction.MOVE);
        bench.expects(Step.FindCompanyById.class, Answer.refused(answer));

        assertThat(said().reason()).isEqualTo(reason);
        assertThat(said().message()).contains("Nothing was changed.");
        assertThat(bench.state().attemptsAt(StepKind.MOVE_COMPANY)).isZero();
    }

    @Test
    void aCompanyThatIsGoneWhenTheCallComesIsLookedForAgain() {
        decided(CompanyAction.SUSPEND);
        bench.expects(Step.FindCompanyById.class, unchanged());
        bench.expects(Step.ChangeCompany.class, Answer.refused(Outcome.Reason.GONE));
        bench.expects(Step.FindCompanyById.class, Answer.refused(Outcome.Reason.GONE));

        assertThat(said().reason()).isEqualTo(Reason.COMPANY_MISSING);
    }
}
