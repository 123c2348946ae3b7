package dev.companion.poller.domain.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import dev.companion.poller.domain.deletion.DeletionGuard;
import dev.companion.poller.domain.deletion.Deletions;
import dev.companion.poller.domain.row.Observation;
import dev.companion.poller.domain.row.Observation.Gone;
import dev.companion.poller.domain.row.Observation.LeftScope;
import dev.companion.poller.domain.row.Observation.Withheld;
import dev.companion.poller.domain.row.Rows;
import dev.companion.poller.domain.row.Site;
import dev.companion.poller.domain.sweep.PointRead.NotThere;
import dev.companion.poller.domain.sweep.PointRead.There;
import dev.companion.poller.domain.sweep.Sweep.Request;
import dev.companion.poller.domain.sweep.SweepVerdict.Complete;
import dev.companion.poller.domain.sweep.SweepVerdict.Flaw;
import dev.companion.poller.domain.sweep.SweepVerdict.Partial;
import dev.companion.poller.domain.sweep.SweepVerdict.Suspicion;
import dev.companion.poller.domain.sweep.SweepVerdict.Suspicious;
import dev.companion.poller.domain.sweep.SweptPage.Listed;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SweepTest {

    private static final SweepRules RULES = SweepRules.standard(Duration.ofSeconds(60));

    private final Rows<Site> known = new Rows<>();
    private Instant now = Instant.parse("2026-11-01T12:00:00Z");
    private Deletions deletions = Deletions.NONE;

    @Test
    void aWholeListIsComplete() {
        var sweep = sweep();
        page(sweep, new SweptPage<>(rows(0, 3), false, 5L, true));
        assertThat(sweep.next()).contains(new Request.NextPage());
        page(sweep, new SweptPage<>(rows(3, 5), true, 5L, true));

        assertThat(sweep.verdict()).contains(new Complete(0, false));
        assertThat(sweep.next()).isEmpty();
        assertThat(sweep.rows()).isEqualTo(5);
        assertThat(sweep.announced()).contains(5L);
    }

    @Test
    void anEmptyAccountIsCompleteWhereNothingIsKnown() {
        assertThat(verdict(new SweptPage<>(List.of(), true, 0L, true))).isEqualTo(new Complete(0, false));
    }

    @Test
    void whatIsNeverImportedCountsTowardsTheTotal() {
        var rows = new ArrayList<>(rows(0, 2));
        rows.add(new Listed<>("deleted-devices", null));

        assertThat(verdict(new SweptPage<>(rows, true, 3L, true))).isEqualTo(new Complete(0, false));
    }

    @Test
    void aTotalThatDisagreesMakesTheWalkPartial() {
        assertThat(verdict(new SweptPage<>(rows(0, 2), true, 3L, true))).isEqualTo(new Partial(Flaw.TOTALS_DISAGREE));
    }

    @Test
    void aTotalThatChangesUnderTheWalkMakesItPartial() {
        var sweep = sweep();
        page(sweep, new SweptPage<>(rows(0, 2), false, 3L, true));
        page(sweep, new SweptPage<>(rows(2, 4), true, 4L, true));

        assertThat(sweep.verdict()).contains(new Partial(Flaw.TOTALS_DISAGREE));
    }

    @Test
    void aPageThatSaysTooLittleOfItselfMakesTheWalkPartial() {
        assertThat(verdict(new SweptPage<>(rows(0, 2), true, null, false))).isEqualTo(new Partial(Flaw.PAGE_UNTRUSTED));
    }

    @Test
    void aRepeatedPageEndsTheWalk() {
        var sweep = sweep();
        page(sweep, new SweptPage<>(rows(0, 2), false, null, true));
        page(sweep, new SweptPage<>(rows(2, 4), false, null, true));
        page(sweep, new SweptPage<>(rows(0, 2), false, null, true));

        assertThat(sweep.verdict()).contains(new Partial(Flaw.PAGE_REPEATED));
    }

    @Test
    void anEmptyPageBeforeTheEndEndsTheWalk() {
        assertThat(verdict(new SweptPage<>(List.of(), false, null, true))).isEqualTo(new Partial(Flaw.PAGE_EMPTY));
    }

    @Test
    void aWalkWithoutEndIsEnded() {
        var rules = new SweepRules(
                SweepRules.Confirmation.POINT_READ,
                2,
                Duration.ofSeconds(60),
                Duration.ofSeconds(30),
                Duration.ofMinutes(15),
                50,
                3);
        var sweep = new Sweep<Site>(rules, DeletionGuard.STANDARD, deletions, now);
        for (var n = 0; n < 3; n++) {
            page(sweep, new SweptPage<>(rows(n, n + 1), false, null, true));
        }

        assertThat(sweep.verdict()).contains(new Partial(Flaw.ENDLESS));
    }

    @Test
    void anEmptyListIsSuspiciousWhereSomethingIsKnown() {
        know(1);
        assertThat(verdict(new SweptPage<>(List.of(), true, 0L, true))).isEqualTo(new Suspicious(Suspicion.EMPTY));
    }

    @Test
    void aListUnderHalfOfWhatIsKnownIsSuspicious() {
        know(9);
        assertThat(verdict(new SweptPage<>(rows(0, 4), true, 4L, true)))
                .isEqualTo(new Suspicious(Suspicion.UNDER_HALF));
    }

    @Test
    void newRowsOfTheSameWalkDoNotMakeItLookShort() {
        know(4);
        var sweep = sweep();
        // Two rows, one of them new: half of the four that were known before, though less than half of the five now.
        page(sweep, new SweptPage<>(List.of(rows(0, 1).getFirst(), rows(9, 10).getFirst()), false, null, true));
        page(sweep, new SweptPage<>(List.of(), true, null, true));

        assertThat(sweep.next()).contains(new Request.Row(id(1)));
    }

    @Test
    void theGuardIsAFifthButAtLeastFive() {
        assertThat(DeletionGuard.STANDARD.limit(3)).isEqualTo(5);
        assertThat(DeletionGuard.STANDARD.limit(29)).isEqualTo(5);
        assertThat(DeletionGuard.STANDARD.limit(30)).isEqualTo(6);
        assertThat(DeletionGuard.STANDARD.limit(50_000)).isEqualTo(10_000);
    }

    @Test
    void tooManyMissingRowsAreHeldOnceSomeWereReadAndNoneExists() {
        know(20);
        var sweep = sweep();
        page(sweep, new SweptPage<>(rows(6, 20), true, 14L, true));
        checkAbsent(sweep);

        assertThat(sweep.verdict()).contains(new Complete(6, true));
        assertThat(sweep.held()).hasValueSatisfying(set -> assertThat(set.ids()).hasSize(6));
        assertThat(known.find(id(0)).misses()).as("nothing is missed by it").isZero();
    }

    @Test
    void anEmptyListWithoutRowsThatExistSaysNothing() {
        know(629);
        var sweep = sweep();
        page(sweep, new SweptPage<>(List.of(), true, 0L, true));
        assertThat(sweep.verdict()).as("nothing is said before a row was read").isEmpty();
        row(sweep, new There<>(null));

        assertThat(sweep.verdict()).contains(new Suspicious(Suspicion.MISSING_ROW_EXISTS));
        assertThat(sweep.held()).isEmpty();
        assertThat(sweep.judged()).as("a hold that is published stays").isFalse();
    }

    @Test
    void aTruncatedListSaysNothing() {
        know(100);
        var sweep = sweep();
        page(sweep, new SweptPage<>(rows(0, 60), true, null, true));
        row(sweep, new NotThere<>());
        row(sweep, new There<>(null));

        assertThat(sweep.verdict()).contains(new Suspicious(Suspicion.MISSING_ROW_EXISTS));
        assertThat(sweep.held()).isEmpty();
        assertThat(sweep.verdict().orElseThrow().reachedEnd()).isFalse();
    }

    @Test
    void onlyTenOfTheMissingRowsAreReadAndOthersTheNextTime() {
        know(100);
        var first = checked(List.of());
        now = now.plusSeconds(60);
        var second = checked(List.of());

        assertThat(first).hasSize(10).doesNotContainSequence(second);
        assertThat(second).hasSize(10).isNotEqualTo(first);
    }

    @Test
    void whereNoMissingRowIsAnsweredNothingIsHeld() {
        know(20);
        var sweep = sweep();
        page(sweep, new SweptPage<>(rows(6, 20), true, 14L, true));
        while (sweep.checking()) {
            row(sweep, new PointRead.NoAnswer<>());
        }

        assertThat(sweep.verdict()).contains(new Suspicious(Suspicion.MISSING_ROWS_UNREADABLE));
        assertThat(sweep.held()).isEmpty();
        assertThat(sweep.judged()).isFalse();
    }

    @Test
    void aSetThatWasHeldBeforeIsHeldAgainWithoutAskingForOne() {
        know(20);
        var before = sweep();
        page(before, new SweptPage<>(rows(6, 20), true, 14L, true));
        checkAbsent(before);
        var set = before.held().orElseThrow();
        var again = new Sweep<Site>(RULES, DeletionGuard.STANDARD, deletions, null, Set.of(set.setId()), now);
        page(again, new SweptPage<>(rows(6, 20), true, 14L, true));

        assertThat(again.verdict()).contains(new Complete(6, true));
        assertThat(again.held()).contains(set);
    }

    @Test
    void aPageOfAnotherAccountIsNotUsed() {
        know(5);
        var sweep = sweep();
        assertThat(page(sweep, SweptPage.ofAnotherAccount())).isEmpty();

        assertThat(sweep.verdict()).contains(new Partial(Flaw.PAGE_OF_ANOTHER_ACCOUNT));
        assertThat(sweep.judged()).isFalse();
    }

    /** The ids that are read to check a list of these rows. */
    private List<String> checked(List<Listed<Site>> listed) {
        var sweep = sweep();
        page(sweep, new SweptPage<>(listed, true, null, true));
        var ids = new ArrayList<String>();
        while (sweep.next().orElse(null) instanceof Request.Row(var id)) {
            ids.add(id);
            row(sweep, new NotThere<>());
        }
        return ids;
    }

    /** No row that is read to check the list exists. */
    private void checkAbsent(Sweep<Site> sweep) {
        while (sweep.checking()) {
            row(sweep, new NotThere<>());
        }
    }

    @Test
    void aMissingRowIsAskedForAndProvedByAnotherThatCanBeRead() {
        know(5);
        var sweep = sweepWithout(0);
        assertThat(sweep.next()).contains(new Request.Row(id(0)));
        row(sweep, new NotThere<>());
        var witness = (Request.Row) sweep.next().orElseThrow();
        assertThat(witness.id()).isNotEqualTo(id(0));
        row(sweep, new There<>(null));

        assertThat(sweep.verdict()).contains(new Complete(1, false));
        assertThat(known.find(id(0)).misses()).isEqualTo(1);
        assertThat(known.find(id(0)).present()).isTrue();

        var second = sweepWithout(0);
        row(second, new NotThere<>());
        var observations = row(second, new There<>(null));

        assertThat(observations)
                .singleElement()
                .isInstanceOfSatisfying(
                        Gone.class, gone -> assertThat(gone.confirmations()).isEqualTo(3));
        assertThat(known.find(id(0)).present()).isFalse();
    }

    @Test
    void aMissingRowThatCanBeReadIsNotMissed() {
        know(5);
        var sweep = sweepWithout(0);
        row(sweep, new There<>(site(0, "renamed meanwhile")));

        assertThat(sweep.verdict()).contains(new Complete(1, false));
        assertThat(known.find(id(0)).value().name()).isEqualTo("renamed meanwhile");
        assertThat(known.find(id(0)).misses()).isZero();
    }

    @Test
    void withoutProofNothingIsMissed() {
        know(5);
        var sweep = sweepWithout(0);
        row(sweep, new NotThere<>());
        row(sweep, new NotThere<>());

        assertThat(sweep.verdict()).contains(new Suspicious(Suspicion.LISTED_ROW_UNREADABLE));
        assertThat(known.find(id(0)).misses()).isZero();
    }

    @Test
    void aProofIsOnlyAsGoodAsItIsFresh() {
        know(5);
        var sweep = sweepWithout(0);
        row(sweep, new NotThere<>());
        now = now.plusSeconds(61);
        row(sweep, new There<>(null));

        assertThat(known.find(id(0)).misses()).isZero();
        assertThat(sweep.verdict()).contains(new Complete(1, false));
    }

    @Test
    void longAskingIsProvedInBetween() {
        know(50);
        var sweep = sweepWithout(0, 1, 2);
        row(sweep, new NotThere<>());
        now = now.plusSeconds(31);
        row(sweep, new NotThere<>());
        var witness = (Request.Row) sweep.next().orElseThrow();
        assertThat(witness.id()).isNotIn(id(0), id(1), id(2));
        row(sweep, new There<>(null));

        assertThat(sweep.next()).contains(new Request.Row(id(2)));
        assertThat(known.find(id(0)).misses()).isEqualTo(1);
    }

    @Test
    void noMoreRowsThanTheLimitAreAskedForInOneSweep() {
        know(1000);
        var sweep = sweepWithout(IntStream.range(0, 100).toArray());
        var asked = 0;
        while (sweep.next().orElseThrow() instanceof Request.Row(var id) && Integer.parseInt(id) < 100) {
            row(sweep, new NotThere<>());
            asked++;
        }

        assertThat(asked).isEqualTo(RULES.rowReadsMax());
    }

    @Test
    void theWitnessIsAnotherOneEachTime() {
        know(50);
        var witnesses = IntStream.range(0, 20).mapToObj(_ -> {
            now = now.plusSeconds(60);
            var sweep = sweepWithout(0);
            row(sweep, new NotThere<>());
            return ((Request.Row) sweep.next().orElseThrow()).id();
        });

        assertThat(witnesses.distinct().count()).isGreaterThan(5);
    }

    @Test
    void aSiteOfUnknownScopeKeepsItsScopeOrIsWithheld() {
        know(1);
        var known = new Site(id(0), null, "renamed", null, Site.Scope.UNKNOWN, null, null);
        var unknown = new Site(id(1), null, "new", null, Site.Scope.UNKNOWN, null, null);
        var sweep = sweep();

        var observations = page(
                sweep,
                new SweptPage<>(List.of(new Listed<>(id(0), known), new Listed<>(id(1), unknown)), true, null, true));

        assertThat(this.known.find(id(0)).value().scope()).isEqualTo(Site.Scope.MANAGED);
        assertThat(this.known.find(id(0)).value().name()).isEqualTo("renamed");
        assertThat(observations.get(1)).isInstanceOf(Withheld.class);
        assertThat(this.known.find(id(1))).isNull();
    }

    @Test
    void aSiteThatTurnsOnDemandLeavesTheScope() {
        know(1);
        var onDemand = new Site(id(0), null, "site 0", null, Site.Scope.ON_DEMAND, null, null);

        var observations = page(sweep(), new SweptPage<>(List.of(new Listed<>(id(0), onDemand)), true, null, true));

        assertThat(observations).singleElement().isInstanceOf(LeftScope.class);
    }

    @Test
    void timesOfPublicationDoNotGoBackWithTheClock() {
        know(1);
        var before = known.find(id(0)).publishedAt();
        now = now.minusSeconds(600);

        page(sweep(), new SweptPage<>(List.of(new Listed<>(id(0), site(0, "renamed"))), true, null, true));

        assertThat(known.find(id(0)).value().name()).isEqualTo("renamed");
        assertThat(known.find(id(0)).publishedAt()).isEqualTo(before);
    }

    @Test
    void aSweepThatIsGivenUpSaysNothingAboutWhatIsAbsent() {
        know(5);
        var sweep = sweepWithout(0);
        sweep.abandon(Flaw.ABANDONED);

        assertThat(sweep.verdict()).contains(new Partial(Flaw.ABANDONED));
        assertThat(sweep.next()).isEmpty();
    }

    private Sweep<Site> sweep() {
        return new Sweep<>(RULES, DeletionGuard.STANDARD, deletions, now);
    }

    /** A sweep of everything known but these, when rows are asked for. */
    private Sweep<Site> sweepWithout(int... missing) {
        var gone = IntStream.of(missing).mapToObj(SweepTest::id).toList();
        var listed = new ArrayList<Listed<Site>>();
        known.forEachPresent(row -> {
            if (!gone.contains(row.id())) {
                listed.add(new Listed<>(row.id(), row.value()));
            }
        });
        var sweep = sweep();
        page(sweep, new SweptPage<>(listed, true, (long) listed.size(), true));
        return sweep;
    }

    private SweepVerdict verdict(SweptPage<Site> onlyPage) {
        var sweep = sweep();
        page(sweep, onlyPage);
        checkAbsent(sweep);
        return sweep.verdict().orElseThrow();
    }

    private void know(int count) {
        page(sweep(), new SweptPage<>(rows(0, count), true, null, true));
    }

    private List<Observation<Site>> page(Sweep<Site> sweep, SweptPage<Site> page) {
        return stored(sweep.page(page, known, now), sweep);
    }

    private List<Observation<Site>> row(Sweep<Site> sweep, PointRead<Site> answer) {
        return stored(sweep.row(answer, known, now), sweep);
    }

    private List<Observation<Site>> stored(List<Observation<Site>> observations, Sweep<Site> sweep) {
        observations.forEach(known::store);
        deletions = sweep.deletions();
        return observations;
    }

    private static List<Listed<Site>> rows(int start, int end) {
        return IntStream.range(start, end)
                .mapToObj(n -> new Listed<>(id(n), site(n, "site " + n)))
                .toList();
    }

    private static Site site(int n, String name) {
        return new Site(id(n), null, name, null, Site.Scope.MANAGED, null, null);
    }

    private static String id(int n) {
        return "%05d".formatted(n);
    }
}
