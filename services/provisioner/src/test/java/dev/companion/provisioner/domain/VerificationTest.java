package dev.companion.provisioner.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.companion.pacing.Quota;
import dev.companion.provisioner.domain.emission.Emission;
import dev.companion.provisioner.domain.schedule.Pacing;
import dev.companion.provisioner.domain.step.Call;
import dev.companion.provisioner.domain.step.LinkKey;
import dev.companion.provisioner.domain.step.Outcome.Reason;
import dev.companion.provisioner.domain.step.Outcome.SeenLink;
import dev.companion.provisioner.domain.step.Outcome.SeenVariable;
import dev.companion.provisioner.domain.step.Step;
import dev.companion.provisioner.domain.step.Vendor;
import dev.companion.provisioner.domain.tenant.ApiGate;
import dev.companion.provisioner.domain.tenant.TenantSettings;
import dev.companion.provisioner.domain.tenant.Verification;
import dev.companion.provisioner.domain.work.LinkSpec;
import dev.companion.provisioner.domain.work.LinkStatus.Phase;
import dev.companion.provisioner.domain.work.Rules;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Since when ready links are verified, and what a check does that a person requests (invariants 5 and 7). */
class VerificationTest {

    private static final Duration ROUND = Rules.defaults().verifyEvery();

    private final Bench bench = Bench.withTenant();
    private final FakeVendors vendors = new FakeVendors();
    private final List<Call> calls = new ArrayList<>();

    private static LinkKey site(int number) {
        return new LinkKey("t1", "s" + number);
    }

    private void ready(int count) {
        IntStream.rangeClosed(1, count).forEach(number -> wanted(bench, number));
        run(Duration.ofMinutes(1));
        assertThat(bench.controller.counts().links()).containsOnly(Map.entry(Phase.READY, count));
        calls.clear();
    }

    private static void wanted(Bench bench, int number) {
        bench.wanted(
                site(number),
                new LinkSpec(1, true, null, "Company " + number, "companion-s" + number, Bench.PROFILE, "r" + number));
    }

    private void run(Duration time) {
        run(bench, time, call -> vendors.handle(call, bench.now));
    }

    private void run(Bench bench, Duration time, Function<Call, Answer> vendor) {
        var end = bench.now.plus(time);
        while (bench.now.isBefore(end)) {
            for (var call : bench.openCalls()) {
                calls.add(call);
                bench.answers(call, vendor.apply(call));
            }
            bench.pass(Duration.ofMillis(100));
        }
    }

    private void checkNow() {
        bench.tenant(new TenantSettings("t1", false, Bench.ROOT, 1, 1, true, bench.now));
    }

    private List<Verification> published() {
        return bench.written.stream()
                .filter(Emission.HealthChanged.class::isInstance)
                .map(Emission.HealthChanged.class::cast)
                .filter(changed -> changed.vendor() == Vendor.DATTO)
                .map(Emission.HealthChanged::verification)
                .toList();
    }

    private long reads(Class<? extends Step> kind) {
        return calls.stream().filter(call -> kind.isInstance(call.step())).count();
    }

    private Phase phase(int number) {
        return bench.stores.state(site(number)).status().phase();
    }

    @Test
    void aCheckReadsEveryReadyLinkAtOnceAndSaysWhenItIsOver() {
        ready(5);
        var asked = bench.now;
        checkNow();
        run(Duration.ofSeconds(3));

        assertThat(reads(Step.ReadVariable.class)).isEqualTo(5);
        assertThat(reads(Step.ReadPackageLink.class)).isEqualTo(5);
        assertThat(published().getLast()).satisfies(last -> {
            assertThat(last.checkedAt()).isAfterOrEqualTo(asked);
            assertThat(last.verifiedAt()).isAfterOrEqualTo(asked);
            assertThat(last.isChecking()).isFalse();
            assertThat(last.total()).isNull();
        });
        calls.clear();
        run(Duration.ofMinutes(2));
        assertThat(calls).as("a check reads once").isEmpty();
    }

    @Test
    void aCheckTellsItsProgressEveryTwoSecondsAtMost() {
        var slow = new Quota60();
        slow.ready(50);
        var before = slow.published().size();
        slow.checkNow();
        slow.run(Duration.ofSeconds(90));

        var progress = slow.published().stream().skip(before).toList();
        assertThat(progress.getFirst()).satisfies(first -> {
            assertThat(first.read()).isZero();
            assertThat(first.total()).isEqualTo(50);
        });
        assertThat(progress).filteredOn(each -> each.total() != null).hasSizeBetween(2, 46);
        assertThat(progress.getLast().isChecking()).isFalse();
        assertThat(progress.getLast().verifiedAt())
                .isAfterOrEqualTo(progress.getLast().checkSince());
    }

    @Test
    void anEditedVariableIsNoLongerVerifiedAfterACheck() {
        ready(3);
        vendors.variables.put(site(2), new ArrayList<>(List.of(new SeenVariable(7, "edited"))));
        checkNow();
        run(
                bench,
                Duration.ofSeconds(2),
                call -> call.step().kind().effect()
                        ? Answer.refused(Reason.CONFLICT)
                        : vendors.handle(call, bench.now));

        assertThat(phase(2)).isEqualTo(Phase.WORKING);
        assertThat(published().getLast().checkedAt())
                .as("the others are checked")
                .isNotNull();
        run(Duration.ofMinutes(1));
        assertThat(phase(2)).isEqualTo(Phase.READY);
    }

    @Test
    void aDeletedPackageIsNoLongerVerifiedAfterACheckEvenRightAfterItWasMade() {
        bench.wanted(Bench.named(1, "Acme"));
        run(Duration.ofSeconds(20));
        assertThat(bench.status().phase()).isEqualTo(Phase.READY);
        vendors.packages.clear();
        checkNow();
        run(Duration.ofSeconds(2));
        assertThat(bench.status().phase()).isEqualTo(Phase.WORKING);

        run(Duration.ofSeconds(75));
        assertThat(vendors.packages).hasSize(1);
        assertThat(bench.status().phase()).isEqualTo(Phase.READY);
    }

    @Test
    void aCheckOutlivesARestartAndTheSameRequestIsGrantedOnce() {
        ready(5);
        var asked = bench.now;
        checkNow();
        bench.openCalls().forEach(bench::loses);
        bench.crash();
        run(Duration.ofSeconds(40));
        assertThat(published().getLast().checkedAt()).isAfterOrEqualTo(asked);

        calls.clear();
        bench.tenant(new TenantSettings("t1", false, Bench.ROOT, 1, 1, true, asked));
        bench.crash();
        run(Duration.ofSeconds(40));
        assertThat(calls).isEmpty();
    }

    @Test
    void aCheckLooksAtALinkThatWaitsForAPerson() {
        ready(2);
        bench.tenant(new TenantSettings("t1", false, Bench.ROOT, 1, 1, false, null));
        var right = vendors.variablesOf(site(1)).getFirst();
        vendors.variables.put(site(1), new ArrayList<>(List.of(new SeenVariable(7, "edited"))));
        bench.tenant(new TenantSettings("t1", false, Bench.ROOT, 1, 1, false, bench.now));
        run(Duration.ofSeconds(2));
        assertThat(phase(1)).isEqualTo(Phase.ATTENTION);

        vendors.variables.put(site(1), new ArrayList<>(List.of(right)));
        bench.tenant(new TenantSettings("t1", false, Bench.ROOT, 1, 1, false, bench.now));
        run(Duration.ofSeconds(2));
        assertThat(phase(1)).isEqualTo(Phase.READY);
    }

    @Test
    void aLinkThatCannotBeReadKeepsTheBoundAndTheCheckOpen() {
        ready(3);
        run(Duration.ofSeconds(1));
        var bound = published().getLast().verifiedAt();
        checkNow();
        run(
                bench,
                Duration.ofMinutes(5),
                call -> call.link().equals(site(2)) && call.step() instanceof Step.ReadVariable
                        ? Answer.refused(Reason.UNAVAILABLE)
                        : vendors.handle(call, bench.now));

        assertThat(phase(2)).as("stays ready").isEqualTo(Phase.READY);
        var last = published().getLast();
        assertThat(last.verifiedAt()).isEqualTo(bound);
        assertThat(last.isChecking()).isTrue();
        assertThat(last.read()).isEqualTo(2);
        assertThat(last.total()).isEqualTo(3);
    }

    @Test
    void aBoundIsPublishedAFewTimesInARound() {
        ready(40);
        run(ROUND);
        var before = published().size();
        run(ROUND.multipliedBy(4));

        assertThat(published().size() - before).isBetween(4, 13);
        assertThat(published().getLast().verifiedAt())
                .isAfter(bench.now.minus(ROUND.multipliedBy(3).dividedBy(2)));
        assertThat(published()).extracting(Verification::verifiedAt).isSorted();
    }

    @Test
    void nothingIsPublishedWithoutAReadyLink() {
        checkNow();
        run(Duration.ofMinutes(1));

        assertThat(published()).allSatisfy(each -> assertThat(each.verifiedAt()).isNull());
        assertThat(published().getLast().checkedAt()).isNotNull();
    }

    @Test
    void aRequestOfAClockThatIsAheadIsGrantedOnce() {
        ready(2);
        bench.tenant(new TenantSettings("t1", false, Bench.ROOT, 1, 1, true, bench.now.plusSeconds(20)));
        run(Duration.ofSeconds(30));

        assertThat(reads(Step.ReadVariable.class)).isEqualTo(2);
        assertThat(published().getLast().checkedAt()).isAfterOrEqualTo(bench.now.minusSeconds(11));
    }

    /** Otherwise the listing, which holds the links of the whole tenant, is read again and again. */
    @Test
    void readyPackagesThatTheListingOmitsAreReadInCallsOfTheirOwnAtOnce() {
        ready(100);
        checkNow();
        run(Duration.ofSeconds(20));
        assertThat(published().getLast().isChecking()).isFalse();
        calls.clear();
        checkNow();
        run(bench, Duration.ofSeconds(10), call -> {
            var answer = vendors.handle(call, bench.now);
            return call.step() instanceof Step.ReadPackageLinks
                    ? without(Set.of("companion-s7", "companion-s8"), answer)
                    : answer;
        });

        assertThat(reads(Step.ReadPackageLinks.class)).isEqualTo(1);
        assertThat(reads(Step.ReadPackageLink.class)).isEqualTo(2);
        assertThat(published().getLast().isChecking()).isFalse();
    }

    private static Answer without(Set<String> packageNames, Answer listing) {
        return Answer.links(listing.seenLinks().stream()
                .filter(link -> !packageNames.contains(link.packageName()))
                .toArray(SeenLink[]::new));
    }

    /** A tenant whose whole share of Datto's reads is 60 a minute. */
    private final class Quota60 {

        private final Bench slow =
                new Bench(Rules.defaults(), new Pacing(Bench.PLENTY, Bench.PLENTY, Quota.perMinute(60), Bench.PLENTY));
        private final FakeVendors fake = new FakeVendors();

        void ready(int count) {
            slow.tenant(new TenantSettings("t1", false, Bench.ROOT, 1, 1));
            slow.pass(ApiGate.ACCESS_SPREADS);
            IntStream.rangeClosed(1, count).forEach(number -> wanted(slow, number));
            run(Duration.ofMinutes(4));
            assertThat(slow.controller.counts().links()).containsEntry(Phase.READY, count);
        }

        void checkNow() {
            slow.tenant(new TenantSettings("t1", false, Bench.ROOT, 1, 1, true, slow.now));
        }

        void run(Duration time) {
            VerificationTest.this.run(slow, time, call -> fake.handle(call, slow.now));
        }

        List<Verification> published() {
            return slow.written.stream()
                    .filter(Emission.HealthChanged.class::isInstance)
                    .map(Emission.HealthChanged.class::cast)
                    .map(Emission.HealthChanged::verification)
                    .toList();
        }
    }

    @Test
    void aCheckLeavesHalfOfTheReadsToOtherLinks() {
        var slow = new Quota60();
        slow.ready(50);
        slow.slow.pass(Duration.ofMinutes(2));
        slow.checkNow();
        var asked = slow.slow.now;
        slow.run(Duration.ofSeconds(5));
        wanted(slow.slow, 99);
        slow.run(Duration.ofSeconds(25));

        assertThat(slow.slow.stores.state(site(99)).status().phase())
                .as("a new link does not wait for the check")
                .isEqualTo(Phase.READY);
        assertThat(slow.published().getLast().checkedAt())
                .as("the check is still under way")
                .satisfiesAnyOf(
                        at -> assertThat(at).isNull(), at -> assertThat(at).isBefore(asked));
    }
}
