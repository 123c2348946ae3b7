package dev.companion.console.domain.timeline;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The newest entries of each site of one tenant. Bounded three times: each site, each tenant, and all tenants together.
 * If there are too many, the site that was changed or shown least recently loses its oldest entry; if all tenants together have too
 * many, the tenant that adds one gives one up. Thread-safe.
 */
public final class SiteTimelines {

    public static final int SITE_MAX = 50;
    public static final int TENANT_MAX = 50_000;
    /** Of all tenants together: about 100 MB. */
    public static final int ALL_MAX = 1_000_000;

    private final EntryBudget budget;
    private final int siteMax;
    private final int tenantMax;

    /** In the order of the last use. */
    private final LinkedHashMap<String, Entries> bySite = new LinkedHashMap<>(16, 0.75f, true);

    private int size;
    private long firstAt = Long.MAX_VALUE;
    private long droppedUntil = Long.MIN_VALUE;

    /** Of one site, the oldest first. */
    private static final class Entries {
        private final ArrayList<TimelineEntry> list = new ArrayList<>(4);
        private long droppedUntil = Long.MIN_VALUE;
    }

    /**
     * The timeline of one site.
     *
     * @param entries newest first
     * @param droppedUntil entries of this time and before may be missing; null if none was dropped
     */
    public record Timeline(
            List<TimelineEntry> entries, @Nullable Instant droppedUntil) {}

    public SiteTimelines(EntryBudget budget) {
        this(budget, SITE_MAX, TENANT_MAX);
    }

    SiteTimelines(EntryBudget budget, int siteMax, int tenantMax) {
        this.budget = budget;
        this.siteMax = siteMax;
        this.tenantMax = tenantMax;
    }

    /** Ignored if the site has the same entry: records may be read again. */
    public synchronized void add(String siteUid, TimelineEntry entry) {
        observed(entry.atMillis());
        var site = bySite.computeIfAbsent(siteUid, _ -> new Entries());
        if (entry.atMillis() <= site.droppedUntil || site.list.contains(entry)) {
            return;
        }
        site.list.add(position(site.list, entry.atMillis()), shared(entry, site.list));
        count(1);
        if (site.list.size() > siteMax) {
            site.droppedUntil = drop(site);
        }
        while (size > tenantMax || budget.isExceeded() && size > 0) {
            dropEldest();
        }
    }

    /** Adds an entry in place of all others of its kind: for what a topic keeps only the newest state of. */
    public synchronized void addLatest(String siteUid, TimelineEntry entry) {
        var site = bySite.get(siteUid);
        if (site != null) {
            var before = site.list.size();
            site.list.removeIf(known -> known.what().equals(entry.what()) && known.atMillis() != entry.atMillis());
            count(site.list.size() - before);
        }
        add(siteUid, entry);
    }

    /** Notes that something was recorded of the tenant at this time. */
    public synchronized void observed(long atMillis) {
        firstAt = Math.min(firstAt, atMillis);
    }

    /** When the first thing was recorded of the tenant that is known; null if there is nothing. */
    public synchronized @Nullable Instant firstAt() {
        return firstAt == Long.MAX_VALUE ? null : Instant.ofEpochMilli(firstAt);
    }

    public synchronized Timeline of(String siteUid) {
        var site = bySite.get(siteUid);
        var dropped = Math.max(droppedUntil, site == null ? Long.MIN_VALUE : site.droppedUntil);
        return new Timeline(
                site == null ? List.of() : List.copyOf(site.list.reversed()),
                dropped == Long.MIN_VALUE ? null : Instant.ofEpochMilli(dropped));
    }

    /** Topics are read side by side, so entries do not come in the order of time. */
    private static int position(List<TimelineEntry> list, long atMillis) {
        var position = list.size();
        while (position > 0 && list.get(position - 1).atMillis() > atMillis) {
            position--;
        }
        return position;
    }

    /** Texts that an earlier entry of the site has are held once: what follows from a request has its trace and ids. */
    private static TimelineEntry shared(TimelineEntry entry, List<TimelineEntry> list) {
        return new TimelineEntry(
                entry.atMillis(),
                entry.stage(),
                entry.actor(),
                entry.what(),
                shared(entry.before(), list),
                shared(entry.after(), list),
                shared(entry.detail(), list),
                shared(entry.traceId(), list));
    }

    private static @Nullable String shared(@Nullable String text, List<TimelineEntry> list) {
        if (text == null) {
            return null;
        }
        for (var known : list) {
            for (var held : new String[] {known.traceId(), known.after(), known.before(), known.detail()}) {
                if (Objects.equals(held, text)) {
                    return held;
                }
            }
        }
        return text;
    }

    private void dropEldest() {
        var eldest = bySite.firstEntry();
        if (eldest == null) {
            return;
        }
        var site = eldest.getValue();
        if (!site.list.isEmpty()) {
            droppedUntil = Math.max(droppedUntil, drop(site));
        }
        if (site.list.isEmpty()) {
            bySite.pollFirstEntry();
        }
    }

    /** Returns the time of the dropped entry. */
    private long drop(Entries site) {
        count(-1);
        return site.list.removeFirst().atMillis();
    }

    private void count(int added) {
        size += added;
        budget.add(added);
    }
}
