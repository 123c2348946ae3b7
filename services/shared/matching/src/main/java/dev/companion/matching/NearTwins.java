package dev.companion.matching;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/**
 * Finds the companies that a new company of some name would probably be a second copy of. Compares as {@link
 * SuggestionRules} does, but only names: which site a company belongs to plays no part.
 */
public final class NearTwins {

    /**
     * Below it are names that only share words, such as Contoso and Contoso Berlin. From it on, the names may be two
     * ways to write one customer.
     */
    public static final int SCORE_MIN = 60;

    public static final int TWINS_MAX = 5;

    private NearTwins() {}

    /**
     * A company with a similar name.
     *
     * @param score {@value #SCORE_MIN} to 100, see the table of {@link NameSimilarity}
     * @param evidence the reasons, in sentences for people; never empty
     */
    public record Twin(String companyId, String companyName, int score, List<String> evidence) {

        public Twin {
            evidence = List.copyOf(evidence);
        }
    }

    /**
     * The result does not depend on the order of the collection.
     *
     * @param companies that share a key of {@link MatchKeys} with the name; more of them change nothing
     * @return the most similar first, at most {@value #TWINS_MAX}
     */
    public static List<Twin> of(String name, Collection<NamedEntity> companies) {
        var view = NameView.of(name);
        return companies.stream()
                .map(company -> twin(view, company))
                .filter(twin -> twin.score() >= SCORE_MIN)
                .sorted(Comparator.<Twin>comparingInt(twin -> -twin.score())
                        .thenComparing(Twin::companyName)
                        .thenComparing(Twin::companyId))
                .limit(TWINS_MAX)
                .toList();
    }

    private static Twin twin(NameView name, NamedEntity company) {
        var similarity = NameComparison.of(name, NameView.of(company.name()));
        return new Twin(company.id(), company.name(), similarity.score(), similarity.evidence());
    }
}
