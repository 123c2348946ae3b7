package dev.companion.matching;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The result of matching one site that is not linked.
 *
 * @param exact whether a rule may act on the first candidate without asking; only ever with {@link State#SUGGESTED}
 * @param candidates the best first, at most {@link SuggestionRules#CANDIDATES_MAX}; empty with {@link State#NONE}
 * @param dispute why only a person can decide, in a sentence for people; null unless {@link State#DISPUTED}
 */
public record Match(
        State state,
        boolean exact,
        List<Candidate> candidates,
        @Nullable String dispute) {

    public enum State {
        /** No company has a similar name. */
        NONE,
        /** The first candidate is clearly the best. */
        SUGGESTED,
        /** Several companies, or several sites, fit equally well. */
        DISPUTED
    }

    /**
     * A company that the site may belong to.
     *
     * @param score 0 to 100, see the table of {@link NameSimilarity}
     * @param evidence the reasons for and against it, in sentences for people; never empty
     */
    public record Candidate(String companyId, String companyName, int score, List<String> evidence) {

        public Candidate {
            evidence = List.copyOf(evidence);
        }
    }

    static final Match NOTHING = new Match(State.NONE, false, List.of(), null);

    public Match {
        candidates = List.copyOf(candidates);
        if (exact && state != State.SUGGESTED) {
            throw new IllegalArgumentException("exact: true with state " + state + " (expected: SUGGESTED)");
        }
        if (candidates.isEmpty() != (state == State.NONE)) {
            throw new IllegalArgumentException("candidates: " + candidates.size() + " with state " + state);
        }
        if ((dispute != null) != (state == State.DISPUTED)) {
            throw new IllegalArgumentException(
                    "dispute: does not fit state " + state + " (expected: exactly if DISPUTED)");
        }
    }
}
