package dev.companion.poller.domain.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import dev.companion.poller.domain.deletion.DeletionGuard;
import dev.companion.poller.domain.deletion.Deletions;
import dev.companion.poller.domain.row.Company;
import dev.companion.poller.domain.row.KnownRow;
import dev.companion.poller.domain.row.Observation;
import dev.companion.poller.domain.row.Observation.ChangedRow;
import dev.companion.poller.domain.row.Observation.Marked;
import dev.companion.poller.domain.row.Rows;
import dev.companion.poller.domain.sweep.PointRead.NoAnswer;
import dev.companion.poller.domain.sweep.PointRead.NotThere;
import dev.companion.poller.domain.sweep.PointRead.NotVisible;
import dev.companion.poller.domain.sweep.PointRead.There;
import dev.companion.poller.domain.sweep.Sweep.Request;
import dev.companion.poller.domain.sweep.SweptPage.Listed;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A company that no list shows and that may not be seen either. */
class NoLongerReachableTest {

    private static final String HIDDEN = "c0";

    private final Rows<Company> known = new Rows<>();
    private final SweepRules rules = SweepRules.standard(Duration.ofSeconds(60));
    private Instant now = Instant.parse("2026-11-01T12:00:00Z");

    NoLongerReachableTest() {
        sweep(0, new NoAnswer<>());
    }

    @Test
    void isPublishedOnceWithTheTimeOfTheFirstRead() {
        var first = now;
        assertThat(sweep(1, new NotVisible<>()))
                .singleElement()
                .isInstanceOfSatisfying(
                        ChangedRow.class, noted -> assertThat(noted.published()).isTrue());
        assertThat(hidden().value().unreachableSince()).isEqualTo(first);
        assertThat(hidden().sequence()).isEqualTo(2);

        now = now.plus(rules.refusalPause());
        assertThat(sweep(1, new NotVisible<>())).singleElement().isInstanceOf(Marked.class);
        assertThat(hidden().value().unreachableSince()).isEqualTo(first);
        assertThat(hidden().sequence()).as("published once").isEqualTo(2);
    }

    @Test
    void isLeftAloneForAWhileAsEverThatMayNotBeRead() {
        sweep(1, new NotVisible<>());

        assertThat(sweep(1, new NotThere<>())).as("not asked").isEmpty();
    }

    @Test
    void isReachableOnceTheListShowsItAgain() {
        sweep(1, new NotVisible<>());

        assertThat(sweep(0, new NoAnswer<>())).singleElement().isInstanceOf(ChangedRow.class);
        assertThat(hidden().value().unreachableSince()).isNull();
        assertThat(hidden().askAgainAt()).isNull();
        assertThat(sweep(0, new NoAnswer<>())).isEmpty();
    }

    @Test
    void isReachableOnceItCanBeRead() {
        sweep(1, new NotVisible<>());
        now = now.plus(rules.refusalPause());

        assertThat(sweep(1, new There<>(null))).singleElement().isInstanceOf(ChangedRow.class);
        assertThat(hidden().value().unreachableSince()).isNull();
    }

    @Test
    void keepsItsMissesAndWhatWasApprovedOfIt() {
        known.store(new Marked<>(hidden().approved("a set").missed()));
        sweep(1, new NotVisible<>());

        assertThat(hidden().misses()).isEqualTo(1);
        assertThat(hidden().approvedIn()).isEqualTo("a set");
    }

    @Test
    void whatIsNotThereOrNotAnsweredIsNotNoLongerReachable() {
        sweep(1, new NoAnswer<>());
        assertThat(hidden().value().unreachableSince()).isNull();
        sweep(1, new NotThere<>());
        assertThat(hidden().value().unreachableSince()).isNull();
        assertThat(hidden().misses()).isEqualTo(1);
    }

    private KnownRow<Company> hidden() {
        return known.find(HIDDEN);
    }

    /** A sweep whose list begins with that company; what it has to store. */
    private List<Observation<Company>> sweep(int from, PointRead<Company> answer) {
        var sweep = new Sweep<Company>(rules, DeletionGuard.STANDARD, Deletions.NONE, now);
        var rows = IntStream.range(from, 9)
                .mapToObj(n -> new Listed<>("c" + n, company("c" + n)))
                .toList();
        var noted = new ArrayList<>(sweep.page(new SweptPage<>(rows, true, (long) rows.size(), true), known, now));
        noted.forEach(known::store);
        while (sweep.next().orElse(null) instanceof Request.Row(var id)) {
            var observations = sweep.row(id.equals(HIDDEN) ? answer : new There<>(null), known, now);
            observations.forEach(known::store);
            noted.addAll(observations);
        }
        return noted.stream().filter(one -> one.toStore().isPresent()).toList();
    }

    private static Company company(String id) {
        return new Company(id, "Company " + id, Company.Type.CUSTOMER, "root", "Root", false, true, null);
    }
}
