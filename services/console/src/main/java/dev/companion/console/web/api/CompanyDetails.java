package dev.companion.console.web.api;

import dev.companion.console.domain.site.Company;
import dev.companion.console.domain.site.CompanyChecks;
import dev.companion.console.domain.site.Condition;
import dev.companion.console.domain.tenant.TenantSettings;
import dev.companion.console.view.TenantView;
import dev.companion.vocabulary.CompanyAction;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A company with what can be decided about it.
 *
 * @param type CUSTOMER, PARTNER or UNKNOWN
 * @param suspended as far as is known: what was carried out from here counts until the company is read again; null if
 *     GravityZone does not say
 * @param parentId the company or container above it; null if GravityZone does not say
 * @param path names of the companies above it; null if GravityZone does not say
 * @param createdAt null if it is not known
 * @param site the site that is linked to it; null if none is
 * @param decisions what can be decided, and why the rest cannot
 * @param decided what was decided last about it and how far that has come; null if nothing was
 */
public record CompanyDetails(
        String id,
        String name,
        Company.Type type,
        @Nullable Boolean suspended,
        @Nullable String parentId,
        @Nullable String path,
        @Nullable Instant createdAt,
        @Nullable SiteRef site,
        List<Decision> decisions,
        @Nullable Decided decided) {

    /** What can be decided now. */
    public List<CompanyAction> possible() {
        return decisions.stream()
                .filter(decision -> decision.why() == null)
                .map(Decision::action)
                .toList();
    }

    /** What the pages offer: not what is so already, as far as is known. */
    public List<CompanyAction> offered() {
        return possible().stream()
                .filter(action -> action != CompanyAction.SUSPEND || !Boolean.TRUE.equals(suspended))
                .filter(action -> action != CompanyAction.ACTIVATE || !Boolean.FALSE.equals(suspended))
                .toList();
    }

    /** So many places are offered; an id can always be given. */
    private static final int PLACES_MAX = 500;

    /** @param devices as Datto RMM counts them, with and without an agent; null if it does not say */
    public record SiteRef(String uid, String name, @Nullable Integer devices) {}

    /** @param why in a sentence why it cannot be decided now; null if it can */
    public record Decision(CompanyAction action, @Nullable String why) {}

    /** @param message in words how far it has come */
    public record Decided(CompanyAction action, String message) {}

    /** Where a company can be moved to. */
    public record Place(String id, String name) {}

    public static CompanyDetails of(Company company, TenantView tenant, TenantSettings settings) {
        var siteUid = tenant.siteLinkedTo(company.id());
        return new CompanyDetails(
                company.id(),
                company.name(),
                company.type(),
                new CompanyChecks(tenant).suspended(company).orElse(null),
                company.parentId(),
                company.path(),
                company.createdAt(),
                siteUid == null ? null : siteRef(siteUid, tenant),
                decisions(company, tenant, settings),
                siteUid == null ? null : decided(siteUid, tenant).orElse(null));
    }

    private static SiteRef siteRef(String siteUid, TenantView tenant) {
        var site = tenant.site(siteUid);
        return new SiteRef(siteUid, tenant.siteName(siteUid), site == null ? null : site.devices());
    }

    private static List<Decision> decisions(Company company, TenantView tenant, TenantSettings settings) {
        var checks = new CompanyChecks(tenant);
        return Stream.of(CompanyAction.SUSPEND, CompanyAction.ACTIVATE, CompanyAction.MOVE, CompanyAction.DELETE)
                .map(action -> new Decision(
                        action,
                        settings.paused()
                                ? "Work is paused. Resume it first."
                                : checks.objection(action, company.id()).orElse(null)))
                .toList();
    }

    private static Optional<Decided> decided(String siteUid, TenantView tenant) {
        var link = tenant.link(siteUid);
        var status = tenant.status(siteUid);
        if (link == null || link.companyAction() == null) {
            return Optional.empty();
        }
        var said = status == null || !status.speaksOf(link)
                ? Optional.<String>empty()
                : status.companyOrder().map(Condition::verdict);
        return Optional.of(new Decided(link.companyAction(), said.orElse("Its turn has not come yet.")));
    }

    /** The tenant's own company first, then partner companies by name; where the company is already is left out. */
    public static List<Place> places(Company company, TenantView tenant, TenantSettings settings) {
        var places = new ArrayList<Place>();
        var own = settings.gravityZone();
        if (own != null) {
            places.add(new Place(own.rootCompanyId(), own.rootCompanyName()));
        }
        tenant.companies()
                .filter(other ->
                        other.type() == Company.Type.PARTNER && !other.id().equals(company.id()))
                .sorted(Comparator.comparing(Company::name, String.CASE_INSENSITIVE_ORDER)
                        .thenComparing(Company::id))
                .limit(PLACES_MAX)
                .forEach(other -> places.add(new Place(
                        other.id(), other.path() == null ? other.name() : other.name() + " · " + other.path())));
        places.removeIf(place -> place.id().equals(company.parentId()));
        return List.copyOf(places);
    }
}
