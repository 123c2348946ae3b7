package dev.companion.mapper.domain.matching;

import dev.companion.mapper.domain.matching.Likeness.Kind;
import dev.companion.mapper.domain.matching.Match.Candidate;
import dev.companion.mapper.domain.matching.Match.State;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which existing company a site that is not linked seems to belong to. {@link Likeness} says what a name is worth; here it
 * is said what that means beside all the other names.
 *
 * <p>A suggestion needs {@link #SCORE_MIN} points. It is DISPUTED where
 *
 * <ul>
 *   <li>several companies have the site's name, or several sites the company's, whatever their legal forms;
 *   <li>the names are only alike, and another company is behind by {@link #MARGIN} points at most, or another site fits the
 *       company as well but for that much, or better.
 * </ul>
 *
 * A company whose very name another site has is not offered to a site that fits it by less than {@link #SCORE_STRONG}.
 *
 * <p>A rule may act ({@link Match#exact()}) where the names are equal after {@link NormalName}, with the same legal form or
 * one left out by one side, or the name of one side is an alias that people gave the other; the name says something; and no
 * other company and no other site can be confused with them. Those can be:
 *
 * <ul>
 *   <li>names that differ in a letter, a blank, an article, the order of words or the legal form. Such differences are made
 *       by accident, and where two customers differ by no more, the accident looks like the other customer;
 *   <li>names that look like a second name of the same customer, as a domain or a trading name: then there may be two
 *       companies for it;
 *   <li>longer names that begin alike, if the legal form was left out: who leaves out one word may leave out two.
 * </ul>
 *
 * Names that differ in a number or in a whole word do not stand in the way: nobody writes North for South by accident, and
 * customers of many places are told apart in just that way. A wrong link puts the machines of one customer under another,
 * so whatever is in doubt is left to a person.
 */
public final class SuggestionRules {

    public static final int CANDIDATES_MAX = 5;

    /** What is less like is not worth a person's time. */
    public static final int SCORE_MIN = 52;

    private static final int SCORE_STRONG = 66;
    private static final int MARGIN = 5;
    private static final int NAMED_MAX = 3;

    private SuggestionRules() {}

    /**
     * The same for any order of the collections.
     *
     * @param site is not linked
     * @param candidateCompanies those that the site could be linked to and that share a key of {@link MatchKeys} with it or
     *     one of its aliases; more of them change nothing
     * @param rivalSites the other sites that are not linked and share a key with the site or with one of the companies; the
     *     site itself may be among them
     */
    public static Match suggest(Named site, Collection<Named> candidateCompanies, Collection<Named> rivalSites) {
        var names = Names.of(site);
        var alike = candidateCompanies.stream()
                .map(company -> Claim.of(names, Names.of(company)))
                .filter(claim -> claim.likeness.score() >= SCORE_MIN)
                .toList();
        if (alike.isEmpty()) {
            return Match.NOTHING;
        }
        var rivals = rivalSites.stream()
                .filter(rival -> !rival.id().equals(site.id()))
                .map(Names::of)
                .toList();
        var claims = alike.stream()
                .filter(claim -> claim.likeness.score() >= SCORE_STRONG || !isNamedLikeAny(claim.company, rivals))
                .sorted(Claim.BEST_FIRST)
                .toList();
        if (claims.isEmpty()) {
            return Match.NOTHING;
        }
        var rivalClaims = rivals.stream()
                .map(rival -> Claim.of(rival, claims.getFirst().company))
                .filter(claim -> claim.likeness.score() >= SCORE_MIN)
                .sorted(Claim.BEST_FIRST)
                .toList();
        return judged(claims, rivalClaims);
    }

    private static boolean isNamedLikeAny(Names company, List<Names> rivals) {
        return rivals.stream()
                .anyMatch(rival -> Claim.of(rival, company).likeness.isEqual());
    }

    private static Match judged(List<Claim> claims, List<Claim> rivalClaims) {
        var dispute = disputeOfCompanies(claims).or(() -> disputeOfSites(claims, rivalClaims));
        if (dispute.isPresent()) {
            return new Match(State.DISPUTED, false, candidates(claims, null), dispute.get());
        }
        var best = claims.getFirst().likeness;
        if (!best.isEqual()) {
            return new Match(State.SUGGESTED, false, candidates(claims, null), null);
        }
        var doubt = Stream.concat(
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
        return new Match(State.SUGGESTED, doubt.isEmpty(), candidates(claims, doubt.orElse(null)), null);
    }

    private static boolean confuses(Claim claim, Likeness best) {
        return switch (claim.likeness.kind()) {
            case PART, CUT, LONGER -> !best.sameForm();
            case UNLIKE -> false;
            case SAME, FORM_LEFT_OUT, FORM_DOUBTFUL, LOOSE, REORDERED, DOMAIN, CODED, TRADING, MISTYPED -> true;
            case OTHER_FORM, SAYS_LITTLE, INITIALS -> true;
        };
    }

    private static Optional<String> disputeOfCompanies(List<Claim> claims) {
        var best = claims.getFirst().likeness;
        var like = claims.stream()
                .filter(claim -> best.isEqual()
                        ? hasName(claim.likeness, best)
                        : claim.likeness.score() >= best.score() - MARGIN)
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

    /** Where the best is equal only but for a legal form, what may be a legal form is no worse. */
    private static boolean hasName(Likeness likeness, Likeness best) {
        return likeness.isEqual() || (!best.sameForm() && likeness.kind() == Kind.FORM_DOUBTFUL);
    }

    private static Optional<String> disputeOfSites(List<Claim> claims, List<Claim> rivalClaims) {
        var claim = claims.getFirst();
        var company = claim.company.shown();
        var equal = rivalClaims.stream()
                .filter(rival -> rival.likeness.isEqual())
                .map(rival -> rival.site)
                .toList();
        if (!equal.isEmpty()) {
            return Optional.of((claim.likeness.isEqual()
                            ? "Several sites have the name of the company “%s”: also %s."
                            : "The name of the company “%s” is that of another site: %s.")
                    .formatted(company, listed(equal)));
        }
        if (claim.likeness.isEqual()) {
            return Optional.empty();
        }
        var like = rivalClaims.stream()
                .filter(rival -> rival.likeness.score() >= claim.likeness.score() - MARGIN)
                .filter(rival -> claims.stream()
                        .skip(1)
                        .noneMatch(other ->
                                Claim.of(rival.site, other.company).likeness.isEqual()))
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

    private static List<Candidate> candidates(List<Claim> claims, @Nullable String doubt) {
        var candidates = new ArrayList<Candidate>();
        for (var claim : claims.subList(0, Math.min(claims.size(), CANDIDATES_MAX))) {
            var evidence = new ArrayList<>(claim.likeness.evidence());
            if (doubt != null && candidates.isEmpty()) {
                evidence.add(doubt);
            }
            candidates.add(new Candidate(
                    claim.company.named.id(), claim.company.named.name(), claim.likeness.score(), evidence));
        }
        return candidates;
    }

    /** @param views of the name and then of the aliases */
    private record Names(Named named, List<NameView> views) {

        static Names of(Named named) {
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

    /** That a site may belong to a company, by the names of both that are most alike. */
    private record Claim(Names site, Names company, Likeness likeness) {

        static final Comparator<Claim> BEST_FIRST = Comparator.<Claim>comparingInt(claim -> -claim.likeness.score())
                .thenComparing(claim -> claim.company.named.name())
                .thenComparing(claim -> claim.company.named.id())
                .thenComparing(claim -> claim.site.named.name())
                .thenComparing(claim -> claim.site.named.id());

        static Claim of(Names site, Names company) {
            var best = Likeness.NONE;
            for (var i = 0; i < site.views.size(); i++) {
                for (var j = 0; j < company.views.size(); j++) {
                    var likeness = NameComparison.of(site.views.get(i), company.views.get(j));
                    if (likeness.score() > 0 && i + j > 0) {
                        likeness = byAlias(likeness, site, i, company, j);
                    }
                    best = likeness.score() > best.score() ? likeness : best;
                }
            }
            return new Claim(site, company, best);
        }

        /** What people said counts for as much as a name, but two of their sayings do not make a third. */
        private static Likeness byAlias(Likeness likeness, Names site, int i, Names company, int j) {
            var evidence = new ArrayList<String>();
            if (i > 0) {
                evidence.add(aliasOf("site", site.named.aliases().get(i - 1)));
            }
            if (j > 0) {
                evidence.add(aliasOf("company", company.named.aliases().get(j - 1)));
            }
            evidence.addAll(likeness.evidence());
            return i > 0 && j > 0 && likeness.isEqual()
                    ? new Likeness(Kind.LOOSE, 88, likeness.sameForm(), evidence)
                    : new Likeness(likeness.kind(), Math.min(likeness.score(), 95), likeness.sameForm(), evidence);
        }

        private static String aliasOf(String whose, String alias) {
            return "“%s” is a name that people gave the %s.".formatted(NameComparison.quotable(alias), whose);
        }
    }
}
