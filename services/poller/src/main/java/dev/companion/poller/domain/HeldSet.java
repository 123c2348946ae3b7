package dev.companion.poller.domain;

import java.util.List;
import java.util.stream.Stream;

/**
 * Rows of one list that seem to be gone and are not believed to be.
 *
 * @param setId stands for exactly these ids: 32 hexadecimal digits
 * @param ids sorted
 * @param known rows known before, these among them
 * @param examples what people call some of them
 */
public record HeldSet(String setId, List<String> ids, int known, List<String> examples) {

    static final int EXAMPLES_MAX = 20;

    public HeldSet {
        ids = List.copyOf(ids);
        examples = List.copyOf(examples);
    }

    static <V extends Observed<V>> HeldSet of(List<KnownRow<V>> rows, int known) {
        var ids = rows.stream().map(KnownRow::id).sorted().toList();
        var examples = rows.stream()
                .limit(EXAMPLES_MAX)
                .map(KnownRow::value)
                .flatMap(Stream::ofNullable)
                .map(Observed::label)
                .toList();
        return new HeldSet(idOf(ids), ids, known, examples);
    }

    /** @param sortedIds in the natural order of texts */
    public static String idOf(List<String> sortedIds) {
        return Fingerprint.of(sortedIds);
    }
}
