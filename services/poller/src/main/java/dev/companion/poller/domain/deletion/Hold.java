package dev.companion.poller.domain.deletion;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The hold that is published for one list: its deletions are held back until a person decides about them.
 *
 * @param since when a sweep first found too many rows missing; another set does not change it
 */
public record Hold(String setId, Instant since) {

    /** What has to be published after a sweep that judged what is absent. */
    public sealed interface Change {
        record None() implements Change {}

        /** Deletions of another set are held back now. */
        record Raised(Hold hold, HeldSet set) implements Change {}

        /** None are held back any more, or a person rejected those that are. */
        record Lifted() implements Change {}
    }

    /**
     * @param published the hold that was published last; null if there is none
     * @param held what the sweep held back; empty if nothing
     * @param rejectedSet the set whose deletion a person rejected: it is not published again
     */
    public static Change after(
            @Nullable Hold published, Optional<HeldSet> held, @Nullable String rejectedSet, Instant now) {
        if (held.isEmpty()) {
            return published == null ? new Change.None() : new Change.Lifted();
        }
        var set = held.get();
        if (published != null && published.setId.equals(set.setId())) {
            return new Change.None();
        }
        if (set.setId().equals(rejectedSet)) {
            return published == null ? new Change.None() : new Change.Lifted();
        }
        return new Change.Raised(new Hold(set.setId(), published == null ? now : published.since), set);
    }
}
