package dev.companion.provisioner.domain;

import static dev.companion.provisioner.domain.Bench.ROOT;
import static dev.companion.provisioner.domain.Bench.absent;
import static dev.companion.provisioner.domain.Bench.chosen;
import static dev.companion.provisioner.domain.Bench.named;
import static org.assertj.core.api.Assertions.assertThat;

import dev.companion.provisioner.domain.emission.Emission;
import dev.companion.provisioner.domain.step.LinkKey;
import dev.companion.provisioner.domain.step.Outcome;
import dev.companion.provisioner.domain.step.Outcome.SeenCompany;
import dev.companion.provisioner.domain.step.Outcome.SeenVariable;
import dev.companion.provisioner.domain.step.Step;
import dev.companion.provisioner.domain.tenant.TenantSettings;
import dev.companion.provisioner.domain.work.LinkState;
import dev.companion.provisioner.domain.work.LinkStatus.Aspect;
import dev.companion.provisioner.domain.work.LinkStatus.Phase;
import dev.companion.provisioner.domain.work.LinkStatus.Reason;
import dev.companion.provisioner.domain.work.LinkedCompany.Provenance;
import dev.companion.provisioner.domain.work.ProvisioningEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class CreatingCompaniesTest {

    private final Bench bench = Bench.withTenant();

    @Test
    void aCompanyIsCreatedOnlyAfterACompleteFindSawNone() {
        bench.wanted(named(1, "Acme"));
        bench.expects(Step.FindCompanyByName.class, Answer.nothing().incomplete());
        bench.expects(Step.FindCompanyByName.class, Answer.nothing());
        var create = bench.expects(Step.CreateCompany.class, Answer.created("c1"));

        assertThat(create).isEqualTo(new Step.CreateCompany("Acme", ROOT));
        assertThat(bench.status().companyId()).isEqualTo("c1");
        assertThat(bench.status().provenance()).isEqualTo(Provenance.CREATED);
        assertThat(bench.events()).contains(ProvisioningEvent.Type.COMPANY_CREATED);
    }

    @Test
    void anAbsenceThatIsTooOldIsProvedAgain() {
        bench.wanted(named(1, "Acme"));
        var find = bench.passToCall();
        bench.tenant(new TenantSettings("t1", true, ROOT, 1, 1));
        bench.answers(find, Answer.nothing());
        bench.pass(Duration.ofMinutes(2));
        bench.tenant(new TenantSettings("t1", false, ROOT, 1, 1));

        assertThat(bench.passToCall().step()).isInstanceOf(Step.FindCompanyByName.class);
    }

    @Test
    void aPausedTenantGetsNoCallAndItsLinkSaysSo() {
        bench.tenant(new TenantSettings("t1", true, ROOT, 1, 1));
        bench.wanted(named(1, "Acme"));
        bench.pass(Duration.ofMinutes(5));

        assertThat(bench.openCalls()).isEmpty();
        assertThat(bench.condition(Aspect.COMPANY_READY).reason()).isEqualTo(Reason.PAUSED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "A name that goes on and on for more than the sixty-four characters allowed",
                "Acme <Ltd>",
                " ",
            })
    void aNameThatWouldBeRefusedIsNeverSent(String name) {
        bench.wanted(named(1, name));
        bench.pass(Duration.ofMinutes(5));

        assertThat(bench.openCalls()).isEmpty();
        assertThat(bench.status().phase()).isEqualTo(Phase.ATTENTION);
        assertThat(bench.condition(Aspect.COMPANY_READY).reason()).isEqualTo(Reason.NAME_INVALID);
    }

    @Test
    void aCompanyOfTheNameThatIsNotOursIsNeverTaken() {
        bench.wanted(named(1, "Acme"));
        bench.expects(Step.FindCompanyByName.class, Answer.companies(bench.customer("c9", "acme ")));

        assertThat(bench.status().phase()).isEqualTo(Phase.ATTENTION);
        assertThat(bench.condition(Aspect.COMPANY_READY).reason()).isEqualTo(Reason.NAME_EXISTS_HERE);
        assertThat(bench.status().companyId()).isNull();
        assertThat(bench.events()).containsExactly(ProvisioningEvent.Type.LINK_STALLED);
    }

    @Test
    void aNameThatBecameFreeIsUsedAfterAll() {
        bench.wanted(named(1, "Acme"));
        bench.expects(Step.FindCompanyByName.class, Answer.companies(bench.customer("c9", "Acme")));
        bench.expects(Step.FindCompanyByName.class, Answer.nothing());
        bench.expects(Step.CreateCompany.class, Answer.created("c1"));

        assertThat(bench.status().companyId()).isEqualTo("c1");
    }

    @Test
    void aTakenNameThatIsSeenInNeitherOfTwoFindsIsTakenElsewhere() {
        bench.wanted(named(1, "Acme"));
        bench.expects(Step.FindCompanyByName.class, Answer.nothing());
        bench.expects(Step.CreateCompany.class, Answer.refused(Outcome.Reason.NAME_TAKEN));
        bench.expects(Step.FindCompanyByName.class, Answer.nothing());
        var first = bench.now;
        assertThat(bench.status().phase()).isEqualTo(Phase.WORKING);
        bench.expects(Step.FindCompanyByName.class, Answer.nothing());

        assertThat(Duration.between(first, bench.now)).isGreaterThanOrEqualTo(Duration.ofSeconds(30));
        assertThat(bench.status().phase()).isEqualTo(Phase.ATTENTION);
        assertThat(bench.condition(Aspect.COMPANY_READY).reason()).isEqualTo(Reason.NAME_TAKEN_ELSEWHERE);
        bench.pass(Duration.ofHours(1));
        assertThat(bench.openCalls()).isEmpty();
    }

    @Test
    void anotherNameEndsTheStandstill() {
        bench.wanted(named(1, "Acme"));
        bench.expects(Step.FindCompanyByName.class, Answer.nothing());
        bench.expects(Step.CreateCompany.class, Answer.refused(Outcome.Reason.NAME_TAKEN));
        bench.expects(Step.FindCompanyByName.class, Answer.nothing());
        bench.expects(Step.FindCompanyByName.class, Answer.nothing());
        bench.wanted(named(2, "Acme North"));
        bench.expects(Step.FindCompanyByName.class, Answer.nothing());
        var create = bench.expects(Step.CreateCompany.class, Answer.created("c1"));

        assertThat(create.name()).isEqualTo("Acme North");
        assertThat(bench.status().generation()).isEqualTo(2);
    }

    @Test
    void aTakenNameThatTurnsOutToBeHereIsSaidToBeHere() {
        bench.wanted(named(1, "Acme"));
        bench.expects(Step.FindCompanyByName.class, Answer.nothing());
        bench.expects(Step.CreateCompany.class, Answer.refused(Outcome.Reason.NAME_TAKEN));
        bench.expects(Step.FindCompanyByName.class, Answer.companies(bench.customer("c9", "Acme")));

        // Created outside Companion between our find and our call: never ours, whatever its age.
        assertThat(bench.condition(Aspect.COMPANY_READY).reason()).isEqualTo(Reason.NAME_EXISTS_HERE);
    }

    @Test
    void aChosenCompanyIsUsedWhenItIsUsable() {
        bench.wanted(chosen(1, "c5"));
        var find = bench.expects(Step.FindCompanyById.class, Answer.companies(bench.customer("c5", "Globex")));

        assertThat(find.companyId()).isEqualTo("c5");
        assertThat(bench.status().companyName()).isEqualTo("Globex");
        assertThat(bench.status().provenance()).isEqualTo(Provenance.CHOSEN);
        bench.expects(Step.FindPackage.class, Answer.packages());
        bench.fromPackageToReady("p1");
        assertThat(bench.status().phase()).isEqualTo(Phase.READY);
    }

    @Test
    void aSuspendedClosedOrPartnerCompanyIsNotUsed() {
        bench.wanted(chosen(1, "c5"));
        bench.expects(
                Step.FindCompanyById.class,
                Answer.companies(new SeenCompany("c5", "Globex", true, ROOT, true, true, bench.now)));
        assertThat(bench.condition(Aspect.COMPANY_READY).reason()).isEqualTo(Reason.COMPANY_NOT_USABLE);
        bench.expects(
                Step.FindCompanyById.class,
                Answer.companies(new SeenCompany("c5", "Globex", true, ROOT, false, false, bench.now)));
        assertThat(bench.condition(Aspect.COMPANY_READY).reason()).isEqualTo(Reason.COMPANY_NOT_USABLE);
        bench.expects(
                Step.FindCompanyById.class,
                Answer.companies(new SeenCompany("c5", "Globex", false, ROOT, false, true, bench.now)));
        assertThat(bench.condition(Aspect.COMPANY_READY).reason()).isEqualTo(Reason.COMPANY_NOT_USABLE);
        bench.expects(Step.FindCompanyById.class, Answer.companies(bench.customer("c5", "Globex")));
        assertThat(bench.status().companyId()).isEqualTo("c5");
    }

    @Test
    void onlyACompanyThatIsGoneForCertainIsSaidToBeMissing() {
        bench.wanted(chosen(1, "c5"));
        bench.expects(Step.FindCompanyById.class, Answer.refused(Outcome.Reason.GONE));

        assertThat(bench.status().phase()).isEqualTo(Phase.ATTENTION);
        assertThat(bench.condition(Aspect.COMPANY_READY).reason()).isEqualTo(Reason.COMPANY_MISSING);
        assertThat(bench.condition(Aspect.COMPANY_READY).message()).contains("no longer exists in GravityZone");
    }

    static List<Answer> noLongerReachable() {
        return List.of(
                Answer.refused(Outcome.Reason.NOT_FOUND), Answer.refused(Outcome.Reason.PERMISSION), Answer.nothing());
    }

    @ParameterizedTest
    @MethodSource("noLongerReachable")
    void aCompanyThatMayOnlyBeNoLongerReachableIsSaidToBeUnreachableAndLookedForAgain(Answer answer) {
        bench.wanted(chosen(1, "c5"));
        bench.expects(Step.FindCompanyById.class, answer);

        assertThat(bench.status().phase()).isEqualTo(Phase.ATTENTION);
        assertThat(bench.condition(Aspect.COMPANY_READY).reason()).isEqualTo(Reason.COMPANY_UNREACHABLE);
        assertThat(bench.condition(Aspect.COMPANY_READY).message()).contains("no longer reachable");

        bench.answers(bench.passToCall(), Answer.companies(bench.customer("c5", "Globex")));
        assertThat(bench.status().companyId()).isEqualTo("c5");
    }

    @Test
    void aCompanyThatAnotherLinkUsesIsNotUsedTwice() {
        bench.wanted(chosen(1, "c5"));
        bench.expects(Step.FindCompanyById.class, Answer.companies(bench.customer("c5", "Globex")));
        bench.loses(bench.onlyCall());
        var second = new LinkKey("t1", "s2");
        bench.wanted(second, chosen(1, "c5"));
        bench.expects(Step.FindCompanyById.class, Answer.companies(bench.customer("c5", "Globex")));

        var status = bench.stores.state(second).status();
        assertThat(status.conditions().getFirst().reason()).isEqualTo(Reason.COMPANY_NOT_USABLE);
    }

    @Test
    void twoLinksNeverCreateTheSameNameAtTheSameTime() {
        bench.wanted(named(1, "Acme"));
        var second = new LinkKey("t1", "s2");
        bench.wanted(second, named(1, " ACME"));
        bench.pass(Duration.ofMillis(20));
        assertThat(bench.openCalls()).hasSize(2);
        bench.openCalls().forEach(find -> bench.answers(find, Answer.nothing()));
        bench.pass(Duration.ofSeconds(5));

        var create = bench.openCalls().stream()
                .filter(call -> call.step() instanceof Step.CreateCompany)
                .toList();
        assertThat(create).hasSize(1);
        bench.answers(create.getFirst(), Answer.created("c1"));
        bench.openCalls().stream()
                .filter(call -> call.step() instanceof Step.FindCompanyByName)
                .forEach(find -> bench.answers(find, Answer.companies(bench.customer("c1", "Acme"))));
        bench.pass(Duration.ofSeconds(5));
        assertThat(bench.openCalls()).noneMatch(call -> call.step() instanceof Step.CreateCompany);
    }

    @Test
    void aCompanyCreatedForAnEarlierSpecIsKeptOnRecordAndNotUsed() {
        bench.wanted(named(1, "Acme"));
        bench.expects(Step.FindCompanyByName.class, Answer.nothing());
        var create = bench.passToCall();
        bench.wanted(chosen(2, "c5"));
        bench.pass(Duration.ofSeconds(1));
        assertThat(bench.onlyCall())
                .as("nothing else while a call is under way")
                .isEqualTo(create);
        bench.answers(create, Answer.created("c1"));

        assertThat(bench.state().createdCompanies())
                .extracting(LinkState.CreatedCompany::id)
                .containsExactly("c1");
        assertThat(bench.events()).contains(ProvisioningEvent.Type.COMPANY_CREATED);
        bench.expects(Step.FindCompanyById.class, Answer.companies(bench.customer("c5", "Globex")));
        assertThat(bench.status().companyId()).isEqualTo("c5");
    }

    @Test
    void aCompanyMadeForThisLinkIsTakenUpAgainWhenItIsWantedAgain() {
        aCompanyCreatedForAnEarlierSpecIsKeptOnRecordAndNotUsed();
        bench.loses(bench.passToCall());
        bench.wanted(named(3, "Acme"));
        bench.pass(Duration.ofSeconds(33));
        bench.expects(Step.FindCompanyByName.class, Answer.companies(bench.customer("c1", "Acme")));

        assertThat(bench.status().companyId()).isEqualTo("c1");
    }

    @Test
    void aNewSpecKeepsWhatIsStillRight() {
        var ready = Bench.ready();
        ready.wanted(named(2, "Acme"));
        var read = ready.expects(Step.ReadVariable.class, Answer.variables(new SeenVariable(7, Bench.WINDOWS)));

        assertThat(read).isNotNull();
        assertThat(ready.status().phase()).isEqualTo(Phase.READY);
        assertThat(ready.status().companyId()).isEqualTo("c1");
        assertThat(ready.status().generation()).isEqualTo(2);
    }

    @Test
    void aGenerationThatIsNotNewerIsNoNews() {
        var ready = Bench.ready();
        var before = ready.written.size();
        ready.wanted(named(1, "Other"));
        ready.wanted(absent(0, named(0, "Acme")));

        assertThat(ready.written).hasSize(before);
        assertThat(ready.openCalls()).isEmpty();
    }

    @Test
    void anUnlinkedSiteKeepsItsCompanyAndPackage() {
        var ready = Bench.ready();
        ready.wanted(absent(2, named(1, "Acme")));
        ready.expects(Step.ReadVariable.class, Answer.variables(new SeenVariable(7, "edited by hand")));
        var delete = ready.expects(Step.DeleteVariable.class, Answer.done());
        ready.expects(Step.ReadVariable.class, Answer.variables());

        assertThat(delete.variableId()).isEqualTo(7);
        assertThat(ready.status().phase()).isEqualTo(Phase.REMOVED);
        assertThat(ready.status().companyId()).isEqualTo("c1");
        assertThat(ready.events()).endsWith(ProvisioningEvent.Type.LINK_REMOVED);
        ready.pass(Duration.ofHours(2));
        assertThat(ready.openCalls()).isEmpty();
        var last = ready.written.stream()
                .filter(Emission.StatusChanged.class::isInstance)
                .map(Emission.StatusChanged.class::cast)
                .toList()
                .getLast();
        ready.forget();
        assertThat(ready.written.getLast()).isInstanceOfSatisfying(Emission.StatusRemoved.class, removed -> {
            assertThat(removed.link()).isEqualTo(Bench.SITE);
            assertThat(removed.requestId()).isEqualTo(last.requestId());
            assertThat(removed.sequence()).isGreaterThan(last.sequence());
        });
        assertThat(ready.stores.state(Bench.SITE)).isNull();
    }

    @Test
    void aSiteThatIsGoneCountsAsUnlinked() {
        var ready = Bench.ready();
        ready.wanted(absent(2, named(1, "Acme")));
        ready.expects(Step.ReadVariable.class, Answer.refused(Outcome.Reason.NOT_FOUND));

        assertThat(ready.status().phase()).isEqualTo(Phase.REMOVED);
    }

    @Test
    void aCompanyDeletedAtTheVendorBlocksTheLinkAndIsNotCreatedAgain() {
        var ready = Bench.ready();
        ready.written.addAll(ready.controller.on(new ProvisioningInput.CompanyObserved("t1", "c1", false), ready.now));
        ready.controller.tick(ready.now);
        var call = ready.written.stream()
                .filter(Emission.CallPlanned.class::isInstance)
                .map(e -> ((Emission.CallPlanned) e).call())
                .reduce((_, last) -> last)
                .orElseThrow();
        assertThat(call.step()).isEqualTo(new Step.FindCompanyById("c1"));
        ready.answers(call, Answer.refused(Outcome.Reason.GONE));

        assertThat(ready.condition(Aspect.COMPANY_READY).reason()).isEqualTo(Reason.COMPANY_MISSING);
        ready.wanted(named(2, "Acme"));
        ready.expects(Step.FindCompanyByName.class, Answer.nothing());
        ready.expects(Step.CreateCompany.class, Answer.created("c2"));
        assertThat(ready.status().companyId()).isEqualTo("c2");
    }

    @Test
    void aRenamedCompanyIsNoReasonToMakeASecondOne() {
        var ready = Bench.ready();
        ready.written.addAll(ready.controller.on(new ProvisioningInput.CompanyObserved("t1", "c1", false), ready.now));
        var planned = (Emission.CallPlanned) ready.written.getLast();
        var renamed = new SeenCompany("c1", "Acme Renamed", true, ROOT, false, true, Instant.EPOCH);
        ready.answers(planned.call(), Answer.companies(renamed));
        assertThat(ready.status().companyName()).isEqualTo("Acme Renamed");
        ready.wanted(named(2, "Acme"));

        ready.expects(Step.ReadVariable.class, Answer.variables(new SeenVariable(7, Bench.WINDOWS)));
        assertThat(ready.status().companyId()).isEqualTo("c1");
    }
}
