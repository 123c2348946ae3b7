package dev.companion.console.web.pages;

import dev.companion.console.domain.event.Event;
import dev.companion.console.domain.site.InstallationLink;
import dev.companion.console.domain.site.SiteRow;
import dev.companion.console.domain.site.SiteState;
import dev.companion.console.domain.tenant.ApiHealth;
import dev.companion.console.domain.tenant.TenantSettings;
import dev.companion.console.domain.tenant.Verified;
import dev.companion.console.probe.GravityZoneProbe;
import dev.companion.console.security.ConsoleSession;
import dev.companion.console.view.ConsoleView;
import dev.companion.console.view.TenantView;
import dev.companion.console.web.api.ActivityItem;
import dev.companion.console.web.api.CompanyDetails;
import dev.companion.console.web.app.DemoSignIn;
import dev.companion.console.web.app.ReturnAddress;
import dev.companion.console.web.query.EnumParam;
import dev.companion.console.web.query.ListPage;
import dev.companion.console.web.query.PageParams;
import dev.companion.console.web.query.SearchParam;
import dev.companion.console.web.query.SiteParams;
import dev.companion.console.web.query.UserParams;
import dev.companion.matching.NearTwins.Twin;
import dev.companion.vocabulary.CompanyAction;
import dev.companion.vocabulary.CompanyName;
import dev.companion.vocabulary.PackageProfile;
import dev.companion.vocabulary.PolicyLevel;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;

/**
 * The pages. Each is complete without a script, except for changes, which go to the REST API. After a change, a script
 * loads the same page again and replaces the parts that differ, so there is one template for each part.
 */
@Controller
class PagesController {

    private static final int RECENT_MAX = 20;

    private final ConsoleView view;
    private final DemoSignIn demo;
    private final Labels labels = new Labels();

    PagesController(ConsoleView view, DemoSignIn demo) {
        this.view = view;
        this.demo = demo;
    }

    /** Where the server-rendered pages start. */
    @GetMapping("/earlier")
    String start(@AuthenticationPrincipal ConsoleSession session) {
        return settings(session).isIntegrationConfigured() ? "redirect:/sites" : "redirect:/settings";
    }

    @GetMapping("/signin")
    String signIn(
            @AuthenticationPrincipal @Nullable ConsoleSession session,
            @RequestParam(required = false) @Nullable String next,
            @RequestParam(defaultValue = "false") boolean ended,
            Model model) {
        if (session != null) {
            return "redirect:" + ReturnAddress.of(next);
        }
        model.addAttribute("next", ReturnAddress.of(next));
        model.addAttribute("ended", ended && ReturnAddress.isPage(next));
        return "signin";
    }

    @GetMapping("/sites")
    String sites(
            @AuthenticationPrincipal ConsoleSession session,
            @RequestParam(defaultValue = "") String q,
            @RequestParam(defaultValue = "") String state,
            @RequestParam(defaultValue = "name") String sort,
            @RequestParam(defaultValue = "0") int page,
            Model model) {
        var tenant = tenant(session);
        var params = PageParams.of(page, PageParams.SIZE_DEFAULT);
        var rows = ListPage.of(tenant.sites(SiteParams.of(q, state, sort)), params, line -> line);
        var counts = tenant.siteCounts();
        model.addAttribute("rows", rows);
        var names = newNames(rows.items(), tenant);
        model.addAttribute("newNames", names);
        model.addAttribute("twins", twins(names, tenant));
        model.addAttribute("parts", RowPart.of(rows.items(), state.equals(SiteState.SUGGESTED.name())));
        model.addAttribute("verifiedAt", verifiedAt(rows.items(), tenant));
        model.addAttribute(
                "namesakes",
                rows.items().stream()
                        .filter(line -> line.state().isFree() && tenant.hasNamesake(line.siteUid()))
                        .map(SiteRow::siteUid)
                        .collect(Collectors.toSet()));
        model.addAttribute(
                "chips",
                Arrays.stream(SiteState.values())
                        .map(each -> new StateChip(each, counts.getOrDefault(each, 0)))
                        .filter(chip ->
                                chip.count() > 0 || state.equals(chip.state().name()))
                        .toList());
        model.addAttribute(
                "allCount", counts.values().stream().mapToInt(Integer::intValue).sum());
        model.addAttribute("query", Map.of("q", q, "state", state, "sort", sort));
        model.addAttribute("companiesKnown", tenant.companies().findAny().isPresent());
        return "sites";
    }

    /** When each ready link was read back, by site; a site is missing if that is not known. */
    private static Map<String, Instant> verifiedAt(List<SiteRow> rows, TenantView tenant) {
        var health = tenant.health();
        var times = new HashMap<String, Instant>();
        for (var row : rows) {
            var at = Verified.at(tenant.status(row.siteUid()), health);
            if (at != null) {
                times.put(row.siteUid(), at);
            }
        }
        return times;
    }

    @GetMapping("/sites/{siteUid}")
    String site(@AuthenticationPrincipal ConsoleSession session, @PathVariable String siteUid, Model model) {
        var tenant = tenant(session);
        var site = tenant.findSite(siteUid).orElseThrow(PagesController::missing);
        model.addAttribute("site", site);
        model.addAttribute("company", company(session, site));
        model.addAttribute("link", tenant.link(siteUid));
        model.addAttribute(
                "linkSince",
                tenant.installationLink(siteUid).map(InstallationLink::since).orElse(null));
        model.addAttribute(
                "events",
                tenant.events().stream()
                        .filter(event -> siteUid.equals(event.siteUid()) && event.state() != Event.State.CLOSED)
                        .toList());
        model.addAttribute("recent", recent(tenant, siteUid));
        return "site :: drawer";
    }

    @GetMapping("/companies/{companyId}/{action}")
    String decision(
            @AuthenticationPrincipal ConsoleSession session,
            @PathVariable String companyId,
            @PathVariable String action,
            Model model) {
        var tenant = tenant(session);
        var company = tenant.companyById(companyId);
        var chosen = EnumParam.one("action", action, CompanyAction.class);
        if (company == null
                || chosen == CompanyAction.UNKNOWN
                || chosen == CompanyAction.RENAME
                || chosen == CompanyAction.COUNT) {
            throw missing();
        }
        model.addAttribute("company", CompanyDetails.of(company, tenant, settings(session)));
        model.addAttribute("action", chosen);
        model.addAttribute("places", CompanyDetails.places(company, tenant, settings(session)));
        return "company :: dialog";
    }

    @GetMapping("/users")
    String users(
            @AuthenticationPrincipal ConsoleSession session,
            @RequestParam(defaultValue = "") String q,
            @RequestParam(defaultValue = "name") String sort,
            @RequestParam(defaultValue = "0") int page,
            Model model) {
        var tenant = tenant(session);
        var found = tenant.users(UserParams.of(q, sort));
        model.addAttribute("rows", ListPage.of(found, PageParams.of(page, PageParams.SIZE_DEFAULT), user -> user));
        model.addAttribute("query", Map.of("q", q, "sort", sort));
        model.addAttribute("withEmail", found.stream().anyMatch(user -> user.email() != null));
        model.addAttribute("connected", settings(session).rmm() != null);
        model.addAttribute(
                "forbidden",
                tenant.health().stream()
                        .filter(ApiHealth::lacksPermission)
                        .findFirst()
                        .orElse(null));
        return "users";
    }

    @GetMapping("/activity")
    String activity(
            @AuthenticationPrincipal ConsoleSession session,
            @RequestParam(defaultValue = "") String q,
            @RequestParam(defaultValue = "0") int page,
            Model model) {
        var lines = ActivityItem.all(tenant(session), SearchParam.text(q));
        model.addAttribute("rows", ListPage.of(lines, PageParams.of(page, PageParams.SIZE_DEFAULT), line -> line));
        model.addAttribute("query", Map.of("q", q));
        return "activity";
    }

    @GetMapping("/settings")
    String settings(@AuthenticationPrincipal ConsoleSession session, Model model) {
        model.addAttribute("settings", settings(session));
        model.addAttribute("permissions", GravityZoneProbe.NEEDED);
        model.addAttribute("languages", PackageProfile.LANGUAGES);
        var isOn = new HashMap<String, Boolean>();
        settings(session).defaultPackage().write(isOn::put);
        model.addAttribute("isOn", isOn);
        model.addAttribute("policies", PolicyRow.all());
        model.addAttribute("suggestionLevels", List.of(PolicyLevel.OBSERVE, PolicyLevel.SUGGEST, PolicyLevel.ACT));
        model.addAttribute("resets", tenant(session).resets());
        model.addAttribute("isSaved", tenant(session).settings().isPresent());
        return "settings";
    }

    /** The possible decisions about the company of a site; null if it has none that is known. */
    private @Nullable CompanyDetails company(ConsoleSession session, SiteRow site) {
        var ref = site.company();
        var tenant = tenant(session);
        var company = ref == null || ref.id() == null ? null : tenant.companyById(ref.id());
        return company == null ? null : CompanyDetails.of(company, tenant, settings(session));
    }

    /** Proposed company names for the sites that can be linked. */
    private static Map<String, String> newNames(List<SiteRow> lines, TenantView tenant) {
        var names = new HashMap<String, String>();
        for (var line : lines) {
            if (line.state().isFree()) {
                names.put(line.siteUid(), tenant.proposedName(line.siteUid()));
            }
        }
        return names;
    }

    /** The companies that can be linked and that a new one of the proposed name may be a second copy of; by site. */
    private static Map<String, List<Twin>> twins(Map<String, String> newNames, TenantView tenant) {
        var twins = new HashMap<String, List<Twin>>();
        newNames.forEach((siteUid, name) -> {
            var near = tenant.twinsOf(new CompanyName(name));
            if (!near.isEmpty()) {
                twins.put(siteUid, near);
            }
        });
        return twins;
    }

    private List<ActivityItem> recent(TenantView tenant, String siteUid) {
        var target = "site:" + siteUid;
        return tenant.activities().provisioned().stream()
                .filter(entry -> entry.target().equals(target))
                .limit(RECENT_MAX)
                .map(entry -> ActivityItem.of(entry, tenant))
                .toList();
    }

    private TenantView tenant(ConsoleSession session) {
        return view.of(session.tenant());
    }

    private TenantSettings settings(ConsoleSession session) {
        return tenant(session).settings().orElseGet(() -> TenantSettings.none(session.tenantName()));
    }

    private static ResponseStatusException missing() {
        return new ResponseStatusException(HttpStatus.NOT_FOUND);
    }

    /** A filter of the list of sites. */
    public record StateChip(SiteState state, int count) {}
}
