package dev.companion.console.domain.site;

import dev.companion.vocabulary.CompanyName;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A site to link: to an existing company by id, or to a new one by name.
 *
 * @param besides ids of the companies of similar names that the person has seen: the new one is another
 */
public record LinkRequest(
        String siteUid,
        @Nullable String companyId,
        @Nullable CompanyName companyName,
        Set<String> besides) {

    public LinkRequest {
        besides = Set.copyOf(besides);
    }

    public LinkRequest(String siteUid, @Nullable String companyId, @Nullable CompanyName companyName) {
        this(siteUid, companyId, companyName, Set.of());
    }
}
