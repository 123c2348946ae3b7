package dev.companion.provisioner.domain.outcome;

import dev.companion.provisioner.domain.step.LinkKey;
import dev.companion.provisioner.domain.step.Outcome.SeenCompany;
import dev.companion.provisioner.domain.work.LinkState;
import dev.companion.provisioner.domain.work.Rules;
import dev.companion.vocabulary.CompanyName;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Decides whether a link may adopt a company that a find saw and that the link was to create. Never someone else's
 * company: it must be a customer directly below the tenant's own company, of exactly the name that was sent, not used
 * by another link, and either have an id that a call of this link is known to have created, or have been created after
 * the proof of absence, by a call of this link whose outcome is unknown.
 */
final class Adoption {

    private Adoption() {}

    /** Returns the company that is provably this link's own, the oldest if there are several. */
    static Optional<SeenCompany> ours(
            String name,
            List<SeenCompany> seen,
            LinkState state,
            @Nullable String rootCompanyId,
            CompanyClaims claims) {
        return seen.stream()
                .filter(company -> new CompanyName(company.name()).equals(new CompanyName(name)))
                .filter(company -> Boolean.TRUE.equals(company.customer()))
                .filter(company -> rootCompanyId != null && rootCompanyId.equals(company.parentId()))
                .filter(company -> !claims.usedByAnother(company.id(), state.key()))
                .filter(company -> !claims.createdForAnother(company.id(), state.key()))
                .filter(company -> isKnownCreation(company, state)
                        || (isCreatedByUnknownAttempt(company, name, state) && !claims.contested(name, state.key())))
                .min(Comparator.comparing(SeenCompany::id));
    }

    private static boolean isKnownCreation(SeenCompany company, LinkState state) {
        return state.createdCompanies().stream().anyMatch(made -> made.id().equals(company.id()));
    }

    private static boolean isCreatedByUnknownAttempt(SeenCompany company, String name, LinkState state) {
        var createdAt = company.createdAt();
        return createdAt != null
                && state.unknownOutcomes().stream()
                        .filter(unknown -> unknown.isOfCompanyNamed(name))
                        .anyMatch(unknown ->
                                !createdAt.isBefore(unknown.absentAt().minus(Rules.CLOCK_TOLERANCE))
                                        && !createdAt.isAfter(unknown.openedAt().plus(Rules.TAKES_EFFECT_WITHIN)));
    }

    /** Returns why the company that a person chose cannot be used, as a sentence; null if it can. */
    @Nullable static String unusable(SeenCompany company, LinkKey link, CompanyClaims claims) {
        if (Boolean.FALSE.equals(company.customer())) {
            return "The company is not a customer company. Choose a customer.";
        }
        if (Boolean.TRUE.equals(company.suspended())) {
            return "The company is suspended. Activate it in GravityZone or choose another.";
        }
        if (Boolean.FALSE.equals(company.managedByPartner())) {
            return "The company does not allow its partner to manage it. Allow that in GravityZone or choose another.";
        }
        return claims.usedByAnother(company.id(), link) ? "The company is linked to another site." : null;
    }
}
