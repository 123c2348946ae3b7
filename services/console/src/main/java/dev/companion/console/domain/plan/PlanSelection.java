package dev.companion.console.domain.plan;

import dev.companion.console.domain.site.SiteQuery;
import dev.companion.console.domain.site.SiteRow;
import dev.companion.console.domain.site.SiteState;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Which sites a plan is about: some by uid, or all that match a filter but some.
 *
 * @param all whether all that match are meant, but {@code siteUids}
 * @param text what is searched for; empty for all
 * @param states empty for all
 * @param siteUids the sites, or the exceptions
 */
public record PlanSelection(boolean all, String text, Set<SiteState> states, Set<String> siteUids) {

    public PlanSelection {
        states = Set.copyOf(states);
        siteUids = Set.copyOf(siteUids);
    }

    public static PlanSelection of(Set<String> siteUids) {
        return new PlanSelection(false, "", Set.of(), siteUids);
    }

    /** The query whose rows {@link #among} expects. */
    public SiteQuery query() {
        return all ? new SiteQuery(text, states, SiteQuery.Sort.NAME, false) : SiteQuery.ALL;
    }

    /** The uids of the selected sites in the order of the rows; those that are in no row come last. */
    public List<String> among(List<SiteRow> rows) {
        var listed = rows.stream()
                .map(SiteRow::siteUid)
                .filter(uid -> siteUids.contains(uid) != all)
                .toList();
        if (all) {
            return listed;
        }
        var known = new HashSet<>(listed);
        return Stream.concat(
                        listed.stream(),
                        siteUids.stream().filter(uid -> !known.contains(uid)).sorted())
                .toList();
    }
}
