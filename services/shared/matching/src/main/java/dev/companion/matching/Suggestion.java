package dev.companion.matching;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The companies that a site without a link seems to belong to, as last published.
 *
 * @param exact whether the names alone allow a rule to act
 * @param candidates the best first; empty for {@link State#NONE}, and if it is disputed only because of the site variable
 * @param dispute why only a person can decide; null unless {@link State#DISPUTED}
 * @param linkedBefore whether the site variable holds the installation link of a package of the first candidate
 * @param sequence grows by one with each record published for the site, and never restarts
 */
public record Suggestion(
        String siteUid,
        String siteName,
        State state,
        boolean exact,
        List<Candidate> candidates,
        @Nullable String dispute,
        boolean linkedBefore,
        long sequence) {

    public enum State {
        /** There was a suggestion, and there is none any more. */
        NONE,
        SUGGESTED,
        DISPUTED
    }

    /**
     * @param score 0 to 100
     * @param evidence sentences for people
     */
    public record Candidate(String companyId, String companyName, int score, List<String> evidence) {}

    public static Suggestion none(String siteUid) {
        return new Suggestion(siteUid, "", State.NONE, false, List.of(), null, false, 0);
    }

    public static Suggestion of(String siteUid, String siteName, Match match) {
        var candidates = match.candidates().stream()
                .map(it -> new Candidate(it.companyId(), it.companyName(), it.score(), it.evidence()))
                .toList();
        return switch (match.state()) {
            case NONE -> none(siteUid);
            case SUGGESTED ->
                new Suggestion(siteUid, siteName, State.SUGGESTED, match.exact(), candidates, null, false, 0);
            case DISPUTED -> disputed(siteUid, siteName, candidates, match.dispute());
        };
    }

    public static Suggestion disputed(
            String siteUid, String siteName, List<Candidate> candidates, @Nullable String dispute) {
        return new Suggestion(siteUid, siteName, State.DISPUTED, false, candidates, dispute, false, 0);
    }

    /** @param exact whether the names alone allow a rule to act on the first candidate */
    public static Suggestion linkedBefore(String siteUid, String siteName, boolean exact, List<Candidate> candidates) {
        return new Suggestion(siteUid, siteName, State.SUGGESTED, exact, candidates, null, true, 0);
    }

    public Suggestion withSequence(long later) {
        return new Suggestion(siteUid, siteName, state, exact, candidates, dispute, linkedBefore, later);
    }

    public boolean equalsButSequence(Suggestion other) {
        return withSequence(0).equals(other.withSequence(0));
    }

    /** The company that a rule may link; empty if it may not. */
    public Optional<Candidate> exactCompany() {
        return exact && state == State.SUGGESTED ? candidates.stream().findFirst() : Optional.empty();
    }
}
