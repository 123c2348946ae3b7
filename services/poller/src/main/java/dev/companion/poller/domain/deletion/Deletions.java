package dev.companion.poller.domain.deletion;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** How many deletions of one kind of one tenant were published recently, and when. */
public record Deletions(List<Batch> batches) {

    public static final Deletions NONE = new Deletions(List.of());

    /** The deletions of one sweep. */
    public record Batch(Instant at, int count) {}

    public Deletions {
        batches = List.copyOf(batches);
    }

    /** How many were published after {@code start}. */
    int since(Instant start) {
        return batches.stream()
                .filter(batch -> batch.at().isAfter(start))
                .mapToInt(Batch::count)
                .sum();
    }

    /** Adds {@code count}, and removes batches from before {@code start}. */
    Deletions with(int count, Instant now, Instant start) {
        var kept = new ArrayList<>(
                batches.stream().filter(batch -> batch.at().isAfter(start)).toList());
        if (count > 0) {
            kept.add(new Batch(now, count));
        }
        return kept.equals(batches) ? this : new Deletions(kept);
    }
}
