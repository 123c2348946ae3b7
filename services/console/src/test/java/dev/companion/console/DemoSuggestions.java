package dev.companion.console;

import dev.companion.console.view.ViewFeed;
import dev.companion.links.Suggestion;
import dev.companion.links.SuggestionCandidate;
import dev.companion.links.SuggestionState;
import java.util.List;

/** Companies that fit sites which are not linked, to look at. */
public final class DemoSuggestions {

    private final String tenant;
    private final ViewFeed feed;

    public DemoSuggestions(String tenant, ViewFeed feed) {
        this.tenant = tenant;
        this.feed = feed;
    }

    public void suggest() {
        suggestion("site-13", "Kestrel Aviation", SuggestionState.SUGGESTED, candidate(9, "Kestrel Aviation", 100));
        suggestion(
                "site-12",
                "Jameson & Partners",
                SuggestionState.SUGGESTED,
                candidate(10, "Jameson and Partners Ltd", 92));
        suggestion(
                "site-14",
                "Lakeside Veterinary",
                SuggestionState.DISPUTED,
                candidate(13, "Lakeside Veterinary Ltd", 88),
                candidate(14, "Lakeside Veterinary LLP", 88));
    }

    private void suggestion(String siteUid, String name, SuggestionState state, SuggestionCandidate... candidates) {
        feed.suggestion(
                tenant + "|" + siteUid,
                Suggestion.newBuilder(Recorded.suggestion(tenant, siteUid, name, state))
                        .setCandidates(List.of(candidates))
                        .build());
    }

    private static SuggestionCandidate candidate(int company, String name, int score) {
        return SuggestionCandidate.newBuilder()
                .setCompanyId("64b6a1b2c3d4e5f6010203%02x".formatted(company))
                .setCompanyName(name)
                .setScore(score)
                .setEvidence(
                        score == 100
                                ? List.of("Both have the same name.")
                                : List.of(
                                        "The names are the same but for the legal form.", "No other site fits better."))
                .build();
    }
}
