package dev.companion.poller.domain;

import static java.util.Objects.requireNonNull;

import dev.companion.poller.domain.Observation.Gone;
import dev.companion.poller.domain.Observation.Marked;
import dev.companion.poller.domain.Observation.NewRow;
import dev.companion.poller.domain.Observation.UnchangedRow;
import dev.companion.poller.domain.Observation.Withheld;
import dev.companion.poller.domain.RowAnswer.NoAnswer;
import dev.companion.poller.domain.RowAnswer.NotThere;
import dev.companion.poller.domain.RowAnswer.NotVisible;
import dev.companion.poller.domain.RowAnswer.There;
import dev.companion.poller.domain.SweepVerdict.Complete;
import dev.companion.poller.domain.SweepVerdict.Doubt;
import dev.companion.poller.domain.SweepVerdict.Flaw;
import dev.companion.poller.domain.SweepVerdict.Partial;
import dev.companion.poller.domain.SweepVerdict.Suspicious;
import dev.companion.poller.domain.SweptPage.Listed;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One confirmed sweep of one kind of thing of one tenant: it says which page or row to ask for next, takes the answer,
 * and returns what there is to store and to publish. One question is open at a time, so what is observed later was
 * also asked later.
 *
 * <p>Stages:
 * <ol>
 *   <li><b>Walk</b>: pages in order. New and changed rows are returned at once; they count whatever becomes of the walk.
 *   <li><b>Judge</b>: only a list that was walked whole, with totals that agree, may say by silence that a row is gone,
 *       and only if it is not empty and not under half of what is known.
 *   <li><b>Ask</b>: each row that the list left out is asked for by its id, unless there are so many of them that the
 *       guard holds all of them back.
 *   <li><b>Prove</b>: "not there" counts as a miss only if a row of this very list reads well after it and within the
 *       same minute; else the key may have lost its rights. A row with enough misses is gone.
 * </ol>
 * A sweep lives in memory and dies with a crash; what it returned so far stands, and absences start anew.
 */
public final class Sweep<V extends Observed<V>> {

    /** What to ask the vendor next. */
    public sealed interface Ask {
        /** The page after those that were taken. */
        record NextPage() implements Ask {}

        /** One row by its id. */
        record Row(String id) implements Ask {}
    }

    private enum Stage {
        WALK,
        ASK,
        PROVE,
        ENDED
    }

    private final SweepRules rules;
    private final DeletionGuard guard;
    private final long salt;

    private Stage stage = Stage.WALK;
    private @Nullable SweepVerdict verdict;
    private Deletions deletions;

    private final Set<String> listed = new HashSet<>();
    private final Set<String> firstIds = new HashSet<>();
    private int pages;
    private int rows;
    private int newRows;
    private boolean active;
    private boolean trusted = true;
    private @Nullable Long firstTotal;
    private @Nullable Long lastTotal;
    private @Nullable String witness;
    private long witnessRank;

    private int missing;
    private final Deque<String> suspects = new ArrayDeque<>();
    private final Map<String, Instant> notThere = new LinkedHashMap<>();

    /**
     * @param deletions those published before this sweep
     * @param startedAt also decides which listed row proves that rows can be read, so that it is another each time
     */
    public Sweep(SweepRules rules, DeletionGuard guard, Deletions deletions, Instant startedAt) {
        this.rules = rules;
        this.guard = guard;
        this.deletions = deletions;
        this.salt = startedAt.toEpochMilli();
    }

    /** The question that is open; empty once the sweep has ended. */
    public Optional<Ask> next() {
        return switch (stage) {
            case WALK -> Optional.of(new Ask.NextPage());
            case ASK -> Optional.of(new Ask.Row(suspects.element()));
            case PROVE -> Optional.of(new Ask.Row(requireNonNull(witness, "witness")));
            case ENDED -> Optional.empty();
        };
    }

    /** Empty until the sweep has ended. */
    public Optional<SweepVerdict> verdict() {
        return Optional.ofNullable(verdict);
    }

    /** Rows listed so far that are of the kind we import. */
    public int rows() {
        return rows;
    }

    /** Rows that the vendor announced, the never imported ones among them; empty where it did not say. */
    public Optional<Long> announced() {
        return Optional.ofNullable(lastTotal);
    }

    /** Whether something is going on: a row was new or changed, came back, or counted as missed. */
    public boolean active() {
        return active;
    }

    /** Deletions published lately, those of this sweep among them. */
    public Deletions deletions() {
        return deletions;
    }

    /** Takes the page that was asked for. Observations are to be stored before the next answer is given. */
    public List<Observation<V>> page(SweptPage<V> page, KnownRows<V> known, Instant now) {
        expect(Stage.WALK);
        pages++;
        trusted &= page.trusted();
        if (page.total() != null) {
            firstTotal = firstTotal == null ? page.total() : firstTotal;
            lastTotal = page.total();
        }
        var repeated =
                !page.rows().isEmpty() && !firstIds.add(page.rows().getFirst().id());
        var storedNewRows = newRows;
        var observations = new ArrayList<Observation<V>>(page.rows().size());
        for (var row : lastOfEachId(page.rows())) {
            take(row, known, now).ifPresent(observations::add);
        }
        if (repeated) {
            end(new Partial(Flaw.PAGE_REPEATED));
        } else if (page.last()) {
            judge(known, storedNewRows, now);
        } else if (page.rows().isEmpty()) {
            end(new Partial(Flaw.PAGE_EMPTY));
        } else if (pages >= rules.pagesMax()) {
            end(new Partial(Flaw.ENDLESS));
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
        if (row == null || !row.present()) {
            throw new IllegalStateException("suspect that is not known");
        }
        switch (answer) {
            case There<V>(var value) -> {
                listed.add(id);
                observations.add(value == null ? SweepDiff.seen(row) : SweepDiff.compare(row, value, now));
            }
            case NotThere<V>() -> notThere.put(id, now);
            case NotVisible<V>() -> observations.add(new Marked<>(row.deferred(now.plus(rules.refusalPause()))));
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

    private Optional<Observation<V>> take(Listed<V> row, KnownRows<V> known, Instant now) {
        var first = listed.add(row.id());
        var value = row.value();
        if (value == null) {
            return Optional.empty();
        }
        rows += first ? 1 : 0;
        var observation = SweepDiff.compare(known.find(row.id()), value, now);
        newRows += observation instanceof NewRow<V> ? 1 : 0;
        if (!(observation instanceof Withheld<V>)) {
            considerAsWitness(row.id());
        }
        active |= !(observation instanceof UnchangedRow<V> || observation instanceof Withheld<V>);
        return Optional.of(observation);
    }

    /** Another row each time, so that one row that can never be read does not keep others from being proved. */
    private void considerAsWitness(String id) {
        var rank = (id.hashCode() ^ salt) * 0x9E3779B97F4A7C15L;
        if (witness == null || rank < witnessRank) {
            witness = id;
            witnessRank = rank;
        }
    }

    private void judge(KnownRows<V> known, int storedNewRows, Instant now) {
        if (!trusted) {
            end(new Partial(Flaw.PAGE_UNTRUSTED));
        } else if (disagrees(firstTotal) || disagrees(lastTotal)) {
            end(new Partial(Flaw.TOTALS_DISAGREE));
        } else {
            judgeAbsences(known, storedNewRows, now);
        }
    }

    private boolean disagrees(@Nullable Long total) {
        return total != null && total != listed.size();
    }

    /** @param storedNewRows rows new in this walk that are among the known ones already: those of earlier pages */
    private void judgeAbsences(KnownRows<V> known, int storedNewRows, Instant now) {
        var absent = new ArrayList<String>();
        var stored = new int[1];
        known.forEachPresent(row -> {
            stored[0]++;
            if (!listed.contains(row.id()) && !row.deferredAt(now)) {
                absent.add(row.id());
            }
        });
        var presentBefore = stored[0] - storedNewRows;
        if (witness == null && presentBefore > 0) {
            end(new Suspicious(Doubt.EMPTY));
            return;
        }
        if (rows * 2L < presentBefore) {
            end(new Suspicious(Doubt.UNDER_HALF));
            return;
        }
        missing = absent.size();
        if (guard.holds(missing, presentBefore + newRows, deletions, now)) {
            end(new Complete(missing, true));
            return;
        }
        suspects.addAll(absent.subList(0, Math.min(missing, rules.rowReadsMax())));
        askOrProve(now);
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
        active |= !observations.isEmpty();
        var gone = (int) observations.stream().filter(Gone.class::isInstance).count();
        deletions = guard.noted(deletions, gone, now);
        notThere.clear();
        askOrProve(now);
    }

    private Observation<V> missed(KnownRow<V> row, Instant now) {
        var missed = row.missed();
        return missed.misses() < rules.missesToBeGone()
                ? new Marked<>(missed)
                : new Gone<>(row, row.gone(now), missed.misses() + 1);
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

    /** A page is one answer: of rows that it lists twice, the later stands. */
    private static <V extends Observed<V>> Iterable<Listed<V>> lastOfEachId(List<Listed<V>> rows) {
        var byId = new LinkedHashMap<String, Listed<V>>();
        rows.forEach(row -> byId.put(row.id(), row));
        return byId.values();
    }
}
