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
 * Whether a company that a find saw may be taken over by a link that was to create it. Never a stranger's: it must be a
 * customer directly below the tenant's own company, of exactly the name that was sent, not in use by another link, and
 * either of an id that a call of this link is known to have created, or created after the proof that there was none,
 * by a call of this link of which nobody could say whether it took effect.
 */
final class Adoption {

    private Adoption() {}

    /** The company that is provably this link's own, the oldest where there are several. */
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
                .filter(company -> !claims.madeForAnother(company.id(), state.key()))
                .filter(company -> knownAsMade(company, state)
                        || (madeByAttemptInDoubt(company, name, state) && !claims.contested(name, state.key())))
                .min(Comparator.comparing(SeenCompany::id));
    }

    private static boolean knownAsMade(SeenCompany company, LinkState state) {
        return state.createdCompanies().stream().anyMatch(made -> made.id().equals(company.id()));
    }

    private static boolean madeByAttemptInDoubt(SeenCompany company, String name, LinkState state) {
        var createdAt = company.createdAt();
        return createdAt != null
                && state.unknownOutcomes().stream()
                        .filter(unknown -> unknown.concerns(name))
                        .anyMatch(unknown ->
                                !createdAt.isBefore(unknown.absentAt().minus(Rules.CLOCK_TOLERANCE))
                                        && !createdAt.isAfter(unknown.openedAt().plus(Rules.TAKES_EFFECT_WITHIN)));
    }

    /** Why a person's chosen company cannot be used, in words, or null where it can. */
    @Nullable static String unusable(SeenCompany company, LinkKey link, CompanyClaims claims) {
        if (Boolean.FALSE.equals(company.customer())) {
            return "The company is not a customer company. Choose a customer.";
        }
        if (Boolean.TRUE.equals(company.suspended())) {
            return "The company is suspended. Activate it in GravityZone or choose another.";
        }
        if (Boolean.FALSE.equals(company.managedByPartner())) {
            return "The company does not let its partner manage it. Allow that in GravityZone or choose another.";
        }
        return claims.usedByAnother(company.id(), link) ? "The company is linked to another site." : null;
    }
}
