package dev.companion.console.domain.site;

import dev.companion.vocabulary.CompanyName;
import org.jspecify.annotations.Nullable;

/** A site to link: to an existing company by id, or to a new one by name. */
public record LinkRequest(
        String siteUid,
        @Nullable String companyId,
        @Nullable CompanyName companyName) {}
