package dev.companion.provisioner.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.companion.provisioner.domain.step.Call;
import dev.companion.provisioner.domain.step.CompanyOrder;
import dev.companion.provisioner.domain.step.LinkKey;
import dev.companion.provisioner.domain.step.Outcome;
import dev.companion.provisioner.domain.step.Outcome.SeenCompany;
import dev.companion.provisioner.domain.step.Outcome.SeenVariable;
import dev.companion.provisioner.domain.step.Step;
import dev.companion.provisioner.domain.step.StepKind;
import dev.companion.provisioner.domain.tenant.TenantSettings;
import dev.companion.provisioner.domain.work.LinkSpec;
import dev.companion.provisioner.domain.work.LinkStatus.Aspect;
import dev.companion.provisioner.domain.work.LinkStatus.Phase;
import dev.companion.provisioner.domain.work.LinkStatus.Reason;
import dev.companion.provisioner.domain.work.LinkedCompany;
import dev.companion.provisioner.domain.work.ProvisioningEvent;
import dev.companion.provisioner.domain.work.UnknownOutcome;
import dev.companion.vocabulary.CompanyAction;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/**
 * A company of a ready link gets the name that a person gave it; what holds for every decision is tested with those.
 */
class RenamingCompaniesTest {

    private static final LinkSpec WISH = Bench.named(1, "Acme");

    private final Bench bench = Bench.ready();

    private void decided() {
        bench.wanted(Bench.ordered(
                2,
                WISH,
                new CompanyOrder(CompanyAction.RENAME, "c1", "Acme", null, null, "Acme Ltd", bench.now, "r2")));
    }

    private Answer named(String name) {
        return Answer.companies(bench.customer("c1", name));
    }

    private Answer suspended(String name) {
        return Answer.companies(new SeenCompany("c1", name, true, Bench.ROOT, true, true, bench.now));
    }

    private Answer unchanged() {
        return named("Acme");
    }

    /** It is still the link's own company, whatever its name, and the new name is published. */
    @Test
    void aRenamedCompanyStaysTheLinksOwnUnderItsNewName() {
        decided();
        bench.expects(Step.FindCompanyById.class, unchanged());
        bench.expects(Step.ChangeCompany.class, Answer.done());
        bench.expects(Step.FindCompanyById.class, named("Acme Ltd"));
        assertThat(bench.status().companyName()).isEqualTo("Acme Ltd");
        bench.expects(Step.ReadVariable.class, Answer.variables(new SeenVariable(7, Bench.WINDOWS)));
        assertThat(bench.status().phase()).isEqualTo(Phase.READY);

        bench.wanted(Bench.named(3, "Acme"));
        bench.expects(Step.ReadVariable.class, Answer.variables(new SeenVariable(7, Bench.WINDOWS)));

        assertThat(bench.status().companyId()).isEqualTo("c1");
        assertThat(bench.status().companyName()).isEqualTo("Acme Ltd");
        assertThat(bench.status().phase()).isEqualTo(Phase.READY);
        assertThat(bench.state().attemptsAt(StepKind.CREATE_COMPANY)).isZero();
    }

    /** If it were looked for by the name it was created under, it would be created a second time. */
    @Test
    void aRenamedCompanyThatIsNotUsableIsNotMadeASecondTimeByARetry() {
        decided();
        bench.expects(Step.FindCompanyById.class, named("Acme Ltd"));
        bench.expects(Step.ReadVariable.class, Answer.variables(new SeenVariable(7, Bench.WINDOWS)));
        bench.companyChanged("c1", false);
        bench.expects(Step.FindCompanyById.class, suspended("Acme Limited"));
        assertThat(bench.condition(Aspect.COMPANY_READY).reason()).isEqualTo(Reason.COMPANY_NOT_USABLE);
        assertThat(bench.status().companyName()).as("as it is called now").isEqualTo("Acme Limited");

        bench.wanted(Bench.named(3, "Acme"));
        bench.expects(Step.FindCompanyById.class, named("Acme Limited"));
        bench.expects(Step.ReadVariable.class, Answer.variables(new SeenVariable(7, Bench.WINDOWS)));

        assertThat(bench.status().phase()).isEqualTo(Phase.READY);
        assertThat(bench.status().companyId()).isEqualTo("c1");
    }

    @Test
    void aRenamedCompanyThatIsGoneIsCreatedAgainByARetry() {
        decided();
        bench.expects(Step.FindCompanyById.class, named("Acme Ltd"));
        bench.expects(Step.ReadVariable.class, Answer.variables(new SeenVariable(7, Bench.WINDOWS)));
        bench.companyChanged("c1", false);
        bench.expects(Step.FindCompanyById.class, Answer.refused(Outcome.Reason.NOT_FOUND));

        bench.wanted(Bench.named(3, "Acme"));
        bench.expects(Step.FindCompanyByName.class, Answer.nothing());
        bench.expects(Step.CreateCompany.class, Answer.created("c2"));

        assertThat(bench.status().companyId()).isEqualTo("c2");
    }

    @Test
    void aCompanyThatGotAnotherNameMeanwhileIsNotRenamed() {
        decided();
        bench.expects(Step.FindCompanyById.class, named("Acme Holding"));

        notRenamed(Reason.DECISION_OUTDATED, "another name now");
    }

    @Test
    void aCompanyThatIsNoCustomerIsNotRenamed() {
        decided();
        bench.expects(
                Step.FindCompanyById.class,
                Answer.companies(new SeenCompany("c1", "Acme", false, Bench.ROOT, false, true, bench.now)));

        notRenamed(Reason.DECISION_OUTDATED, "not a customer company");
    }

    @Test
    void ourOwnCompanyIsNotRenamed() {
        bench.tenant(new TenantSettings("t1", false, "c1", 1, 1));
        decided();
        bench.expects(Step.FindCompanyById.class, unchanged());

        notRenamed(Reason.DECISION_OUTDATED, "your own company");
    }

    @Test
    void aCompanyThatAnotherSiteIsLinkedToIsNotRenamed() {
        decided();
        var look = bench.passToCall();
        bench.wanted(new LinkKey("t1", "s2"), Bench.chosen(1, "c1"));
        bench.stores.put(bench.stores
                .state(new LinkKey("t1", "s2"))
                .change(c ->
                        c.company = new LinkedCompany("c1", "Acme", LinkedCompany.Provenance.CHOSEN, false, false)));
        bench.crash();
        bench.answers(look, unchanged());

        notRenamed(Reason.DECISION_OUTDATED, "Another site is linked to the company");
    }

    @Test
    void aNameThatAnotherCompanyHasIsRefusedInWords() {
        decided();
        bench.expects(Step.FindCompanyById.class, unchanged());
        bench.expects(Step.ChangeCompany.class, Answer.refused(Outcome.Reason.NAME_TAKEN));

        notRenamed(Reason.REFUSED_BY_VENDOR, "GravityZone refuses the name Acme Ltd: another company has it.");
    }

    private void notRenamed(Reason why, String words) {
        var said = bench.condition(Aspect.COMPANY_ORDER);
        assertThat(said.reason()).isEqualTo(why);
        assertThat(said.message()).contains(words);
        assertThat(bench.status().companyName()).isEqualTo("Acme");
        assertThat(bench.events())
                .containsOnlyOnce(ProvisioningEvent.Type.ORDER_REFUSED)
                .doesNotContain(ProvisioningEvent.Type.COMPANY_RENAMED);
        bench.pass(Duration.ofHours(1));
        assertThat(bench.openCalls()).noneMatch(call -> call.step() instanceof Step.ChangeCompany);
    }

    private Call callOfTheSite() {
        for (var seconds = 0; seconds < 60; seconds++) {
            var call = bench.openCalls().stream()
                    .filter(open -> open.link().equals(Bench.SITE))
                    .findFirst();
            if (call.isPresent()) {
                return call.get();
            }
            bench.pass(Duration.ofSeconds(1));
        }
        throw new AssertionError("no call of the site (expected: one)");
    }

    /**
     * What another link once tried to create under the name, and settled as not existing, proves nothing about this
     * company.
     */
    @Test
    void aNewNameVoidsTheEvidenceOfAnotherLinkUnderIt() {
        var other = new LinkKey("t1", "s2");
        var tried = new UnknownOutcome(
                "call",
                StepKind.CREATE_COMPANY,
                1,
                "Acme Ltd",
                null,
                bench.now,
                bench.now,
                null,
                2,
                bench.now,
                false,
                bench.now);
        bench.wanted(other, new LinkSpec(1, true, null, "Umbra", "companion-s2", Bench.PROFILE, "r9"));
        bench.openCalls().forEach(bench::loses);
        bench.stores.put(bench.stores.state(other).withUnknownOutcome(tried));
        bench.crash();
        decided();
        bench.answers(callOfTheSite(), unchanged());
        bench.answers(callOfTheSite(), Answer.done());
        bench.answers(callOfTheSite(), named("Acme Ltd"));

        assertThat(bench.events()).contains(ProvisioningEvent.Type.COMPANY_RENAMED);
        assertThat(bench.stores.state(other).unknownOutcomes()).isEmpty();
    }
}
