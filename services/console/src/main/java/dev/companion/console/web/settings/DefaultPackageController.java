package dev.companion.console.web.settings;

import dev.companion.console.domain.site.AddOnCoverage;
import dev.companion.console.domain.site.LinkChecks;
import dev.companion.console.domain.site.SiteQuery;
import dev.companion.console.domain.site.SiteRow;
import dev.companion.console.domain.task.PackageRollout;
import dev.companion.console.requests.RequestPublisher;
import dev.companion.console.security.ConsoleSession;
import dev.companion.console.view.ConsoleView;
import dev.companion.console.view.TenantView;
import dev.companion.console.web.problem.ApiProblem;
import dev.companion.console.web.query.Accepted;
import dev.companion.console.web.query.IdParams;
import dev.companion.vocabulary.AddOn;
import dev.companion.vocabulary.PackageProfile;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Applies the default package to existing packages. */
@RestController
@RequestMapping("/api/settings/default-package/application")
@Tag(name = "Settings")
class DefaultPackageController {

    /**
     * The packages to change. Both are optional, and at most one is given.
     *
     * @param siteUids exactly these linked sites
     * @param first the number of sites to take, by name, of those whose package differs
     */
    record ApplicationBody(
            @Nullable List<@Nullable String> siteUids,
            @Nullable Integer first) {

        static final ApplicationBody ALL = new ApplicationBody(null, null);
    }

    /**
     * The work of applying the default package, and what licences leave out of packages that exist.
     *
     * @param links packages to change
     * @param calls calls to both vendors together
     * @param seconds duration at the pace that the vendors allow
     * @param withoutAddOn packages that lack an add-on because the licence of the company does not include it
     * @param addOns what the licences of the linked companies mean for each add-on
     */
    record EstimateItem(int links, long calls, long seconds, int withoutAddOn, List<AddOnItem> addOns) {

        static EstimateItem of(PackageRollout rollout, int withoutAddOn, List<AddOnItem> addOns) {
            return new EstimateItem(rollout.links(), rollout.calls(), rollout.seconds(), withoutAddOn, addOns);
        }
    }

    /**
     * What the licences of the linked companies mean for one add-on.
     *
     * @param addOn its property name
     * @param packages packages of linked sites that are to have it
     * @param covered of these, the packages that have it
     * @param leftOut of these, the packages without it because the licence of the company does not cover it; of the rest
     *     it is not known yet
     * @param foundAt when the newest of these answers was found; null if there is none
     */
    record AddOnItem(
            String addOn,
            int packages,
            int covered,
            int leftOut,
            @Nullable Instant foundAt) {

        static AddOnItem of(AddOnCoverage coverage) {
            return new AddOnItem(
                    coverage.addOn().property(),
                    coverage.packages(),
                    coverage.covered(),
                    coverage.leftOut(),
                    coverage.foundAt());
        }
    }

    private final ConsoleView view;
    private final SettingsAccess settingsAccess;
    private final RequestPublisher requests;
    private final PackageRollout.Pace pace;

    DefaultPackageController(
            ConsoleView view, SettingsAccess settingsAccess, RequestPublisher requests, PackageRollout.Pace pace) {
        this.view = view;
        this.settingsAccess = settingsAccess;
        this.requests = requests;
        this.pace = pace;
    }

    @GetMapping
    @Operation(
            operationId = "estimateDefaultPackage",
            summary = "Estimates applying the default package",
            description =
                    "links: packages of linked sites that differ from it; calls: to both vendors together; seconds: at"
                            + " the pace that the vendors' limits allow. Calls and seconds are estimates. withoutAddOn: packages"
                            + " that lack an add-on because the licence of the company does not include it; addOns: the same for each"
                            + " add-on.")
    EstimateItem preview(@AuthenticationPrincipal ConsoleSession session) {
        var wanted = settingsAccess.settings(session).defaultPackage();
        var tenant = view.of(session.tenant());
        var rollout = PackageRollout.of(sitesWithOtherPackage(tenant, wanted).size(), wanted, pace);
        var warned =
                tenant.sites(SiteQuery.ALL).stream().filter(row -> row.warning().isPresent());
        return EstimateItem.of(
                rollout,
                (int) warned.count(),
                Stream.of(AddOn.values())
                        .map(addOn -> AddOnItem.of(AddOnCoverage.of(addOn, linked(tenant))))
                        .toList());
    }

    private static Stream<AddOnCoverage.Linked> linked(TenantView tenant) {
        return tenant.links().map(link -> new AddOnCoverage.Linked(link, tenant.status(link.siteUid())));
    }

    @PostMapping
    @Operation(
            operationId = "applyDefaultPackage",
            summary = "Applies the default package to existing packages",
            description =
                    "To the packages of siteUids, or of the first sites whose package differs, or of all of these; at"
                            + " most 2,000 at once, all of them or none. Installed agents keep what they have.")
    @ApiResponse(responseCode = "202")
    ResponseEntity<Accepted> apply(
            @AuthenticationPrincipal ConsoleSession session,
            @RequestBody(required = false) @Nullable ApplicationBody body) {
        var siteUids = chosen(session, body == null ? ApplicationBody.ALL : body);
        if (siteUids.size() > IdParams.ITEMS_MAX) {
            throw ApiProblem.refused(
                            "Too many packages at once",
                            "Nothing was changed, because %,d packages differ and at most %,d can be changed at once. Start"
                                            .formatted(siteUids.size(), IdParams.ITEMS_MAX)
                                    + " with the first %,d, and continue when they are done."
                                            .formatted(IdParams.ITEMS_MAX))
                    .with("max", IdParams.ITEMS_MAX);
        }
        if (siteUids.isEmpty()) {
            throw ApiProblem.refused(
                    "Nothing to change",
                    "Nothing was changed, because the package of every linked site already has exactly this content.");
        }
        var refusals = new LinkChecks(view.of(session.tenant())).ofApplying(siteUids);
        if (!refusals.isEmpty()) {
            throw ApiProblem.refused("Default package cannot be applied", refusals);
        }
        return Accepted.of(requests.applyDefaultPackage(session.requester(), siteUids));
    }

    /** The linked sites whose desired package content differs from this, by name. */
    private static List<String> sitesWithOtherPackage(TenantView tenant, PackageProfile wanted) {
        return tenant.links()
                .filter(link ->
                        link.present() && link.packageProfile() != null && !wanted.equals(link.packageProfile()))
                .flatMap(link -> tenant.findSite(link.siteUid()).stream())
                .sorted(Comparator.comparing(SiteRow::searchText))
                .map(SiteRow::siteUid)
                .toList();
    }

    private List<String> chosen(ConsoleSession session, ApplicationBody body) {
        if (body.siteUids() != null) {
            if (body.first() != null) {
                throw ApiProblem.malformed("siteUids and first: both given", "one of them, or none");
            }
            return IdParams.siteUids(body.siteUids());
        }
        var differing = sitesWithOtherPackage(
                view.of(session.tenant()), settingsAccess.settings(session).defaultPackage());
        var first = body.first();
        if (first == null) {
            return differing;
        }
        if (first < 1 || first > IdParams.ITEMS_MAX) {
            throw ApiProblem.malformed("first: " + first, "1 to " + IdParams.ITEMS_MAX);
        }
        return differing.subList(0, Math.min(first, differing.size()));
    }
}
