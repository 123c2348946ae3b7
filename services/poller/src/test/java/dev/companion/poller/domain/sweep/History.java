package dev.companion.poller.domain.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import dev.companion.poller.domain.deletion.DeletionDecision;
import dev.companion.poller.domain.deletion.DeletionGuard;
import dev.companion.poller.domain.deletion.Deletions;
import dev.companion.poller.domain.deletion.HeldSet;
import dev.companion.poller.domain.deletion.Hold;
import dev.companion.poller.domain.row.KnownRow;
import dev.companion.poller.domain.row.Observation;
import dev.companion.poller.domain.row.Rows;
import dev.companion.poller.domain.row.Site;
import dev.companion.poller.domain.sweep.SimulatedList.Totals;
import dev.companion.poller.domain.sweep.SweepVerdict.Flaw;
import dev.companion.poller.domain.sweep.SweptPage.Listed;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * One run of sweeps over a list that changes before, between and after requests, with faults and crashes, all from one
 * seed. What must hold at every step is asserted at every step; what must hold in the end is left to the properties.
 */
final class History {

    static final Duration BASE = Duration.ofSeconds(60);

    /**
     * How bad the world is, each figure in percent: of calls before or after which something changes, of calls that go
     * wrong, of answers after which the service dies, and of sweeps whose last page the vendor leaves out unnoticed.
     */
    record Weather(int changes, int faults, int crashes, int cutEnds) {
        static final Weather CALM = new Weather(0, 0, 0, 0);
    }

    /** What a sweep cost and came to. */
    record Swept(SweepVerdict verdict, int pages, int rowReads, int published, int stored, boolean crashed) {}

    final Random random;
    final SimulatedList list;
    final SweepRules rules;
    final DeletionGuard guard = DeletionGuard.STANDARD;
    final Rows<Site> known = new Rows<>();
    final Map<String, Site> published = new HashMap<>();
    Instant now = Instant.parse("2026-11-01T00:00:00Z");
    private Deletions deletions = Deletions.NONE;
    private final Map<String, Long> sequences = new HashMap<>();
    private final Map<String, Long> incarnations = new HashMap<>();
    private final Map<String, Long> versions = new HashMap<>();
    private final Map<String, Instant> publishedAt = new HashMap<>();
    private final Map<String, Instant> firstMiss = new HashMap<>();
    private final List<Instant> gone = new ArrayList<>();
    private final List<Map.Entry<Instant, Integer>> sizes = new ArrayList<>();
    private final Map<String, Integer> denials = new HashMap<>();
    private Instant rightsLostUntil = Instant.MIN;
    private Instant rowReadsBrokenUntil = Instant.MIN;

    private @Nullable Hold hold;
    private @Nullable DeletionDecision decision;
    private final Map<String, List<String>> heldSets = new HashMap<>();
    /** In how many of a hundred sweeps a person decides about what is held back. */
    int decisions;

    History(Random random) {
        this(random, SimulatedList.random(random), SweepRules.standard(BASE));
    }

    /** Rows that cannot be asked for one by one, of a vendor that says how many there are. */
    static History withoutPointRead(Random random) {
        var list = SimulatedList.random(random, List.of(Totals.FIRST_PAGE, Totals.EVERY_PAGE));
        list.hiding = false;
        return new History(random, list, SweepRules.withoutPointRead(BASE));
    }

    private History(Random random, SimulatedList list, SweepRules standard) {
        this.random = random;
        this.list = list;
        for (var rows = 5 + random.nextInt(30); rows > 0; rows--) {
            list.add(SimulatedList.anyId(random), now);
        }
        this.rules = new SweepRules(
                standard.confirmation(),
                standard.missesToBeGone(),
                standard.proofWindow(),
                standard.proofAfter(),
                standard.refusalPause(),
                1 + random.nextInt(50),
                standard.pagesMax());
    }

    void live(int sweeps, Weather weather) {
        for (var i = 0; i < sweeps; i++) {
            sweep(weather);
            now = now.plus(BASE.multipliedBy(1 + random.nextInt(3)));
        }
    }

    Swept sweep(Weather weather) {
        var approval = decision == null ? null : decision.approvalOf(hold);
        var checked = HeldSet.checkedBefore(hold, decision);
        var sweep = new Sweep<Site>(rules, guard, deletions, approval, checked, now);
        sizes.add(Map.entry(now, (int) known.present()));
        var cut = chance(weather.cutEnds());
        int pages = 0;
        int offset = 0;
        int rowReads = 0;
        int publications = 0;
        int stores = 0;
        while (sweep.next().isPresent()) {
            happen(weather);
            now = now.plusSeconds(1 + random.nextInt(4));
            var faulty = chance(weather.faults());
            List<Observation<Site>> observations;
            var seen = new ArrayList<String>();
            if (sweep.next().get() instanceof Sweep.Request.Row(var id)) {
                rowReads++;
                var answer = row(id, faulty);
                happen(weather);
                switch (answer) {
                    case PointRead.NotThere<Site>() -> denials.merge(id, 1, Integer::sum);
                    case PointRead.There<Site> _ -> seen.add(id);
                    case PointRead.NotVisible<Site> _, PointRead.NoAnswer<Site> _ -> {
                        // Neither for nor against.
                    }
                }
                observations = sweep.row(answer, known, now);
            } else {
                if (sweep.next().get() instanceof Sweep.Request.FirstPage) {
                    offset = pages;
                }
                var page = page(pages++ - offset, faulty, cut);
                happen(weather);
                if (page == null) {
                    sweep.abandon(Flaw.PAGE_FAILED);
                    break;
                }
                page.rows().forEach(row -> seen.add(row.id()));
                observations = sweep.page(page, known, now);
            }
            var crashed = chance(weather.crashes());
            if (!crashed || random.nextBoolean()) {
                // An answer that is lost with the service shows nothing.
                seen.forEach(denials::remove);
                for (var observation : observations) {
                    publications += commit(observation) ? 1 : 0;
                    stores += known.store(observation) ? 1 : 0;
                }
                deletions = sweep.deletions();
            }
            if (crashed) {
                return new Swept(new SweepVerdict.Partial(Flaw.ABANDONED), pages, rowReads, publications, stores, true);
            }
        }
        tellOfHold(sweep);
        return new Swept(sweep.verdict().orElseThrow(), pages, rowReads, publications, stores, false);
    }

    /** What a person decided before the first sweep. */
    void decide(DeletionDecision decided) {
        decision = decided;
    }

    private void tellOfHold(Sweep<Site> sweep) {
        sweep.held().ifPresent(set -> heldSets.put(set.setId(), set.ids()));
        if (sweep.judged()) {
            var rejected = decision == null ? null : decision.rejectedSet();
            switch (Hold.after(hold, sweep.held(), rejected, now)) {
                case Hold.Change.None() -> {}
                case Hold.Change.Raised(var raised, var set) -> {
                    assertThat(set.setId())
                            .as("silent about what was turned down")
                            .isNotEqualTo(rejected);
                    hold = raised;
                }
                case Hold.Change.Lifted() -> hold = null;
            }
        }
        if (chance(decisions) && hold != null) {
            var sets = List.copyOf(heldSets.keySet());
            var any = sets.get(random.nextInt(sets.size()));
            decision = new DeletionDecision(random.nextInt(4) == 0 ? any : hold.setId(), random.nextInt(4) > 0, now);
        }
    }

    private boolean approved(String id) {
        return decision != null
                && decision.approved()
                && heldSets.getOrDefault(decision.setId(), List.of()).contains(id);
    }

    /** Rights come back and nothing else changes any more. */
    void calmDown() {
        rightsLostUntil = Instant.MIN;
        rowReadsBrokenUntil = Instant.MIN;
    }

    /** From now on every list is refused or empty and nothing is said to exist. */
    void loseRights() {
        rightsLostUntil = Instant.MAX;
    }

    private void happen(Weather weather) {
        while (chance(weather.changes())) {
            list.change(random, now);
        }
        // What is lost stays lost for longer than one confirmation takes.
        if (random.nextInt(1000) < weather.faults()) {
            rightsLostUntil = now.plusSeconds(120 + random.nextInt(480));
        }
        if (random.nextInt(1000) < weather.faults()) {
            rowReadsBrokenUntil = now.plusSeconds(120 + random.nextInt(480));
        }
    }

    private SweptPage<Site> page(int index, boolean faulty, boolean cut) {
        if (now.isBefore(rightsLostUntil)) {
            return random.nextBoolean() ? null : new SweptPage<>(List.of(), true, null, true);
        }
        var page = list.page(index);
        if (cut && list.page(index + 1).last()) {
            return new SweptPage<>(page.rows(), true, page.total(), true);
        }
        if (!faulty) {
            return page;
        }
        return switch (random.nextInt(8)) {
            case 0 -> null;
            case 1 -> new SweptPage<>(List.of(), true, page.total(), true);
            case 2 -> new SweptPage<>(List.of(), false, page.total(), true);
            case 3 -> new SweptPage<>(page.rows(), true, page.total(), true);
            case 4 -> new SweptPage<>(page.rows(), page.last(), page.total(), false);
            case 5 -> new SweptPage<>(page.rows(), page.last(), (long) random.nextInt(60), true);
            case 6 -> list.page(Math.max(0, index - 1));
            default -> {
                var twice = new ArrayList<Listed<Site>>(page.rows());
                twice.addAll(list.page(random.nextInt(4)).rows());
                yield new SweptPage<>(twice, page.last(), page.total(), true);
            }
        };
    }

    private PointRead<Site> row(String id, boolean faulty) {
        if (now.isBefore(rightsLostUntil) || now.isBefore(rowReadsBrokenUntil)) {
            return new PointRead.NotThere<>();
        }
        if (!faulty) {
            return list.row(id);
        }
        return random.nextBoolean() ? new PointRead.NoAnswer<>() : new PointRead.NotVisible<>();
    }

    private boolean commit(Observation<Site> observation) {
        switch (observation) {
            case Observation.NewRow<Site>(var row) -> {
                assertThat(published)
                        .as("new rows are unknown")
                        .doesNotContainKey(row.value().id());
                assertThat(row.incarnation())
                        .isEqualTo(incarnations.merge(row.value().id(), 1L, Long::sum));
                publish(row);
            }
            case Observation.ChangedRow<Site>(var before, var row) -> republish(before, row);
            case Observation.LeftScope<Site>(var before, var row) -> republish(before, row);
            case Observation.EnteredScope<Site>(var before, var row) -> republish(before, row);
            case Observation.Gone<Site> absent -> {
                var id = absent.row().id();
                assertThat(list.existedThroughout(id, firstMiss.getOrDefault(id, now)))
                        .as("%s was there all the time since it was first missed, and is deleted", id)
                        .isFalse();
                if (rules.confirmation() == SweepRules.Confirmation.POINT_READ) {
                    assertThat(denials.getOrDefault(id, 0))
                            .as("times that %s was said not to be there since it was last seen", id)
                            .isGreaterThanOrEqualTo(rules.missesToBeGone());
                }
                assertThat(published.remove(id)).as("what goes was there").isNotNull();
                grows(id, absent.row());
                versions.remove(id);
                if (!approved(id)) {
                    gone.add(now);
                    withinGuard();
                }
            }
            case Observation.Marked<Site>(var row)
            when row.misses() > 0 -> firstMiss.putIfAbsent(row.value().id(), now);
            case Observation.Marked<Site>(var row) ->
                firstMiss.remove(row.value().id());
            case Observation.UnchangedRow<Site> _, Observation.Withheld<Site> _ -> {
                // Nothing to see.
            }
        }
        return observation.published();
    }

    private void republish(KnownRow<Site> before, KnownRow<Site> row) {
        assertThat(published.get(row.value().id()))
                .as("before is what was published")
                .isEqualTo(before.value());
        assertThat(row.value()).isNotEqualTo(before.value());
        publish(row);
    }

    private void publish(KnownRow<Site> row) {
        var site = row.value();
        published.put(site.id(), site);
        firstMiss.remove(site.id());
        assertThat(versions.merge(site.id(), SimulatedList.versionOf(site), Math::max))
                .as("what is published of %s never goes back", site.id())
                .isEqualTo(SimulatedList.versionOf(site));
        grows(site.id(), row);
    }

    private void grows(String id, KnownRow<Site> row) {
        var last = sequences.put(id, row.sequence());
        assertThat(row.sequence()).isEqualTo(last == null ? 1 : last + 1);
        var at = publishedAt.put(id, row.publishedAt());
        assertThat(at == null || !row.publishedAt().isBefore(at))
                .as("times never go back")
                .isTrue();
    }

    private void withinGuard() {
        var day = now.minus(guard.window());
        var most = sizes.stream()
                .filter(size -> size.getKey().isAfter(day))
                .mapToInt(Map.Entry::getValue)
                .max()
                .orElse(0);
        assertThat(gone.stream().filter(at -> at.isAfter(day)).count())
                .as("deletions in a day, of %d rows", most)
                .isLessThanOrEqualTo(guard.limit(most + gone.size()));
    }

    private boolean chance(int percent) {
        return random.nextInt(100) < percent;
    }
}
