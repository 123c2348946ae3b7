package dev.companion.console.web.api;

import dev.companion.console.domain.site.SiteRow;
import dev.companion.console.security.ConsoleSession;
import dev.companion.console.security.SecurityLog;
import dev.companion.console.view.ConsoleView;
import dev.companion.console.web.problem.ApiProblem;
import dev.companion.console.web.problem.ProblemType;
import dev.companion.console.web.query.Csv;
import dev.companion.console.web.query.ListPage;
import dev.companion.console.web.query.PageParams;
import dev.companion.console.web.query.SiteParams;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The sites of the tenant: all Managed ones, and those that are linked. */
@RestController
@RequestMapping("/api/sites")
@Tag(name = "Sites")
class SitesController {

    private static final List<String> COLUMNS = List.of(
            "siteUid",
            "name",
            "devices",
            "state",
            "companyId",
            "companyName",
            "packageId",
            "packageName",
            "openEvents",
            "message");

    /**
     * The installation link of a site.
     *
     * @param siteUid the uid of the site
     * @param packageId the id of the installation package
     * @param windowsLink the package's Windows link as returned by GravityZone, to the byte
     */
    record InstallationLinkItem(String siteUid, String packageId, String windowsLink) {}

    private final ConsoleView view;
    private final SecurityLog log;

    SitesController(ConsoleView view, SecurityLog log) {
        this.view = view;
        this.log = log;
    }

    /**
     * @param q text that the name of the site, its uid or its company contains, in upper or lower case
     * @param state states to list, comma-separated; all if left out
     * @param sort column to sort by, with - in front for the other direction; name if left out
     * @param page number of the page, counted from 0
     * @param size rows on a page
     */
    @GetMapping(produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            operationId = "listSites",
            summary = "Lists sites",
            description = "Filtered by q (site, company or uid) and state, one page.")
    ListPage<SiteItem> list(
            @AuthenticationPrincipal ConsoleSession session,
            @RequestParam(required = false) @Nullable String q,
            @RequestParam(required = false) @Nullable String state,
            @RequestParam(required = false) @Nullable String sort,
            @RequestParam(defaultValue = "0") int page,
            @RequestParam(defaultValue = "" + PageParams.SIZE_DEFAULT) int size) {
        var params = PageParams.of(page, size);
        var tenant = view.of(session.tenant());
        return ListPage.of(tenant.sites(SiteParams.of(q, state, sort)), params, line -> SiteItem.of(line, tenant));
    }

    @GetMapping(produces = Csv.TYPE)
    @Operation(hidden = true)
    ResponseEntity<String> file(
            @AuthenticationPrincipal ConsoleSession session,
            @RequestParam(required = false) @Nullable String q,
            @RequestParam(required = false) @Nullable String state,
            @RequestParam(required = false) @Nullable String sort) {
        return Csv.file(
                "sites.csv",
                COLUMNS,
                view.of(session.tenant()).sites(SiteParams.of(q, state, sort)),
                SitesController::cells);
    }

    /** @param siteUid the uid of the site */
    @GetMapping("/{siteUid}/installation-link")
    @Operation(
            operationId = "getInstallationLink",
            summary = "Returns the installation link of a site",
            description =
                    "Its holder can enrol machines into the company, so it is in no list, no cache may keep it, and the audit trail"
                            + " says who was shown it, once for each session and site."
                            + " 404 also while the site is not linked or its package has no link yet.")
    ResponseEntity<InstallationLinkItem> installationLink(
            @AuthenticationPrincipal ConsoleSession session, @PathVariable String siteUid) {
        var tenant = view.of(session.tenant());
        if (tenant.findSite(siteUid).isEmpty()) {
            throw ApiProblem.missing("site");
        }
        var link = tenant.installationLink(siteUid)
                .orElseThrow(
                        () -> ApiProblem.of(
                                ProblemType.NOT_FOUND,
                                "No installation link",
                                "This site has no installation link yet. It has one as soon as GravityZone has built the package."));
        log.linkShown(session, siteUid);
        return ResponseEntity.ok()
                .cacheControl(CacheControl.noStore())
                .body(new InstallationLinkItem(siteUid, link.packageId(), link.windows()));
    }

    private static List<@Nullable Object> cells(SiteRow line) {
        var company = line.company();
        var made = line.installationPackage();
        return Arrays.asList(
                line.siteUid(),
                line.name(),
                line.devices(),
                line.state(),
                company == null ? null : company.id(),
                company == null ? null : company.name(),
                made == null ? null : made.id(),
                made == null ? null : made.name(),
                line.openEvents(),
                line.message());
    }
}
