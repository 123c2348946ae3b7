package dev.companion.console.domain.site;

import dev.companion.matching.NearTwins.Twin;
import dev.companion.vocabulary.CompanyName;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the checks need to know about one tenant. Null means unknown. */
public interface LinkFacts {

    @Nullable Site site(String siteUid);

    @Nullable Link link(String siteUid);

    @Nullable LinkStatus status(String siteUid);

    /** Whether a request about the site that is no count is not decided yet. */
    boolean hasUndecidedChange(String siteUid);

    @Nullable Company companyById(String companyId);

    /** What was carried out here last that suspended or activated the company. */
    @Nullable Suspension lastSuspension(String companyId);

    /** The site that is linked to the company, or whose link to it is being removed. */
    @Nullable String siteLinkedTo(String companyId);

    /** Whether a visible company has a name with the same key. */
    boolean isCompanyNamed(CompanyName name);

    /** The companies that can be linked and whose names are similar to the name, the most similar first. */
    List<Twin> twinsOf(CompanyName name);

    /** The site whose link is to create a company of a name with the same key. */
    @Nullable String siteCreating(CompanyName name);
}
