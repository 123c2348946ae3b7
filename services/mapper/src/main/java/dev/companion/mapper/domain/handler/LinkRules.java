package dev.companion.mapper.domain.handler;

import dev.companion.mapper.domain.link.Link;
import dev.companion.mapper.domain.link.LinkRequest;
import dev.companion.mapper.domain.link.ObservedCompany;
import dev.companion.mapper.domain.request.Inventory;
import dev.companion.mapper.domain.settings.TenantSettings;
import dev.companion.vocabulary.CompanyName;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The reasons to refuse a link. Each rule is a function in a list, and the first that objects gives the reason. One site has
 * one company and one company has one site; this is a look-up, because one controller decides everything about a tenant.
 */
public final class LinkRules {

    /** Bounds the records that one request publishes in one transaction, and the size of its result. */
    static final int SITES_MAX = 2_000;

    @FunctionalInterface
    private interface Rule {

        /** Empty if the rule does not object; otherwise a sentence for people. */
        Optional<String> objection(LinkRequest wanted);
    }

    private final Inventory inventory;
    private final Optional<TenantSettings> tenant;
    private final Map<String, List<LinkRequest>> bySite;
    private final Map<String, List<LinkRequest>> byCompany;
    private final Map<String, List<LinkRequest>> byName;
    private final List<Rule> ofTarget = List.of(
            this::oneTarget,
            this::companyKnown,
            this::companyUsable,
            this::companyFree,
            this::companyNotPending,
            this::companyWantedOnce,
            this::nameAllowed,
            this::nameNotVisible,
            this::nameNotPending,
            this::nameWantedOnce);

    LinkRules(Inventory inventory, List<LinkRequest> all) {
        this.inventory = inventory;
        this.tenant = inventory.findTenant();
        this.bySite = grouped(all, wanted -> Optional.of(wanted.siteUid()));
        this.byCompany = grouped(all, LinkRequest::chosenCompany);
        this.byName = grouped(all, wanted -> wanted.newName().map(CompanyName::key));
    }

    /** Why a site cannot be linked as requested. */
    Optional<String> objectionToNew(LinkRequest wanted) {
        return first(wanted, Stream.of(this::connected, this::siteWantedOnce, this::siteKnown, this::siteUnlinked));
    }

    /** Why an existing link cannot be changed as requested. */
    Optional<String> objectionToChange(LinkRequest wanted) {
        return first(wanted, Stream.of(this::connected, this::siteWantedOnce, this::siteKnown, this::siteLinked));
    }

    /** Why the link of a site cannot be changed at all. */
    static Optional<String> objectionToSite(Inventory inventory, String siteUid) {
        return unconnected(inventory.findTenant()).or(() -> unlinked(inventory, siteUid));
    }

    private Optional<String> first(LinkRequest wanted, Stream<Rule> ofSite) {
        return Stream.concat(ofSite, ofTarget.stream())
                .flatMap(rule -> rule.objection(wanted).stream())
                .findFirst();
    }

    private Optional<String> connected(LinkRequest wanted) {
        return unconnected(tenant);
    }

    static Optional<String> unconnected(Optional<TenantSettings> tenant) {
        return when(
                !tenant.map(TenantSettings::hasBothSides).orElse(false),
                "Nothing can be linked before GravityZone and Datto RMM are both set up in the settings.");
    }

    private Optional<String> siteWantedOnce(LinkRequest wanted) {
        return when(isMany(bySite.get(wanted.siteUid())), "The site is named more than once in this request.");
    }

    private Optional<String> siteKnown(LinkRequest wanted) {
        return inventory
                .findSite(wanted.siteUid())
                .map(site ->
                        when(!site.managed(), "The site “%s” is not a Managed site.".formatted(shortened(site.name()))))
                .orElseGet(() -> Optional.of("The site is not known, or no longer exists in Datto RMM."));
    }

    private Optional<String> siteUnlinked(LinkRequest wanted) {
        return inventory.findLink(wanted.siteUid()).flatMap(link -> switch (link.wanted()) {
            case PRESENT -> Optional.of("The site is already linked.");
            case ABSENT -> Optional.of("The site is still being unlinked; link it again once that is done.");
            case GONE -> Optional.empty();
        });
    }

    private Optional<String> siteLinked(LinkRequest wanted) {
        return unlinked(inventory, wanted.siteUid());
    }

    static Optional<String> unlinked(Inventory inventory, String siteUid) {
        return inventory
                .findLink(siteUid)
                .map(link -> switch (link.wanted()) {
                    case PRESENT -> Optional.<String>empty();
                    case ABSENT -> Optional.of("The site is being unlinked.");
                    case GONE -> Optional.of("The site is no longer linked.");
                })
                .orElseGet(() -> Optional.of("The site is not linked."));
    }

    private Optional<String> oneTarget(LinkRequest wanted) {
        return when(
                wanted.chosenCompany().isPresent() == wanted.newName().isPresent(),
                "Exactly one of an existing company and the name of a new one must be given.");
    }

    private Optional<String> companyKnown(LinkRequest wanted) {
        return wanted.chosenCompany()
                .flatMap(id -> when(
                        inventory.findCompany(id).isEmpty(),
                        "The company is not known, or can no longer be seen in GravityZone."));
    }

    private Optional<String> companyUsable(LinkRequest wanted) {
        return wanted.chosenCompany().flatMap(inventory::findCompany).flatMap(LinkRules::unusable);
    }

    /** Why a company cannot be linked to any site. */
    public static Optional<String> unusable(ObservedCompany company) {
        var name = shortened(company.name());
        if (!company.customer()) {
            return Optional.of("The company “%s” is a partner; only a customer can be linked.".formatted(name));
        }
        if (company.unreachable()) {
            return Optional.of("The company “%s” can no longer be seen in GravityZone.".formatted(name));
        }
        if (company.suspended()) {
            return Optional.of("The company “%s” is suspended.".formatted(name));
        }
        return when(
                company.closedToPartner(),
                "The company “%s” does not let its partner manage its packages.".formatted(name));
    }

    private Optional<String> companyFree(LinkRequest wanted) {
        return wanted.chosenCompany()
                .flatMap(id -> other(wanted, inventory.listLinksHolding(id)))
                .map(link -> switch (link.wanted()) {
                    case ABSENT ->
                        "The company is still being unlinked from the site “%s”.".formatted(shortened(link.siteName()));
                    case PRESENT, GONE ->
                        "The company is already linked to the site “%s”.".formatted(shortened(link.siteName()));
                });
    }

    /** A sweep may see the company before the status of the link that it was created for arrives. */
    private Optional<String> companyNotPending(LinkRequest wanted) {
        return wanted.chosenCompany()
                .flatMap(inventory::findCompany)
                .flatMap(company -> pending(inventory, wanted.siteUid(), new CompanyName(company.name())))
                .map(link -> "The company is being created for the site “%s”.".formatted(shortened(link.siteName())));
    }

    private Optional<String> companyWantedOnce(LinkRequest wanted) {
        return wanted.chosenCompany()
                .flatMap(
                        id -> when(isMany(byCompany.get(id)), "This request links the company to more than one site."));
    }

    private Optional<String> nameAllowed(LinkRequest wanted) {
        return wanted.newName().flatMap(LinkRules::flawed);
    }

    private Optional<String> nameNotVisible(LinkRequest wanted) {
        var inUseHere = inventory.findLink(wanted.siteUid()).map(Link::companyInUse);
        return wanted.newName()
                .flatMap(name -> nameOwn(tenant, name)
                        .or(() -> nameUnseen(inventory, name))
                        .or(() -> when(
                                isNameOfOther(inventory, name, inUseHere),
                                "A company named “%s” exists; link the site to it instead.".formatted(name.text()))));
    }

    private Optional<String> nameNotPending(LinkRequest wanted) {
        return wanted.newName().flatMap(name -> namePending(inventory, wanted.siteUid(), name));
    }

    /** Why no company can have this name. The console refuses it with the same code. */
    static Optional<String> flawed(CompanyName name) {
        return name.flaw().map(CompanyName.Flaw::sentence);
    }

    /** The tenant's own company is in no list. */
    static Optional<String> nameOwn(Optional<TenantSettings> tenant, CompanyName name) {
        return when(
                tenant.map(TenantSettings::gravityZone)
                        .map(access -> new CompanyName(access.rootCompanyName()))
                        .filter(own -> own.key().equals(name.key()))
                        .isPresent(),
                "“%s” is the name of your own company in GravityZone.".formatted(name.text()));
    }

    /** A company that is no longer reachable keeps its name, even if this very link uses it. */
    static Optional<String> nameUnseen(Inventory inventory, CompanyName name) {
        return when(
                inventory.listCompaniesNamed(name).stream().anyMatch(ObservedCompany::unreachable),
                "A company named “%s” exists in GravityZone, but is no longer reachable; another name is needed."
                        .formatted(name.text()));
    }

    static boolean isNameOfOther(Inventory inventory, CompanyName name, Optional<String> companyId) {
        return inventory.listCompaniesNamed(name).stream()
                .anyMatch(company -> !companyId.equals(Optional.of(company.companyId())));
    }

    /** Why a name is taken by a company that is about to be created or renamed for another site. */
    static Optional<String> namePending(Inventory inventory, String siteUid, CompanyName name) {
        return pending(inventory, siteUid, name)
                .map(link -> link.renamesTo(name)
                        ? "The company of the site “%s” is to get that name.".formatted(shortened(link.siteName()))
                        : "A company of that name is being created for the site “%s”."
                                .formatted(shortened(link.siteName())));
    }

    private Optional<String> nameWantedOnce(LinkRequest wanted) {
        return wanted.newName()
                .flatMap(name -> when(
                        isMany(byName.get(name.key())),
                        "This request creates a company of that name for more than one site."));
    }

    /** Another site's link whose company of that name is not observed yet; other rules find an observed one. */
    private static Optional<Link> pending(Inventory inventory, String siteUid, CompanyName name) {
        return inventory.listLinksNaming(name).stream()
                .filter(link -> !link.siteUid().equals(siteUid))
                .filter(link -> Optional.ofNullable(link.companyInUse())
                        .flatMap(inventory::findCompany)
                        .filter(company -> !link.renamesTo(name)
                                || new CompanyName(company.name()).key().equals(name.key()))
                        .isEmpty())
                .findFirst();
    }

    /** Whether a company of that name is about to be created for a link, so that no other link may choose it. */
    public static boolean isPending(Inventory inventory, String siteUid, CompanyName name) {
        return pending(inventory, siteUid, name).isPresent();
    }

    private static Optional<Link> other(LinkRequest wanted, List<Link> links) {
        return links.stream()
                .filter(link -> !link.siteUid().equals(wanted.siteUid()))
                .findFirst();
    }

    private static Map<String, List<LinkRequest>> grouped(
            List<LinkRequest> all, Function<LinkRequest, Optional<String>> feature) {
        return all.stream()
                .filter(wanted -> feature.apply(wanted).isPresent())
                .collect(Collectors.groupingBy(wanted -> feature.apply(wanted).orElseThrow()));
    }

    private static boolean isMany(@Nullable List<LinkRequest> all) {
        return all != null && all.size() > 1;
    }

    static Optional<String> when(boolean broken, String reason) {
        return broken ? Optional.of(reason) : Optional.empty();
    }

    /** Shortens a name for a sentence; a site's name may have 255 characters. */
    public static String shortened(String name) {
        return name.length() <= CompanyName.LENGTH_MAX ? name : name.substring(0, CompanyName.LENGTH_MAX - 1) + "…";
    }
}
