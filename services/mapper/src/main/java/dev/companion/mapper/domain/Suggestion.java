package dev.companion.mapper.domain;

import dev.companion.mapper.domain.matching.Match;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which company a site that is not linked seems to belong to. Stored as it was last published.
 *
 * @param exact whether names alone would let a rule act
 * @param candidates the best first; empty for {@link State#NONE}
 * @param dispute why nobody but a person can decide; null unless {@link State#DISPUTED}
 * @param sequence grows by one with each that is published for the site, and never restarts
 */
public record Suggestion(
        String siteUid,
        String siteName,
        State state,
        boolean exact,
        List<Candidate> candidates,
        @Nullable String dispute,
        long sequence) {

    public enum State {
        /** There was one, and there is none any more. */
        NONE,
        SUGGESTED,
        DISPUTED
    }

    /**
     * @param score 0 to 100
     * @param evidence sentences for people
     */
    public record Candidate(String companyId, String companyName, int score, List<String> evidence) {}

    static Suggestion none(String siteUid) {
        return new Suggestion(siteUid, "", State.NONE, false, List.of(), null, 0);
    }

    static Suggestion of(String siteUid, String siteName, Match match) {
        var candidates = match.candidates().stream()
                .map(it -> new Candidate(it.companyId(), it.companyName(), it.score(), it.evidence()))
                .toList();
        return switch (match.state()) {
            case NONE -> none(siteUid);
            case SUGGESTED -> new Suggestion(siteUid, siteName, State.SUGGESTED, match.exact(), candidates, null, 0);
            case DISPUTED -> new Suggestion(siteUid, siteName, State.DISPUTED, false, candidates, match.dispute(), 0);
        };
    }

    Suggestion at(long later) {
        return new Suggestion(siteUid, siteName, state, exact, candidates, dispute, later);
    }

    boolean saysTheSameAs(Suggestion other) {
        return at(0).equals(other.at(0));
    }

    /** The company that a rule would take; empty where none may. */
    Optional<Candidate> exactCompany() {
        return exact && state == State.SUGGESTED ? candidates.stream().findFirst() : Optional.empty();
    }
}
