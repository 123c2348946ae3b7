package dev.companion.console.domain.site;

import dev.companion.vocabulary.CompanyName;
import org.jspecify.annotations.Nullable;

/** What the checks of a wish need to know of one tenant. Every answer may be null: not known. */
public interface LinkFacts {

    @Nullable Site site(String siteUid);

    @Nullable Link link(String siteUid);

    @Nullable LinkStatus status(String siteUid);

    @Nullable Company companyById(String companyId);

    /** The site that is linked to the company, or whose link to it is being taken apart. */
    @Nullable String siteLinkedTo(String companyId);

    /** Whether a company of this name is visible, whatever the case. */
    boolean isCompanyNamed(CompanyName name);

    /** The site whose link is to create a company of this name. */
    @Nullable String siteCreating(CompanyName name);
}
