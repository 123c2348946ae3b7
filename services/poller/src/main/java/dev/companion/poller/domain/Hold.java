package dev.companion.poller.domain;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What readers were told of deletions of one list that are held back.
 *
 * @param since when a sweep first found too many rows missing; another set does not begin it anew
 */
public record Hold(String setId, Instant since) {

    /** What readers have to learn after a sweep that judged what is absent. */
    public sealed interface News {
        /** Nothing. */
        record None() implements News {}

        /** The deletions of another set are held back now. */
        record Raised(Hold hold, HeldSet set) implements News {}

        /** None are held back any more, or those that are were turned down. */
        record Lifted() implements News {}
    }

    /**
     * @param told what readers were told last; null where there is no hold, as far as they know
     * @param held what the sweep held back; empty where it held nothing back
     * @param rejectedSet the set that a person said is to be kept: readers are not told of it again
     */
    public static News after(@Nullable Hold told, Optional<HeldSet> held, @Nullable String rejectedSet, Instant now) {
        if (held.isEmpty()) {
            return told == null ? new News.None() : new News.Lifted();
        }
        var set = held.get();
        if (told != null && told.setId.equals(set.setId())) {
            return new News.None();
        }
        if (set.setId().equals(rejectedSet)) {
            return told == null ? new News.None() : new News.Lifted();
        }
        return new News.Raised(new Hold(set.setId(), told == null ? now : told.since), set);
    }
}
