package dev.companion.console.web.timeline;

import dev.companion.console.domain.timeline.TimelineEntry;
import dev.companion.console.security.ConsoleSession;
import dev.companion.console.view.ConsoleView;
import dev.companion.console.view.TenantView;
import dev.companion.console.view.TimelineRecords;
import dev.companion.console.web.problem.ApiProblem;
import dev.companion.console.web.query.ListPage;
import dev.companion.console.web.query.PageParams;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What happened to one site: seen, requested, decided, called, and how it ended. */
@RestController
@Tag(name = "Sites")
class TimelineController {

    private static final String COMPANY = "company:";

    private final ConsoleView view;

    TimelineController(ConsoleView view) {
        this.view = view;
    }

    /**
     * The timeline of a site.
     *
     * @param page one page of the entries, newest first
     * @param watchedSince since when Companion has recorded anything of this account; null if it has recorded nothing
     * @param droppedUntil entries of this time and before may be missing, since the console keeps a limited number; null
     *     if none was dropped
     */
    record TimelinePage(
            ListPage<TimelineItem> page,
            @Nullable Instant watchedSince,
            @Nullable Instant droppedUntil) {}

    /**
     * @param siteUid the uid of the site
     * @param page number of the page, counted from 0
     * @param size rows on a page
     */
    @GetMapping("/api/sites/{siteUid}/timeline")
    @Operation(
            operationId = "getTimeline",
            summary = "Lists what happened to a site",
            description =
                    "Newest first: what was seen in Datto RMM and GravityZone, who requested and decided what, what was"
                            + " changed at the vendors, and how it ended. The newest 50 entries of the last 30 days, and"
                            + " decisions of the last 400 days. Also for a site that is gone, as long as something is known"
                            + " of it; 404 for any other.")
    TimelinePage timeline(
            @AuthenticationPrincipal ConsoleSession session,
            @PathVariable String siteUid,
            @RequestParam(defaultValue = "0") int page,
            @RequestParam(defaultValue = "" + PageParams.SIZE_DEFAULT) int size) {
        var params = PageParams.of(page, size);
        var tenant = view.of(session.tenant());
        var timelines = tenant.activities().timelines();
        var timeline = timelines.of(siteUid);
        var resets = tenant.resets();
        var entries = Stream.concat(timeline.entries().stream(), aboutCompany(siteUid, tenant))
                .filter(entry -> !resets.erasedSince(entry.at()))
                .sorted(Comparator.comparing(TimelineEntry::atMillis).reversed())
                .toList();
        if (entries.isEmpty() && tenant.findSite(siteUid).isEmpty()) {
            throw ApiProblem.missing("site");
        }
        var first = timelines.firstAt();
        return new TimelinePage(
                ListPage.of(entries, params, entry -> TimelineItem.of(entry, tenant)),
                resets.last() != null && first != null && resets.erasedSince(first)
                        ? resets.last().at()
                        : first,
                timeline.droppedUntil());
    }

    /** Decisions about the company that the site is linked to; the trail names the company alone. */
    private static Stream<TimelineEntry> aboutCompany(String siteUid, TenantView tenant) {
        Set<String> targets = tenant.findSite(siteUid).stream()
                .flatMap(row -> Stream.ofNullable(row.company()))
                .flatMap(company -> Stream.ofNullable(company.id()))
                .map(COMPANY::concat)
                .collect(Collectors.toSet());
        List<TimelineEntry> found = targets.isEmpty()
                ? List.of()
                : tenant.activities().audit().stream()
                        .filter(entry -> targets.contains(entry.target()))
                        .map(TimelineRecords::decided)
                        .toList();
        return found.stream();
    }
}
