package dev.companion.poller.domain;

import static java.util.Objects.requireNonNull;

import dev.companion.poller.domain.DeletionDecision.Approval;
import dev.companion.poller.domain.Observation.Gone;
import dev.companion.poller.domain.Observation.Marked;
import dev.companion.poller.domain.RowAnswer.NoAnswer;
import dev.companion.poller.domain.RowAnswer.NotThere;
import dev.companion.poller.domain.RowAnswer.NotVisible;
import dev.companion.poller.domain.RowAnswer.There;
import dev.companion.poller.domain.SweepRules.Confirmation;
import dev.companion.poller.domain.SweepVerdict.Complete;
import dev.companion.poller.domain.SweepVerdict.Doubt;
import dev.companion.poller.domain.SweepVerdict.Flaw;
import dev.companion.poller.domain.SweepVerdict.Partial;
import dev.companion.poller.domain.SweepVerdict.Suspicious;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One confirmed sweep of one kind of thing of one tenant: it says which page or row to ask for next, takes the answer,
 * and returns what there is to store and to publish. One question is open at a time, so what is observed later was
 * also asked later.
 *
 * <p>Stages:
 * <ol>
 *   <li><b>Walk</b>: pages in order. New and changed rows are returned at once; they count whatever becomes of the walk.
 *   <li><b>Judge</b>: only a list that was walked whole, with totals that agree, may say by silence that a row is gone.
 *       Where it is empty or under half of what is known, or lacks more rows than the guard lets pass, all that it lacks
 *       is held back, unless a person approved exactly these rows, or these and others.
 *   <li><b>Ask</b>: each row that the list left out is asked for by its id.
 *   <li><b>Prove</b>: "not there" counts as a miss only if a row of this very list reads well after it and within the
 *       same minute; else the key may have lost its rights. A row with enough misses is gone.
 *   <li><b>Walk again</b>, in place of the two before where rows cannot be asked for: an absence counts as a miss at
 *       once, but for the last one, which takes a second walk that lists exactly the same rows.
 * </ol>
 * A sweep lives in memory and dies with a crash; what it returned so far stands, and absences start anew.
 */
public final class Sweep<V extends Observed<V>> {

    /** What to ask the vendor next. */
    public sealed interface Ask {
        /** The page after those that were taken, or the first. */
        record NextPage() implements Ask {}

        /** The first page, once more. */
        record FirstPage() implements Ask {}

        /** One row by its id. */
        record Row(String id) implements Ask {}
    }

    private enum Stage {
        WALK,
        ASK,
        PROVE,
        WALK_AGAIN,
        ENDED
    }

    private final SweepRules rules;
    private final DeletionGuard guard;
    private final @Nullable Approval approval;
    private final Walk<V> walk;
    private final Walk<V> again;

    private Stage stage = Stage.WALK;
    private @Nullable SweepVerdict verdict;
    private @Nullable HeldSet held;
    private boolean judged;
    private boolean approved;
    private boolean counting;
    private Deletions deletions;

    private int missing;
    private final Deque<String> suspects = new ArrayDeque<>();
    private final Map<String, Instant> notThere = new LinkedHashMap<>();

    /** A sweep with nothing approved. */
    public Sweep(SweepRules rules, DeletionGuard guard, Deletions deletions, Instant startedAt) {
        this(rules, guard, deletions, null, startedAt);
    }

    /**
     * @param deletions those published before this sweep
     * @param approval what a person approved; null where nothing is
     * @param startedAt also decides which listed row proves that rows can be read, so that it is another each time
     */
    public Sweep(
            SweepRules rules,
            DeletionGuard guard,
            Deletions deletions,
            @Nullable Approval approval,
            Instant startedAt) {
        this.rules = rules;
        this.guard = guard;
        this.deletions = deletions;
        this.approval = approval;
        this.walk = new Walk<>(rules.pagesMax(), startedAt.toEpochMilli());
        this.again = new Walk<>(rules.pagesMax(), startedAt.toEpochMilli());
    }

    /** The question that is open; empty once the sweep has ended. */
    public Optional<Ask> next() {
        return switch (stage) {
            case WALK -> Optional.of(new Ask.NextPage());
            case WALK_AGAIN -> Optional.of(again.pages() == 0 ? new Ask.FirstPage() : new Ask.NextPage());
            case ASK -> Optional.of(new Ask.Row(suspects.element()));
            case PROVE -> Optional.of(new Ask.Row(requireNonNull(walk.witness(), "witness")));
            case ENDED -> Optional.empty();
        };
    }

    /** Whether the row that is asked for is one that the list did show, and that is to prove that rows can be read. */
    public boolean proving() {
        return stage == Stage.PROVE;
    }

    /** Empty until the sweep has ended. */
    public Optional<SweepVerdict> verdict() {
        return Optional.ofNullable(verdict);
    }

    /** Rows listed so far that are of the kind we import. */
    public int rows() {
        return walk.rows();
    }

    /** Rows that the vendor announced, the never imported ones among them; empty where it did not say. */
    public Optional<Long> announced() {
        return walk.announced();
    }

    /** Whether something is going on: a row was new or changed, came back, or counted as missed. */
    public boolean active() {
        return counting || walk.active() || again.active();
    }

    /** Whether it came so far as to say whether deletions are held back; {@link #held} means nothing before. */
    public boolean judged() {
        return judged;
    }

    /** The rows that are absent and not believed to be gone; empty where nothing is held back. */
    public Optional<HeldSet> held() {
        return Optional.ofNullable(held);
    }

    /** Deletions published lately that nobody approved, those of this sweep among them. */
    public Deletions deletions() {
        return deletions;
    }

    /** Takes the page that was asked for. Observations are to be stored before the next answer is given. */
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

    /** Takes the answer about the row that was asked for. */
    public List<Observation<V>> row(RowAnswer<V> answer, KnownRows<V> known, Instant now) {
        var observations = new ArrayList<Observation<V>>();
        if (stage == Stage.PROVE) {
            prove(answer, known, observations, now);
            return observations;
        }
        expect(Stage.ASK);
        var id = suspects.remove();
        var row = known.find(id);
        if (row == null || row.value() == null) {
            throw new IllegalStateException("suspect that is not known");
        }
        switch (answer) {
            case There<V>(var value) ->
                observations.add(SweepDiff.compare(row, value == null ? row.value() : value, now));
            case NotThere<V>() -> notThere.put(id, now);
            case NotVisible<V>() -> {
                var told = SweepDiff.outOfSight(row, now.plus(rules.refusalPause()), now);
                counting |= told.published();
                observations.add(told);
            }
            case NoAnswer<V>() -> {
                // Says nothing; the row stays as missing as it was.
            }
        }
        askOrProve(now);
        return observations;
    }

    /** Gives the sweep up. What it returned so far stands; it says nothing about what is absent. */
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
        judged = true;
        missing = absent.size();
        var presentBefore = stored[0] - walk.storedNewRows();
        var doubt = doubtAbout(presentBefore);
        var tooMany = guard.holds(missing, presentBefore + walk.newRows(), deletions, now);
        if (doubt != null || tooMany) {
            var set = HeldSet.of(absent, presentBefore);
            approve(absent, set, observations);
            // Nothing that is listed could prove that rows can be read: approved or not, it has to wait.
            if (!approved || walk.witness() == null) {
                held = missing == 0 ? null : set;
                end(doubt == null ? new Complete(missing, true) : new Suspicious(doubt));
                return;
            }
        } else {
            approved = missing > 0 && approvedBefore(absent);
        }
        confirm(absent, observations, now);
    }

    /** Why the list is not believed as to what it lacks, however much that is. */
    private @Nullable Doubt doubtAbout(int presentBefore) {
        if (walk.witness() == null && presentBefore > 0) {
            return Doubt.EMPTY;
        }
        return walk.rows() * 2L < presentBefore ? Doubt.UNDER_HALF : null;
    }

    /** Rows are marked when the very set is absent, so that later each of them is known to be of it. */
    private void approve(List<KnownRow<V>> absent, HeldSet set, List<Observation<V>> observations) {
        approved = approvedBefore(absent);
        if (!approved
                && approval != null
                && approval.current()
                && approval.setId().equals(set.setId())) {
            approved = true;
            absent.forEach(row -> observations.add(new Marked<>(row.approved(set.setId()))));
        }
    }

    private boolean approvedBefore(List<KnownRow<V>> absent) {
        return approval != null
                && absent.stream().allMatch(row -> approval.setId().equals(row.approvedIn()));
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
                observations.add(new Marked<>(
                        approved
                                ? row.approved(requireNonNull(approval, "approval")
                                                .setId())
                                        .missed()
                                : row.missed()));
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
            end(new Suspicious(Doubt.WALKS_DIFFER));
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

    private void prove(RowAnswer<V> answer, KnownRows<V> known, List<Observation<V>> observations, Instant now) {
        if (!(answer instanceof There<V>)) {
            end(new Suspicious(Doubt.LISTED_ROW_UNREADABLE));
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

    /** What a person approved takes nothing from what is believed without one. */
    private void count(List<Observation<V>> observations, Instant now) {
        var gone = (int) observations.stream().filter(Gone.class::isInstance).count();
        counting |= gone > 0;
        deletions = guard.noted(deletions, approved ? 0 : gone, now);
    }

    private void end(SweepVerdict ending) {
        stage = Stage.ENDED;
        verdict = ending;
        suspects.clear();
        notThere.clear();
    }

    private void expect(Stage expected) {
        if (stage != expected) {
            throw new IllegalStateException("an answer for stage %s in stage %s".formatted(expected, stage));
        }
    }
}
