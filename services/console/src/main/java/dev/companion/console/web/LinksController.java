package dev.companion.console.web;

import dev.companion.console.domain.LinkChecks;
import dev.companion.console.domain.LinkWish;
import dev.companion.console.domain.Settings;
import dev.companion.console.requests.Requests;
import dev.companion.console.security.ConsoleSession;
import dev.companion.console.view.ConsoleView;
import dev.companion.schemas.TenantKey;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Linking and unlinking. The checks here give an answer at once; the mapper, which owns the links, checks again and has
 * the last word, which the task then tells.
 */
@RestController
@RequestMapping("/api/links")
@Tag(name = "Links")
class LinksController {

    /** So many wishes fit into one record of a topic. */
    static final int WISHES_MAX = 2_000;

    record LinksBody(@Nullable List<@Nullable LinkBody> links) {}

    record LinkBody(@Nullable String siteUid, @Nullable CompanyBody company) {}

    /** Either an existing company's id or a new one's name. */
    record CompanyBody(@Nullable String id, @Nullable String name) {}

    /** @param deletePackages whether the installation packages go too; null keeps them */
    record UnlinkBody(
            @Nullable List<@Nullable String> siteUids,
            @Nullable Boolean deletePackages) {}

    /** @param taskId for {@code GET /api/tasks/{id}} */
    record Accepted(String taskId) {

        static ResponseEntity<Accepted> of(String taskId) {
            return ResponseEntity.accepted()
                    .location(URI.create("/api/tasks/" + taskId))
                    .body(new Accepted(taskId));
        }
    }

    private final ConsoleView view;
    private final Requests requests;

    LinksController(ConsoleView view, Requests requests) {
        this.view = view;
        this.requests = requests;
    }

    @PostMapping
    @Operation(
            summary = "Links sites",
            description = "Each to an existing company by id or to a new one by name; all of them or none.")
    ResponseEntity<Accepted> link(@AuthenticationPrincipal ConsoleSession session, @RequestBody LinksBody body) {
        var wishes = wishes(body);
        var tenant = view.of(session.tenant());
        if (!tenant.settings().map(Settings::isIntegrationConfigured).orElse(false)) {
            throw ApiProblem.refused(
                    "Integration not configured",
                    "Nothing was changed, since GravityZone and Datto RMM are not both connected. Save the credentials"
                            + " of both under Settings first.");
        }
        var refusals = new LinkChecks(tenant).ofLinking(wishes);
        if (!refusals.isEmpty()) {
            throw ApiProblem.refused("Sites cannot be linked", refusals);
        }
        return Accepted.of(requests.link(session.requester(), wishes));
    }

    @DeleteMapping
    @Operation(
            summary = "Unlinks sites",
            description = "Removes the site variable, and with deletePackages=true then the installation package, which"
                    + " is else kept. The company and its agents stay as they are.")
    ResponseEntity<Accepted> unlink(@AuthenticationPrincipal ConsoleSession session, @RequestBody UnlinkBody body) {
        var siteUids = siteUids(body.siteUids());
        var deletePackages = Boolean.TRUE.equals(body.deletePackages());
        var refusals = new LinkChecks(view.of(session.tenant())).ofUnlinking(siteUids, deletePackages);
        if (!refusals.isEmpty()) {
            throw ApiProblem.refused("Sites cannot be unlinked", refusals);
        }
        return Accepted.of(requests.unlink(session.requester(), siteUids, deletePackages));
    }

    /** @throws ApiProblem 400 where it is no list of 1 to {@value #WISHES_MAX} ids */
    static List<String> siteUids(@Nullable List<@Nullable String> given) {
        return sized("siteUids", given).stream()
                .map(siteUid -> siteUid(siteUid))
                .toList();
    }

    private static List<LinkWish> wishes(LinksBody body) {
        return sized("links", body.links()).stream()
                .map(link -> {
                    if (link == null || link.company() == null) {
                        throw ApiProblem.malformed(
                                "links: an entry without a company",
                                "{siteUid, company: {id}} or {siteUid, company: {name}}");
                    }
                    var name = link.company().name();
                    return new LinkWish(
                            siteUid(link.siteUid()),
                            companyId(link.company().id()),
                            name == null ? null : name.strip());
                })
                .toList();
    }

    private static <T> List<@Nullable T> sized(String name, @Nullable List<@Nullable T> given) {
        if (given == null || given.isEmpty() || given.size() > WISHES_MAX) {
            throw ApiProblem.malformed(
                    "%s: %d entries".formatted(name, given == null ? 0 : given.size()), "1 to " + WISHES_MAX);
        }
        return given;
    }

    private static String siteUid(@Nullable String siteUid) {
        if (siteUid == null || !TenantKey.isId(siteUid)) {
            throw ApiProblem.malformed("siteUid: not an id", "the uid of a site as GET /api/sites lists it");
        }
        return siteUid;
    }

    private static @Nullable String companyId(@Nullable String id) {
        if (id != null && !TenantKey.isId(id)) {
            throw ApiProblem.malformed("company.id: not an id", "the id of a company as GET /api/companies lists it");
        }
        return id;
    }
}
