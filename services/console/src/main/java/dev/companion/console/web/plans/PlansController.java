package dev.companion.console.web.plans;

import static io.swagger.v3.oas.annotations.media.Schema.RequiredMode.REQUIRED;

import dev.companion.console.domain.plan.Plan;
import dev.companion.console.domain.plan.PlanAction;
import dev.companion.console.domain.plan.PlanEstimate;
import dev.companion.console.domain.plan.PlanSelection;
import dev.companion.console.domain.plan.PlannedSite;
import dev.companion.console.domain.site.SiteState;
import dev.companion.console.domain.tenant.TenantSettings;
import dev.companion.console.plans.PlanHandler;
import dev.companion.console.plans.PlanResult;
import dev.companion.console.security.ConsoleSession;
import dev.companion.console.view.ConsoleView;
import dev.companion.console.web.problem.ApiProblem;
import dev.companion.console.web.problem.ProblemType;
import dev.companion.console.web.query.Accepted;
import dev.companion.console.web.query.EnumParam;
import dev.companion.console.web.query.IdParams;
import dev.companion.console.web.query.ListPage;
import dev.companion.console.web.query.PageParams;
import dev.companion.console.web.query.SearchParam;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Plans: what would be done with many sites, shown before it is done, and then done exactly so or not at all. */
@RestController
@RequestMapping("/api/plans")
@Tag(name = "Plans")
class PlansController {

    /**
     * What to plan.
     *
     * @param action what to do with the sites
     * @param selection the sites
     * @param deletePackages with UNLINK: whether the installation packages are deleted as well; null keeps them
     */
    record PlanBody(
            @Schema(requiredMode = REQUIRED) @Nullable String action,
            @Schema(requiredMode = REQUIRED) @Nullable PlanSelectionBody selection,
            @Nullable Boolean deletePackages) {}

    /**
     * Either some sites, or all that match a filter.
     *
     * @param siteUids the uids of 1 to 5,000 sites; null if all is true
     * @param all whether all sites that match the filter are meant; null for false
     * @param filter with all: what the sites match; null for every site of the list
     * @param except with all: uids of up to 5,000 sites to leave out; null for none
     */
    record PlanSelectionBody(
            @Nullable List<@Nullable String> siteUids,
            @Nullable Boolean all,
            @Nullable PlanFilterBody filter,
            @Nullable List<@Nullable String> except) {}

    /**
     * What the sites match, as in the list of sites.
     *
     * @param q text that the name of the site, its uid or its company contains, in upper or lower case; null for all
     * @param states the states; null for all
     */
    record PlanFilterBody(@Nullable String q, @Nullable List<@Nullable String> states) {}

    /**
     * Which changes of a plan are done.
     *
     * @param takeOut uids of sites that are not to be changed; null for none
     * @param putBack uids of sites that are to be changed; for a new company beside a similar one, that says that it is
     *     another company; null for none
     * @param deletePackages with UNLINK: whether the installation packages are deleted as well; null leaves it as it is
     */
    record PlanChoiceBody(
            @Nullable List<@Nullable String> takeOut,
            @Nullable List<@Nullable String> putBack,
            @Nullable Boolean deletePackages) {}

    /**
     * Which version of the plan to apply.
     *
     * @param revision the revision that was shown
     */
    record PlanApplyBody(
            @Schema(requiredMode = REQUIRED) @Nullable Integer revision) {}

    private final PlanHandler plans;
    private final ConsoleView view;
    private final PlanEstimate.Pace pace;
    private final InstantSource clock;

    PlansController(PlanHandler plans, ConsoleView view, PlanEstimate.Pace pace, InstantSource clock) {
        this.plans = plans;
        this.view = view;
        this.pace = pace;
        this.clock = clock;
    }

    @PostMapping
    @Operation(
            operationId = "makePlan",
            summary = "Makes a plan",
            description =
                    "Of up to 5,000 sites, of which it changes up to 2,000; nothing is changed until it is applied. At most 20"
                            + " plans a minute; the newest 20 of a tenant are kept, for as long as the console runs.")
    @ApiResponse(responseCode = "201")
    ResponseEntity<PlanItem> make(@AuthenticationPrincipal ConsoleSession session, @RequestBody PlanBody body) {
        if (body.action() == null || body.selection() == null) {
            throw ApiProblem.malformed("action or selection: missing", "{action, selection}");
        }
        var action = EnumParam.one("action", body.action(), PlanAction.class);
        var selection = selection(body.selection());
        needsBothVendors(session, action);
        return created(
                session,
                plans.make(session.requester(), action, Boolean.TRUE.equals(body.deletePackages()), selection));
    }

    /**
     * @param page number of the page, counted from 0
     * @param size rows on a page
     */
    @GetMapping
    @Operation(
            operationId = "listPlans",
            summary = "Lists plans",
            description = "The newest first, with what became of them; as many as the console keeps.")
    ListPage<PlanItem> list(
            @AuthenticationPrincipal ConsoleSession session,
            @RequestParam(defaultValue = "0") int page,
            @RequestParam(defaultValue = "" + PageParams.SIZE_DEFAULT) int size) {
        return ListPage.of(plans.list(session.tenant()), PageParams.of(page, size), plan -> item(session, plan));
    }

    /** @param id the id of the plan */
    @GetMapping("/{id}")
    @Operation(
            operationId = "getPlan",
            summary = "Returns a plan",
            description =
                    "With its counts and the estimate. 404 also if the console was restarted since; with taskId if the plan was"
                            + " applied before.")
    PlanItem get(@AuthenticationPrincipal ConsoleSession session, @PathVariable String id) {
        return item(session, find(session, id));
    }

    /**
     * @param id the id of the plan
     * @param group groups to list, comma-separated; all if left out
     * @param page number of the page, counted from 0
     * @param size rows on a page
     */
    @GetMapping("/{id}/sites")
    @Operation(
            operationId = "listPlanSites",
            summary = "Lists the sites of a plan",
            description = "As they were when the plan was made; those to look at first, then by group and name.")
    ListPage<PlanSiteItem> sites(
            @AuthenticationPrincipal ConsoleSession session,
            @PathVariable String id,
            @RequestParam(required = false) @Nullable String group,
            @RequestParam(defaultValue = "0") int page,
            @RequestParam(defaultValue = "" + PageParams.SIZE_DEFAULT) int size) {
        var params = PageParams.of(page, size);
        var groups = EnumParam.of("group", group, PlannedSite.Group.class);
        var plan = find(session, id);
        var sites = plan.sites().stream()
                .filter(site -> groups.isEmpty() || groups.contains(site.group()))
                .toList();
        return ListPage.of(sites, params, site -> PlanSiteItem.of(site, plan));
    }

    /** @param id the id of the plan */
    @PostMapping("/{id}/choice")
    @Operation(
            operationId = "choosePlanSites",
            summary = "Takes changes out of a plan",
            description = "And puts others back. The plan has another revision then.")
    PlanItem choose(
            @AuthenticationPrincipal ConsoleSession session,
            @PathVariable String id,
            @RequestBody PlanChoiceBody body) {
        return item(
                session,
                done(plans.choose(
                        session.requester(),
                        id,
                        uids("takeOut", body.takeOut()),
                        uids("putBack", body.putBack()),
                        body.deletePackages())));
    }

    /** @param id the id of the plan */
    @PostMapping("/{id}/apply")
    @Operation(
            operationId = "applyPlan",
            summary = "Applies a plan",
            description =
                    "Exactly as it was shown, or not at all: 409 if something changed since, with what changed for each site in"
                            + " changes. Applied again, it returns the same task.")
    @ApiResponse(responseCode = "202")
    ResponseEntity<Accepted> apply(
            @AuthenticationPrincipal ConsoleSession session, @PathVariable String id, @RequestBody PlanApplyBody body) {
        if (body.revision() == null) {
            throw ApiProblem.malformed("revision: missing", "the revision of the plan that was shown");
        }
        plans.find(session.tenant(), id).ifPresent(plan -> needsBothVendors(session, plan.action()));
        var result = plans.apply(session.requester(), id, body.revision());
        if (result instanceof PlanResult.Applied(var taskId)) {
            return Accepted.of(taskId);
        }
        throw refusal(result);
    }

    /** @param id the id of the plan that is replaced */
    @PostMapping("/{id}/renewal")
    @Operation(
            operationId = "renewPlan",
            summary = "Makes a plan again",
            description = "Of the same selection as it is now, for example because the plan is stale.")
    @ApiResponse(responseCode = "201")
    ResponseEntity<PlanItem> renew(@AuthenticationPrincipal ConsoleSession session, @PathVariable String id) {
        return created(session, plans.renew(session.requester(), id));
    }

    private ResponseEntity<PlanItem> created(ConsoleSession session, PlanResult result) {
        var plan = done(result);
        return ResponseEntity.created(URI.create("/api/plans/" + plan.id())).body(item(session, plan));
    }

    private Plan find(ConsoleSession session, String id) {
        return plans.find(session.tenant(), id).orElseThrow(() -> missing(session, id));
    }

    private ApiProblem missing(ConsoleSession session, String id) {
        return plans.wasApplied(session.tenant(), id)
                ? ApiProblem.of(
                                ProblemType.NOT_FOUND,
                                "Plan not kept",
                                "This plan was applied, and is not kept any more. Its task shows what became of it.")
                        .with("taskId", id)
                : notKept();
    }

    private static ApiProblem notKept() {
        return ApiProblem.of(
                ProblemType.NOT_FOUND,
                "Plan not found",
                "This plan does not exist, or is not kept any more: the console was restarted, or newer plans took its place."
                        + " Make the plan again. Nothing was changed.");
    }

    private static Plan done(PlanResult result) {
        if (result instanceof PlanResult.Done(var plan)) {
            return plan;
        }
        throw refusal(result);
    }

    private static ApiProblem refusal(PlanResult result) {
        return switch (result) {
            case PlanResult.Missing() -> notKept();
            case PlanResult.NoSites() ->
                ApiProblem.refused("No site selected", "No site matches the selection, so there is nothing to plan.");
            case PlanResult.TooManySites(var count) ->
                ApiProblem.refused(
                                "Too many sites",
                                "The selection has %,d sites, and a plan has at most %,d. Narrow the filter. Nothing was changed."
                                        .formatted(count, Plan.SITES_MAX))
                        .with("max", Plan.SITES_MAX);
            case PlanResult.TooOften(var after) ->
                ApiProblem.of(
                                ProblemType.TOO_MANY_REQUESTS,
                                "Too many plans",
                                "Too many plans were made in the last minute. Try again in a moment. Nothing was changed.")
                        .retryAfter(after.toSeconds() + 1);
            case PlanResult.Empty() ->
                ApiProblem.refused("Nothing to do", "Nothing was changed, because the plan changes no site.");
            case PlanResult.Changed(var plan) ->
                ApiProblem.of(
                        ProblemType.PLAN_CHANGED,
                        "Plan changed",
                        "Nothing was changed, because the plan was changed since it was shown here, for example in another"
                                + " window: it changes %,d sites now. Look at it again."
                                        .formatted(plan.changes().size()));
            case PlanResult.Stale(var plan) ->
                ApiProblem.of(
                                ProblemType.PLAN_STALE,
                                "Plan out of date",
                                "Nothing was changed for any site, because %,d of the sites changed since the plan was made: %s."
                                                .formatted(plan.stale().size(), names(plan))
                                        + " Make a new plan.")
                        .with("changes", plan.stale());
            case PlanResult.Ended(var plan) ->
                ApiProblem.of(
                        ProblemType.PLAN_ENDED,
                        "Plan ended",
                        switch (plan.state()) {
                            case APPLIED, UNCONFIRMED -> "Nothing was changed, because the plan was applied already.";
                            case STALE -> "Nothing was changed, because the plan is out of date. Make a new plan.";
                            case OPEN, EXPIRED ->
                                "Nothing was changed, because the plan has expired after 24 hours. Make a new plan.";
                        });
            case PlanResult.Done _, PlanResult.Applied _ ->
                throw new IllegalStateException("%s (expected: a refusal)".formatted(result));
        };
    }

    private static String names(Plan plan) {
        var shown = 3;
        var first = plan.stale().stream()
                .limit(shown)
                .map(change -> change.siteName())
                .collect(Collectors.joining(", "));
        return plan.stale().size() > shown ? first + " and others" : first;
    }

    private PlanItem item(ConsoleSession session, Plan plan) {
        var withAddOns = view.of(session.tenant())
                .settings()
                .map(settings -> !settings.defaultPackage().addOns().isEmpty())
                .orElse(false);
        return PlanItem.of(plan, plan.estimate(withAddOns, pace), clock.instant());
    }

    private void needsBothVendors(ConsoleSession session, PlanAction action) {
        var isConnected = view.of(session.tenant())
                .settings()
                .map(TenantSettings::isIntegrationConfigured)
                .orElse(false);
        if (action != PlanAction.UNLINK && !isConnected) {
            throw ApiProblem.of(
                    ProblemType.NOT_CONNECTED,
                    "Integration not configured",
                    "Nothing was changed, because GravityZone and Datto RMM are not both connected. Save the credentials"
                            + " of both under Settings first.");
        }
    }

    private static PlanSelection selection(PlanSelectionBody body) {
        if (!Boolean.TRUE.equals(body.all())) {
            if (body.filter() != null || body.except() != null) {
                throw ApiProblem.malformed("selection: filter or except without all", "siteUids, or all: true");
            }
            var siteUids = uids("siteUids", body.siteUids());
            if (siteUids.isEmpty()) {
                throw ApiProblem.malformed("siteUids: 0 entries", "1 to " + Plan.SITES_MAX);
            }
            return PlanSelection.of(siteUids);
        }
        if (body.siteUids() != null) {
            throw ApiProblem.malformed("selection: both siteUids and all", "one of them");
        }
        var filter = body.filter();
        var states = filter == null || filter.states() == null
                ? Set.<SiteState>of()
                : EnumParam.of(
                        "states",
                        filter.states().stream().filter(Objects::nonNull).collect(Collectors.joining(",")),
                        SiteState.class);
        return new PlanSelection(
                true, SearchParam.text(filter == null ? null : filter.q()), states, uids("except", body.except()));
    }

    private static Set<String> uids(String name, @Nullable List<@Nullable String> given) {
        if (given == null) {
            return Set.of();
        }
        if (given.size() > Plan.SITES_MAX) {
            throw ApiProblem.malformed("%s: %d entries".formatted(name, given.size()), "at most " + Plan.SITES_MAX);
        }
        return given.stream().map(uid -> IdParams.siteUid(uid)).collect(Collectors.toSet());
    }
}
