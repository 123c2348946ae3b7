package dev.companion.mapper.domain.link;

import dev.companion.vocabulary.CompanyName;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A request to link one site to an existing or a new company.
 *
 * @param companyId an existing company; null for a new one
 * @param companyName the name of a new company; null for an existing one
 */
public record LinkRequest(
        String siteUid,
        @Nullable String companyId,
        @Nullable String companyName) {

    public Optional<String> chosenCompany() {
        return Optional.ofNullable(companyId);
    }

    public Optional<CompanyName> newName() {
        return Optional.ofNullable(companyName).map(CompanyName::new);
    }
}
