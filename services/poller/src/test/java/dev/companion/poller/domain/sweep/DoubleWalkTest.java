package dev.companion.poller.domain.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import dev.companion.poller.domain.deletion.DeletionDecision.Approval;
import dev.companion.poller.domain.deletion.DeletionGuard;
import dev.companion.poller.domain.deletion.Deletions;
import dev.companion.poller.domain.row.Observation;
import dev.companion.poller.domain.row.Observation.Gone;
import dev.companion.poller.domain.row.Rows;
import dev.companion.poller.domain.row.Site;
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

/** Sweeps of a list whose rows cannot be asked for one by one. */
class DoubleWalkTest {

    private static final Instant NOW = Instant.parse("2026-11-01T12:00:00Z");

    private final Rows<Site> known = new Rows<>();
    private Deletions deletions = Deletions.NONE;
    private Approval approval;

    @Test
    void aRowThatCannotBeAskedForIsMissedByTheListAlone() {
        know(5);
        var sweep = walkWithout(0);
        assertThat(sweep.verdict()).contains(new Complete(1, false));
        assertThat(known.find(id(0)).misses()).isEqualTo(1);
    }

    @Test
    void andIsGoneOnceASecondWalkRightAfterTheThirdListsTheSame() {
        know(5);
        walkWithout(0);
        walkWithout(0);
        var third = walkWithout(0);
        assertThat(third.next()).contains(new Request.FirstPage());
        page(third, new SweptPage<>(rows(1, 3), false, null, true));
        assertThat(third.next()).contains(new Request.NextPage());
        var observations = page(third, new SweptPage<>(rows(3, 5), true, null, true));

        assertThat(observations)
                .last()
                .isInstanceOfSatisfying(
                        Gone.class, gone -> assertThat(gone.confirmations()).isEqualTo(3));
        assertThat(third.verdict()).contains(new Complete(1, false));
        assertThat(known.find(id(0)).present()).isFalse();
    }

    @Test
    void aSecondWalkThatListsOtherRowsConfirmsNothing() {
        know(5);
        walkWithout(0);
        walkWithout(0);
        var third = walkWithout(0);
        page(third, new SweptPage<>(rows(1, 6), true, null, true));

        assertThat(third.verdict()).contains(new Suspicious(Suspicion.WALKS_DIFFER));
        assertThat(known.find(id(0)).present()).isTrue();
    }

    @Test
    void aSecondWalkThatIsNotWholeConfirmsNothing() {
        know(5);
        walkWithout(0);
        walkWithout(0);
        var third = walkWithout(0);
        page(third, new SweptPage<>(rows(1, 5), true, 5L, true));

        assertThat(third.verdict()).contains(new Partial(Flaw.TOTALS_DISAGREE));
        assertThat(known.find(id(0)).present()).isTrue();
        assertThat(known.find(id(0)).misses()).isEqualTo(2);
    }

    @Test
    void anApprovedSetOfRowsThatCannotBeAskedForTakesAsManySweeps() {
        know(20);
        var missing = IntStream.range(0, 8).toArray();
        var held = walkWithout(missing).held().orElseThrow();
        approval = new Approval(held.setId(), true);
        walkWithout(missing);
        walkWithout(missing);
        var third = walkWithout(missing);
        assertThat(third.next()).contains(new Request.FirstPage());
        page(third, new SweptPage<>(rows(8, 20), true, 12L, true));

        assertThat(known.present()).isEqualTo(12);
        assertThat(third.deletions()).as("takes nothing from the guard").isEqualTo(Deletions.NONE);
    }

    @Test
    void anEmptyListThatIsFullInASecondWalkSaysNothing() {
        know(20);
        var sweep = sweep();
        page(sweep, new SweptPage<>(List.of(), true, 0L, true));
        assertThat(sweep.next()).as("walked again before anything is said").contains(new Request.FirstPage());
        page(sweep, new SweptPage<>(rows(0, 20), true, 20L, true));

        assertThat(sweep.verdict()).contains(new Suspicious(Suspicion.MISSING_ROW_EXISTS));
        assertThat(sweep.held()).isEmpty();
        assertThat(sweep.judged()).as("a hold that is published stays").isFalse();
    }

    @Test
    void aListThatIsEmptyInTwoWalksIsHeld() {
        know(20);
        var sweep = sweep();
        page(sweep, new SweptPage<>(List.of(), true, 0L, true));
        page(sweep, new SweptPage<>(List.of(), true, 0L, true));

        assertThat(sweep.verdict()).contains(new Suspicious(Suspicion.EMPTY));
        assertThat(sweep.held()).hasValueSatisfying(set -> assertThat(set.ids()).hasSize(20));
    }

    @Test
    void twoWalksThatDifferHoldNothing() {
        know(20);
        var sweep = sweep();
        page(sweep, new SweptPage<>(rows(0, 5), true, null, true));
        page(sweep, new SweptPage<>(rows(0, 4), true, null, true));

        assertThat(sweep.verdict()).contains(new Suspicious(Suspicion.WALKS_DIFFER));
        assertThat(sweep.held()).isEmpty();
        assertThat(sweep.judged()).isFalse();
    }

    /** One walk of everything known but these; walked a second time if too many are missing. */
    private Sweep<Site> walkWithout(int... missing) {
        var gone = IntStream.of(missing).mapToObj(DoubleWalkTest::id).toList();
        var listed = new ArrayList<Listed<Site>>();
        known.forEachPresent(row -> {
            if (!gone.contains(row.id())) {
                listed.add(new Listed<>(row.id(), row.value()));
            }
        });
        var sweep = sweep();
        page(sweep, new SweptPage<>(listed, true, (long) listed.size(), true));
        if (sweep.checking()) {
            page(sweep, new SweptPage<>(listed, true, (long) listed.size(), true));
        }
        return sweep;
    }

    private Sweep<Site> sweep() {
        var rules = SweepRules.withoutPointRead(Duration.ofSeconds(60));
        return new Sweep<>(rules, DeletionGuard.STANDARD, deletions, approval, Set.of(), NOW);
    }

    private void know(int count) {
        page(sweep(), new SweptPage<>(rows(0, count), true, null, true));
    }

    private List<Observation<Site>> page(Sweep<Site> sweep, SweptPage<Site> page) {
        var observations = sweep.page(page, known, NOW);
        observations.forEach(known::store);
        deletions = sweep.deletions();
        return observations;
    }

    private static List<Listed<Site>> rows(int start, int end) {
        return IntStream.range(start, end)
                .mapToObj(n ->
                        new Listed<>(id(n), new Site(id(n), null, "site " + n, null, Site.Scope.MANAGED, null, null)))
                .toList();
    }

    private static String id(int n) {
        return "%05d".formatted(n);
    }
}
