package dev.companion.console.domain.site;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which company an unlinked site seems to belong to. Only an exact one can be linked automatically, if the policy
 * allows that.
 *
 * @param siteUid the uid of the site
 * @param siteName the name of the site
 * @param state whether one company matches best
 * @param exact whether a rule may act on it
 * @param candidates the best first
 * @param dispute why it is disputed, in a sentence; null if it is not
 * @param linkedBefore whether the site variable holds the installation link of a package of the first company
 */
public record Suggestion(
        String siteUid,
        String siteName,
        State state,
        boolean exact,
        List<Candidate> candidates,
        @Nullable String dispute,
        boolean linkedBefore) {

    public Suggestion {
        candidates = List.copyOf(candidates);
    }

    /** DISPUTED: several companies or sites match equally well, so a person has to choose. */
    public enum State {
        UNKNOWN,
        SUGGESTED,
        DISPUTED
    }

    /**
     * A company that the site may belong to.
     *
     * @param companyId the id of the company
     * @param companyName the name of the company
     * @param score how well it matches, in percent
     * @param evidence the reasons for it, each in a short sentence
     */
    public record Candidate(String companyId, String companyName, int score, List<String> evidence) {

        public Candidate {
            evidence = List.copyOf(evidence);
        }
    }

    /** Whether one company matches best. */
    public boolean hasBestMatch() {
        return state == State.SUGGESTED && !candidates.isEmpty();
    }

    public Optional<Candidate> best() {
        return candidates.stream().findFirst();
    }

    public boolean names(String companyId) {
        return candidates.stream().anyMatch(candidate -> candidate.companyId().equals(companyId));
    }
}
