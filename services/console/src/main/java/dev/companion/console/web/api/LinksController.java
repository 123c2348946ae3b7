package dev.companion.console.web.api;

import static io.swagger.v3.oas.annotations.media.Schema.RequiredMode.REQUIRED;

import dev.companion.console.domain.site.LinkChecks;
import dev.companion.console.domain.site.LinkRequest;
import dev.companion.console.domain.tenant.TenantSettings;
import dev.companion.console.requests.RequestPublisher;
import dev.companion.console.security.ConsoleSession;
import dev.companion.console.view.ConsoleView;
import dev.companion.console.web.problem.ApiProblem;
import dev.companion.console.web.problem.ProblemType;
import dev.companion.console.web.query.Accepted;
import dev.companion.console.web.query.IdParams;
import dev.companion.schemas.TenantKey;
import dev.companion.vocabulary.CompanyName;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Links and unlinks sites. The checks here refuse at once what cannot work; the mapper, which owns the links, checks
 * again, and the task shows its result.
 */
@RestController
@RequestMapping("/api/links")
@Tag(name = "Links")
class LinksController {

    /**
     * Sites to link.
     *
     * @param links 1 to 2,000 sites, each with its company
     */
    record LinksBody(
            @Schema(requiredMode = REQUIRED) @Nullable List<@Nullable LinkBody> links) {}

    /**
     * A site to link.
     *
     * @param siteUid the uid of the site
     * @param company the company to link it to
     */
    record LinkBody(
            @Schema(requiredMode = REQUIRED) @Nullable String siteUid,
            @Schema(requiredMode = REQUIRED) @Nullable CompanyBody company) {}

    /**
     * Either the id of an existing company or the name of a new one.
     *
     * @param id the id of an existing company; null for a new one
     * @param name the name of a company to create; null for an existing one
     * @param besides with a name: ids of the companies of similar names that the person has seen, as the refusal lists
     *     them; null for none
     */
    record CompanyBody(
            @Nullable String id,
            @Nullable String name,
            @Nullable List<@Nullable String> besides) {}

    /**
     * Sites to unlink.
     *
     * @param siteUids the uids of 1 to 2,000 linked sites
     * @param deletePackages whether the installation packages are deleted as well, but for those that were there before the
     *     sites were linked; null keeps them
     */
    record UnlinkBody(
            @Schema(requiredMode = REQUIRED) @Nullable List<@Nullable String> siteUids,
            @Nullable Boolean deletePackages) {}

    private final ConsoleView view;
    private final RequestPublisher requests;

    LinksController(ConsoleView view, RequestPublisher requests) {
        this.view = view;
        this.requests = requests;
    }

    @PostMapping
    @Operation(
            operationId = "linkSites",
            summary = "Links sites",
            description =
                    "Each to an existing company by id or to a new one by name; all of them or none. A new company beside"
                            + " one of a similar name that can be linked is refused with 422, and the refusal lists those as"
                            + " similar: link the site to one of them, or send their ids in company.besides to create"
                            + " another company.")
    ResponseEntity<Accepted> link(@AuthenticationPrincipal ConsoleSession session, @RequestBody LinksBody body) {
        var requested = requested(body);
        var tenant = view.of(session.tenant());
        if (!tenant.settings().map(TenantSettings::isIntegrationConfigured).orElse(false)) {
            throw ApiProblem.of(
                    ProblemType.NOT_CONNECTED,
                    "Integration not configured",
                    "Nothing was changed, because GravityZone and Datto RMM are not both connected. Save the credentials"
                            + " of both under Settings first.");
        }
        var refusals = new LinkChecks(tenant).ofLinking(requested);
        if (!refusals.isEmpty()) {
            throw ApiProblem.refused("Sites cannot be linked", refusals);
        }
        return Accepted.of(requests.link(session.requester(), requested));
    }

    @PostMapping("/removal")
    @Operation(
            operationId = "unlinkSites",
            summary = "Unlinks sites",
            description =
                    "Removes the site variable, and with deletePackages=true also the installation package, which is"
                            + " otherwise kept, as is one that was there before the site was linked. The company and its agents stay as they are; all of the sites or none.")
    ResponseEntity<Accepted> unlink(@AuthenticationPrincipal ConsoleSession session, @RequestBody UnlinkBody body) {
        var siteUids = IdParams.siteUids(body.siteUids());
        var deletePackages = Boolean.TRUE.equals(body.deletePackages());
        var refusals = new LinkChecks(view.of(session.tenant())).ofUnlinking(siteUids, deletePackages);
        if (!refusals.isEmpty()) {
            throw ApiProblem.refused("Sites cannot be unlinked", refusals);
        }
        return Accepted.of(requests.unlink(session.requester(), siteUids, deletePackages));
    }

    /** For programs that were written before the address above. Proxies may drop the body of a DELETE. */
    @DeleteMapping
    @Operation(
            operationId = "unlinkSitesByDelete",
            summary = "Unlinks sites, as POST /api/links/removal does",
            description =
                    "Use POST /api/links/removal: some proxies drop the body of a DELETE, and this is then a 400.",
            deprecated = true)
    ResponseEntity<Accepted> unlinkByDelete(
            @AuthenticationPrincipal ConsoleSession session, @RequestBody UnlinkBody body) {
        return unlink(session, body);
    }

    private static List<LinkRequest> requested(LinksBody body) {
        return IdParams.sized("links", body.links()).stream()
                .map(link -> {
                    if (link == null || link.company() == null) {
                        throw ApiProblem.malformed(
                                "links: an entry without a company",
                                "{siteUid, company: {id}} or {siteUid, company: {name}}");
                    }
                    var name = link.company().name();
                    return new LinkRequest(
                            IdParams.siteUid(link.siteUid()),
                            companyId(link.company().id()),
                            name == null ? null : new CompanyName(name),
                            besides(link.company().besides()));
                })
                .toList();
    }

    private static Set<String> besides(@Nullable List<@Nullable String> given) {
        return given == null || given.isEmpty()
                ? Set.of()
                : IdParams.sized("company.besides", given).stream()
                        .map(LinksController::companyId)
                        .filter(Objects::nonNull)
                        .collect(Collectors.toSet());
    }

    private static @Nullable String companyId(@Nullable String id) {
        if (id != null && !TenantKey.isId(id)) {
            throw ApiProblem.malformed("company.id: not an id", "the id of a company as GET /api/companies lists it");
        }
        return id;
    }
}
