package dev.companion.poller.domain.deletion;

import dev.companion.poller.domain.row.Fingerprint;
import dev.companion.poller.domain.row.KnownRow;
import dev.companion.poller.domain.row.Observed;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

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

    /**
     * The sets that were held before, so they need no check before they are held again.
     *
     * @param published the hold that is published now; null if there is none
     * @param decision of a person, which is about a hold that was published; null if there is none
     */
    public static Set<String> checkedBefore(@Nullable Hold published, @Nullable DeletionDecision decision) {
        return Stream.of(published == null ? null : published.setId(), decision == null ? null : decision.setId())
                .filter(Objects::nonNull)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** @param sortedIds in natural order */
    public static String idOf(List<String> sortedIds) {
        return Fingerprint.of(sortedIds);
    }
}
