package dev.companion.agreement;

import dev.companion.console.domain.site.LinkChecks;
import dev.companion.console.domain.site.LinkRequest;
import dev.companion.console.domain.site.SiteQuery;
import dev.companion.console.view.ChangeListener;
import dev.companion.console.view.ConsoleView;
import dev.companion.console.view.TenantScope;
import dev.companion.console.view.TenantView;
import dev.companion.console.view.ViewFeed;
import dev.companion.gravityzone.Company;
import dev.companion.gravityzone.CompanyType;
import dev.companion.rmm.Site;
import dev.companion.rmm.SiteScope;
import dev.companion.shared.EventMetadata;
import dev.companion.vocabulary.CompanyName;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The console's view of a tenant with two sites and at most one company. */
final class ConsoleNames {

    private static final String TENANT = "t-1";

    private final TenantView view;

    ConsoleNames(String siteName, @Nullable String companyName) {
        var all = new ConsoleView(ChangeListener.NONE);
        var feed = new ViewFeed(all);
        feed.site(TENANT + "|s-1", site("s-1", siteName));
        feed.site(TENANT + "|s-2", site("s-2", "another site"));
        if (companyName != null) {
            feed.company(TENANT + "|c-1", company(companyName));
        }
        view = all.of(TenantScope.ofAccount(TENANT));
    }

    /** Whether both names can be given to new companies in one request. */
    boolean accepts(String one, String other) {
        return accepted(List.of(request("s-1", one), request("s-2", other)));
    }

    boolean accepts(String name) {
        return accepted(List.of(request("s-1", name)));
    }

    /** Whether a search for the text finds the site. */
    boolean finds(String text) {
        return view.sites(new SiteQuery(text, Set.of(), SiteQuery.Sort.NAME, false)).stream()
                .anyMatch(site -> site.siteUid().equals("s-1"));
    }

    private boolean accepted(List<LinkRequest> requests) {
        return new LinkChecks(view).ofLinking(requests).isEmpty();
    }

    private static LinkRequest request(String siteUid, String name) {
        // The company is seen: only whether the name is possible and free is compared.
        return new LinkRequest(siteUid, null, new CompanyName(name), Set.of("c-1"));
    }

    private static Site site(String uid, String name) {
        return Site.newBuilder()
                .setMetadata(metadata())
                .setTenantId(TENANT)
                .setSiteUid(uid)
                .setName(name)
                .setScope(SiteScope.MANAGED)
                .build();
    }

    private static Company company(String name) {
        return Company.newBuilder()
                .setMetadata(metadata())
                .setTenantId(TENANT)
                .setCompanyId("c-1")
                .setName(name)
                .setType(CompanyType.CUSTOMER)
                .setManagedByPartner(true)
                .build();
    }

    private static EventMetadata metadata() {
        return EventMetadata.newBuilder()
                .setEventId("e")
                .setOccurredAt(Instant.parse("2026-11-01T10:00:00Z"))
                .setSequence(1)
                .build();
    }
}
