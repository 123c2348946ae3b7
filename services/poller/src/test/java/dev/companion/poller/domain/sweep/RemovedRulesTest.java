package dev.companion.poller.domain.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.companion.poller.domain.deletion.DeletionDecision.Approval;
import dev.companion.poller.domain.deletion.DeletionGuard;
import dev.companion.poller.domain.deletion.Deletions;
import dev.companion.poller.domain.deletion.Deletions.Batch;
import dev.companion.poller.domain.row.Observation;
import dev.companion.poller.domain.row.Observation.Marked;
import dev.companion.poller.domain.row.Rows;
import dev.companion.poller.domain.row.Site;
import dev.companion.poller.domain.sweep.PointRead.NoAnswer;
import dev.companion.poller.domain.sweep.PointRead.NotThere;
import dev.companion.poller.domain.sweep.PointRead.NotVisible;
import dev.companion.poller.domain.sweep.PointRead.There;
import dev.companion.poller.domain.sweep.Sweep.Request;
import dev.companion.poller.domain.sweep.SweepVerdict.Flaw;
import dev.companion.poller.domain.sweep.SweepVerdict.Partial;
import dev.companion.poller.domain.sweep.SweepVerdict.Suspicion;
import dev.companion.poller.domain.sweep.SweepVerdict.Suspicious;
import dev.companion.poller.domain.sweep.SweptPage.Listed;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Each of these falls with one rule of a sweep. */
class RemovedRulesTest {

    private static final Duration BASE = Duration.ofSeconds(60);

    private final Rows<Site> known = new Rows<>();
    private final Map<Integer, PointRead<Site>> answers = new HashMap<>();
    private SweepRules rules = SweepRules.standard(BASE);
    private Instant now = Instant.parse("2026-11-01T12:00:00Z");
    private Deletions deletions = Deletions.NONE;
    private Approval approval;

    @Test
    void theLastTotalCountsAsMuchAsTheFirst() {
        var sweep = sweep();
        page(sweep, new SweptPage<>(rows(0, 2), false, 4L, true));
        page(sweep, new SweptPage<>(rows(2, 4), true, 5L, true));

        assertThat(sweep.verdict()).contains(new Partial(Flaw.TOTALS_DISAGREE));
    }

    @Test
    void aGoodLastPageDoesNotMakeUpForAPoorOneBefore() {
        var sweep = sweep();
        page(sweep, new SweptPage<>(rows(0, 2), false, null, false));
        page(sweep, new SweptPage<>(rows(2, 4), true, null, true));

        assertThat(sweep.verdict()).contains(new Partial(Flaw.PAGE_UNTRUSTED));
    }

    @Test
    void aListOfWithheldRowsOnlyIsAsGoodAsEmpty() {
        know(1);
        var sweep = sweep();
        page(sweep, new SweptPage<>(List.of(withheld(9)), true, 1L, true));
        checkAbsent(sweep);

        assertThat(sweep.verdict()).contains(new Suspicious(Suspicion.EMPTY));
    }

    @Test
    void aRowOnTwoPagesDoesNotMakeAListLookLonger() {
        know(9);
        var sweep = sweep();
        page(sweep, new SweptPage<>(rows(0, 3), false, null, true));
        page(sweep, new SweptPage<>(rows(1, 3), true, null, true));
        checkAbsent(sweep);

        assertThat(sweep.verdict()).contains(new Suspicious(Suspicion.UNDER_HALF));
    }

    @Test
    void theGuardRemembersAWholeDay() {
        var spent = new Deletions(List.of(new Batch(now, 5)));

        assertThat(DeletionGuard.STANDARD.holds(
                        1, 10, spent, now.plus(Duration.ofHours(24).minusSeconds(1))))
                .isTrue();
        assertThat(DeletionGuard.STANDARD.holds(1, 10, spent, now.plus(Duration.ofHours(24))))
                .isFalse();
    }

    @Test
    void whatWasDeletedTodayStillCountsAsKnown() {
        var spent = new Deletions(List.of(new Batch(now, 5)));

        assertThat(DeletionGuard.STANDARD.holds(1, 25, spent, now))
                .as("6 of 30")
                .isFalse();
        assertThat(DeletionGuard.STANDARD.holds(1, 24, spent, now))
                .as("6 of 29")
                .isTrue();
    }

    @Test
    void aRowThatMayNotBeReadIsNotMissedAndLeftAloneForAWhile() {
        know(5);
        answers.put(0, new NotVisible<>());
        sweepWithout(0);
        assertThat(known.find(id(0)).misses()).isZero();

        answers.clear();
        now = now.plus(rules.refusalPause()).minusMillis(1);
        sweepWithout(0);
        assertThat(known.find(id(0)).misses()).as("not asked").isZero();
        now = now.plusMillis(1);
        sweepWithout(0);
        assertThat(known.find(id(0)).misses()).isEqualTo(1);
    }

    @Test
    void theVendorIsWellThatShowsItsListToTheEnd() {
        assertThat(Stream.of(Flaw.values()).filter(flaw -> new Partial(flaw).reachedEnd()))
                .containsExactlyInAnyOrder(Flaw.PAGE_UNTRUSTED, Flaw.TOTALS_DISAGREE);
    }

    @Test
    void nothingIsHeldWhereAllThatIsAbsentMayNotBeRead() {
        know(9);
        for (var n = 4; n < 9; n++) {
            known.store(new Marked<>(known.find(id(n)).deferred(now.plusSeconds(900))));
        }
        var sweep = sweepWithout(4, 5, 6, 7, 8);

        assertThat(sweep.verdict()).contains(new Suspicious(Suspicion.UNDER_HALF));
        assertThat(sweep.held()).isEmpty();
    }

    @Test
    void aChangedRowIsNoLongerMissed() {
        know(5);
        sweepWithout(0);
        assertThat(known.find(id(0)).misses()).isEqualTo(1);

        page(sweep(), new SweptPage<>(List.of(new Listed<>(id(0), site(0, "renamed"))), true, null, true));

        assertThat(known.find(id(0)).misses()).isZero();
    }

    @Test
    void aMissKeepsTheIntervalShort() {
        know(5);
        assertThat(sweepWithout().active()).isFalse();
        assertThat(sweepWithout(0).active()).isTrue();
        assertThat(sweepWithout(0).active()).as("a deletion").isTrue();

        rules = SweepRules.withoutPointRead(BASE);
        assertThat(sweepWithout(1).active()).isTrue();
    }

    @Test
    void onlyWhatWasAskedForIsTaken() {
        know(5);
        answers.put(0, null);
        var asking = sweepWithout(0);
        assertThatIllegalStateException()
                .isThrownBy(() -> asking.page(new SweptPage<>(rows(0, 5), true, null, true), known, now));
        assertThatIllegalStateException().isThrownBy(() -> sweep().row(new NotThere<>(), known, now));
    }

    @Test
    void anApprovalOfAnotherSetLetsNothingThrough() {
        know(20);
        approval = new Approval("of another set", true);

        assertThat(sweepWithout(0, 1, 2, 3, 4, 5, 6, 7).held()).isPresent();
    }

    @Test
    void oneRowMoreThanWasApprovedHoldsThemAll() {
        know(20);
        approve(0, 1, 2, 3, 4, 5, 6, 7);
        IntStream.range(0, 8).forEach(n -> answers.put(n, new NoAnswer<>()));
        assertThat(sweepWithout(0, 1, 2, 3, 4, 5, 6, 7).held()).isEmpty();

        assertThat(sweepWithout(0, 1, 2, 3, 4, 5, 6, 7, 8).held())
                .hasValueSatisfying(set -> assertThat(set.ids()).hasSize(9));
    }

    @Test
    void theLastOfAnApprovedSetAreNotCountedEither() {
        rules = new SweepRules(
                rules.confirmation(), 2, rules.proofWindow(), rules.proofAfter(), rules.refusalPause(), 4, 100);
        know(20);
        approve(0, 1, 2, 3, 4, 5, 6, 7);
        for (var n = 0; n < 6; n++) {
            var left = IntStream.range(0, 8).filter(id -> known.find(id(id)).present());
            sweepWithout(left.toArray());
        }

        assertThat(known.present()).isEqualTo(12);
        assertThat(deletions).isEqualTo(Deletions.NONE);
    }

    @Test
    void anApprovedRowThatMayNotBeReadForAWhileStaysApproved() {
        know(20);
        approve(0, 1, 2, 3, 4, 5, 6, 7);
        IntStream.range(1, 8).forEach(n -> answers.put(n, new NoAnswer<>()));
        answers.put(0, new NotVisible<>());
        sweepWithout(0, 1, 2, 3, 4, 5, 6, 7);
        assertThat(known.find(id(0)).askAgainAt()).isNotNull();

        now = now.plus(rules.refusalPause());
        approval = new Approval(approval.setId(), false);
        assertThat(sweepWithout(0, 1, 2, 3, 4, 5, 6, 7).held()).isEmpty();
    }

    @Test
    void anApprovedRowThatIsSeenAgainNeedsANewDecisionTheNextTime() {
        know(20);
        approve(0, 1, 2, 3, 4, 5, 6, 7);
        IntStream.range(0, 8).forEach(n -> answers.put(n, new NoAnswer<>()));
        sweepWithout(0, 1, 2, 3, 4, 5, 6, 7);
        approval = new Approval(approval.setId(), false);
        assertThat(sweepWithout(0, 1, 2, 3, 4, 5, 6, 7).held()).isEmpty();

        sweepWithout();
        answers.clear();
        assertThat(sweepWithout(0, 1, 2, 3, 4, 5, 6, 7).held()).isPresent();
    }

    @Test
    void anApprovalOfRowsThatCannotBeAskedForOutlastsTheirMisses() {
        rules = SweepRules.withoutPointRead(BASE);
        know(20);
        approve(0, 1, 2, 3, 4, 5, 6, 7);
        sweepWithout(0, 1, 2, 3, 4, 5, 6, 7);
        approval = new Approval(approval.setId(), false);

        var second = sweepWithout(0, 1, 2, 3, 4, 5, 6, 7);
        assertThat(second.held()).isEmpty();
        assertThat(known.find(id(0)).misses()).isEqualTo(2);
    }

    /** Rows that are not said otherwise are not there when they are asked for, and all others read well. */
    private Sweep<Site> sweepWithout(int... missing) {
        var gone = IntStream.of(missing).mapToObj(RemovedRulesTest::id).collect(Collectors.toSet());
        var sweep = sweep();
        var list = listWithout(gone);
        page(sweep, list);
        if (sweep.next().orElse(null) instanceof Request.FirstPage && sweep.checking()) {
            page(sweep, list);
        }
        while (sweep.next().orElse(null) instanceof Request.Row(var id)) {
            var number = Integer.parseInt(id);
            if (answers.containsKey(number) && answers.get(number) == null) {
                return sweep;
            }
            PointRead<Site> usual = gone.contains(id) ? new NotThere<>() : new There<>(null);
            stored(sweep.row(answers.getOrDefault(number, usual), known, now), sweep);
        }
        return sweep;
    }

    /** No row that is read to check the list exists. */
    private void checkAbsent(Sweep<Site> sweep) {
        while (sweep.checking()) {
            stored(sweep.row(new NotThere<>(), known, now), sweep);
        }
    }

    /** Has these rows held back, and approved by a person. */
    private void approve(int... missing) {
        approval = new Approval(sweepWithout(missing).held().orElseThrow().setId(), true);
    }

    private SweptPage<Site> listWithout(Set<String> gone) {
        var listed = new ArrayList<Listed<Site>>();
        known.forEachPresent(row -> {
            if (!gone.contains(row.id())) {
                listed.add(new Listed<>(row.id(), row.value()));
            }
        });
        return new SweptPage<>(listed, true, (long) listed.size(), true);
    }

    private Sweep<Site> sweep() {
        return new Sweep<>(rules, DeletionGuard.STANDARD, deletions, approval, Set.of(), now);
    }

    private void know(int count) {
        page(sweep(), new SweptPage<>(rows(0, count), true, null, true));
    }

    private void page(Sweep<Site> sweep, SweptPage<Site> page) {
        stored(sweep.page(page, known, now), sweep);
    }

    private void stored(List<Observation<Site>> observations, Sweep<Site> sweep) {
        observations.forEach(known::store);
        deletions = sweep.deletions();
    }

    private static List<Listed<Site>> rows(int start, int end) {
        return IntStream.range(start, end)
                .mapToObj(n -> new Listed<>(id(n), site(n, "site " + n)))
                .toList();
    }

    private static Listed<Site> withheld(int n) {
        return new Listed<>(id(n), new Site(id(n), null, "new", null, Site.Scope.UNKNOWN, null, null));
    }

    private static Site site(int n, String name) {
        return new Site(id(n), null, name, null, Site.Scope.MANAGED, null, null);
    }

    private static String id(int n) {
        return "%05d".formatted(n);
    }
}
