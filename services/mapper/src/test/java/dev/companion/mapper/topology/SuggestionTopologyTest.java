package dev.companion.mapper.topology;

import static dev.companion.mapper.topology.MapperDriver.only;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.companion.discrepancies.PolicyLevel;
import dev.companion.links.LinkPhase;
import dev.companion.links.SuggestionState;
import dev.companion.links.Wanted;
import dev.companion.requests.DismissedSuggestion;
import dev.companion.requests.RequestState;
import dev.companion.requests.RequestType;
import dev.companion.requests.SavePolicies;
import dev.companion.rmm.SiteScope;
import dev.companion.schemas.Topics;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.kafka.streams.KeyValue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is suggested for sites that are not linked, and when a rule links them. */
class SuggestionTopologyTest {

    private static final String KEY = MapperDriver.TENANT + "|";

    private MapperDriver mapper = new MapperDriver();

    @BeforeEach
    void connect() {
        mapper.connected().site("site-1", "Contoso", SiteScope.MANAGED).company("c-1", "Contoso Ltd");
    }

    @AfterEach
    void close() {
        mapper.close();
    }

    @Test
    void aSuggestionIsPublishedOnceAndWithdrawnWhenTheSiteIsLinked() {
        settle();

        assertThat(mapper.suggestions()).singleElement().satisfies(record -> {
            assertThat(record.key).isEqualTo(KEY + "site-1");
            assertThat(record.value.getState()).isEqualTo(SuggestionState.SUGGESTED);
            assertThat(record.value.getExact()).isTrue();
            assertThat(record.value.getSiteName()).isEqualTo("Contoso");
            assertThat(record.value.getDispute()).isEmpty();
            assertThat(record.value.getMetadata().getSequence()).isEqualTo(1);
            assertThat(record.value.getCandidates()).singleElement().satisfies(candidate -> {
                assertThat(candidate.getCompanyId()).isEqualTo("c-1");
                assertThat(candidate.getScore()).isGreaterThan(90);
                assertThat(candidate.getEvidence()).isNotEmpty();
            });
        });
        mapper.site("site-1", "Contoso", SiteScope.MANAGED);
        settle();
        assertThat(mapper.suggestions()).isEmpty();

        mapper.linkToCompany("r-1", "site-1", "c-1");
        settle();
        assertThat(mapper.suggestions()).containsExactly(KeyValue.pair(KEY + "site-1", null));
        assertThat(mapper.suggestionsCounted("suggested")).isEqualTo(1);
        assertThat(mapper.suggestionsCounted("withdrawn")).isEqualTo(1);
    }

    @Test
    void afterARestartEverythingIsLookedAtAndNothingSaidTwice() {
        settle();
        mapper.suggestions();

        mapper = mapper.restarted();
        settle();
        assertThat(mapper.suggestions()).isEmpty();

        mapper.company("c-2", "Contoso Limited");
        settle();
        assertThat(only(mapper.suggestions())).satisfies(suggestion -> {
            assertThat(suggestion.getState()).isEqualTo(SuggestionState.DISPUTED);
            assertThat(suggestion.getExact()).isFalse();
            assertThat(suggestion.getDispute()).isPresent();
            assertThat(suggestion.getMetadata().getSequence()).isEqualTo(2);
        });
    }

    @Test
    void aChangeIsNotLookedAtWithinItsRecord() {
        assertThat(mapper.suggestions()).isEmpty();
    }

    @Test
    void aDismissedPairIsWithdrawnAndStaysSoAcrossARestart() {
        settle();
        mapper.drain();
        dismiss("r-1", "site-1", "c-1");
        settle();

        assertThat(only(mapper.results())).satisfies(result -> {
            assertThat(result.getState()).isEqualTo(RequestState.ACCEPTED);
            assertThat(result.getItems())
                    .extracting(item -> item.getSiteUid(), item -> item.getAccepted())
                    .containsExactly(tuple("site-1", true));
        });
        assertThat(only(mapper.audit()).getAction()).isEqualTo("dismiss suggestion");
        assertThat(mapper.suggestions()).contains(KeyValue.pair(KEY + "site-1", null));

        mapper = mapper.restarted();
        settle();
        assertThat(mapper.suggestions()).isEmpty();
        dismiss("r-2", "site-1", "c-1");
        assertThat(only(mapper.results()).getMessage())
                .contains("The company is not suggested for the site “Contoso”, or no longer is.");
    }

    @Test
    void aRuleLinksWhatIsExactAfterAWhileOfQuiet() {
        act();
        mapper.passes(Duration.ofSeconds(25));
        mapper.company("c-2", "Fabrikam");
        mapper.passes(Duration.ofSeconds(25));
        assertThat(mapper.links()).isEmpty();

        mapper.passes(Duration.ofSeconds(10));

        var link = only(mapper.links());
        assertThat(link.getWanted()).isEqualTo(Wanted.PRESENT);
        assertThat(link.getCompanyId()).contains("c-1");
        assertThat(link.getGeneration()).isEqualTo(1);
        assertThat(link.getRequestId()).startsWith("rule-");
        assertThat(only(mapper.audit())).satisfies(entry -> {
            assertThat(entry.getActor()).isEqualTo("rule");
            assertThat(entry.getAction()).isEqualTo("link site");
            assertThat(entry.getTarget()).isEqualTo("site:site-1");
            assertThat(entry.getWhy().orElseThrow()).contains("“Contoso Ltd”");
            assertThat(entry.getMetadata().getCausedBy()).contains(link.getRequestId());
        });
        assertThat(mapper.results()).isEmpty();
        settle();
        assertThat(mapper.suggestions()).last().isEqualTo(KeyValue.pair(KEY + "site-1", null));
        assertThat(mapper.suggestionsCounted("linked")).isEqualTo(1);
    }

    @Test
    void whatBecomesOfOtherLinksDoesNotKeepARuleWaiting() {
        mapper.site("site-9", "Elsewhere", SiteScope.MANAGED).company("c-9", "Fabrikam");
        mapper.linkToCompany("r-1", "site-9", "c-9");
        act();
        mapper.links();
        mapper.passes(Duration.ofSeconds(25));
        mapper.status("site-9", 1, LinkPhase.READY, "c-9");
        mapper.unlink("r-2", "site-9");
        assertThat(only(mapper.links()).getSiteUid()).isEqualTo("site-9");

        mapper.passes(Duration.ofSeconds(10));

        assertThat(only(mapper.links()).getSiteUid()).isEqualTo("site-1");
    }

    @Test
    void aRuleThatWasStoppedGoesOnAfterARestartUnderTheSameId() {
        act();
        mapper = mapper.restarted();
        mapper.passes(Duration.ofMinutes(1));
        var first = only(mapper.links()).getRequestId();

        try (var other = new MapperDriver().connected()) {
            other.site("site-1", "Contoso", SiteScope.MANAGED).company("c-1", "Contoso Ltd");
            act(other);
            other.passes(Duration.ofMinutes(1));
            assertThat(only(other.links()).getRequestId()).isEqualTo(first);
        }
    }

    @Test
    void aRuleNeverLinksASiteThatAPersonUnlinked() {
        mapper.linkToCompany("r-1", "site-1", "c-1");
        mapper.status("site-1", 1, LinkPhase.READY, "c-1");
        mapper.unlink("r-2", "site-1");
        mapper.status("site-1", 2, LinkPhase.REMOVED, "c-1");
        mapper = mapper.restarted();
        act();

        mapper.passes(Duration.ofMinutes(5));

        assertThat(mapper.suggestions()).isEmpty();
        assertThat(mapper.links()).isEmpty();
    }

    @Test
    void aRuleMakesFiftyLinksAtOnceAndTheRestLater() {
        IntStream.range(0, 70).forEach(number -> {
            var name = word(number);
            mapper.site("s-" + number, name, SiteScope.MANAGED).company("k-" + number, name);
        });
        act();
        // Only a run of the timer makes links, and this is short of the second.
        var made = 0;
        while (made == 0) {
            mapper.passes(Duration.ofMillis(100));
            made = mapper.links().size();
        }
        assertThat(made).isEqualTo(50);

        mapper.passes(Duration.ofSeconds(5));
        assertThat(mapper.links()).hasSize(21);
        assertThat(mapper.suggestionsCounted("linked")).isEqualTo(71);
    }

    private void dismiss(String requestId, String siteUid, String companyId) {
        mapper.request(
                requestId,
                RequestType.DISMISS_SUGGESTIONS,
                it -> it.setDismissals(List.of(DismissedSuggestion.newBuilder()
                        .setSiteUid(siteUid)
                        .setCompanyId(companyId)
                        .build())));
    }

    private void act() {
        act(mapper);
    }

    private static void act(MapperDriver mapper) {
        mapper.request(
                "act",
                RequestType.SAVE_POLICIES,
                it -> it.setPolicies(SavePolicies.newBuilder()
                        .setSuggestions(PolicyLevel.ACT)
                        .build()));
        mapper.written(Topics.TENANTS);
        mapper.results();
        mapper.audit();
    }

    /** Names of one word that have nothing in common. */
    private static String word(int number) {
        var syllables = List.of("ba", "ke", "li", "mo", "nu", "ra", "se", "ti", "vo", "zu");
        return "%s%s%s%s"
                .formatted(
                        syllables.get(number % 10),
                        syllables.get(number / 10),
                        syllables.get((number * 7 + 3) % 10),
                        syllables.get((number / 10 * 3 + number) % 10));
    }

    /** Long enough for everything to be looked at, too short for a rule. */
    private void settle() {
        mapper.passes(Duration.ofSeconds(3));
    }
}
