package dev.companion.poller.domain.gate;

import dev.companion.poller.domain.search.LinkSearch;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The health of one vendor's API for one tenant, and how often it was published.
 *
 * @param sequence of the last published record; 0 before the first
 * @param progress of a sweep, as last published; null if none was published or the sweep has ended
 * @param quotaTight whether the vendor's quota was published as nearly exhausted
 * @param lacking right that the key lacks for an optional list; null if it lacks none
 * @param suspicions why the last reading of a list is not believed, by the list's name; empty if all are
 * @param linkSearch the last search for earlier links, as last published; null if there was none
 */
public record ApiHealth(
        ApiGate gate,
        long sequence,
        @Nullable Progress progress,
        boolean quotaTight,
        @Nullable String lacking,
        Map<String, String> suspicions,
        @Nullable LinkSearch linkSearch) {

    public ApiHealth {
        suspicions = suspicions == null ? Map.of() : new TreeMap<>(suspicions);
    }

    /** @param total null if the vendor did not say */
    public record Progress(int rows, @Nullable Integer total) {}

    public static ApiHealth fresh(Instant now) {
        return new ApiHealth(ApiGate.fresh(now), 0, null, false, null, Map.of(), null);
    }

    public ApiHealth with(ApiGate next) {
        return new ApiHealth(next, sequence, progress, quotaTight, lacking, suspicions, linkSearch);
    }

    public ApiHealth withProgress(@Nullable Progress next) {
        return new ApiHealth(gate, sequence, next, quotaTight, lacking, suspicions, linkSearch);
    }

    public ApiHealth withLacking(@Nullable String next) {
        return new ApiHealth(gate, sequence, progress, quotaTight, next, suspicions, linkSearch);
    }

    /** @param suspicion null if the list is believed again */
    public ApiHealth withSuspicion(String list, @Nullable String suspicion) {
        var next = new TreeMap<>(suspicions);
        if (suspicion == null) {
            next.remove(list);
        } else {
            next.put(list, suspicion);
        }
        return new ApiHealth(gate, sequence, progress, quotaTight, lacking, next, linkSearch);
    }

    public ApiHealth withLinkSearch(@Nullable LinkSearch next) {
        return new ApiHealth(gate, sequence, progress, quotaTight, lacking, suspicions, next);
    }

    /** All suspicions as one text; null if there is none. */
    public @Nullable String suspicion() {
        return suspicions.isEmpty() ? null : String.join(" ", suspicions.values());
    }

    public ApiHealth withQuotaTight(boolean next) {
        return new ApiHealth(gate, sequence, progress, next, lacking, suspicions, linkSearch);
    }

    public ApiHealth withNextSequence() {
        return new ApiHealth(gate, sequence + 1, progress, quotaTight, lacking, suspicions, linkSearch);
    }

    /** Whether {@code next} has to be published after this. */
    public boolean differsFor(ApiHealth next, Instant now) {
        return gate.differsFor(next.gate, now)
                || quotaTight != next.quotaTight
                || !Objects.equals(gate.sweptAt(), next.gate.sweptAt())
                || !Objects.equals(progress, next.progress)
                || !Objects.equals(lacking, next.lacking)
                || !suspicions.equals(next.suspicions)
                || !Objects.equals(linkSearch, next.linkSearch);
    }
}
