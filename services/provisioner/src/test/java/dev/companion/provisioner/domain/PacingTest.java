package dev.companion.provisioner.domain;

import static dev.companion.provisioner.domain.Bench.chosen;
import static dev.companion.provisioner.domain.Bench.named;
import static org.assertj.core.api.Assertions.assertThat;

import dev.companion.provisioner.domain.emission.Emission;
import dev.companion.provisioner.domain.schedule.Pacing;
import dev.companion.provisioner.domain.step.Call;
import dev.companion.provisioner.domain.step.LinkKey;
import dev.companion.provisioner.domain.step.Outcome.Reason;
import dev.companion.provisioner.domain.step.Step;
import dev.companion.provisioner.domain.step.Vendor;
import dev.companion.provisioner.domain.tenant.ApiGate;
import dev.companion.provisioner.domain.tenant.ApiGate.State;
import dev.companion.provisioner.domain.tenant.TenantSettings;
import dev.companion.provisioner.domain.tenant.Verification;
import dev.companion.provisioner.domain.work.LinkSpec;
import dev.companion.provisioner.domain.work.LinkStatus;
import dev.companion.provisioner.domain.work.Rules;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** Budgets, circuit breakers, fairness and order. */
class PacingTest {

    private static Bench bench(Pacing pacing) {
        var bench = new Bench(Rules.defaults(), pacing);
        bench.tenant(new TenantSettings("t1", false, Bench.ROOT, 1, 1));
        bench.pass(ApiGate.ACCESS_SPREADS);
        return bench;
    }

    private static Bench plenty() {
        return bench(new Pacing(Bench.PLENTY, Bench.PLENTY, Bench.PLENTY, Bench.PLENTY));
    }

    private static LinkSpec spec(String site) {
        return new LinkSpec(1, true, null, "Company " + site, "companion-" + site, Bench.PROFILE, "r-" + site);
    }

    private static void links(Bench bench, String tenant, int count) {
        for (var i = 0; i < count; i++) {
            bench.wanted(new LinkKey(tenant, "s%03d".formatted(i)), spec(tenant + i));
        }
    }

    /** Answers every call as soon as it is planned, for the given time; returns when each was planned. */
    private static List<Call> run(Bench bench, Duration time, Function<Call, Answer> answers) {
        var calls = new ArrayList<Call>();
        var end = bench.now.plus(time);
        while (bench.now.isBefore(end)) {
            for (var call : bench.openCalls()) {
                calls.add(call);
                bench.answers(call, answers.apply(call));
            }
            bench.pass(Duration.ofMillis(20));
        }
        return calls;
    }

    private static long most(List<Call> calls, Class<? extends Step> kind, Duration window) {
        var times = calls.stream()
                .filter(call -> kind.isInstance(call.step()))
                .map(Call::plannedAt)
                .toList();
        return times.stream()
                .mapToLong(from -> times.stream()
                        .filter(at -> !at.isBefore(from) && at.isBefore(from.plus(window)))
                        .count())
                .max()
                .orElse(0);
    }

    @Test
    void noWindowHoldsMoreCallsThanAllowed() {
        var bench = bench(Pacing.defaults());
        var vendors = new FakeVendors();
        links(bench, "t1", 60);
        var calls = run(bench, Duration.ofSeconds(70), call -> vendors.handle(call, bench.now));

        var gravityZone = calls.stream()
                .filter(call -> call.step().kind().vendor() == Vendor.GRAVITYZONE)
                .toList();
        assertThat(most(gravityZone, Step.class, Duration.ofSeconds(1))).isLessThanOrEqualTo(10);
        assertThat(most(calls, Step.CreateCompany.class, Duration.ofSeconds(1))).isLessThanOrEqualTo(5);
        assertThat(most(calls, Step.ReadVariable.class, Duration.ofSeconds(60))).isLessThanOrEqualTo(130);
        assertThat(most(calls, Step.WriteVariable.class, Duration.ofSeconds(60)))
                .isLessThanOrEqualTo(65);
        assertThat(gravityZone.size()).as("the allowance is used, too").isGreaterThan(200);
    }

    @Test
    void theFirstOfManySitesIsReadyLongBeforeTheLastHasBegun() {
        var bench = bench(Pacing.defaults());
        var vendors = new FakeVendors();
        links(bench, "t1", 200);
        run(bench, Duration.ofSeconds(15), call -> vendors.handle(call, bench.now));

        assertThat(bench.controller.counts().links()).containsKey(LinkStatus.Phase.READY);
        assertThat(vendors.companies).hasSizeLessThan(100);
    }

    @Test
    void aTenantThatGetsNoAnswersDelaysNoOther() {
        var bench = plenty();
        bench.tenant(new TenantSettings("t2", false, Bench.ROOT, 1, 1));
        bench.pass(ApiGate.ACCESS_SPREADS);
        for (var i = 0; i < 50; i++) {
            bench.wanted(new LinkKey("t1", "s" + i), chosen(1, "c" + i));
        }
        bench.pass(Duration.ofMillis(50));
        assertThat(bench.openCalls()).as("calls of one tenant at the same time").hasSize(16);
        links(bench, "t2", 1);

        assertThat(bench.openCalls()).anyMatch(call -> call.link().tenantId().equals("t2"));
    }

    @Test
    void aPauseThatTheVendorAsksForIsKept() {
        var bench = plenty();
        bench.wanted(named(1, "Acme"));
        bench.expects(Step.FindCompanyByName.class, Answer.limited(Duration.ofSeconds(45)));
        var limited = bench.now;
        links(bench, "t1", 3);
        assertThat(bench.openCalls()).isEmpty();
        bench.passToCallOfAny();

        assertThat(Duration.between(limited, bench.now)).isGreaterThanOrEqualTo(Duration.ofSeconds(45));
        assertThat(health(bench))
                .extracting(Emission.HealthChanged::gate)
                .extracting(ApiGate::state)
                .containsExactly(State.THROTTLED);
    }

    @Test
    void aPauseThatAnotherServiceWasAskedForIsKeptToo() {
        var bench = plenty();
        var until = bench.now.plusSeconds(30);
        bench.controller.on(new ProvisioningInput.HealthObserved("t1", Vendor.GRAVITYZONE, until), bench.now);
        bench.wanted(named(1, "Acme"));

        assertThat(bench.passToCall().plannedAt()).isAfterOrEqualTo(until);
    }

    @Test
    void afterFiveFailuresOnlyASingleReadIsTriedNowAndThen() {
        var bench = plenty();
        links(bench, "t1", 40);
        var calls = run(bench, Duration.ofMinutes(5), _ -> Answer.refused(Reason.UNAVAILABLE));

        // 16 running, 4 more started before the fifth failure; then one probe each after 30, 60 and 120 s.
        assertThat(calls).hasSizeLessThanOrEqualTo(16 + 4 + 3);
        assertThat(health(bench)).extracting(e -> e.gate().state()).containsExactly(State.FAILING);
        var vendors = new FakeVendors();
        run(bench, Duration.ofMinutes(6), call -> vendors.handle(call, bench.now));
        assertThat(health(bench)).extracting(e -> e.gate().state()).containsExactly(State.FAILING, State.OK);
        assertThat(bench.controller.counts().links()).containsEntry(LinkStatus.Phase.READY, 40);
    }

    /** As when a partner moves a part of the tree elsewhere. */
    @Test
    void manyCompaniesNoLongerReachableDelayNoOther() {
        var bench = plenty();
        for (var i = 0; i < 40; i++) {
            bench.wanted(new LinkKey("t1", "moved" + i), chosen(1, "moved" + i));
        }
        links(bench, "t1", 5);
        var vendors = new FakeVendors();
        run(
                bench,
                Duration.ofMinutes(1),
                call -> call.step() instanceof Step.FindCompanyById
                        ? Answer.refused(Reason.PERMISSION)
                        : vendors.handle(call, bench.now));

        assertThat(health(bench)).isEmpty();
        assertThat(bench.controller.counts().links())
                .containsEntry(LinkStatus.Phase.READY, 5)
                .containsEntry(LinkStatus.Phase.ATTENTION, 40);
    }

    @Test
    void theTrialIsNeverACallWithAnEffect() {
        var bench = plenty();
        links(bench, "t1", 10);
        var failing = run(
                bench,
                Duration.ofSeconds(25),
                call -> call.step().kind().effect() ? Answer.refused(Reason.UNAVAILABLE) : Answer.nothing());
        assertThat(failing).anyMatch(call -> call.step() instanceof Step.CreateCompany);
        assertThat(bench.openCalls()).isEmpty();

        bench.passToCallOfAny();
        assertThat(bench.onlyCall().step().kind().effect()).isFalse();
    }

    @Test
    void aRejectedKeyIsNotSentAgainUntilItIsChanged() {
        var bench = plenty();
        links(bench, "t1", 40);
        var calls = run(bench, Duration.ofMinutes(14), _ -> Answer.refused(Reason.CREDENTIALS));
        assertThat(calls).hasSizeLessThanOrEqualTo(16);
        assertThat(health(bench)).extracting(e -> e.gate().state()).containsExactly(State.CREDENTIALS_REJECTED);

        bench.tenant(new TenantSettings("t1", false, Bench.ROOT, 2, 1));
        bench.pass(Duration.ofSeconds(1));
        assertThat(bench.openCalls())
                .as("the caller may not know the new key yet")
                .isEmpty();
        bench.pass(Duration.ofSeconds(2));
        assertThat(bench.openCalls()).isNotEmpty();
    }

    @Test
    void aKeyThatWorksAgainIsFoundOutWithoutAPerson() {
        var bench = plenty();
        links(bench, "t1", 5);
        run(bench, Duration.ofMinutes(1), _ -> Answer.refused(Reason.CREDENTIALS));
        var vendors = new FakeVendors();
        run(bench, Duration.ofMinutes(16), call -> vendors.handle(call, bench.now));

        assertThat(bench.controller.counts().links()).containsEntry(LinkStatus.Phase.READY, 5);
    }

    @Test
    void anAnswerToTheOldKeySaysNothingOfTheNewOne() {
        var bench = plenty();
        bench.wanted(named(1, "Acme"));
        var call = bench.passToCall();
        bench.pass(Duration.ofMillis(100));
        bench.tenant(new TenantSettings("t1", false, Bench.ROOT, 2, 1));
        bench.answers(call, Answer.refused(Reason.CREDENTIALS));

        assertThat(health(bench)).isEmpty();
        assertThat(bench.passToCall().step()).isInstanceOf(Step.FindCompanyByName.class);
    }

    @Test
    void gravityZoneBeingAwayDoesNotHoldUpDatto() {
        var bench = plenty();
        bench.wanted(chosen(1, "c5"));
        bench.expects(Step.FindCompanyById.class, Answer.companies(bench.customer("c5", "Globex")));
        bench.loses(bench.onlyCall());
        links(bench, "t1", 10);
        run(bench, Duration.ofSeconds(20), _ -> Answer.refused(Reason.UNAVAILABLE));
        bench.pass(Duration.ofSeconds(20));
        bench.wanted(Bench.absent(2, chosen(1, "c5")));

        assertThat(bench.openCalls()).anyMatch(call -> call.step() instanceof Step.ReadVariable);
    }

    @Test
    void nothingIsDueWhileEverythingRests() {
        var ready = Bench.ready();

        assertThat(ready.controller.nextDue(ready.now))
                .hasValueSatisfying(due -> assertThat(due).isAfter(ready.now.plus(Duration.ofMinutes(14))));
    }

    @Test
    void aRefusalForQuotaHalvesWhatIsPlannedFromThenOn() {
        var bench = bench(Pacing.defaults());
        var vendors = new FakeVendors();
        bench.pass(Duration.ofMinutes(2));
        links(bench, "t1", 400);
        var before = createdIn(Duration.ofSeconds(30), bench, vendors);
        bench.passToCallOfAny();
        bench.answers(bench.openCalls().getFirst(), Answer.limited(Duration.ofSeconds(1)));
        bench.pass(Duration.ofSeconds(1));
        var after = createdIn(Duration.ofSeconds(25), bench, vendors);

        assertThat(after).isLessThan(before * 2 / 3).isGreaterThan(before / 4);
    }

    private static int createdIn(Duration time, Bench bench, FakeVendors vendors) {
        return run(bench, time, call -> vendors.handle(call, bench.now)).stream()
                .filter(call -> call.step().kind().vendor() == Vendor.GRAVITYZONE)
                .toList()
                .size();
    }

    private static List<Emission.HealthChanged> health(Bench bench) {
        return bench.written.stream()
                .filter(Emission.HealthChanged.class::isInstance)
                .map(Emission.HealthChanged.class::cast)
                .filter(changed -> changed.gate().state() != State.OK
                        || changed.verification().equals(Verification.NONE))
                .toList();
    }
}
