package dev.companion.console.web.api;

import static io.swagger.v3.oas.annotations.media.Schema.RequiredMode.REQUIRED;

import dev.companion.console.domain.site.Company;
import dev.companion.console.domain.site.CompanyChecks;
import dev.companion.console.domain.site.CompanyOrder;
import dev.companion.console.requests.RequestPublisher;
import dev.companion.console.security.ConsoleSession;
import dev.companion.console.view.ConsoleView;
import dev.companion.console.view.TenantView;
import dev.companion.console.web.problem.ApiProblem;
import dev.companion.console.web.problem.ProblemType;
import dev.companion.console.web.query.Accepted;
import dev.companion.console.web.settings.SettingsAccess;
import dev.companion.schemas.TenantKey;
import dev.companion.vocabulary.CompanyAction;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
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
 * Decisions about the company of a linked site. A decision is based on the facts that were shown: it is carried out
 * once, within 15 minutes, if fresh facts are still the same, or not at all.
 */
@RestController
@RequestMapping("/api/companies/{id}")
@Tag(name = "Companies")
class CompanyOrdersController {

    private static final int NAME_MAX = 1_000;
    private static final long ENDPOINTS_MAX = 1_000_000;

    /**
     * Where to move a company.
     *
     * @param parentId the company or company folder to move it under
     */
    record MoveBody(
            @Schema(requiredMode = REQUIRED) @Nullable String parentId) {}

    /**
     * A person's decision to delete a company.
     *
     * @param name the company name, exactly as written
     * @param endpoints the number of machines with an agent as it was shown; null for none
     */
    record DeletionBody(
            @Schema(requiredMode = REQUIRED) @Nullable String name,
            @Nullable Long endpoints) {}

    private final ConsoleView view;
    private final SettingsAccess settingsAccess;
    private final RequestPublisher requests;
    private final InstantSource clock;

    CompanyOrdersController(
            ConsoleView view, SettingsAccess settingsAccess, RequestPublisher requests, InstantSource clock) {
        this.view = view;
        this.settingsAccess = settingsAccess;
        this.requests = requests;
        this.clock = clock;
    }

    /** @param id the id of the company */
    @GetMapping
    @Operation(
            operationId = "getCompany",
            summary = "Returns one company",
            description =
                    "With the linked site, the actions that are possible now and the reasons for the rest. How many"
                            + " machines have an agent is shown after POST /api/companies/{id}/machine-count; the site's"
                            + " devices are a hint.")
    CompanyDetails get(@AuthenticationPrincipal ConsoleSession session, @PathVariable String id) {
        var tenant = view.of(session.tenant());
        return CompanyDetails.of(company(tenant, id), tenant, settingsAccess.settings(session));
    }

    /** @param id the id of the company */
    @GetMapping("/places")
    @Operation(
            operationId = "listPlaces",
            summary = "Lists where a company can be moved to",
            description =
                    "The tenant's own company first, then partner companies by name, at most 500, without the present"
                            + " place. A company folder is not listed; its id can be given all the same.")
    List<CompanyDetails.Place> places(@AuthenticationPrincipal ConsoleSession session, @PathVariable String id) {
        var tenant = view.of(session.tenant());
        return CompanyDetails.places(company(tenant, id), tenant, settingsAccess.settings(session));
    }

    /** @param id the id of the company */
    @PostMapping("/suspension")
    @Operation(
            operationId = "suspendCompany",
            summary = "Suspends a company",
            description = "Its users are locked out and its agents expire, until it is activated again. Only for the"
                    + " company of a linked site.")
    @ApiResponse(responseCode = "202")
    ResponseEntity<Accepted> suspend(@AuthenticationPrincipal ConsoleSession session, @PathVariable String id) {
        return order(session, CompanyOrder.of(CompanyAction.SUSPEND, id));
    }

    /** @param id the id of the company */
    @PostMapping("/activation")
    @Operation(
            operationId = "activateCompany",
            summary = "Activates a suspended company",
            description = "Only for the company of a linked site.")
    @ApiResponse(responseCode = "202")
    ResponseEntity<Accepted> activate(@AuthenticationPrincipal ConsoleSession session, @PathVariable String id) {
        return order(session, CompanyOrder.of(CompanyAction.ACTIVATE, id));
    }

    /** @param id the id of the company */
    @PostMapping("/move")
    @Operation(
            operationId = "moveCompany",
            summary = "Moves a company",
            description = "Under the company or company folder parentId. The link stays. Only for the company of a"
                    + " linked site.")
    @ApiResponse(responseCode = "202")
    ResponseEntity<Accepted> move(
            @AuthenticationPrincipal ConsoleSession session, @PathVariable String id, @RequestBody MoveBody body) {
        var parentId = body.parentId() == null ? "" : body.parentId().strip();
        if (!TenantKey.isId(parentId)) {
            throw ApiProblem.malformed("parentId: not an id", "the id of a company or of a company folder");
        }
        return order(session, CompanyOrder.move(id, parentId));
    }

    /** @param id the id of the company */
    @PostMapping("/deletion")
    @Operation(
            operationId = "deleteCompany",
            summary = "Deletes a company for good",
            description = "After its site is unlinked. name is the company name, exactly as written; endpoints is the"
                    + " number of machines with an agent as it was shown, 0 by default. It is refused if more were counted in"
                    + " the last 15 minutes; machines is the count then. They are counted again before the company is"
                    + " deleted, and with more of them it is not deleted. Only for the company of a linked site.")
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

    /** @param id the id of the company */
    @PostMapping("/machine-count")
    @Operation(
            operationId = "countMachines",
            summary = "Counts the machines of a company",
            description =
                    "Asks GravityZone how many machines of the company have an agent; nothing is changed. When the"
                            + " task is done, GET /api/companies/{id} has the number and when they were counted. While they are"
                            + " being counted, the answer is the task that does it. Only for the company of a linked site on"
                            + " which no other work is in progress and about which no other request is undecided.")
    @ApiResponse(responseCode = "202")
    ResponseEntity<Accepted> count(@AuthenticationPrincipal ConsoleSession session, @PathVariable String id) {
        return order(session, CompanyOrder.of(CompanyAction.COUNT, id));
    }

    /** The task of a count that is under way is the answer to another, so that asking often does not count often. */
    private ResponseEntity<Accepted> order(ConsoleSession session, CompanyOrder order) {
        var tenant = view.of(session.tenant());
        var company = company(tenant, order.companyId());
        if (settingsAccess.settings(session).paused()) {
            throw ApiProblem.of(
                    ProblemType.PAUSED,
                    "Work is paused",
                    "Nothing was changed, because work for this tenant is paused and a decision about a company expires"
                            + " after 15 minutes. Resume work first.");
        }
        new CompanyChecks(tenant).objection(order).ifPresent(objection -> {
            throw ApiProblem.of(
                    ProblemType.COMPANY_REFUSED, "Company not changed", "Nothing was changed. " + objection);
        });
        var seen = order.endpoints();
        if (seen != null) {
            ShownMachines.refuseIfMore(company.id(), seen, tenant, clock.instant());
        }
        var siteUid = tenant.siteLinkedTo(company.id());
        if (siteUid == null) {
            throw ApiProblem.missing("link to this company");
        }
        var name = order.name() == null ? company.name() : order.name();
        var underWay = order.action() == CompanyAction.COUNT
                ? tenant.countUnderWay(siteUid, clock.instant())
                : Optional.<String>empty();
        return Accepted.of(underWay.orElseGet(() -> requests.changeCompany(session.requester(), siteUid, order, name)));
    }

    private static Company company(TenantView tenant, String id) {
        var company = tenant.companyById(id);
        if (company == null) {
            throw ApiProblem.missing("company");
        }
        return company;
    }
}
