package dev.companion.console.web.api;

import dev.companion.console.domain.site.Company;
import dev.companion.console.domain.site.CompanyChecks;
import dev.companion.console.domain.site.CompanyOrder;
import dev.companion.console.requests.RequestPublisher;
import dev.companion.console.security.ConsoleSession;
import dev.companion.console.view.ConsoleView;
import dev.companion.console.view.TenantView;
import dev.companion.console.web.problem.ApiProblem;
import dev.companion.console.web.query.Accepted;
import dev.companion.console.web.settings.SettingsAccess;
import dev.companion.schemas.TenantKey;
import dev.companion.vocabulary.CompanyAction;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * What people decide about the company of a linked site. A decision is about the facts that were on the screen: it is
 * carried out once, on fresh facts that are still the same, within a quarter of an hour, or not at all.
 */
@RestController
@RequestMapping("/api/companies/{id}")
@Tag(name = "Companies")
class CompanyOrdersController {

    private static final int NAME_MAX = 1_000;
    private static final long ENDPOINTS_MAX = 1_000_000;

    /** @param parentId the company or company folder to move it under */
    record MoveBody(@Nullable String parentId) {}

    /**
     * @param name the company's, exactly as it is written
     * @param endpoints how many machines with an agent it may have at most; null for none
     */
    record DeletionBody(@Nullable String name, @Nullable Long endpoints) {}

    private final ConsoleView view;
    private final SettingsAccess desk;
    private final RequestPublisher requests;

    CompanyOrdersController(ConsoleView view, SettingsAccess desk, RequestPublisher requests) {
        this.view = view;
        this.desk = desk;
        this.requests = requests;
    }

    @GetMapping
    @Operation(
            summary = "Tells of one company",
            description =
                    "With the site that is linked to it, what can be decided about it and why the rest cannot. How"
                            + " many machines have an agent is shown by GravityZone only; the site's devices are a hint.")
    CompanyDetails get(@AuthenticationPrincipal ConsoleSession session, @PathVariable String id) {
        var tenant = view.of(session.tenant());
        return CompanyDetails.of(company(tenant, id), tenant, desk.settings(session));
    }

    @PostMapping("/suspension")
    @Operation(
            summary = "Suspends a company",
            description = "Its users are locked out and its agents expire, until it is activated again. Only a company"
                    + " that a linked site uses.")
    @ApiResponse(responseCode = "202")
    ResponseEntity<Accepted> suspend(@AuthenticationPrincipal ConsoleSession session, @PathVariable String id) {
        return order(session, CompanyOrder.of(CompanyAction.SUSPEND, id));
    }

    @PostMapping("/activation")
    @Operation(summary = "Activates a suspended company", description = "Only a company that a linked site uses.")
    @ApiResponse(responseCode = "202")
    ResponseEntity<Accepted> activate(@AuthenticationPrincipal ConsoleSession session, @PathVariable String id) {
        return order(session, CompanyOrder.of(CompanyAction.ACTIVATE, id));
    }

    @PostMapping("/move")
    @Operation(
            summary = "Moves a company",
            description = "Under the company or company folder parentId. The link stays. Only a company that a linked"
                    + " site uses.")
    @ApiResponse(responseCode = "202")
    ResponseEntity<Accepted> move(
            @AuthenticationPrincipal ConsoleSession session, @PathVariable String id, @RequestBody MoveBody body) {
        var parentId = body.parentId() == null ? "" : body.parentId().strip();
        if (!TenantKey.isId(parentId)) {
            throw ApiProblem.malformed("parentId: not an id", "the id of a company or of a company folder");
        }
        return order(session, CompanyOrder.move(id, parentId));
    }

    @PostMapping("/deletion")
    @Operation(
            summary = "Deletes a company for good",
            description = "After its link is taken apart. name is the company's, exactly as it is written; endpoints is"
                    + " how many machines with an agent it may have at most, 0 where it is left out. They are counted"
                    + " anew before anything is deleted, and with more of them nothing is. Only a company that a linked"
                    + " site uses.")
    @ApiResponse(responseCode = "202")
    ResponseEntity<Accepted> delete(
            @AuthenticationPrincipal ConsoleSession session, @PathVariable String id, @RequestBody DeletionBody body) {
        var name = body.name() == null ? "" : body.name();
        if (name.length() > NAME_MAX) {
            throw ApiProblem.malformed("name: %d characters".formatted(name.length()), "at most " + NAME_MAX);
        }
        var endpoints = body.endpoints() == null ? 0 : body.endpoints();
        if (endpoints < 0 || endpoints > ENDPOINTS_MAX) {
            throw ApiProblem.malformed("endpoints: " + endpoints, "0 to %,d".formatted(ENDPOINTS_MAX));
        }
        return order(session, CompanyOrder.delete(id, name, endpoints));
    }

    private ResponseEntity<Accepted> order(ConsoleSession session, CompanyOrder order) {
        var tenant = view.of(session.tenant());
        var company = company(tenant, order.companyId());
        if (desk.settings(session).paused()) {
            throw ApiProblem.refused(
                    "Work is paused",
                    "Nothing was changed, since work for this tenant is paused and a decision about a company is not"
                            + " carried out later than a quarter of an hour. Resume work first.");
        }
        new CompanyChecks(tenant).objection(order).ifPresent(objection -> {
            throw ApiProblem.refused("Company is left as it is", "Nothing was changed. " + objection);
        });
        var siteUid = tenant.siteLinkedTo(company.id());
        if (siteUid == null) {
            throw ApiProblem.missing("link to this company");
        }
        var name = order.name() == null ? company.name() : order.name();
        return Accepted.of(requests.changeCompany(session.requester(), siteUid, order, name));
    }

    private static Company company(TenantView tenant, String id) {
        var company = tenant.companyById(id);
        if (company == null) {
            throw ApiProblem.missing("company");
        }
        return company;
    }
}
