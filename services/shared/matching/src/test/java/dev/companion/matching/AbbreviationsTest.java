package dev.companion.matching;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A near-twin is found before a second company is made for the same customer, and a rule never takes it for the same. */
class AbbreviationsTest {

    private static Match match(String site, String company) {
        return SuggestionRules.suggest(
                new NamedEntity("s1", site, List.of()), List.of(new NamedEntity("c1", company, List.of())), List.of());
    }

    @ParameterizedTest
    @CsvSource({
        "Chester Road Motors, Chester Rd Motors Ltd",
        "Chester Rd Motors, Chester Road Motors",
        "High Street Dental, High St. Dental",
        "Saint Mary Surgery, St Mary Surgery",
        "Park Avenue Vets, Park Ave Vets",
        "Mason Bros, Mason Brothers Ltd",
        "Harbour Intl Freight, Harbour International Freight",
        "Apex Svcs, Apex Services",
        "Apex Service, Apex Svc Ltd",
        "Nolan & Co, Nolan and Company",
        "Quarry Limited, Quarry Ltd",
        "Orchard Mgmt, Orchard Management",
        "Lister Mfg, Lister Manufacturing",
        "Dale Hldgs, Dale Holdings",
        "Elm Sq Lettings, Elm Square Lettings",
        "Kirkby Tech Solutions, Kirkby Technologies Solns",
    })
    void aNameWithAShortWordIsFoundBesideOneWithTheWholeWord(String site, String company) {
        var match = match(site, company);

        assertThat(match.candidates())
                .as("%s and %s", site, company)
                .singleElement()
                .satisfies(candidate -> assertThat(candidate.score()).isGreaterThanOrEqualTo(85));
        assertThat(Collections.disjoint(MatchKeys.of(site), MatchKeys.of(company)))
                .as("they share no key")
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "Chester Road Motors, Chester Rd Motors Ltd",
        "High Street Dental, High St. Dental",
        "Mason Bros, Mason Brothers Ltd",
        "Apex Svcs, Apex Services",
    })
    void aShortWordIsNeverExact(String site, String company) {
        assertThat(match(site, company).exact()).isFalse();
    }

    @Test
    void aShortWordCountsInsideALongerOrMistypedName() {
        assertThat(match("Chester Rd Motors Leeds", "Chester Road Motors").candidates())
                .hasSize(1);
        assertThat(match("Chestter Rd Motors", "Chester Road Motors").candidates())
                .hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"Chrester Rd, Chester Road", "Fabrkiam Sq, Fabrikam Square", "Quarrry Mgmt, Quarry Management"})
    void aMistypedNameWithAShortWordIsLookedUpByAKeyOfTheWholeWord(String site, String company) {
        assertThat(match(site, company).candidates()).hasSize(1);
        assertThat(Collections.disjoint(MatchKeys.of(site), MatchKeys.of(company)))
                .as("they share no key")
                .isFalse();
    }

    /** Otherwise a rule would link by words that many customers have. */
    @ParameterizedTest
    @CsvSource({
        "Intl Svcs, Intl Svcs Ltd",
        "International Services, International Services Ltd",
        "Mgmt Grp, Mgmt Grp Ltd",
        "Svcs, Svcs"
    })
    void aShortWordSaysAsLittleAsTheWholeWord(String site, String company) {
        assertThat(match(site, company).exact()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"Chester Road Motors, Chester Lane Motors", "North Rd Garage, North Ave Garage", "Apex Svcs, Apex Mfg"})
    void twoDifferentWordsStayDifferent(String site, String company) {
        assertThat(match(site, company).candidates()).isEmpty();
    }
}
