package dev.companion.console.domain.site;

import static org.assertj.core.api.Assertions.assertThat;

import dev.companion.console.domain.site.LinkStatus.Phase;
import dev.companion.console.domain.site.Site.Scope;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SiteStateTest {

    /**
     * Every combination that decides: what is seen of the site, what is wanted, and what the status says. "now" is a
     * status of the link's own generation, "before" one of an earlier generation.
     */
    @ParameterizedTest
    @CsvSource(textBlock = """
            # site,     link,    status,           state
            MANAGED,    none,    none,             UNLINKED
            MANAGED,    none,    READY now,        UNLINKED
            ON_DEMAND,  none,    none,             not listed
            UNKNOWN,    none,    none,             not listed
            gone,       none,    none,             not listed
            gone,       none,    READY now,        not listed
            MANAGED,    present, none,             LINKING
            MANAGED,    present, UNKNOWN now,      LINKING
            MANAGED,    present, WORKING now,      LINKING
            MANAGED,    present, READY now,        READY
            MANAGED,    present, READY before,     LINKING
            MANAGED,    present, ATTENTION now,    ATTENTION
            MANAGED,    present, ATTENTION before, LINKING
            MANAGED,    present, REMOVING before,  LINKING
            MANAGED,    present, REMOVED before,   LINKING
            MANAGED,    present, REMOVED now,      LINKING
            UNKNOWN,    present, READY now,        READY
            ON_DEMAND,  present, READY now,        OUT_OF_SCOPE
            ON_DEMAND,  present, none,             OUT_OF_SCOPE
            ON_DEMAND,  present, ATTENTION now,    OUT_OF_SCOPE
            gone,       present, READY now,        ATTENTION
            gone,       present, none,             ATTENTION
            MANAGED,    absent,  none,             UNLINKING
            MANAGED,    absent,  READY before,     UNLINKING
            MANAGED,    absent,  ATTENTION before, UNLINKING
            MANAGED,    absent,  REMOVING now,     UNLINKING
            MANAGED,    absent,  ATTENTION now,    ATTENTION
            MANAGED,    absent,  REMOVED now,      UNLINKED
            MANAGED,    absent,  REMOVED before,   UNLINKING
            ON_DEMAND,  absent,  REMOVING now,     UNLINKING
            ON_DEMAND,  absent,  REMOVED now,      not listed
            gone,       absent,  REMOVING now,     UNLINKING
            gone,       absent,  REMOVED now,      not listed
            """)
    void followsFromWhatIsSeenWantedAndDone(String site, String link, String status, String expected) {
        var state = SiteState.of(site(site), link(link), status(status));

        assertThat(state.map(Enum::name).orElse("not listed")).isEqualTo(expected);
    }

    @Test
    void readyIsNeverSaidOfWhatNobodyHasSeen() {
        for (var phase : Phase.values()) {
            if (phase != Phase.READY) {
                assertThat(SiteState.of(site("MANAGED"), link("present"), status(phase + " now")))
                        .as(phase.name())
                        .hasValueSatisfying(state -> assertThat(state).isNotEqualTo(SiteState.READY));
            }
        }
    }

    @Test
    void aSuggestionShowsOnlyWhileTheSiteCanBeLinkedAndOneCompanyStandsOut() {
        var clear = suggestion(Suggestion.State.SUGGESTED, "c1");

        assertThat(SiteState.of(site("MANAGED"), null, null, clear)).contains(SiteState.SUGGESTED);
        assertThat(SiteState.of(site("MANAGED"), null, null, null)).contains(SiteState.UNLINKED);
        assertThat(SiteState.of(site("MANAGED"), null, null, suggestion(Suggestion.State.DISPUTED, "c1", "c2")))
                .contains(SiteState.UNLINKED);
        assertThat(SiteState.of(site("MANAGED"), null, null, suggestion(Suggestion.State.SUGGESTED)))
                .contains(SiteState.UNLINKED);
        assertThat(SiteState.of(site("MANAGED"), link("present"), status("READY now"), clear))
                .contains(SiteState.READY);
        assertThat(SiteState.of(site("MANAGED"), link("absent"), status("REMOVED now"), clear))
                .contains(SiteState.SUGGESTED);
        assertThat(SiteState.of(site("ON_DEMAND"), null, null, clear)).isEmpty();
    }

    private static Suggestion suggestion(Suggestion.State state, String... companyIds) {
        var candidates = Stream.of(companyIds)
                .map(id -> new Suggestion.Candidate(id, "Company " + id, 90, List.of("The names are alike.")))
                .toList();
        return new Suggestion("s", "Acme", state, false, candidates, null, false);
    }

    private static Site site(String seen) {
        return seen.equals("gone") ? null : new Site("s", "Acme", Scope.valueOf(seen), 3, null);
    }

    private static Link link(String wanted) {
        return wanted.equals("none")
                ? null
                : new Link("s", "Acme", 2, wanted.equals("present"), "c", null, null, false, null);
    }

    private static LinkStatus status(String said) {
        if (said.equals("none")) {
            return null;
        }
        var phase = Phase.valueOf(said.split(" ")[0]);
        return new LinkStatus("s", said.endsWith("now") ? 2 : 1, phase, "c", "Acme", null, null, List.of());
    }
}
