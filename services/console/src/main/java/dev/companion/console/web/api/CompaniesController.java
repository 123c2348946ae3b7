package dev.companion.console.web.api;

import dev.companion.console.domain.site.Company;
import dev.companion.console.security.ConsoleSession;
import dev.companion.console.view.ConsoleView;
import dev.companion.console.view.TenantView;
import dev.companion.console.web.query.Csv;
import dev.companion.console.web.query.ListPage;
import dev.companion.console.web.query.PageParams;
import dev.companion.console.web.query.SearchParam;
import dev.companion.vocabulary.TextFolding;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The GravityZone companies below the tenant's own. */
@RestController
@RequestMapping("/api/companies")
@Tag(name = "Companies")
class CompaniesController {

    private static final Comparator<Company> BY_NAME =
            Comparator.comparing(Company::name, String.CASE_INSENSITIVE_ORDER).thenComparing(Company::id);

    /**
     * A company in the list of companies.
     *
     * @param id the id of the company
     * @param name the name of the company
     * @param type CUSTOMER, PARTNER or UNKNOWN
     * @param suspended null if GravityZone does not report it
     * @param linkedSiteUid the site that is linked to the company; null if there is none
     * @param available whether the company can be linked to a site now
     * @param path names of the companies above it; null if GravityZone does not report it
     */
    record CompanyItem(
            String id,
            String name,
            Company.Type type,
            @Nullable Boolean suspended,
            @Nullable String linkedSiteUid,
            boolean available,
            @Nullable String path) {}

    private final ConsoleView view;

    CompaniesController(ConsoleView view) {
        this.view = view;
    }

    /**
     * @param available true for companies that can be linked, false for the others; all if left out
     * @param q text that the name contains, in upper or lower case, or the beginning of the id
     * @param page number of the page, counted from 0
     * @param size rows on a page
     */
    @GetMapping(produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            operationId = "listCompanies",
            summary = "Lists companies",
            description =
                    "With available=true only companies that can be linked: customers, not suspended, without a site.")
    ListPage<CompanyItem> list(
            @AuthenticationPrincipal ConsoleSession session,
            @RequestParam(required = false) @Nullable Boolean available,
            @RequestParam(required = false) @Nullable String q,
            @RequestParam(defaultValue = "0") int page,
            @RequestParam(defaultValue = "" + PageParams.SIZE_DEFAULT) int size) {
        var params = PageParams.of(page, size);
        var tenant = view.of(session.tenant());
        return ListPage.of(matching(tenant, available, q), params, company -> item(tenant, company));
    }

    @GetMapping(produces = Csv.TYPE)
    @Operation(hidden = true)
    ResponseEntity<String> file(
            @AuthenticationPrincipal ConsoleSession session,
            @RequestParam(required = false) @Nullable Boolean available,
            @RequestParam(required = false) @Nullable String q) {
        var tenant = view.of(session.tenant());
        return Csv.file(
                "companies.csv",
                List.of("id", "name", "type", "suspended", "linkedSiteUid", "available", "path"),
                matching(tenant, available, q),
                company -> {
                    var item = item(tenant, company);
                    return Arrays.asList(
                            item.id(),
                            item.name(),
                            item.type(),
                            item.suspended(),
                            item.linkedSiteUid(),
                            item.available(),
                            item.path());
                });
    }

    private static List<Company> matching(TenantView tenant, @Nullable Boolean available, @Nullable String q) {
        var text = TextFolding.fold(SearchParam.text(q));
        return tenant.companies()
                .filter(company -> available == null || tenant.isAvailable(company) == available)
                .filter(company -> text.isEmpty()
                        || TextFolding.fold(company.name()).contains(text)
                        || company.id().startsWith(text))
                .sorted(BY_NAME)
                .toList();
    }

    private static CompanyItem item(TenantView tenant, Company company) {
        return new CompanyItem(
                company.id(),
                company.name(),
                company.type(),
                company.suspended(),
                tenant.siteLinkedTo(company.id()),
                tenant.isAvailable(company),
                company.path());
    }
}
