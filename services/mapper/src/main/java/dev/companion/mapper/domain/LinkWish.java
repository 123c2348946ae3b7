package dev.companion.mapper.domain;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One site that somebody wants linked.
 *
 * @param companyId an existing company; null for a new one
 * @param companyName the name of a new company; null for an existing one
 */
public record LinkWish(
        String siteUid,
        @Nullable String companyId,
        @Nullable String companyName) {

    Optional<String> chosenCompany() {
        return Optional.ofNullable(companyId);
    }

    Optional<CompanyName> newName() {
        return Optional.ofNullable(companyName).map(CompanyName::new);
    }
}
