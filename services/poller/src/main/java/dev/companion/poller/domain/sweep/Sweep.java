package dev.companion.poller.domain.sweep;

import static java.util.Objects.requireNonNull;

import dev.companion.poller.domain.deletion.DeletionDecision.Approval;
import dev.companion.poller.domain.deletion.DeletionGuard;
import dev.companion.poller.domain.deletion.Deletions;
import dev.companion.poller.domain.deletion.HeldSet;
import dev.companion.poller.domain.row.KnownRow;
import dev.companion.poller.domain.row.KnownRows;
import dev.companion.poller.domain.row.Observation;
import dev.companion.poller.domain.row.Observation.Gone;
import dev.companion.poller.domain.row.Observation.Marked;
import dev.companion.poller.domain.row.Observed;
import dev.companion.poller.domain.row.RowDiff;
import dev.companion.poller.domain.sweep.PointRead.NoAnswer;
import dev.companion.poller.domain.sweep.PointRead.NotThere;
import dev.companion.poller.domain.sweep.PointRead.NotVisible;
import dev.companion.poller.domain.sweep.PointRead.There;
import dev.companion.poller.domain.sweep.SweepRules.Confirmation;
import dev.companion.poller.domain.sweep.SweepVerdict.Complete;
import dev.companion.poller.domain.sweep.SweepVerdict.Flaw;
import dev.companion.poller.domain.sweep.SweepVerdict.Partial;
import dev.companion.poller.domain.sweep.SweepVerdict.Suspicion;
import dev.companion.poller.domain.sweep.SweepVerdict.Suspicious;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One confirmed sweep of one kind of one tenant: it says which page or row to read next, takes the result, and returns
 * what to store and to publish. One request is open at a time, so what is observed later was also requested later.
 *
 * <p>Stages:
 * <ol>
 *   <li><b>Walk</b>: pages in order. New and changed rows are returned at once, and count even if the walk fails later.
 *   <li><b>Judge</b>: a row that is missing from the list may be gone only if the whole list was walked and its totals
 *       agree. If the list is empty or under half of what is known, or lacks more rows than the guard allows, all missing
 *       rows are held back, unless a person approved exactly these rows, or these and others.
 *   <li><b>Check</b>, before such a set is held for the first time: some of its rows are read by their ids, or the list is
 *       walked again if rows cannot be read by id. A row that can be read, or a second walk that lists other rows, proves
 *       that the list is wrong, so nothing is held and nothing is said about deletions.
 *   <li><b>Ask</b>: each missing row is read by its id.
 *   <li><b>Prove</b>: "not there" counts as a miss only if another row of this list can be read after it and within the
 *       same minute; otherwise the key may have lost its rights. A row with enough misses is gone.
 *   <li><b>Walk again</b>, instead of the two stages before if rows cannot be read by id: an absence counts as a miss at
 *       once, except for the last one, which takes a second walk that lists exactly the same rows.
 * </ol>
 * A sweep is held in memory and lost in a crash. What it returned before counts; absences start again.
 */
public final class Sweep<V extends Observed<V>> {

    /** What to read next. */
    public sealed interface Request {
        /** The page after the last one that was read, or the first. */
        record NextPage() implements Request {}

        record FirstPage() implements Request {}

        record Row(String id) implements Request {}
    }

    private enum Stage {
        WALK,
        CHECK,
        ASK,
        PROVE,
        WALK_AGAIN,
        ENDED
    }

    private final SweepRules rules;
    private final DeletionGuard guard;
    private final ApprovedSet approval;
    private final Set<String> checkedSets;
    private final Walk<V> walk;
    private final Walk<V> again;

    private Stage stage = Stage.WALK;
    private @Nullable SweepVerdict verdict;
    private @Nullable HoldCheck check;
    private @Nullable HeldSet held;
    private boolean judged;
    private boolean approved;
    private boolean counting;
    private Deletions deletions;

    private int missing;
    private final Deque<String> suspects = new ArrayDeque<>();
    private final Map<String, Instant> notThere = new LinkedHashMap<>();

    /** A sweep of a list of which nothing was held and nothing is approved. */
    public Sweep(SweepRules rules, DeletionGuard guard, Deletions deletions, Instant startedAt) {
        this(rules, guard, deletions, null, Set.of(), startedAt);
    }

    /**
     * @param deletions published before this sweep
     * @param approval by a person; null if there is none
     * @param checkedSets ids of the sets that were held before: they are held again without another check
     * @param startedAt also decides which listed row proves that rows can be read, so it is another one each time
     */
    public Sweep(
            SweepRules rules,
            DeletionGuard guard,
            Deletions deletions,
            @Nullable Approval approval,
            Set<String> checkedSets,
            Instant startedAt) {
        this.rules = rules;
        this.guard = guard;
        this.deletions = deletions;
        this.approval = new ApprovedSet(approval);
        this.checkedSets = checkedSets;
        this.walk = new Walk<>(rules.pagesMax(), startedAt.toEpochMilli());
        this.again = new Walk<>(rules.pagesMax(), startedAt.toEpochMilli());
    }

    /** The request that is open; empty once the sweep has ended. */
    public Optional<Request> next() {
        return switch (stage) {
            case WALK -> Optional.of(new Request.NextPage());
            case WALK_AGAIN -> Optional.of(again.pages() == 0 ? new Request.FirstPage() : new Request.NextPage());
            case CHECK ->
                Optional.of(new Request.Row(requireNonNull(check, "check").next()));
            case ASK -> Optional.of(new Request.Row(suspects.element()));
            case PROVE -> Optional.of(new Request.Row(requireNonNull(walk.witness(), "witness")));
            case ENDED -> Optional.empty();
        };
    }

    /** Whether the row that is read is one that the list showed, to prove that rows can be read. */
    public boolean proving() {
        return stage == Stage.PROVE;
    }

    /** Whether what is read decides if the list is believed enough to hold its deletions back. */
    boolean checking() {
        return check != null && stage != Stage.ENDED;
    }

    /** Empty until the sweep has ended. */
    public Optional<SweepVerdict> verdict() {
        return Optional.ofNullable(verdict);
    }

    /** Rows listed so far that are of the kind we import. */
    public int rows() {
        return walk.rows();
    }

    /** Rows that the vendor announced, including those that are never imported; empty if it did not say. */
    public Optional<Long> announced() {
        return walk.announced();
    }

    /** Whether a row was new or changed, came back, or counted as missed. */
    public boolean active() {
        return counting || walk.active() || again.active();
    }

    /** Whether it was decided if deletions are held back; {@link #held} means nothing before, or if it was not decided. */
    public boolean judged() {
        return judged;
    }

    /** The rows that are absent and not believed to be gone; empty if nothing is held back. */
    public Optional<HeldSet> held() {
        return Optional.ofNullable(held);
    }

    /** Deletions published recently without an approval, including those of this sweep. */
    public Deletions deletions() {
        return deletions;
    }

    /** Takes the page that was requested. The caller stores the observations before it passes the next result. */
    public List<Observation<V>> page(SweptPage<V> page, KnownRows<V> known, Instant now) {
        if (stage == Stage.WALK_AGAIN) {
            return pageAgain(page, known, now);
        }
        expect(Stage.WALK);
        var observations = walk.page(page, known, now);
        if (walk.ended()) {
            walk.flaw().ifPresentOrElse(flaw -> end(new Partial(flaw)), () -> judge(known, observations, now));
        }
        return observations;
    }

    private List<Observation<V>> pageAgain(SweptPage<V> page, KnownRows<V> known, Instant now) {
        var observations = again.page(page, known, now);
        if (again.ended()) {
            again.flaw().ifPresentOrElse(flaw -> end(new Partial(flaw)), () -> compareWalks(known, observations, now));
        }
        return observations;
    }

    /** Takes the result for the row that was requested. */
    public List<Observation<V>> row(PointRead<V> read, KnownRows<V> known, Instant now) {
        var observations = new ArrayList<Observation<V>>();
        if (stage == Stage.PROVE) {
            prove(read, known, observations, now);
            return observations;
        }
        if (stage == Stage.CHECK) {
            check(read, known, observations, now);
            return observations;
        }
        expect(Stage.ASK);
        var id = suspects.remove();
        var row = known.find(id);
        if (row == null || row.value() == null) {
            throw new IllegalStateException("suspect that is not known");
        }
        switch (read) {
            case There<V>(var value) ->
                observations.add(RowDiff.compare(row, value == null ? row.value() : value, now));
            case NotThere<V>() -> notThere.put(id, now);
            case NotVisible<V>() -> {
                var noted = RowDiff.noLongerReachable(row, now.plus(rules.refusalPause()), now);
                counting |= noted.published();
                observations.add(noted);
            }
            case NoAnswer<V>() -> {
                // Changes nothing: the row is as missing as before.
            }
        }
        askOrProve(now);
        return observations;
    }

    /** Gives the sweep up. What it returned before counts; it says nothing about what is absent. */
    public void abandon(Flaw flaw) {
        if (stage != Stage.ENDED) {
            end(new Partial(flaw));
        }
    }

    private void judge(KnownRows<V> known, List<Observation<V>> observations, Instant now) {
        var absent = new ArrayList<KnownRow<V>>();
        var stored = new int[1];
        known.forEachPresent(row -> {
            stored[0]++;
            if (!walk.listed().contains(row.id()) && !row.deferredAt(now)) {
                absent.add(row);
            }
        });
        missing = absent.size();
        var presentBefore = stored[0] - walk.storedNewRows();
        var suspicion = walk.suspicion(presentBefore);
        var tooMany = guard.holds(missing, presentBefore + walk.newRows(), deletions, now);
        if (suspicion != null || tooMany) {
            var set = HeldSet.of(absent, presentBefore);
            approved = approval.covers(absent, set, observations);
            // Without a listed row nothing can prove that rows can be read, so even approved deletions wait.
            if (!approved || walk.witness() == null) {
                var ending = suspicion == null ? new Complete(missing, true) : new Suspicious(suspicion);
                checkThenHold(new HoldCheck(set, ending, walk.salt()));
                return;
            }
        } else {
            approved = missing > 0 && approval.covered(absent);
        }
        judged = true;
        confirm(absent, observations, now);
    }

    private void checkThenHold(HoldCheck due) {
        if (missing == 0 || checkedSets.contains(due.set().setId())) {
            hold(due);
        } else {
            check = due;
            stage = rules.confirmation() == Confirmation.POINT_READ ? Stage.CHECK : Stage.WALK_AGAIN;
        }
    }

    private void hold(HoldCheck checked) {
        judged = true;
        held = missing == 0 ? null : checked.set();
        end(checked.ending());
    }

    private void check(PointRead<V> read, KnownRows<V> known, List<Observation<V>> observations, Instant now) {
        var checked = requireNonNull(check, "check");
        var row = known.find(checked.next());
        if (read instanceof There<V>(var value) && row != null && row.value() != null) {
            observations.add(RowDiff.compare(row, value == null ? row.value() : value, now));
        }
        checked.answered(read);
        if (checked.disproved() != null) {
            end(new Suspicious(checked.disproved()));
        } else if (checked.isOver()) {
            hold(checked);
        }
    }

    private void confirm(List<KnownRow<V>> absent, List<Observation<V>> observations, Instant now) {
        if (rules.confirmation() == Confirmation.POINT_READ) {
            absent.stream().limit(rules.rowReadsMax()).forEach(row -> suspects.add(row.id()));
            askOrProve(now);
            return;
        }
        for (var row : absent) {
            if (row.misses() + 1 < rules.missesToBeGone()) {
                counting = true;
                observations.add(new Marked<>(approved ? approval.mark(row).missed() : row.missed()));
            } else {
                suspects.add(row.id());
            }
        }
        if (suspects.isEmpty()) {
            end(new Complete(missing, false));
        } else {
            stage = Stage.WALK_AGAIN;
        }
    }

    private void compareWalks(KnownRows<V> known, List<Observation<V>> observations, Instant now) {
        if (!again.listed().equals(walk.listed())) {
            end(new Suspicious(check == null ? Suspicion.WALKS_DIFFER : check.disproved(again.listed())));
            return;
        }
        if (check != null) {
            hold(check);
            return;
        }
        for (var id : suspects) {
            var row = known.find(id);
            if (row != null && row.present()) {
                observations.add(new Gone<>(row, row.gone(now), rules.missesToBeGone()));
            }
        }
        count(observations, now);
        end(new Complete(missing, false));
    }

    private void askOrProve(Instant now) {
        var oldest = notThere.values().stream().findFirst();
        var due = oldest.isPresent() && !now.isBefore(oldest.get().plus(rules.proofAfter()));
        if (!suspects.isEmpty() && !due) {
            stage = Stage.ASK;
        } else if (notThere.isEmpty()) {
            end(new Complete(missing, false));
        } else {
            stage = Stage.PROVE;
        }
    }

    private void prove(PointRead<V> read, KnownRows<V> known, List<Observation<V>> observations, Instant now) {
        if (!(read instanceof There<V>)) {
            end(new Suspicious(Suspicion.LISTED_ROW_UNREADABLE));
            return;
        }
        notThere.forEach((id, at) -> {
            var row = known.find(id);
            if (row != null && row.present() && !at.isBefore(now.minus(rules.proofWindow()))) {
                observations.add(missed(row, now));
            }
        });
        counting |= !observations.isEmpty();
        count(observations, now);
        notThere.clear();
        askOrProve(now);
    }

    private Observation<V> missed(KnownRow<V> row, Instant now) {
        var missed = row.missed();
        return missed.misses() < rules.missesToBeGone()
                ? new Marked<>(missed)
                : new Gone<>(row, row.gone(now), missed.misses() + 1);
    }

    /** Approved deletions do not count towards the guard. */
    private void count(List<Observation<V>> observations, Instant now) {
        var gone = (int) observations.stream().filter(Gone.class::isInstance).count();
        counting |= gone > 0;
        deletions = guard.counted(deletions, approved ? 0 : gone, now);
    }

    private void end(SweepVerdict ending) {
        stage = Stage.ENDED;
        verdict = ending;
        suspects.clear();
        notThere.clear();
    }

    private void expect(Stage expected) {
        if (stage != expected) {
            throw new IllegalStateException("result for stage %s in stage %s".formatted(expected, stage));
        }
    }
}
