package dev.companion.matching;

import dev.companion.matching.Match.Candidate;
import dev.companion.matching.Match.State;
import dev.companion.matching.NameSimilarity.Kind;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Finds the existing company that a site without a link seems to belong to. {@link NameSimilarity} compares two names; these
 * rules compare that result with those of all other names.
 *
 * <p>A suggestion needs {@link #SCORE_MIN} points. It is DISPUTED if
 *
 * <ul>
 *   <li>several companies have the site's name, or several sites have the company's, whatever their legal forms;
 *   <li>the names are only similar, and another company is at most {@link #MARGIN} points behind, or another site fits the
 *       company better or at most that much worse.
 * </ul>
 *
 * A company whose name equals that of another site is not offered to a site with less than {@link #SCORE_STRONG} points.
 *
 * <p>A rule may act ({@link Match#exact()}) if the names are equal by {@link NormalName}, with the same legal form or with
 * one that one side omits, or the name of one side is an alias that people gave the other; the name says something; and no
 * other company and no other site can be confused with them. These can be confused:
 *
 * <ul>
 *   <li>names that differ in a letter, a blank, an article, the order of words or the legal form. Such differences happen by
 *       accident, and if two customers differ by no more, the accident looks like the other customer;
 *   <li>names that look like a second name of the same customer, as a domain or a trading name: then there may be two
 *       companies for it;
 *   <li>longer names with the same beginning, if the legal form is omitted: a person who omits one word may omit two.
 * </ul>
 *
 * Names that differ in a number or in a whole word are not confused: North is never written for South by accident, and
 * customers with many places are told apart in exactly that way. A wrong link puts the machines of one customer under
 * another, so every doubtful case is left to a person.
 */
public final class SuggestionRules {

    public static final int CANDIDATES_MAX = 5;

    /** A less similar name is not worth a person's time. */
    public static final int SCORE_MIN = 52;

    private static final int SCORE_STRONG = 66;
    private static final int MARGIN = 5;
    private static final int NAMED_MAX = 3;

    private SuggestionRules() {}

    /**
     * The result does not depend on the order of the collections.
     *
     * @param site a site that is not linked
     * @param candidateCompanies companies that the site could be linked to and that share a key of {@link MatchKeys} with it
     *     or one of its aliases; more of them change nothing
     * @param rivalSites other sites that are not linked and share a key with the site or with one of the companies; the site
     *     itself may be among them
     */
    public static Match suggest(
            NamedEntity site, Collection<NamedEntity> candidateCompanies, Collection<NamedEntity> rivalSites) {
        return suggest(
                Names.of(site),
                candidateCompanies.stream().map(Names::of),
                rivalSites.stream().map(Names::of));
    }

    /** The same with names that are already parsed, which is most of the work if each is compared with many. */
    static Match suggest(Names site, Stream<Names> candidateCompanies, Stream<Names> rivalSites) {
        var similar = candidateCompanies
                .map(company -> Claim.of(site, company))
                .filter(claim -> claim.similarity.score() >= SCORE_MIN)
                .toList();
        if (similar.isEmpty()) {
            return Match.NOTHING;
        }
        var rivals = rivalSites
                .filter(rival -> !rival.named.id().equals(site.named.id()))
                .toList();
        var claims = similar.stream()
                .filter(claim -> claim.similarity.score() >= SCORE_STRONG || !isNamedLikeAny(claim.company, rivals))
                .sorted(Claim.BEST_FIRST)
                .toList();
        if (claims.isEmpty()) {
            return Match.NOTHING;
        }
        var rivalClaims = rivals.stream()
                .map(rival -> Claim.of(rival, claims.getFirst().company))
                .filter(claim -> claim.similarity.score() >= SCORE_MIN)
                .sorted(Claim.BEST_FIRST)
                .toList();
        return judged(claims, rivalClaims);
    }

    private static boolean isNamedLikeAny(Names company, List<Names> rivals) {
        return rivals.stream()
                .anyMatch(rival -> Claim.of(rival, company).similarity.isEqual());
    }

    private static Match judged(List<Claim> claims, List<Claim> rivalClaims) {
        var dispute = disputeOfCompanies(claims).or(() -> disputeOfSites(claims, rivalClaims));
        if (dispute.isPresent()) {
            return new Match(State.DISPUTED, false, candidates(claims, null), dispute.get());
        }
        var best = claims.getFirst().similarity;
        if (!best.isEqual()) {
            return new Match(State.SUGGESTED, false, candidates(claims, null), null);
        }
        var warning = Stream.concat(
                        claims.stream()
                                .skip(1)
                                .filter(claim -> confuses(claim, best))
                                .map(claim -> "There is also the company “%s”, so a person has to decide."
                                        .formatted(claim.company.shown())),
                        rivalClaims.stream()
                                .filter(claim -> confuses(claim, best))
                                .map(claim -> "There is also the site “%s”, so a person has to decide."
                                        .formatted(claim.site.shown())))
                .findFirst();
        return new Match(State.SUGGESTED, warning.isEmpty(), candidates(claims, warning.orElse(null)), null);
    }

    private static boolean confuses(Claim claim, NameSimilarity best) {
        return switch (claim.similarity.kind()) {
            case PART, CUT, LONGER -> !best.sameForm();
            case UNLIKE -> false;
            case SAME, FORM_LEFT_OUT, FORM_DOUBTFUL, LOOSE, REORDERED, DOMAIN, CODED, TRADING, MISTYPED -> true;
            case OTHER_FORM, SAYS_LITTLE, INITIALS -> true;
        };
    }

    private static Optional<String> disputeOfCompanies(List<Claim> claims) {
        var best = claims.getFirst().similarity;
        var like = claims.stream()
                .filter(claim -> best.isEqual()
                        ? hasName(claim.similarity, best)
                        : claim.similarity.score() >= best.score() - MARGIN)
                .map(claim -> claim.company)
                .toList();
        if (like.size() < 2) {
            return Optional.empty();
        }
        return Optional.of((best.isEqual()
                        ? "Several companies have the name of the site: %s."
                        : "Several companies fit equally well: %s.")
                .formatted(listed(like)));
    }

    /** If the best name is equal except for a legal form, a name with what may be a legal form is as good. */
    private static boolean hasName(NameSimilarity similarity, NameSimilarity best) {
        return similarity.isEqual() || (!best.sameForm() && similarity.kind() == Kind.FORM_DOUBTFUL);
    }

    private static Optional<String> disputeOfSites(List<Claim> claims, List<Claim> rivalClaims) {
        var claim = claims.getFirst();
        var company = claim.company.shown();
        var equal = rivalClaims.stream()
                .filter(rival -> rival.similarity.isEqual())
                .map(rival -> rival.site)
                .toList();
        if (!equal.isEmpty()) {
            return Optional.of((claim.similarity.isEqual()
                            ? "Several sites have the name of the company “%s”: also %s."
                            : "The name of the company “%s” is that of another site: %s.")
                    .formatted(company, listed(equal)));
        }
        if (claim.similarity.isEqual()) {
            return Optional.empty();
        }
        var like = rivalClaims.stream()
                .filter(rival -> rival.similarity.score() >= claim.similarity.score() - MARGIN)
                .filter(rival -> claims.stream()
                        .skip(1)
                        .noneMatch(other ->
                                Claim.of(rival.site, other.company).similarity.isEqual()))
                .map(rival -> rival.site)
                .toList();
        return like.isEmpty()
                ? Optional.empty()
                : Optional.of("Several sites claim the company “%s”: also %s.".formatted(company, listed(like)));
    }

    private static String listed(List<Names> all) {
        var shown = all.stream()
                .limit(NAMED_MAX)
                .map(names -> "“" + names.shown() + "”")
                .collect(Collectors.joining(", "));
        return all.size() <= NAMED_MAX ? shown : "%s and %d more".formatted(shown, all.size() - NAMED_MAX);
    }

    private static List<Candidate> candidates(List<Claim> claims, @Nullable String warning) {
        var candidates = new ArrayList<Candidate>();
        for (var claim : claims.subList(0, Math.min(claims.size(), CANDIDATES_MAX))) {
            var evidence = new ArrayList<>(claim.similarity.evidence());
            if (warning != null && candidates.isEmpty()) {
                evidence.add(warning);
            }
            candidates.add(new Candidate(
                    claim.company.named.id(), claim.company.named.name(), claim.similarity.score(), evidence));
        }
        return candidates;
    }

    /** @param views of the name, followed by those of the aliases */
    record Names(NamedEntity named, List<NameView> views) {

        static Names of(NamedEntity named) {
            return new Names(
                    named,
                    Stream.concat(Stream.of(named.name()), named.aliases().stream())
                            .map(NameView::of)
                            .toList());
        }

        String shown() {
            return NameComparison.quotable(named.name());
        }
    }

    /** The similarity of a site and a company, by their two most similar names. */
    private record Claim(Names site, Names company, NameSimilarity similarity) {

        static final Comparator<Claim> BEST_FIRST = Comparator.<Claim>comparingInt(claim -> -claim.similarity.score())
                .thenComparing(claim -> claim.company.named.name())
                .thenComparing(claim -> claim.company.named.id())
                .thenComparing(claim -> claim.site.named.name())
                .thenComparing(claim -> claim.site.named.id());

        static Claim of(Names site, Names company) {
            var best = NameSimilarity.NONE;
            for (var i = 0; i < site.views.size(); i++) {
                for (var j = 0; j < company.views.size(); j++) {
                    var similarity = NameComparison.of(site.views.get(i), company.views.get(j));
                    if (similarity.score() > 0 && i + j > 0) {
                        similarity = byAlias(similarity, site, i, company, j);
                    }
                    best = similarity.score() > best.score() ? similarity : best;
                }
            }
            return new Claim(site, company, best);
        }

        /** An alias counts as much as a name, but two aliases together do not make an exact match. */
        private static NameSimilarity byAlias(NameSimilarity similarity, Names site, int i, Names company, int j) {
            var evidence = new ArrayList<String>();
            if (i > 0) {
                evidence.add(aliasOf("site", site.named.aliases().get(i - 1)));
            }
            if (j > 0) {
                evidence.add(aliasOf("company", company.named.aliases().get(j - 1)));
            }
            evidence.addAll(similarity.evidence());
            return i > 0 && j > 0 && similarity.isEqual()
                    ? new NameSimilarity(Kind.LOOSE, 88, similarity.sameForm(), evidence)
                    : new NameSimilarity(
                            similarity.kind(), Math.min(similarity.score(), 95), similarity.sameForm(), evidence);
        }

        private static String aliasOf(String whose, String alias) {
            return "“%s” is a name that people gave the %s.".formatted(NameComparison.quotable(alias), whose);
        }
    }
}
