package dev.companion.console.view;

import static org.assertj.core.api.Assertions.assertThat;

import dev.companion.console.Recorded;
import dev.companion.console.domain.site.SiteQuery;
import dev.companion.console.domain.site.SiteRow;
import dev.companion.console.domain.site.SiteState;
import dev.companion.discrepancies.Action;
import dev.companion.discrepancies.Discrepancy;
import dev.companion.discrepancies.DiscrepancyState;
import dev.companion.discrepancies.DiscrepancyType;
import dev.companion.discrepancies.PolicyLevel;
import dev.companion.links.CompanyAction;
import dev.companion.links.CompanyOrder;
import dev.companion.links.ConditionReason;
import dev.companion.links.Link;
import dev.companion.links.LinkPhase;
import dev.companion.links.SuggestionState;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Events and suggestions as the rows of sites show them. */
class EventViewTest {

    private static final String T = "t1";

    private final ConsoleView all = new ConsoleView(ChangeListener.NONE);
    private final ViewFeed feed = new ViewFeed(all);
    private final TenantView view = all.of(TenantScope.ofAccount(T));

    @Test
    void whatIsOnlyRecordedIsNotCounted() {
        site("s1", "Acme");
        feed.event(
                T + "|d1",
                Discrepancy.newBuilder(Recorded.event(
                                T, "d1", DiscrepancyType.SITE_RENAMED, DiscrepancyState.OPEN, "s1", Action.KEEP))
                        .setLevel(PolicyLevel.OBSERVE)
                        .build());

        assertThat(view.findSite("s1").orElseThrow().openEvents()).isZero();
        event("d2", DiscrepancyState.OPEN, "s1");
        event("d3", DiscrepancyState.RESOLVING, "s1");
        assertThat(view.findSite("s1").orElseThrow().openEvents()).isEqualTo(2);
    }

    @Test
    void aSuggestedCompanyShowsUntilTheSiteIsLinked() {
        site("s1", "Acme");
        feed.suggestion(T + "|s1", Recorded.suggestion(T, "s1", "Acme", SuggestionState.SUGGESTED, "c1"));
        assertThat(view.findSite("s1").orElseThrow())
                .returns(SiteState.SUGGESTED, SiteRow::state)
                .satisfies(row -> assertThat(row.suggestion().names("c1")).isTrue());
        assertThat(found("company c1")).containsExactly("Acme");
        assertThat(view.siteCounts()).isEqualTo(Map.of(SiteState.SUGGESTED, 1));

        feed.link(T + "|s1", Recorded.link(T, "s1", 1, "c1", null));
        assertThat(view.findSite("s1").orElseThrow())
                .returns(SiteState.LINKING, SiteRow::state)
                .returns(null, SiteRow::suggestion);

        feed.link(T + "|s1", null);
        feed.suggestion(T + "|s1", null);
        assertThat(view.findSite("s1").orElseThrow()).returns(SiteState.UNLINKED, SiteRow::state);
    }

    @Test
    void anActionOfANewerVersionIsNotOffered() {
        feed.event(
                T + "|d1",
                Recorded.event(
                        T,
                        "d1",
                        DiscrepancyType.SOURCE_DELETED,
                        DiscrepancyState.OPEN,
                        "s1",
                        Action.UNKNOWN,
                        Action.KEEP));

        var event = view.findEvent("d1").orElseThrow();

        assertThat(event.title()).isEqualTo("Company deleted");
        assertThat(event.choices()).singleElement().satisfies(choice -> {
            assertThat(choice.action()).isEqualTo("KEEP");
            assertThat(choice.label()).isEqualTo("Do KEEP");
            assertThat(choice.effect()).isEqualTo("What follows from KEEP.");
        });
        assertThat(event.facts()).isNull();
    }

    @Test
    void everyTypeLevelAndActionOfTheTopicsIsKnown() {
        for (var type : DiscrepancyType.values()) {
            feed.event(
                    T + "|" + type, Recorded.event(T, type.name(), type, DiscrepancyState.OPEN, "s1", Action.values()));
            assertThat(view.findEvent(type.name()).orElseThrow().title()).isNotBlank();
        }
        assertThat(view.findEvent("SITE_RENAMED").orElseThrow().actions()).hasSize(Action.values().length - 1);
        for (var reason : ConditionReason.values()) {
            feed.status(T + "|s1", Recorded.status(T, "s1", 1, LinkPhase.ATTENTION, "c", reason, null));
        }
        for (var action : CompanyAction.values()) {
            var order = CompanyOrder.newBuilder()
                    .setAction(action)
                    .setCompanyId("c")
                    .setCompanyName("C")
                    .setDecidedAt(Recorded.AT)
                    .setRequestId("r")
                    .build();
            feed.link(
                    T + "|s1",
                    Link.newBuilder(Recorded.link(T, "s1", 1, "c", null))
                            .setCompanyOrder(order)
                            .build());
        }
    }

    private void site(String uid, String name) {
        feed.site(T + "|" + uid, Recorded.site(T, uid, name));
    }

    private void event(String id, DiscrepancyState state, String siteUid) {
        feed.event(T + "|" + id, Recorded.event(T, id, DiscrepancyType.SOURCE_DELETED, state, siteUid, Action.KEEP));
    }

    private List<String> found(String text) {
        return view.sites(new SiteQuery(text, Set.of(), SiteQuery.Sort.NAME, false)).stream()
                .map(SiteRow::name)
                .toList();
    }
}
