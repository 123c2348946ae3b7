package dev.companion.poller.domain.sweep;

import dev.companion.poller.domain.row.KnownRows;
import dev.companion.poller.domain.row.Observation;
import dev.companion.poller.domain.row.Observation.NewRow;
import dev.companion.poller.domain.row.Observation.UnchangedRow;
import dev.companion.poller.domain.row.Observation.Withheld;
import dev.companion.poller.domain.row.Observed;
import dev.companion.poller.domain.row.RowDiff;
import dev.companion.poller.domain.sweep.SweepVerdict.Flaw;
import dev.companion.poller.domain.sweep.SweepVerdict.Suspicion;
import dev.companion.poller.domain.sweep.SweptPage.Listed;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One walk through a list, from its first page on. New and changed rows are returned at once, and count even if the walk
 * fails later. It ends with the last page of the list, or with a flaw before or on that page.
 */
final class Walk<V extends Observed<V>> {

    private final int pagesMax;
    private final long salt;
    private final Set<String> listed = new HashSet<>();
    private final Set<String> firstIds = new HashSet<>();
    private int pages;
    private int rows;
    private int newRows;
    private int storedNewRows;
    private boolean active;
    private boolean trusted = true;
    private boolean ended;
    private @Nullable Flaw flaw;
    private @Nullable Long firstTotal;
    private @Nullable Long lastTotal;
    private @Nullable String witness;
    private long witnessRank;

    /** @param salt decides which listed row is the witness */
    Walk(int pagesMax, long salt) {
        this.pagesMax = pagesMax;
        this.salt = salt;
    }

    /** Adds the next page. */
    List<Observation<V>> page(SweptPage<V> page, KnownRows<V> known, Instant now) {
        pages++;
        trusted &= page.trusted();
        if (page.total() != null) {
            firstTotal = firstTotal == null ? page.total() : firstTotal;
            lastTotal = page.total();
        }
        var repeated =
                !page.rows().isEmpty() && !firstIds.add(page.rows().getFirst().id());
        storedNewRows = newRows;
        var observations = new ArrayList<Observation<V>>(page.rows().size());
        for (var row : lastOfEachId(page.rows())) {
            take(row, known, now).ifPresent(observations::add);
        }
        if (page.foreign()) {
            end(Flaw.PAGE_OF_ANOTHER_ACCOUNT);
        } else if (repeated) {
            end(Flaw.PAGE_REPEATED);
        } else if (page.last()) {
            end(!trusted ? Flaw.PAGE_UNTRUSTED : disagreeing() ? Flaw.TOTALS_DISAGREE : null);
        } else if (page.rows().isEmpty()) {
            end(Flaw.PAGE_EMPTY);
        } else if (pages >= pagesMax) {
            end(Flaw.ENDLESS);
        }
        return observations;
    }

    boolean ended() {
        return ended;
    }

    /** Why it is not whole; also empty before the end. */
    Optional<Flaw> flaw() {
        return Optional.ofNullable(flaw);
    }

    int pages() {
        return pages;
    }

    /** All ids that were listed, whether imported or not. */
    Set<String> listed() {
        return listed;
    }

    /** Rows listed that are of the kind we import. */
    int rows() {
        return rows;
    }

    int newRows() {
        return newRows;
    }

    /** Rows that are new in this walk and known already: those of all pages but the last. */
    int storedNewRows() {
        return storedNewRows;
    }

    /** Whether a row was new or changed, or came back after it had been missed. */
    boolean active() {
        return active;
    }

    /** Rows that the vendor announced, including those that are never imported. */
    Optional<Long> announced() {
        return Optional.ofNullable(lastTotal);
    }

    /** A row that was listed and is imported; null if there is none. */
    @Nullable String witness() {
        return witness;
    }

    /** Decides which rows are read by their ids. */
    long salt() {
        return salt;
    }

    /**
     * Why missing rows are not believed to be gone, however many they are; null if nothing speaks against it.
     *
     * @param presentBefore rows known before this walk
     */
    @Nullable Suspicion suspicion(int presentBefore) {
        if (witness == null && presentBefore > 0) {
            return Suspicion.EMPTY;
        }
        return rows * 2L < presentBefore ? Suspicion.UNDER_HALF : null;
    }

    private Optional<Observation<V>> take(Listed<V> row, KnownRows<V> known, Instant now) {
        var first = listed.add(row.id());
        var value = row.value();
        if (value == null) {
            return Optional.empty();
        }
        rows += first ? 1 : 0;
        var observation = RowDiff.compare(known.find(row.id()), value, now);
        newRows += observation instanceof NewRow<V> ? 1 : 0;
        if (!(observation instanceof Withheld<V>)) {
            considerAsWitness(row.id());
        }
        active |= !(observation instanceof UnchangedRow<V> || observation instanceof Withheld<V>);
        return Optional.of(observation);
    }

    /** Another row each time, so one row that can never be read does not prevent the proof of others. */
    private void considerAsWitness(String id) {
        var rank = rank(id, salt);
        if (witness == null || rank < witnessRank) {
            witness = id;
            witnessRank = rank;
        }
    }

    /** An order of ids that is another one for another salt. */
    static long rank(String id, long salt) {
        return (id.hashCode() ^ salt) * 0x9E3779B97F4A7C15L;
    }

    private boolean disagreeing() {
        return disagrees(firstTotal) || disagrees(lastTotal);
    }

    private boolean disagrees(@Nullable Long total) {
        return total != null && total != listed.size();
    }

    private void end(@Nullable Flaw found) {
        ended = true;
        flaw = found;
    }

    /** A page is one response: if it lists a row twice, the later one counts. */
    private static <V extends Observed<V>> Iterable<Listed<V>> lastOfEachId(List<Listed<V>> rows) {
        var byId = new LinkedHashMap<String, Listed<V>>();
        rows.forEach(row -> byId.put(row.id(), row));
        return byId.values();
    }
}
