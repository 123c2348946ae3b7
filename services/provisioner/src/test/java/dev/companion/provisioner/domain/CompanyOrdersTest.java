package dev.companion.provisioner.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.companion.provisioner.domain.CompanyOrder.Action;
import dev.companion.provisioner.domain.Outcome.SeenCompany;
import dev.companion.provisioner.domain.Outcome.SeenVariable;
import dev.companion.provisioner.domain.Report.Aspect;
import dev.companion.provisioner.domain.Report.Holds;
import dev.companion.provisioner.domain.Report.Phase;
import dev.companion.provisioner.domain.Report.Reason;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class CompanyOrdersTest {

    private static final Desired WISH = Bench.named(1, "Acme");
    private final Bench bench = Bench.ready();

    private void decided(Action action) {
        decided(action, bench.now);
    }

    private void decided(Action action, Instant at) {
        bench.wanted(Bench.ordered(2, WISH, order(action, at)));
    }

    /** As a person decided it about a company with three machines. */
    private static CompanyOrder order(Action action, Instant at) {
        return new CompanyOrder(
                action,
                "c1",
                "Acme",
                action == Action.MOVE ? "folder" : null,
                action == Action.DELETE ? 3L : null,
                action == Action.RENAME ? "Acme Ltd" : null,
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

    private Answer before(Action action) {
        return action == Action.ACTIVATE ? as("Acme", true, Bench.ROOT) : unchanged();
    }

    private Answer after(Action action) {
        return switch (action) {
            case SUSPEND -> as("Acme", true, Bench.ROOT);
            case ACTIVATE -> unchanged();
            case MOVE -> as("Acme", false, "folder");
            case RENAME -> as("Acme Ltd ", false, Bench.ROOT);
            case DELETE -> Answer.refused(Outcome.Reason.NOT_FOUND);
        };
    }

    private Report.Condition said() {
        return bench.report().conditions().getLast();
    }

    @ParameterizedTest
    @EnumSource(Action.class)
    void whatAPersonDecidesIsLookedAtSentAndReadBack(Action action) {
        decided(action);
        if (action == Action.DELETE) {
            variableIsGone();
        }
        bench.expects(Step.FindCompanyById.class, before(action));
        if (action == Action.DELETE) {
            bench.expects(Step.CountEndpoints.class, Answer.machines(3));
        }
        var change = bench.expects(Step.ChangeCompany.class, Answer.done());
        assertThat(said().reason()).as("before it was read back").isEqualTo(Reason.IN_PROGRESS);
        assertThat(bench.facts()).doesNotContain(action.done());
        bench.expects(Step.FindCompanyById.class, after(action));

        assertThat(change)
                .isEqualTo(new Step.ChangeCompany(
                        action,
                        "c1",
                        action == Action.MOVE ? "folder" : null,
                        action == Action.RENAME ? "Acme Ltd" : null));
        assertThat(said().aspect()).isEqualTo(Aspect.COMPANY_ORDER);
        assertThat(said().holds()).isEqualTo(Holds.TRUE);
        assertThat(bench.facts()).containsOnlyOnce(action.done());
    }

    @Test
    void aDeletedCompanyEndsTheLinkAndTheVariableWentFirst() {
        decided(Action.DELETE);
        variableIsGone();
        bench.expects(Step.FindCompanyById.class, unchanged());
        bench.expects(Step.CountEndpoints.class, Answer.machines(2));
        bench.expects(Step.ChangeCompany.class, Answer.done());
        assertThat(bench.report().phase()).isEqualTo(Phase.REMOVING);
        bench.expects(Step.FindCompanyById.class, Answer.refused(Outcome.Reason.NOT_FOUND));

        assertThat(bench.report().phase()).isEqualTo(Phase.REMOVED);
        assertThat(bench.facts()).containsOnlyOnce(Fact.Type.LINK_REMOVED, Fact.Type.COMPANY_DELETED);
    }

    @ParameterizedTest
    @EnumSource(value = Action.class, names = "DELETE", mode = EnumSource.Mode.EXCLUDE)
    void whatIsSoAlreadyIsNotSent(Action action) {
        decided(action);
        bench.expects(Step.FindCompanyById.class, after(action));

        assertThat(said().holds()).isEqualTo(Holds.TRUE);
        assertThat(bench.work().attemptsAt(action.kind())).isZero();
        assertThat(bench.facts()).contains(action.done());
    }

    private void refusedAndKept(Reason why, String words) {
        bench.pass(Duration.ofHours(1));

        assertThat(said().holds()).isEqualTo(Holds.FALSE);
        assertThat(said().reason()).isEqualTo(why);
        assertThat(said().message()).contains(words);
        assertThat(bench.report().phase()).isEqualTo(Phase.ATTENTION);
        assertThat(bench.report().companyId()).isEqualTo("c1");
        assertThat(bench.facts())
                .containsOnlyOnce(Fact.Type.ORDER_REFUSED)
                .doesNotContain(Fact.Type.COMPANY_DELETED, Fact.Type.LINK_REMOVED);
        assertThat(bench.openCalls()).isEmpty();
    }

    @Test
    void aCompanyOfAnotherNameIsNotDeleted() {
        decided(Action.DELETE);
        variableIsGone();
        bench.expects(Step.FindCompanyById.class, as("Acme Holding", false, Bench.ROOT));

        refusedAndKept(Reason.DECISION_OUTDATED, "another name by now");
    }

    @Test
    void aCompanyWithMoreMachinesThanWereSeenIsNotDeleted() {
        decided(Action.DELETE);
        variableIsGone();
        bench.expects(Step.FindCompanyById.class, unchanged());
        bench.expects(Step.CountEndpoints.class, Answer.machines(4));

        refusedAndKept(Reason.DECISION_OUTDATED, "has 4 machines with an agent, and the decision was made for 3");
    }

    @Test
    void aCompanyThatIsNoCustomerIsNotDeleted() {
        decided(Action.DELETE);
        variableIsGone();
        bench.expects(
                Step.FindCompanyById.class,
                Answer.companies(new SeenCompany("c1", "Acme", false, Bench.ROOT, false, true, bench.now)));

        refusedAndKept(Reason.DECISION_OUTDATED, "not a customer company");
    }

    /** Of such a company GravityZone counts no machines, however many it has. */
    @Test
    void aCompanyThatMayNotBeLookedIntoIsNotDeleted() {
        decided(Action.DELETE);
        variableIsGone();
        bench.expects(
                Step.FindCompanyById.class,
                Answer.companies(new SeenCompany("c1", "Acme", true, Bench.ROOT, false, false, bench.now)));

        refusedAndKept(Reason.DECISION_OUTDATED, "cannot be counted");
        assertThat(bench.work().attemptsAt(StepKind.COUNT_ENDPOINTS)).isZero();
    }

    @Test
    void ourOwnCompanyIsNotDeleted() {
        bench.tenant(new TenantFacts("t1", false, "c1", 1, 1));
        decided(Action.DELETE);
        variableIsGone();
        bench.expects(Step.FindCompanyById.class, unchanged());

        refusedAndKept(Reason.DECISION_OUTDATED, "your own company");
    }

    @Test
    void aCompanyThatAnotherSiteIsLinkedToIsNotDeleted() {
        decided(Action.DELETE);
        variableIsGone();
        var look = bench.passToCall();
        bench.wanted(new LinkKey("t1", "s2"), Bench.chosen(1, "c1"));
        var others = bench.openCalls().getLast();
        bench.answers(others, unchanged());
        bench.openCalls().stream().filter(call -> !call.equals(look)).forEach(bench::loses);
        bench.answers(look, unchanged());

        assertThat(said().reason()).isEqualTo(Reason.DECISION_OUTDATED);
        assertThat(said().message()).contains("Another site is linked to the company by now.");
        assertThat(bench.work().attemptsAt(StepKind.DELETE_COMPANY)).isZero();
    }

    @ParameterizedTest
    @EnumSource(Action.class)
    void aDecisionThatIsTooOldIsNotCarriedOut(Action action) {
        decided(action, bench.now.minus(Duration.ofMinutes(16)));
        if (action == Action.DELETE) {
            variableIsGone();
        }
        bench.expects(Step.FindCompanyById.class, before(action));

        assertThat(said().reason()).isEqualTo(Reason.DECISION_OUTDATED);
        assertThat(said().message()).contains("more than a quarter of an hour ago");
        assertThat(bench.work().attemptsAt(action.kind())).isZero();
        assertThat(bench.facts()).contains(Fact.Type.ORDER_REFUSED);
    }

    @Test
    void aDecisionThatBecameTooOldWhileItWaitedIsNotCarriedOut() {
        bench.tenant(new TenantFacts("t1", true, Bench.ROOT, 1, 1));
        decided(Action.SUSPEND);
        bench.pass(Duration.ofMinutes(16));
        assertThat(said().reason()).isEqualTo(Reason.PAUSED);
        bench.tenant(new TenantFacts("t1", false, Bench.ROOT, 1, 1));
        bench.expects(Step.FindCompanyById.class, unchanged());

        assertThat(said().reason()).isEqualTo(Reason.DECISION_OUTDATED);
    }

    @Test
    void whatMayHaveBeenDoneIsLookedAtAndDoneAgainOnlyWhenItCannotTakeEffectAnyMore() {
        decided(Action.SUSPEND);
        bench.expects(Step.FindCompanyById.class, unchanged());
        bench.expects(Step.ChangeCompany.class, Answer.lost());
        var lostAt = bench.now;
        bench.expects(Step.FindCompanyById.class, unchanged());
        var again = bench.passToCall();

        assertThat(again.step()).isInstanceOf(Step.ChangeCompany.class);
        assertThat(again.plannedAt()).isAfterOrEqualTo(lostAt.plus(bench.rules.unknownGrace()));
        bench.answers(again, Answer.lost());
        bench.expects(Step.FindCompanyById.class, after(Action.SUSPEND));
        assertThat(bench.facts()).containsOnlyOnce(Fact.Type.COMPANY_SUSPENDED);
    }

    @Test
    void threeCallsInVainAskForSomebody() {
        decided(Action.MOVE);
        for (var send = 0; send < Rules.ORDER_SENDS_MAX; send++) {
            bench.expects(Step.FindCompanyById.class, unchanged());
            bench.expects(Step.ChangeCompany.class, Answer.done());
        }
        bench.expects(Step.FindCompanyById.class, unchanged());

        assertThat(said().reason()).isEqualTo(Reason.REFUSED_BY_VENDOR);
        assertThat(said().message()).contains("the company stays as it was");
        assertThat(bench.work().attemptsAt(StepKind.MOVE_COMPANY)).isEqualTo(Rules.ORDER_SENDS_MAX);
    }

    @Test
    void aRefusalKeepsTheLinkAndSaysSo() {
        decided(Action.DELETE);
        variableIsGone();
        bench.expects(Step.FindCompanyById.class, unchanged());
        bench.expects(Step.CountEndpoints.class, Answer.machines(0));
        bench.expects(Step.ChangeCompany.class, Answer.refused(Outcome.Reason.INVALID));

        refusedAndKept(Reason.REFUSED_BY_VENDOR, "GravityZone refuse");
    }

    @Test
    void aCompanyThatWentWhileItsMachinesWereCountedIsLookedAtAgain() {
        decided(Action.DELETE);
        variableIsGone();
        bench.expects(Step.FindCompanyById.class, unchanged());
        bench.expects(Step.CountEndpoints.class, Answer.refused(Outcome.Reason.NOT_FOUND));
        var counted = bench.now;
        bench.expects(Step.FindCompanyById.class, Answer.refused(Outcome.Reason.NOT_FOUND));

        assertThat(Duration.between(counted, bench.now)).isLessThan(Duration.ofSeconds(1));
        assertThat(bench.condition(Aspect.COMPANY_ORDER).reason()).isEqualTo(Reason.COMPANY_UNREACHABLE);
    }

    @Test
    void factsThatAreTooOldAreLookedAtAnew() {
        decided(Action.SUSPEND);
        bench.expects(Step.FindCompanyById.class, unchanged());
        var change = bench.onlyCall();
        bench.answers(change, Answer.limited(Duration.ofSeconds(90)));

        assertThat(bench.passToCall().step()).isEqualTo(new Step.FindCompanyById("c1"));
    }

    @Test
    void theNextWishDropsTheDecision() {
        decided(Action.SUSPEND);
        bench.expects(Step.FindCompanyById.class, unchanged());
        var change = bench.onlyCall();
        bench.wanted(Bench.named(3, "Acme"));
        bench.answers(change, Answer.refused(Outcome.Reason.UNAVAILABLE));
        bench.expects(Step.FindCompanyById.class, unchanged());
        bench.expects(Step.ReadVariable.class, Answer.variables(new SeenVariable(7, Bench.WINDOWS)));
        bench.pass(Duration.ofMinutes(5));

        assertThat(bench.openCalls()).isEmpty();
        assertThat(bench.work().attemptsAt(StepKind.SUSPEND_COMPANY)).isZero();
        assertThat(bench.report().conditions()).noneMatch(condition -> condition.aspect() == Aspect.COMPANY_ORDER);
        assertThat(bench.report().phase()).isEqualTo(Phase.READY);
    }

    /** The call is with the vendor already: what becomes of the company is seen before anything is built on it. */
    @Test
    void aDecisionThatWasDroppedTooLateIsLookedInto() {
        decided(Action.DELETE);
        variableIsGone();
        bench.expects(Step.FindCompanyById.class, unchanged());
        bench.expects(Step.CountEndpoints.class, Answer.machines(3));
        var change = bench.onlyCall();
        bench.wanted(Bench.named(3, "Acme"));
        bench.answers(change, Answer.done());
        bench.expects(Step.FindCompanyById.class, Answer.refused(Outcome.Reason.NOT_FOUND));

        assertThat(bench.condition(Aspect.COMPANY_READY).reason()).isEqualTo(Reason.COMPANY_UNREACHABLE);
        assertThat(bench.facts())
                .filteredOn(Fact.Type.LINK_READY::equals)
                .as("ready once, before the decision")
                .hasSize(1);
    }

    @Test
    void aDroppedDecisionWithoutOutcomeIsLookedIntoAsWell() {
        decided(Action.SUSPEND);
        bench.expects(Step.FindCompanyById.class, unchanged());
        bench.loses(bench.onlyCall());
        bench.wanted(Bench.named(3, "Acme"));
        bench.expects(Step.FindCompanyById.class, after(Action.SUSPEND));

        assertThat(bench.condition(Aspect.COMPANY_READY).reason()).isEqualTo(Reason.COMPANY_NOT_USABLE);
    }

    @Test
    void aCompanyThatIsOutOfSightBeforeAnythingWasSentIsNotSaidToBeDeleted() {
        bench.wanted(Bench.ordered(2, WISH, order(Action.DELETE, bench.now)));
        variableIsGone();
        bench.expects(Step.FindCompanyById.class, Answer.refused(Outcome.Reason.NOT_FOUND));

        assertThat(bench.facts()).contains(Fact.Type.ORDER_REFUSED).doesNotContain(Fact.Type.COMPANY_DELETED);
        assertThat(bench.report().phase()).isEqualTo(Phase.ATTENTION);
        assertThat(bench.condition(Aspect.COMPANY_ORDER).reason()).isEqualTo(Reason.COMPANY_UNREACHABLE);
    }

    @Test
    void aLinkThatWasTakenApartCanYetHaveItsCompanyDeleted() {
        bench.wanted(Bench.absent(2, WISH));
        variableIsGone();
        assertThat(bench.report().phase()).isEqualTo(Phase.REMOVED);
        bench.wanted(Bench.ordered(3, WISH, order(Action.DELETE, bench.now)));
        assertThat(bench.report().phase()).isEqualTo(Phase.REMOVING);
        bench.expects(Step.ReadVariable.class, Answer.variables());
        bench.expects(Step.FindCompanyById.class, unchanged());
        bench.expects(Step.CountEndpoints.class, Answer.machines(3));
        bench.expects(Step.ChangeCompany.class, Answer.done());
        bench.expects(Step.FindCompanyById.class, Answer.refused(Outcome.Reason.NOT_FOUND));

        assertThat(bench.report().phase()).isEqualTo(Phase.REMOVED);
        assertThat(bench.report().generation()).isEqualTo(3);
        assertThat(bench.facts()).containsOnlyOnce(Fact.Type.COMPANY_DELETED);
    }

    @ParameterizedTest
    @CsvSource({"GONE, COMPANY_MISSING", "NOT_FOUND, COMPANY_UNREACHABLE"})
    void aMovedCompanyThatIsMissingIsSaidToBe(Outcome.Reason answer, Reason reason) {
        decided(Action.MOVE);
        bench.expects(Step.FindCompanyById.class, Answer.refused(answer));

        assertThat(said().reason()).isEqualTo(reason);
        assertThat(said().message()).contains("Nothing was done to it.");
        assertThat(bench.work().attemptsAt(StepKind.MOVE_COMPANY)).isZero();
    }

    @Test
    void aCompanyThatIsGoneWhenTheCallComesIsLookedForAgain() {
        decided(Action.SUSPEND);
        bench.expects(Step.FindCompanyById.class, unchanged());
        bench.expects(Step.ChangeCompany.class, Answer.refused(Outcome.Reason.GONE));
        bench.expects(Step.FindCompanyById.class, Answer.refused(Outcome.Reason.GONE));

        assertThat(said().reason()).isEqualTo(Reason.COMPANY_MISSING);
    }
}
