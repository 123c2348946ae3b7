package dev.companion.console.web.api;

import dev.companion.console.domain.site.Company;
import dev.companion.console.domain.site.CompanyChecks;
import dev.companion.console.domain.site.Condition;
import dev.companion.console.domain.site.MachineCount;
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
 * A company with the possible decisions about it.
 *
 * @param id the id of the company
 * @param name the name of the company
 * @param type CUSTOMER, PARTNER or UNKNOWN
 * @param suspended as far as is known: an action that was carried out here counts until the company is read again; null
 *     if GravityZone does not report it
 * @param parentId the company or container above it; null if GravityZone does not report it
 * @param path names of the companies above it; null if GravityZone does not report it
 * @param createdAt null if it is not known
 * @param site the linked site; null if there is none
 * @param machines how many of its machines have an agent, counted because a person asked; null if they were not counted,
 *     or the link has changed since
 * @param decisions the possible decisions, and the reason for each that is not possible
 * @param decided the last decision about it with its progress; null if there is none
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
        @Nullable MachineCount machines,
        List<Decision> decisions,
        @Nullable Decided decided) {

    /** The most places in the list; an id can always be entered. */
    private static final int PLACES_MAX = 500;

    /**
     * The site that is linked to a company.
     *
     * @param uid the uid of the site
     * @param name the name of the site
     * @param devices as Datto RMM counts them, with and without an agent; null if it does not report them
     */
    public record SiteRef(String uid, String name, @Nullable Integer devices) {}

    /**
     * A decision that people can take about a company.
     *
     * @param action the action to take
     * @param why why it is not possible now, in a sentence; null if it is
     */
    public record Decision(CompanyAction action, @Nullable String why) {}

    /**
     * The last decision about a company.
     *
     * @param action the action that was chosen
     * @param message its progress in words
     */
    public record Decided(CompanyAction action, String message) {}

    /**
     * Where a company can be moved to.
     *
     * @param id the id of the company
     * @param name its name and where it is
     */
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
                ShownMachines.of(company.id(), tenant),
                decisions(company, tenant, settings),
                siteUid == null ? null : decided(siteUid, tenant).orElse(null));
    }

    private static SiteRef siteRef(String siteUid, TenantView tenant) {
        var site = tenant.site(siteUid);
        return new SiteRef(siteUid, tenant.siteName(siteUid), site == null ? null : site.devices());
    }

    private static List<Decision> decisions(Company company, TenantView tenant, TenantSettings settings) {
        var checks = new CompanyChecks(tenant);
        return Stream.of(
                        CompanyAction.SUSPEND,
                        CompanyAction.ACTIVATE,
                        CompanyAction.MOVE,
                        CompanyAction.DELETE,
                        CompanyAction.COUNT)
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
        var said = status == null || !status.describes(link)
                ? Optional.<String>empty()
                : status.companyOrder().map(Condition::verdict);
        return Optional.of(new Decided(link.companyAction(), said.orElse("Waiting.")));
    }

    /** The tenant's own company first, then partner companies by name, without the present parent. */
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
