package dev.companion.mapper.domain;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Why a wish for a link is refused. Each rule is a function in a list, and the first that objects gives the reason. One
 * site has one company and one company has one site; since all of a tenant is decided in one place, that is a look-up.
 */
final class LinkRules {

    /** Bounds the records that one request brings about in one transaction, and the size of its answer. */
    static final int WISHES_MAX = 2_000;

    @FunctionalInterface
    private interface Rule {

        /** Empty where the rule has nothing against the wish; else a sentence for people. */
        Optional<String> objection(LinkWish wish);
    }

    private final Inventory inventory;
    private final Optional<TenantSettings> tenant;
    private final Map<String, List<LinkWish>> bySite;
    private final Map<String, List<LinkWish>> byCompany;
    private final Map<String, List<LinkWish>> byName;
    private final List<Rule> ofTarget = List.of(
            this::oneTarget,
            this::companyKnown,
            this::companyUsable,
            this::companyFree,
            this::companyNotAboutToBeMade,
            this::companyWishedOnce,
            this::nameAllowed,
            this::nameNotVisible,
            this::nameNotPending,
            this::nameWishedOnce);

    LinkRules(Inventory inventory, List<LinkWish> wishes) {
        this.inventory = inventory;
        this.tenant = inventory.findTenant();
        this.bySite = grouped(wishes, wish -> Optional.of(wish.siteUid()));
        this.byCompany = grouped(wishes, LinkWish::chosenCompany);
        this.byName = grouped(wishes, wish -> wish.newName().map(CompanyName::key));
    }

    /** Why a site cannot be linked as wished. */
    Optional<String> objectionToNew(LinkWish wish) {
        return first(wish, Stream.of(this::connected, this::siteWishedOnce, this::siteKnown, this::siteUnlinked));
    }

    /** Why a link that exists cannot be changed as wished. */
    Optional<String> objectionToChange(LinkWish wish) {
        return first(wish, Stream.of(this::connected, this::siteWishedOnce, this::siteKnown, this::siteLinked));
    }

    /** Why the link of a site cannot be changed in anything. */
    static Optional<String> objectionToSite(Inventory inventory, String siteUid) {
        return unconnected(inventory.findTenant()).or(() -> unlinked(inventory, siteUid));
    }

    private Optional<String> first(LinkWish wish, Stream<Rule> ofSite) {
        return Stream.concat(ofSite, ofTarget.stream())
                .flatMap(rule -> rule.objection(wish).stream())
                .findFirst();
    }

    private Optional<String> connected(LinkWish wish) {
        return unconnected(tenant);
    }

    static Optional<String> unconnected(Optional<TenantSettings> tenant) {
        return when(
                !tenant.map(TenantSettings::isConnected).orElse(false),
                "Nothing can be linked before GravityZone and Datto RMM are both set up in the settings.");
    }

    private Optional<String> siteWishedOnce(LinkWish wish) {
        return when(isMany(bySite.get(wish.siteUid())), "The site is named more than once in this request.");
    }

    private Optional<String> siteKnown(LinkWish wish) {
        return inventory
                .findSite(wish.siteUid())
                .map(site ->
                        when(!site.managed(), "The site “%s” is not a Managed site.".formatted(shortened(site.name()))))
                .orElseGet(() -> Optional.of("The site is not known, or no longer exists in Datto RMM."));
    }

    private Optional<String> siteUnlinked(LinkWish wish) {
        return inventory.findLink(wish.siteUid()).flatMap(link -> switch (link.wanted()) {
            case PRESENT -> Optional.of("The site is already linked.");
            case ABSENT -> Optional.of("The site is still being unlinked; link it again once that is done.");
            case GONE -> Optional.empty();
        });
    }

    private Optional<String> siteLinked(LinkWish wish) {
        return unlinked(inventory, wish.siteUid());
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

    private Optional<String> oneTarget(LinkWish wish) {
        return when(
                wish.chosenCompany().isPresent() == wish.newName().isPresent(),
                "Exactly one of an existing company and the name of a new one must be given.");
    }

    private Optional<String> companyKnown(LinkWish wish) {
        return wish.chosenCompany()
                .flatMap(id -> when(
                        inventory.findCompany(id).isEmpty(),
                        "The company is not known, or can no longer be seen in GravityZone."));
    }

    private Optional<String> companyUsable(LinkWish wish) {
        return wish.chosenCompany().flatMap(inventory::findCompany).flatMap(LinkRules::unusable);
    }

    /** Why a company cannot be linked to any site. */
    static Optional<String> unusable(KnownCompany company) {
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

    private Optional<String> companyFree(LinkWish wish) {
        return wish.chosenCompany()
                .flatMap(id -> other(wish, inventory.listLinksHolding(id)))
                .map(link -> switch (link.wanted()) {
                    case ABSENT ->
                        "The company is still being unlinked from the site “%s”.".formatted(shortened(link.siteName()));
                    case PRESENT, GONE ->
                        "The company is already linked to the site “%s”.".formatted(shortened(link.siteName()));
                });
    }

    /** The company may be seen by a sweep before the status of the link that it was created for arrives. */
    private Optional<String> companyNotAboutToBeMade(LinkWish wish) {
        return wish.chosenCompany()
                .flatMap(inventory::findCompany)
                .flatMap(company -> pending(inventory, wish.siteUid(), new CompanyName(company.name())))
                .map(link -> "The company is being created for the site “%s”.".formatted(shortened(link.siteName())));
    }

    private Optional<String> companyWishedOnce(LinkWish wish) {
        return wish.chosenCompany()
                .flatMap(id -> when(
                        isMany(byCompany.get(id)), "The company is wished for more than one site in this request."));
    }

    private Optional<String> nameAllowed(LinkWish wish) {
        return wish.newName().flatMap(CompanyName::flaw);
    }

    private Optional<String> nameNotVisible(LinkWish wish) {
        var inUseHere = inventory.findLink(wish.siteUid()).map(Link::companyInUse);
        return wish.newName()
                .flatMap(name -> nameOwn(tenant, name)
                        .or(() -> nameUnseen(inventory, name))
                        .or(() -> when(
                                isNameOfOther(inventory, name, inUseHere),
                                "A company named “%s” exists; link the site to it instead.".formatted(name.text()))));
    }

    private Optional<String> nameNotPending(LinkWish wish) {
        return wish.newName().flatMap(name -> namePending(inventory, wish.siteUid(), name));
    }

    /** The name of the tenant's own company, which is in no list. */
    static Optional<String> nameOwn(Optional<TenantSettings> tenant, CompanyName name) {
        return when(
                tenant.map(TenantSettings::gravityZone)
                        .map(access -> new CompanyName(access.rootCompanyName()))
                        .filter(own -> own.key().equals(name.key()))
                        .isPresent(),
                "“%s” is the name of your own company in GravityZone.".formatted(name.text()));
    }

    /** A company that is out of sight keeps its name, also where it is the one in use by the very link. */
    static Optional<String> nameUnseen(Inventory inventory, CompanyName name) {
        return when(
                inventory.listCompaniesNamed(name).stream().anyMatch(KnownCompany::unreachable),
                "A company named “%s” exists in GravityZone, but is out of sight; another name is needed."
                        .formatted(name.text()));
    }

    static boolean isNameOfOther(Inventory inventory, CompanyName name, Optional<String> companyId) {
        return inventory.listCompaniesNamed(name).stream()
                .anyMatch(company -> !companyId.equals(Optional.of(company.companyId())));
    }

    /** Whether a company is to be created, or to be renamed, to that name for another site. */
    static Optional<String> namePending(Inventory inventory, String siteUid, CompanyName name) {
        return pending(inventory, siteUid, name)
                .map(link -> link.renamesTo(name)
                        ? "The company of the site “%s” is to get that name.".formatted(shortened(link.siteName()))
                        : "A company of that name is being created for the site “%s”."
                                .formatted(shortened(link.siteName())));
    }

    private Optional<String> nameWishedOnce(LinkWish wish) {
        return wish.newName()
                .flatMap(name -> when(
                        isMany(byName.get(name.key())),
                        "A new company of that name is wished for more than one site in this request."));
    }

    /** Another site's link whose company of that name cannot be seen yet; a visible one speaks for itself. */
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

    /** Whether the company of that name is about to be made for some link, so that it is no candidate for another. */
    static boolean isPending(Inventory inventory, String siteUid, CompanyName name) {
        return pending(inventory, siteUid, name).isPresent();
    }

    private static Optional<Link> other(LinkWish wish, List<Link> links) {
        return links.stream()
                .filter(link -> !link.siteUid().equals(wish.siteUid()))
                .findFirst();
    }

    private static Map<String, List<LinkWish>> grouped(
            List<LinkWish> wishes, Function<LinkWish, Optional<String>> feature) {
        return wishes.stream()
                .filter(wish -> feature.apply(wish).isPresent())
                .collect(Collectors.groupingBy(wish -> feature.apply(wish).orElseThrow()));
    }

    private static boolean isMany(@Nullable List<LinkWish> wishes) {
        return wishes != null && wishes.size() > 1;
    }

    static Optional<String> when(boolean broken, String reason) {
        return broken ? Optional.of(reason) : Optional.empty();
    }

    /** A site's name may have 255 characters; a reason is a sentence. */
    static String shortened(String name) {
        return name.length() <= CompanyName.LENGTH_MAX ? name : name.substring(0, CompanyName.LENGTH_MAX - 1) + "…";
    }
}
