package dev.companion.operations.domain.check;

import java.util.List;

/** How much of its memory a service keeps after a collection: its rows are in memory, so it grows with them. */
public final class MemoryRules {

    private static final long WARN_PERCENT = 85;
    private static final long MEGABYTE = 1024 * 1024;

    private MemoryRules() {}

    /** Silent before the first collection of the old generation, when nothing is tight. */
    public static List<Finding> of(String service, Samples samples) {
        var live = samples.sum("jvm_gc_live_data_size_bytes").orElse(0);
        var max = samples.sum("jvm_gc_max_data_size_bytes").orElse(0);
        if (max <= 0 || live * 100 <= max * WARN_PERCENT) {
            return List.of();
        }
        return List.of(
                Finding.warning(
                        "memory",
                        service,
                        "%.0f %% of %.0f MB are in use after a collection".formatted(live * 100 / max, max / MEGABYTE),
                        "at most %d %%: beyond that it collects all the time, and ends when rows are added"
                                .formatted(WARN_PERCENT),
                        "raise the memory limit of its container, of which the heap is a part, or add an instance of it; the larger the list of sites and companies, the more it keeps"));
    }
}
