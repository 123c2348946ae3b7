package dev.companion.mapper.domain.request;

import dev.companion.mapper.domain.link.Link;
import dev.companion.mapper.domain.link.ObservedCompany;
import dev.companion.mapper.domain.link.ObservedSite;
import dev.companion.mapper.domain.link.ObservedVariable;
import dev.companion.mapper.domain.settings.SealedSecret;
import dev.companion.mapper.domain.settings.SecretName;
import dev.companion.mapper.domain.settings.TenantSettings;
import dev.companion.matching.Suggestion;
import dev.companion.vocabulary.CompanyName;
import java.util.List;
import java.util.Optional;

/** The desired and observed state of one tenant at the moment of a decision. Read-only. */
public interface Inventory {

    /** Empty until a person saves a first setting. */
    Optional<TenantSettings> findTenant();

    Optional<SealedSecret> findSecret(SecretName name);

    /** Takes any id, also one that no vendor would give. */
    Optional<ObservedSite> findSite(String siteUid);

    /** Where the variable of a site leads; empty if no search for earlier links has read one since the site was last linked. */
    Optional<ObservedVariable> findVariable(String siteUid);

    /** Takes any id, also one that no vendor would give. */
    Optional<ObservedCompany> findCompany(String companyId);

    /** Observed companies whose name equals this one. */
    List<ObservedCompany> listCompaniesNamed(CompanyName name);

    /** The link of a site, also one that is gone. */
    Optional<Link> findLink(String siteUid);

    /** Links that hold the company, see {@link Link#holdsCompany}. */
    List<Link> listLinksHolding(String companyId);

    /** Links that hold the name, see {@link Link#listNamesHeld}. */
    List<Link> listLinksNaming(CompanyName name);

    /** Links whose latest change is that request's, also those that are gone. Scans all links. */
    List<Link> listLinksChangedBy(String requestId);

    /** The suggestion as it was last published, also one of state NONE; empty if none was ever published. */
    Optional<Suggestion> findSuggestion(String siteUid);

    /** Whether a person said that the site does not belong to the company. */
    boolean hasDismissed(String siteUid, String companyId);

    /** Whether any site is linked or being unlinked. */
    boolean hasLinks();
}
