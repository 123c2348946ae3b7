package dev.companion.poller.domain.deletion;

import dev.companion.poller.domain.row.Fingerprint;
import dev.companion.poller.domain.row.KnownRow;
import dev.companion.poller.domain.row.Observed;
import java.util.List;
import java.util.stream.Stream;

/**
 * Rows of one list that are missing and not believed to be gone.
 *
 * @param setId fingerprint of exactly these ids: 32 hexadecimal digits
 * @param ids sorted
 * @param known rows known before, including these
 * @param examples labels of some of them
 */
public record HeldSet(String setId, List<String> ids, int known, List<String> examples) {

    private static final int EXAMPLES_MAX = 20;

    public HeldSet {
        ids = List.copyOf(ids);
        examples = List.copyOf(examples);
    }

    public static <V extends Observed<V>> HeldSet of(List<KnownRow<V>> rows, int known) {
        var ids = rows.stream().map(KnownRow::id).sorted().toList();
        var examples = rows.stream()
                .limit(EXAMPLES_MAX)
                .map(KnownRow::value)
                .flatMap(Stream::ofNullable)
                .map(Observed::label)
                .toList();
        return new HeldSet(idOf(ids), ids, known, examples);
    }

    /** @param sortedIds in natural order */
    public static String idOf(List<String> sortedIds) {
        return Fingerprint.of(sortedIds);
    }
}
