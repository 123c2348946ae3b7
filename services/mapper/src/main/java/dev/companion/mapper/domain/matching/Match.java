package dev.companion.mapper.domain.matching;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is to be thought of a site that is not linked.
 *
 * @param exact whether a rule may act on the first candidate without asking; only ever with {@link State#SUGGESTED}
 * @param candidates the best first, at most {@link SuggestionRules#CANDIDATES_MAX}; empty with {@link State#NONE}
 * @param dispute why nobody but a person can decide, in a sentence for people; null unless {@link State#DISPUTED}
 */
public record Match(
        State state,
        boolean exact,
        List<Candidate> candidates,
        @Nullable String dispute) {

    public enum State {
        /** No company has a name that is like the site's. */
        NONE,
        /** The first candidate stands out. */
        SUGGESTED,
        /** Several companies, or several sites, have like right. */
        DISPUTED
    }

    /**
     * A company that the site may belong to.
     *
     * @param score 0 to 100, as the table of {@link Likeness} says
     * @param evidence what speaks for and against it, in sentences for people; never empty
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
            throw new IllegalArgumentException("exact: only what is suggested can be, not " + state);
        }
        if (candidates.isEmpty() != (state == State.NONE)) {
            throw new IllegalArgumentException("candidates: " + candidates.size() + " with state " + state);
        }
        if ((dispute != null) != (state == State.DISPUTED)) {
            throw new IllegalArgumentException("dispute: said exactly where the state is DISPUTED, not " + state);
        }
    }
}
