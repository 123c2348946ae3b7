package dev.companion.mapper.domain.suggestion;

import static org.assertj.core.api.Assertions.assertThat;

import dev.companion.mapper.domain.link.LinkRequest;
import dev.companion.mapper.domain.request.Dismissal;
import dev.companion.mapper.domain.request.Request.CreateLinks;
import dev.companion.mapper.domain.request.Request.DismissSuggestions;
import dev.companion.matching.Suggestion;
import dev.companion.matching.Suggestion.State;
import dev.companion.vocabulary.PolicyLevel;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What site variables say about links that were made before. */
class EarlierLinksTest {

    private final SuggestionsUnderTest suggestions = new SuggestionsUnderTest();

    @Test
    void theCompanyOfTheVariableIsSuggestedWhateverItsName() {
        suggestions.site("site-1", "Contoso");
        suggestions.company("c-9", "Fabrikam Holding");
        suggestions.variable("site-1", "c-9");
        suggestions.run();

        var suggestion = suggestions.of("site-1");
        assertThat(suggestion.state()).isEqualTo(State.SUGGESTED);
        assertThat(suggestion.linkedBefore()).isTrue();
        assertThat(suggestion.exact()).isFalse();
        assertThat(suggestion.candidates()).singleElement().satisfies(candidate -> {
            assertThat(candidate.companyId()).isEqualTo("c-9");
            assertThat(candidate.companyName()).isEqualTo("Fabrikam Holding");
            assertThat(candidate.score()).isEqualTo(100);
            assertThat(candidate.evidence())
                    .containsExactly(
                            "The site variable GravityZonePackageLink holds the installation link of the package"
                                    + " “Agents of c-9” of this company.");
        });
    }

    @Test
    void itRanksAboveNamesAndNamesOfNearTwinsDisputeItNoLonger() {
        suggestions.site("site-1", "Contoso");
        suggestions.company("c-1", "Contoso Ltd");
        suggestions.company("c-2", "Contoso Limited");
        suggestions.run();
        assertThat(suggestions.of("site-1").state()).isEqualTo(State.DISPUTED);

        suggestions.variable("site-1", "c-2");
        suggestions.run();

        var suggestion = suggestions.of("site-1");
        assertThat(suggestion.state()).isEqualTo(State.SUGGESTED);
        assertThat(suggestion.linkedBefore()).isTrue();
        assertThat(ids(suggestion)).containsExactly("c-2", "c-1");
        assertThat(suggestion.candidates().getFirst().evidence()).hasSizeGreaterThan(1);
    }

    @Test
    void aNameThatIsEqualElsewhereIsNotOverruled() {
        suggestions.contoso();
        suggestions.company("c-9", "Fabrikam Holding");
        suggestions.variable("site-1", "c-9");
        suggestions.run();

        var suggestion = suggestions.of("site-1");
        assertThat(suggestion.state()).isEqualTo(State.DISPUTED);
        assertThat(suggestion.dispute())
                .isEqualTo("The site variable GravityZonePackageLink leads to the company “Fabrikam Holding”, but the"
                        + " company “Contoso Ltd” has the name of the site.");
        assertThat(ids(suggestion)).containsExactly("c-9", "c-1");
    }

    @Test
    void twoSitesWithTheLinkOfOneCompanyAreBothToldAndNeitherIsRecommended() {
        suggestions.site("site-1", "North");
        suggestions.site("site-2", "South");
        suggestions.company("c-9", "Fabrikam");
        suggestions.variable("site-1", "c-9");
        suggestions.run();
        assertThat(suggestions.of("site-1").state()).isEqualTo(State.SUGGESTED);

        suggestions.variable("site-2", "c-9");
        suggestions.run();

        assertThat(suggestions.of("site-1").state()).isEqualTo(State.DISPUTED);
        assertThat(suggestions.of("site-1").dispute())
                .isEqualTo("Several sites hold an installation link of the company “Fabrikam” in their site variable:"
                        + " also “South”.");
        assertThat(suggestions.of("site-2").state()).isEqualTo(State.DISPUTED);
        assertThat(suggestions.of("site-2").linkedBefore()).isFalse();

        suggestions.ask("site-2", new CreateLinks(List.of(new LinkRequest("site-2", "c-9", null))));
        suggestions.run();

        assertThat(suggestions.of("site-1").dispute()).endsWith("That company is linked to the site “South”.");
        assertThat(suggestions.of("site-1").candidates()).isEmpty();
    }

    @Test
    void aVariableThatLeadsToNoKnownPackageIsToldAndStopsEveryRule() {
        suggestions.level(PolicyLevel.ACT);
        suggestions.contoso();
        suggestions.variable("site-1", null);
        suggestions.run();

        var suggestion = suggestions.of("site-1");
        assertThat(suggestion.state()).isEqualTo(State.DISPUTED);
        assertThat(suggestion.dispute()).contains("leads to no installation package that Companion knows");
        assertThat(ids(suggestion)).containsExactly("c-1");
        assertThat(suggestions.work.nextAct(Duration.ZERO)).isEmpty();
    }

    @Test
    void noRuleTakesACompanyByNameThatTheVariableOfAnotherSiteLeadsTo() {
        suggestions.level(PolicyLevel.ACT);
        suggestions.contoso();
        assertThat(suggestions.work.nextAct(Duration.ZERO)).isPresent();
        suggestions.site("site-2", "Elsewhere");
        suggestions.variable("site-2", "c-1");
        suggestions.run();

        assertThat(suggestions.of("site-1").state()).isEqualTo(State.DISPUTED);
        assertThat(suggestions.of("site-1").dispute()).contains("“Elsewhere”");
        assertThat(suggestions.of("site-2").linkedBefore()).isTrue();
        assertThat(suggestions.work.nextAct(Duration.ZERO)).isEmpty();
    }

    @Test
    void aRuleStillActsOnAnExactNameThatTheVariableConfirms() {
        suggestions.level(PolicyLevel.ACT);
        suggestions.contoso();
        suggestions.variable("site-1", "c-1");
        suggestions.run();

        assertThat(suggestions.of("site-1").exact()).isTrue();
        var made = suggestions.work.actNext(SuggestionsUnderTest.NOW).orElseThrow();
        assertThat(made.link().spec().packageName()).isEqualTo("Agents of c-1");
    }

    @Test
    void aPairThatAPersonDismissedIsNotSuggestedByItsVariable() {
        suggestions.site("site-1", "Contoso");
        suggestions.company("c-9", "Fabrikam");
        suggestions.variable("site-1", "c-9");
        suggestions.run();

        var pair = new Dismissal("site-1", "c-9");
        suggestions.tenant.ask(new DismissSuggestions(List.of(pair)));
        suggestions.work.dismissed(pair);
        suggestions.run();

        assertThat(suggestions.of("site-1").state()).isEqualTo(State.NONE);
    }

    @Test
    void aCompanyThatNoSiteCanHaveIsNamedWithTheReason() {
        suggestions.site("site-1", "Contoso");
        suggestions.variable("site-1", "c-9");
        suggestions.run();

        assertThat(suggestions.of("site-1").dispute()).endsWith("of a company that Companion does not see.");
    }

    private static List<String> ids(Suggestion suggestion) {
        return suggestion.candidates().stream()
                .map(Suggestion.Candidate::companyId)
                .toList();
    }
}
