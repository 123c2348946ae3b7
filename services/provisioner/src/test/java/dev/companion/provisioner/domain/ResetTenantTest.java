package dev.companion.provisioner.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.companion.provisioner.domain.emission.Emission;
import dev.companion.provisioner.domain.schedule.LinkScheduler;
import dev.companion.provisioner.domain.schedule.TenantErasures;
import dev.companion.provisioner.domain.schedule.TenantStates;
import dev.companion.provisioner.domain.step.LinkKey;
import dev.companion.provisioner.domain.step.Step;
import dev.companion.provisioner.domain.step.Vendor;
import dev.companion.provisioner.domain.tenant.ApiGate;
import dev.companion.provisioner.domain.tenant.TenantErasure;
import dev.companion.provisioner.domain.tenant.TenantErasure.Counts;
import dev.companion.provisioner.domain.tenant.TenantSettings;
import dev.companion.provisioner.domain.work.LinkSpec;
import dev.companion.provisioner.domain.work.LinkStatus.Phase;
import dev.companion.provisioner.domain.work.LinkedCompany;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A tenant that is reset: work stops, everything is erased and counted once, and its next life meets no call of this one. */
class ResetTenantTest {

    private static final String RESET = "reset-1";

    @Test
    void everythingOfTheTenantIsErasedAndCounted() {
        var bench = Bench.ready();
        var other = new LinkKey("t2", "s1");
        bench.wanted(other, Bench.named(1, "Other"));

        reset(bench, RESET);

        assertThat(reports(bench)).containsExactly(new Counts(1, 1, 1));
        assertThat(bench.written)
                .contains(new Emission.HealthRemoved("t1", Vendor.DATTO))
                .anyMatch(each -> each instanceof Emission.StatusRemoved removed
                        && removed.link().equals(Bench.SITE))
                .anyMatch(each -> each instanceof Emission.InstallationLinkRemoved removed
                        && removed.site().equals(Bench.SITE));
        assertThat(keysOf(bench, "t1")).containsExactly("erasures:t1");
        assertThat(bench.stores.state(other)).isNotNull();
    }

    @Test
    void whenTheTenantIsGoneNothingIsLeft() {
        var bench = Bench.ready();
        reset(bench, RESET);

        gone(bench);

        assertThat(bench.written).endsWith(new Emission.ErasureForgotten("t1"));
        assertThat(keysOf(bench, "t1")).isEmpty();
    }

    @Test
    void aRunningCallIsWaitedForAndThenNothingMoreIsCalled() {
        var bench = Bench.withTenant();
        bench.wanted(Bench.named(1, "Acme"));
        bench.expects(Step.FindCompanyByName.class, Answer.nothing());
        var creation = bench.passToCall();

        reset(bench, RESET);
        assertThat(reports(bench)).isEmpty();
        bench.answers(creation, Answer.created("c1"));

        assertThat(reports(bench)).containsExactly(new Counts(1, 0, 0));
        bench.pass(Duration.ofHours(1));
        assertThat(bench.openCalls()).isEmpty();
    }

    @Test
    void aCreationWithoutAnOutcomeIsWaitedForUntilAFindWouldSeeIt() {
        var bench = Bench.withTenant();
        bench.wanted(Bench.named(1, "Acme"));
        bench.expects(Step.FindCompanyByName.class, Answer.nothing());
        var creation = bench.passToCall();
        bench.loses(creation);
        reset(bench, RESET);

        bench.pass(Duration.between(bench.now, creation.deadline().plus(bench.rules.deadlineGrace())));
        assertThat(reports(bench)).isEmpty();
        bench.pass(bench.rules.unknownGrace().minusMillis(10));
        assertThat(reports(bench)).isEmpty();
        bench.pass(Duration.ofMillis(20));

        assertThat(reports(bench)).containsExactly(new Counts(1, 0, 0));
    }

    @Test
    void aCrashInBetweenForgetsNeitherTheCallNorWhatWasCounted() {
        var bench = Bench.ready();
        var second = new LinkKey("t1", "s2");
        bench.wanted(second, Bench.named(1, "Beta"));
        var find = bench.passToCall();
        reset(bench, RESET);
        assertThat(reports(bench)).isEmpty();

        bench.crash();
        bench.answers(find, Answer.nothing());

        assertThat(reports(bench)).containsExactly(new Counts(2, 1, 1));
        bench.crash();
        assertThat(reports(bench)).hasSize(1);
    }

    @Test
    void theSettingsAndTheMarkMayArriveInEitherOrderAndTwice() {
        var bench = Bench.ready();

        mark(bench, RESET);
        assertThat(reports(bench)).isEmpty();
        settings(bench, RESET);
        settings(bench, RESET);
        mark(bench, RESET);

        assertThat(reports(bench)).containsExactly(new Counts(1, 1, 1));
    }

    @Test
    void aLinkFromBeforeTheResetThatArrivesLateIsNotTakenUp() {
        var bench = Bench.withTenant();
        settings(bench, RESET);

        bench.wanted(Bench.named(1, "Acme"));
        assertThat(reports(bench)).isEmpty();
        mark(bench, RESET);

        assertThat(bench.stores.state(Bench.SITE)).isNull();
        assertThat(reports(bench)).containsExactly(new Counts(0, 0, 0));
    }

    @Test
    void theMarkOfAnotherResetSaysNothing() {
        var bench = Bench.withTenant();
        settings(bench, RESET);

        mark(bench, "an earlier one");

        assertThat(reports(bench)).isEmpty();
    }

    @Test
    void aTombstoneOfALinkDoesNotForgetItsRunningCall() {
        var bench = Bench.withTenant();
        bench.wanted(Bench.named(1, "Acme"));
        bench.expects(Step.FindCompanyByName.class, Answer.nothing());
        var creation = bench.passToCall();
        reset(bench, RESET);

        bench.forget();

        assertThat(reports(bench)).isEmpty();
        bench.answers(creation, Answer.created("c1"));
        assertThat(reports(bench)).hasSize(1);
    }

    @Test
    void recordsThatArriveAfterTheEndWriteNothing() {
        var bench = Bench.withTenant();
        bench.wanted(Bench.named(1, "Acme"));
        var find = bench.passToCall();
        reset(bench, RESET);
        bench.answers(find, Answer.nothing());
        gone(bench);
        var written = bench.written.size();

        bench.answers(find, Answer.nothing());
        bench.answeredElsewhere();
        bench.companyChanged("c1", false);
        bench.packageChanged("p1", null, null);
        bench.forget();
        mark(bench, RESET);
        gone(bench);
        bench.pass(Duration.ofHours(1));

        assertThat(bench.written).hasSize(written);
        assertThat(keysOf(bench, "t1")).isEmpty();
    }

    @Test
    void anOutcomeOfTheFormerLifeSettlesNothingOfTheNextOne() {
        var bench = Bench.withTenant();
        bench.wanted(Bench.named(1, "Acme"));
        bench.expects(Step.FindCompanyByName.class, Answer.nothing());
        var former = bench.passToCall();
        bench.loses(former);
        reset(bench, RESET);
        bench.pass(Duration.ofMinutes(2));
        gone(bench);

        // The same site and the same generation, by another request.
        bench.tenant(new TenantSettings("t1", false, Bench.ROOT, 1, 1));
        bench.pass(ApiGate.ACCESS_SPREADS);
        bench.wanted(new LinkSpec(1, true, null, "Acme", "companion-s1", Bench.PROFILE, "r-new"));
        bench.expects(Step.FindCompanyByName.class, Answer.nothing());
        var next = bench.passToCall();
        bench.answers(former, Answer.created("c-old"));

        assertThat(next.callId()).isNotEqualTo(former.callId());
        assertThat(bench.openCalls()).containsExactly(next);
        bench.answers(next, Answer.created("c1"));
        bench.fromPackageToReady("p1");
        assertThat(bench.status().phase()).isEqualTo(Phase.READY);
        assertThat(bench.state().company()).extracting(LinkedCompany::id).isEqualTo("c1");
    }

    @Test
    void aSecondResetIsCountedOfItsOwn() {
        var bench = Bench.ready();
        reset(bench, RESET);
        // The tombstone in between may be compacted away while this service is down.
        bench.tenant(new TenantSettings("t1", false, Bench.ROOT, 1, 1));
        assertThat(bench.written).contains(new Emission.ErasureForgotten("t1"));

        reset(bench, "reset-2");

        assertThat(reports(bench)).containsExactly(new Counts(1, 1, 1), new Counts(0, 0, 0));
    }

    private static void reset(Bench bench, String requestId) {
        settings(bench, requestId);
        mark(bench, requestId);
    }

    private static void settings(Bench bench, String requestId) {
        bench.tenant(new TenantSettings("t1", true, null, 0, 0, true, null, requestId));
    }

    private static void mark(Bench bench, String requestId) {
        bench.input(new ProvisioningInput.LinksReadUntilReset("t1", requestId));
    }

    private static void gone(Bench bench) {
        bench.input(new ProvisioningInput.TenantRemoved("t1"));
    }

    private static List<Counts> reports(Bench bench) {
        return bench.written.stream()
                .filter(Emission.TenantErased.class::isInstance)
                .map(each -> ((Emission.TenantErased) each).erasure())
                .map(TenantErasure::counts)
                .toList();
    }

    private static List<String> keysOf(Bench bench, String tenantId) {
        var keys = new ArrayList<String>();
        for (var spec : List.of(LinkScheduler.LINKS, TenantStates.TENANTS, TenantErasures.ERASURES)) {
            bench.stores.table(spec).forEach((key, _) -> {
                if (key.equals(tenantId) || key.startsWith(tenantId + "|")) {
                    keys.add(spec.name() + ":" + key);
                }
            });
        }
        return keys;
    }
}
