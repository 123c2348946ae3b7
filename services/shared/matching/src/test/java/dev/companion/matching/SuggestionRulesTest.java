package dev.companion.matching;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.companion.matching.Match.Candidate;
import dev.companion.matching.Match.State;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SuggestionRulesTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Acme Ltd          | Acme Ltd       | 100 | true  | The names are the same, letter by letter.",
                "ACME, ltd.        | Acme Ltd       | 100 | true  | The names are the same if case, blanks and punctuation are ignored.",
                "Acme Ltd          | Acme Limited   | 97  | true  | Only the legal form is written differently: “Ltd” and “Limited” mean the same.",
                "Müller            | Mueller        | 98  | true  | “Müller” and “Mueller” are two ways to write one name.",
                "Acme Ltd          | Acme           | 95  | true  | The names are the same except for the legal form “Ltd”, which only one of them has.",
                "Acme SA           | Acme           | 90  | false | Only one of the names ends in “SA”, which may be a legal form or a part of the name.",
                "Acme Ltd          | Acme GmbH      | 60  | false | The legal forms differ: “Ltd” and “GmbH” are not the same.",
                "Smith             | Smyth          | 65  | false | “Smith” and “Smyth” differ in one letter; they may be two names.",
                "Acme              | Acne           | 55  | false | “Acme” and “Acne” differ in one letter; they may be two names.",
                "Contoro – Berlin  | Contoro        | 72  | false | “Contoro – Berlin” seems to be a part or a branch of “Contoro”.",
                "Contoro Ltd (Leeds) | Contoro Ltd  | 72  | false | “Contoro Ltd (Leeds)” seems to be a part or a branch of “Contoro Ltd”.",
                "Voss & Anders     | Anders and Voss| 84  | false | The names have the same words in another order.",
                "contoro.com       | Contoro Ltd    | 82  | false | “contoro.com” looks like the domain name of “Contoro Ltd”.",
                "ACME-Contoro Ltd  | Contoro Ltd    | 80  | false | The names are the same without the code in front of “ACME-Contoro Ltd”.",
                "I.T. Works        | It Works       | 88  | false | Only the letters of “I.T.” and “It” are the same; one of them may be a word.",
                "Rossi S.r.l.      | Rossi SRL      | 97  | true  | Only the legal form is written differently: “S.r.l.” and “SRL” mean the same.",
                "Hotel             | Hotel GmbH     | 60  | false | The names are the same, but “Hotel” says little about a customer.",
                "Test              | Test           | 60  | false | The names are the same, but “Test” says little about a customer.",
            })
    void oneCompanyAlone(String site, String company, int score, boolean exact, String evidence) {
        var match = suggest(site, company);

        assertThat(match.state()).isEqualTo(State.SUGGESTED);
        assertThat(match.exact()).isEqualTo(exact);
        assertThat(match.dispute()).isNull();
        assertThat(match.candidates()).containsExactly(new Candidate("c0", company, score, List.of(evidence)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Store 12   | Store 21",
                "Clinic II  | Clinic III",
                "Acme North | Acme South",
                "Acme East  | Acme West",
                "Ltd        | Ltd",
                "???        | ???",
                "Acme       | Fabrikon",
            })
    void notAlike(String site, String company) {
        assertThat(suggest(site, company)).isEqualTo(Match.NOTHING);
    }

    @Test
    void twoCompaniesOfOneNameAreDisputed() {
        var match = suggest("Acme", "Acme Ltd", "Acme GmbH");

        assertThat(match.state()).isEqualTo(State.DISPUTED);
        assertThat(match.exact()).isFalse();
        assertThat(match.dispute()).isEqualTo("Several companies have the name of the site: “Acme GmbH”, “Acme Ltd”.");
    }

    @Test
    void twoCompaniesThatAreEquallyAlikeAreDisputed() {
        var match = suggest("Contoro", "Contoro (Leeds)", "Contoro (York)");

        assertThat(match.state()).isEqualTo(State.DISPUTED);
        assertThat(match.dispute())
                .isEqualTo("Several companies fit equally well: “Contoro (Leeds)”, “Contoro (York)”.");
    }

    @Test
    void twoSitesOfOneNameAreDisputed() {
        var match = SuggestionRules.suggest(
                site("Acme Ltd"), companies("Acme Ltd"), List.of(site("Acme Ltd"), named("s1", "ACME")));

        assertThat(match.state()).isEqualTo(State.DISPUTED);
        assertThat(match.dispute()).isEqualTo("Several sites have the name of the company “Acme Ltd”: also “ACME”.");
    }

    @Test
    void severalBranchesAreDisputed() {
        var match = SuggestionRules.suggest(
                site("Contoro – Berlin"),
                companies("Contoro"),
                List.of(named("s1", "Contoro – Köln"), named("s2", "Contoro (Ulm)"), named("s3", "Fabrikon")));

        assertThat(match.state()).isEqualTo(State.DISPUTED);
        assertThat(match.dispute())
                .isEqualTo("Several sites claim the company “Contoro”: also “Contoro (Ulm)”, “Contoro – Köln”.");
    }

    @Test
    void aBranchDoesNotTakeTheCompanyFromTheSiteOfItsName() {
        var main = named("s1", "Contoro");

        assertThat(SuggestionRules.suggest(main, companies("Contoro"), List.of(site("Contoro – Berlin")))
                        .exact())
                .isTrue();
        assertThat(SuggestionRules.suggest(site("Contoro – Berlin"), companies("Contoro"), List.of(main))
                        .dispute())
                .isEqualTo("The name of the company “Contoro” is that of another site: “Contoro”.");
    }

    @Test
    void aCompanyIsNotOfferedForATypingErrorWhereAnotherSiteHasItsName() {
        var match = SuggestionRules.suggest(site("Smyth"), companies("Smith"), List.of(named("s1", "Smith")));

        assertThat(match).isEqualTo(Match.NOTHING);
    }

    @Test
    void aSecondCompanyThatIsNearlyOfTheNameStopsARule() {
        for (var near :
                List.of("Acme Tolls Ltd", "The Acme Tools Ltd", "AcmeTools Ltd", "Tools Acme Ltd", "Acme Tools GmbH")) {
            var match = suggest("Acme Tools Ltd", "Acme Tools Ltd", near);

            assertThat(match.state()).isEqualTo(State.SUGGESTED);
            assertThat(match.exact()).as(near).isFalse();
            assertThat(match.candidates().getFirst().companyName()).isEqualTo("Acme Tools Ltd");
            assertThat(match.candidates().getFirst().evidence())
                    .contains("There is also the company “%s”, so a person has to decide.".formatted(near));
        }
    }

    @Test
    void aSecondSiteThatIsNearlyOfTheNameStopsARule() {
        var match = SuggestionRules.suggest(
                site("Acme Tools Ltd"), companies("Acme Tools Ltd"), List.of(named("s1", "Acme Tool Ltd")));

        assertThat(match.state()).isEqualTo(State.SUGGESTED);
        assertThat(match.exact()).isFalse();
        assertThat(match.candidates().getFirst().evidence())
                .contains("There is also the site “Acme Tool Ltd”, so a person has to decide.");
    }

    @Test
    void otherNumbersAndWordsStopNoRule() {
        assertThat(suggest("Bakehouse 12", "Bakehouse 12", "Bakehouse 21", "Bakehouse 13")
                        .exact())
                .isTrue();
        assertThat(suggest("Acme North", "Acme North", "Acme South").exact()).isTrue();
    }

    @Test
    void aLongerNameStopsARuleOnlyWhereTheLegalFormWasLeftOut() {
        assertThat(suggest("Castillo", "Castillo", "Castillo Wines").exact()).isTrue();
        assertThat(suggest("Castillo", "Castillo Ltd", "Castillo Wines Ltd").exact())
                .isFalse();
    }

    @Test
    void whatPeopleSaidCountsAsAName() {
        var renamed = new NamedEntity("c0", "Fabrikon Holding", List.of("Contoro Ltd"));

        var match = SuggestionRules.suggest(site("Contoro"), List.of(renamed), List.of());

        assertThat(match.exact()).isTrue();
        assertThat(match.candidates().getFirst().evidence())
                .containsExactly(
                        "“Contoro Ltd” is a name that people gave the company.",
                        "The names are the same except for the legal form “Ltd”, which only one of them has.");
    }

    @Test
    void anAliasOfTheSiteCountsAsAName() {
        var site = new NamedEntity("s0", "Fabrikon", List.of("Contoro"));

        assertThat(SuggestionRules.suggest(site, companies("Contoro"), List.of())
                        .exact())
                .isTrue();
        assertThat(SuggestionRules.suggest(site, companies("Contoro", "Fabrikon"), List.of())
                        .state())
                .isEqualTo(State.DISPUTED);
    }

    @Test
    void twoAliasesAreNoName() {
        var site = new NamedEntity("s0", "Fabrikon", List.of("Contoro"));
        var company = new NamedEntity("c0", "Adventura", List.of("Contoro"));

        var match = SuggestionRules.suggest(site, List.of(company), List.of());

        assertThat(match.state()).isEqualTo(State.SUGGESTED);
        assertThat(match.exact()).isFalse();
    }

    @Test
    void fiveCompaniesAreShownAndTheRestIsCounted() {
        var match = suggest(
                "Contoro",
                "Contoro (A1)",
                "Contoro (B1)",
                "Contoro (C1)",
                "Contoro (D1)",
                "Contoro (E1)",
                "Contoro (F1)");

        assertThat(match.candidates()).hasSize(SuggestionRules.CANDIDATES_MAX);
        assertThat(match.dispute()).contains("“Contoro (C1)” and 3 more");
    }

    @Test
    void aMatchDoesNotContradictItself() {
        var candidate = List.of(new Candidate("c", "Acme", 100, List.of("same")));

        assertThatThrownBy(() -> new Match(State.DISPUTED, true, candidate, "why"))
                .hasMessageContaining("exact");
        assertThatThrownBy(() -> new Match(State.NONE, false, candidate, null)).hasMessageContaining("candidates");
        assertThatThrownBy(() -> new Match(State.DISPUTED, false, candidate, null))
                .hasMessageContaining("dispute");
    }

    private static Match suggest(String site, String... companies) {
        return SuggestionRules.suggest(site(site), companies(companies), List.of());
    }

    private static NamedEntity site(String name) {
        return named("s0", name);
    }

    private static List<NamedEntity> companies(String... names) {
        return Arrays.stream(names)
                .map(name -> named("c" + Arrays.asList(names).indexOf(name), name))
                .toList();
    }

    private static NamedEntity named(String id, String name) {
        return new NamedEntity(id, name, List.of());
    }
}
