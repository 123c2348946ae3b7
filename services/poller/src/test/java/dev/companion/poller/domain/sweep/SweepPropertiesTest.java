package dev.companion.poller.domain.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import dev.companion.poller.domain.deletion.DeletionDecision;
import dev.companion.poller.domain.row.Site;
import dev.companion.poller.domain.sweep.History.Swept;
import dev.companion.poller.domain.sweep.History.Weather;
import java.time.Duration;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * What holds for every history of a list and every fault of its vendor. No false deletion, no step back in what is
 * published, gapless sequences and the guard are asserted by {@link History} at every single step.
 */
class SweepPropertiesTest {

    private static final Weather STORM = new Weather(12, 6, 4, 10);
    private static final Weather BUSY = new Weather(25, 0, 0, 0);
    private static final Weather FAULTY = new Weather(4, 10, 8, 0);
    private static final Weather CUT_SHORT = new Weather(2, 3, 0, 60);

    @Test
    void nothingThatIsThereIsEverDeletedInAStorm() {
        Seeds.forEach(random -> {
            var history = new History(random);
            for (var weather : List.of(STORM, CUT_SHORT, BUSY, FAULTY, CUT_SHORT)) {
                history.live(20, weather);
                // Another day, or the guard would soon hold back whatever the other rules let through.
                history.now = history.now.plus(Duration.ofHours(25));
            }
        });
    }

    @Test
    void nothingThatIsThereIsEverDeletedWhateverAPersonApproves() {
        Seeds.forEach(random -> {
            for (var history : List.of(new History(random), History.withoutPointRead(random))) {
                history.decisions = 40;
                for (var weather : List.of(STORM, FAULTY, STORM)) {
                    history.live(20, weather);
                    loseHalf(history, random);
                    history.live(20, weather);
                }
            }
        });
    }

    @Test
    void anApprovalOfAnotherSetChangesNothing() {
        Seeds.forEach(random -> {
            var seed = random.nextLong();
            for (var kind : List.<Function<Random, History>>of(History::new, History::withoutPointRead)) {
                var alone = kind.apply(new Random(seed));
                var approved = kind.apply(new Random(seed));
                approved.decide(new DeletionDecision("of another day", true, approved.now));
                for (var history : List.of(alone, approved)) {
                    history.live(10, STORM);
                    loseHalf(history, new Random(seed));
                    history.live(10, STORM);
                }

                assertThat(approved.published).isEqualTo(alone.published);
            }
        });
    }

    @Test
    void whatAPersonApprovedIsDeletedInTheEnd() {
        Seeds.forEach(random -> {
            for (var history : List.of(new History(random), History.withoutPointRead(random))) {
                history.live(5, BUSY);
                history.list.showAll();
                history.now = history.now.plus(Duration.ofHours(25));
                settle(history, 4);
                loseHalf(history, random);
                history.decisions = 100;
                settle(history, 120);

                var rest = Collections.disjoint(
                        history.published.keySet(), history.list.visible().keySet());
                if (!rest) {
                    assertThat(history.published.keySet())
                            .isSubsetOf(history.list.visible().keySet());
                }
            }
        });
    }

    @Test
    void noChangeIsLostOnceSweepsCompleteAgain() {
        Seeds.forEach(random -> {
            for (var history : List.of(new History(random), History.withoutPointRead(random))) {
                history.live(15, STORM);
                settle(history, 2);
                assertThat(history.published).containsAllEntriesOf(expected(history));
            }
        });
    }

    @Test
    void noUserWhoIsThereIsEverDeletedInAStorm() {
        Seeds.forEach(random -> {
            var history = History.withoutPointRead(random);
            for (var weather : List.of(STORM, CUT_SHORT, BUSY, FAULTY, CUT_SHORT)) {
                history.live(20, weather);
                history.now = history.now.plus(Duration.ofHours(25));
            }
        });
    }

    @Test
    void whatIsGoneForGoodIsDeletedUnlessTooMuchIsGoneAtOnce() {
        Seeds.forEach(random -> whatIsGoneForGoodIsDeleted(new History(random)));
        Seeds.forEach(random -> whatIsGoneForGoodIsDeleted(History.withoutPointRead(random)));
    }

    private static void whatIsGoneForGoodIsDeleted(History history) {
        history.live(15, STORM);
        history.list.showAll();
        // A day later no earlier deletion counts towards the guard, and no refusal keeps a row from being asked
        // for.
        history.now = history.now.plus(Duration.ofHours(25));
        settle(history, 1);
        var dead = new HashSet<>(history.published.keySet());
        dead.removeIf(history.list::exists);
        var before = history.published.size();
        settle(history, 3 + 2 * dead.size());

        var tooMany = dead.size() > history.guard.limit(before);
        var noWitness = Collections.disjoint(
                history.published.keySet(), history.list.visible().keySet());
        var tooFewLeft = history.list.size() * 2 < before || noWitness;
        if (tooMany || tooFewLeft) {
            assertThat(history.published).containsKeys(dead.toArray(String[]::new));
        } else {
            assertThat(history.published).doesNotContainKeys(dead.toArray(String[]::new));
        }
    }

    @Test
    void anUnchangedWorldIsSweptInSilenceAndAtTheFloorOfCalls() {
        Seeds.forEach(random -> {
            for (var history : List.of(new History(random), History.withoutPointRead(random))) {
                history.live(10, STORM);
                // A row that could not be read is asked for again every quarter of an hour, for as long as it is
                // missing.
                history.list.showAll();
                history.now = history.now.plus(history.rules.refusalPause());
                settleDown(history);

                var swept = history.sweep(Weather.CALM);

                assertThat(swept.published()).isZero();
                assertThat(swept.stored()).as("rows written to the store").isZero();
                assertThat(swept.rowReads()).isZero();
                assertThat(swept.pages()).isEqualTo(pagesOf(history));
            }
        });
    }

    @Test
    void aCrashAtAnyBoundaryLeavesWhatNoCrashLeaves() {
        Seeds.forEach(random -> {
            var history = new History(random);
            history.live(20, new Weather(6, 0, 30, 0));
            settleDown(history);
            var spared = new History(random);
            spared.list.takeOver(history.list);
            settle(spared, 1);

            var kept = history.published.entrySet().stream()
                    .filter(entry -> history.list.exists(entry.getKey()))
                    .filter(entry -> spared.published.containsKey(entry.getKey()))
                    .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
            assertThat(kept).isEqualTo(spared.published);
        });
    }

    @Test
    void lostRightsChangeNothing() {
        Seeds.forEach(random -> {
            for (var history : List.of(new History(random), History.withoutPointRead(random))) {
                history.live(10, BUSY);
                settle(history, 4);
                var before = Map.copyOf(history.published);

                for (var i = 0; i < 10; i++) {
                    history.loseRights();
                    var swept = history.sweep(Weather.CALM);
                    assertThat(swept.published() + swept.stored()).isZero();
                }

                assertThat(history.published).isEqualTo(before);
            }
        });
    }

    /** Far more than the guard believes, and more than half of some lists. */
    private static void loseHalf(History history, Random random) {
        for (var id : List.copyOf(history.list.visible().keySet())) {
            if (random.nextInt(100) < 60) {
                history.list.remove(id);
            }
        }
    }

    /** Sweeps until one has nothing more to say. */
    private static void settleDown(History history) {
        history.calmDown();
        for (var sweeps = 0; sweeps < 200; sweeps++) {
            var swept = history.sweep(Weather.CALM);
            if (swept.published() + swept.stored() + swept.rowReads() == 0) {
                return;
            }
        }
        throw new AssertionError("no rest after 200 sweeps of a world that does not change");
    }

    private static void settle(History history, int sweeps) {
        history.calmDown();
        for (var i = 0; i < sweeps; i++) {
            var swept = history.sweep(Weather.CALM);
            assertThat(swept).extracting(Swept::crashed).isEqualTo(false);
            assertThat(swept.verdict().reachedEnd()).isTrue();
            history.now = history.now.plusSeconds(1);
        }
    }

    /** Rows of unknown scope keep the scope that they had, or are not there. */
    private static Map<String, Site> expected(History history) {
        return history.list.visible().entrySet().stream()
                .filter(entry -> entry.getValue().scope() != Site.Scope.UNKNOWN)
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private static int pagesOf(History history) {
        return Math.max(1, Math.ceilDiv(history.list.size(), history.list.pageSize));
    }
}
