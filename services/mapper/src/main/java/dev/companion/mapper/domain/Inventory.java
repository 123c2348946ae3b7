package dev.companion.mapper.domain;

import java.util.List;
import java.util.Optional;

/** What is known of one tenant at the moment of a decision: desired and observed. Reading it changes nothing. */
public interface Inventory {

    /** Empty until somebody saves a first setting. */
    Optional<TenantSettings> findTenant();

    Optional<SealedSecret> findSecret(SecretName name);

    /** Any id may be asked for, also one that no vendor would give. */
    Optional<KnownSite> findSite(String siteUid);

    /** Any id may be asked for, also one that no vendor would give. */
    Optional<KnownCompany> findCompany(String companyId);

    /** Visible companies whose name has the same {@link CompanyName#key()}. */
    List<KnownCompany> listCompaniesNamed(CompanyName name);

    /** The link of a site, also one that is gone. */
    Optional<Link> findLink(String siteUid);

    /** Links that hold the company, see {@link Link#holdsCompany}. */
    List<Link> listLinksHolding(String companyId);

    /** Links for which a company of that name is to be created, see {@link Link#listNamesHeld}. */
    List<Link> listLinksNaming(CompanyName name);

    /** Links, also those that are gone, whose last change came of that request. Walks over all links. */
    List<Link> listLinksChangedBy(String requestId);

    /** What was last published for a site, also that there is nothing any more; empty where nothing ever was. */
    Optional<Suggestion> findSuggestion(String siteUid);

    /** Whether somebody said that the site does not belong to the company. */
    boolean hasDismissed(String siteUid, String companyId);

    /** Whether any site is linked or being unlinked. */
    boolean hasLinks();
}
