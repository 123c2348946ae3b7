package dev.companion.matching;

import static org.assertj.core.api.Assertions.assertThat;

import dev.companion.matching.Match.Candidate;
import dev.companion.matching.Match.State;
import dev.companion.matching.NameList.Belongs;
import dev.companion.matching.NameList.Row;
import dev.companion.matching.SuggestionRules.Names;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The whole of {@code names.tsv} as one tenant: every company is a candidate for every site. */
class NameListTest {

    private static final Set<Belongs> IS_RIGHT = Set.of(Belongs.YES, Belongs.PART);

    private static NameList list;
    private static Map<Row, Match> matches;

    @BeforeAll
    static void matchAll() {
        list = NameList.read();
        matches = new LinkedHashMap<>();
        var companies = names(list.companies());
        var sites = names(list.sites());
        list.rowsWithSite()
                .forEach(row -> matches.put(
                        row, SuggestionRules.suggest(Names.of(row.asSite()), companies.stream(), sites.stream())));
    }

    @Test
    void theListHasWhatItPromises() {
        assertThat(list.rows()).hasSizeGreaterThanOrEqualTo(500);
        assertThat(list.rows().stream().map(Row::trap).distinct()).hasSizeGreaterThan(150);
        assertThat(list.rows().stream().filter(row -> row.belongs() == Belongs.YES))
                .hasSizeGreaterThan(250);
    }

    @Test
    void aRuleNeverActsOnAPairThatDoesNotBelongTogether() {
        assertThat(rows(Match::exact)).isNotEmpty().allSatisfy(row -> {
            assertThat(row.belongs()).as("%s", matches.get(row)).isEqualTo(Belongs.YES);
            assertThat(best(row).companyName()).isEqualTo(row.company());
        });
    }

    @Test
    void noCompanyIsGivenToTwoSites() {
        assertThat(rows(Match::exact).stream().map(row -> best(row).companyId()))
                .doesNotHaveDuplicates();
    }

    @Test
    void enoughIsFoundToBeOfUse() {
        var own = rows(match -> true).stream()
                .filter(row -> row.belongs() == Belongs.YES)
                .toList();
        var right = rows(match -> true).stream()
                .filter(row -> IS_RIGHT.contains(row.belongs()))
                .toList();
        var exact = rows(Match::exact);
        var exactRight =
                exact.stream().filter(own::contains).filter(this::isBestRight).count();
        var suggested = rows(match -> match.state() == State.SUGGESTED).stream()
                .filter(row -> row.belongs() != Belongs.UNCLEAR)
                .toList();
        var suggestedRight = suggested.stream()
                .filter(right::contains)
                .filter(this::isBestRight)
                .count();
        var offered = right.stream().filter(this::isOffered).count();
        // Surefire drops what is published to JUnit's reporter.
        System.out.println("""
                %d sites, %d companies
                exact:     precision %s, recall %s
                suggested: precision %s, recall %s
                suggested or disputed: recall %s""".formatted(
                        matches.size(),
                        list.companies().size(),
                        share(exactRight, exact.size()),
                        share(exactRight, own.size()),
                        share(suggestedRight, suggested.size()),
                        share(suggestedRight, right.size()),
                        share(offered, right.size())));

        assertThat(exactRight).isEqualTo(exact.size());
        assertThat((double) exactRight / own.size()).as("exact recall").isGreaterThan(0.6);
        assertThat((double) suggestedRight / suggested.size())
                .as("suggested precision")
                .isGreaterThan(0.8);
        assertThat((double) offered / right.size())
                .as("recall of all that is offered")
                .isGreaterThan(0.9);
    }

    @Test
    void anUnclearPairIsNeverAnExactMatch() {
        assertThat(rows(Match::exact)).noneMatch(row -> row.belongs() == Belongs.UNCLEAR);
        assertThat(rows(match -> match.state() == State.DISPUTED)).hasSizeGreaterThan(15);
    }

    @Test
    void whatIsLookedUpByKeysIsWhatIsFoundByComparingAll() {
        var siteKeys = keys(list.sites());
        var companyKeys = keys(list.companies());
        matches.forEach((row, match) -> {
            var site = row.asSite();
            var companies = sharing(siteKeys.get(site), companyKeys);
            var wanted = companies.stream()
                    .flatMap(company -> companyKeys.get(company).stream())
                    .collect(Collectors.toSet());
            wanted.addAll(siteKeys.get(site));
            assertThat(SuggestionRules.suggest(site, companies, sharing(wanted, siteKeys)))
                    .as("%s", site.name())
                    .isEqualTo(match);
        });
    }

    @Test
    void theOrderInWhichNamesArriveChangesNothing() {
        var companies = new ArrayList<>(list.companies());
        var sites = new ArrayList<>(list.sites());
        Collections.shuffle(companies, new Random(11));
        Collections.shuffle(sites, new Random(12));
        var some = matches.entrySet().stream()
                .filter(entry -> !entry.getValue().exact())
                .limit(60)
                .toList();
        var companyNames = names(companies);
        var siteNames = names(sites);
        some.forEach(entry -> assertThat(SuggestionRules.suggest(
                        Names.of(entry.getKey().asSite()), companyNames.stream(), siteNames.stream()))
                .isEqualTo(entry.getValue()));
    }

    @Test
    void aKeyLeadsToFewNames() {
        var names =
                Stream.concat(list.sites().stream(), list.companies().stream()).toList();
        var sizes = names.stream()
                .flatMap(name -> MatchKeys.of(name.name()).stream())
                .collect(Collectors.groupingBy(key -> key, Collectors.counting()));
        assertThat(sizes.values().stream().mapToLong(size -> size).max().orElseThrow())
                .as("%s", sizes)
                .isLessThan(names.size() / 20);
    }

    private static List<Names> names(Collection<NamedEntity> all) {
        return all.stream().map(Names::of).toList();
    }

    private static Map<NamedEntity, Set<String>> keys(Collection<NamedEntity> names) {
        return names.stream().collect(Collectors.toMap(name -> name, name -> MatchKeys.of(name.name())));
    }

    private static List<NamedEntity> sharing(Set<String> keys, Map<NamedEntity, Set<String>> index) {
        return index.entrySet().stream()
                .filter(entry -> !Collections.disjoint(entry.getValue(), keys))
                .map(Map.Entry::getKey)
                .toList();
    }

    private static List<Row> rows(Predicate<Match> wanted) {
        return matches.entrySet().stream()
                .filter(entry -> wanted.test(entry.getValue()))
                .map(Map.Entry::getKey)
                .toList();
    }

    private boolean isBestRight(Row row) {
        return best(row).companyName().equals(row.company());
    }

    private boolean isOffered(Row row) {
        return matches.get(row).candidates().stream()
                .anyMatch(candidate -> candidate.companyName().equals(row.company()));
    }

    private static Candidate best(Row row) {
        return matches.get(row).candidates().getFirst();
    }

    private static String share(long part, long whole) {
        return "%.1f %% (%d of %d)".formatted(100.0 * part / whole, part, whole);
    }
}
