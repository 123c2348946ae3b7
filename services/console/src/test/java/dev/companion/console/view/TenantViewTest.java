package dev.companion.console.view;

import static org.assertj.core.api.Assertions.assertThat;

import dev.companion.console.Recorded;
import dev.companion.console.domain.site.SiteQuery;
import dev.companion.console.domain.site.SiteRow;
import dev.companion.console.domain.site.SiteState;
import dev.companion.console.domain.task.Results;
import dev.companion.console.domain.task.Task;
import dev.companion.console.domain.task.TaskRequest;
import dev.companion.discrepancies.Action;
import dev.companion.discrepancies.DiscrepancyState;
import dev.companion.discrepancies.DiscrepancyType;
import dev.companion.gravityzone.CompanyType;
import dev.companion.links.ConditionReason;
import dev.companion.links.LinkPhase;
import dev.companion.links.Wanted;
import dev.companion.requests.Request;
import dev.companion.requests.RequestType;
import dev.companion.rmm.SiteScope;
import dev.companion.runtime.EventMetadatas;
import dev.companion.vocabulary.CompanyName;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

class TenantViewTest {

    private static final String T = "t1";
    private static final Instant NOW = Recorded.AT.plus(Duration.ofMinutes(1));

    private final ConsoleView all = new ConsoleView(ChangeListener.NONE);
    private final ViewFeed feed = new ViewFeed(all);
    private final TenantView view = all.of(TenantScope.ofAccount(T));

    @Test
    void aRowJoinsSiteLinkStatusCompanyAndPackage() {
        site("s1", "Acme");
        company("c1", "Contoso");
        feed.link(T + "|s1", Recorded.link(T, "s1", 1, "c1", null));
        feed.status(T + "|s1", Recorded.status(T, "s1", 1, LinkPhase.READY, "c1"));
        feed.installationPackage(
                T + "|package-of-s1", Recorded.installationPackage(T, "package-of-s1", "c1", "Renamed package"));

        var row = view.findSite("s1").orElseThrow();

        assertThat(row.state()).isEqualTo(SiteState.READY);
        assertThat(row.company()).isEqualTo(new SiteRow.NamedRef("c1", "Contoso"));
        assertThat(row.installationPackage()).isEqualTo(new SiteRow.NamedRef("package-of-s1", "Renamed package"));
        assertThat(row.message()).isNull();
        assertThat(row.conditions()).hasSize(4);
    }

    @Test
    void theInstallationLinkOfAnEarlierPackageIsNotShown() {
        site("s1", "Acme");
        feed.installationLink(T + "|s1", Recorded.installationLink(T, "s1"));
        assertThat(view.installationLink("s1")).isEmpty();
        feed.link(T + "|s1", Recorded.link(T, "s1", 1, "c1", null));
        feed.status(T + "|s1", Recorded.status(T, "s1", 1, LinkPhase.READY, "c1"));
        assertThat(view.installationLink("s1")).hasValueSatisfying(link -> {
            assertThat(link.windows()).isEqualTo(Recorded.WINDOWS_LINK);
            assertThat(link.toString()).contains("package-of-s1").doesNotContain("cloud.example");
        });

        feed.link(T + "|s1", Recorded.link(T, "s1", 2, "c2", null));
        assertThat(view.installationLink("s1")).isEmpty();
        feed.link(T + "|s1", Recorded.link(T, "s1", 1, "c1", null));
        feed.installationLink(T + "|s1", null);
        assertThat(view.installationLink("s1")).isEmpty();
    }

    @Test
    void orderOfArrivalDoesNotMatter() {
        feed.status(T + "|s1", Recorded.status(T, "s1", 1, LinkPhase.READY, "c1"));
        feed.installationPackage(T + "|package-of-s1", Recorded.installationPackage(T, "package-of-s1", "c1", "P"));
        feed.link(T + "|s1", Recorded.link(T, "s1", 1, "c1", null));
        company("c1", "Contoso");
        site("s1", "Acme");

        var row = view.findSite("s1").orElseThrow();

        assertThat(row.company()).isEqualTo(new SiteRow.NamedRef("c1", "Contoso"));
        assertThat(row.installationPackage()).isEqualTo(new SiteRow.NamedRef("package-of-s1", "P"));
    }

    @Test
    void aCompanyThatIsStillToBeCreatedHasANameAndNoId() {
        site("s1", "Acme");
        feed.link(T + "|s1", Recorded.link(T, "s1", 1, null, "Newco"));

        assertThat(view.findSite("s1").orElseThrow().company()).isEqualTo(new SiteRow.NamedRef(null, "Newco"));
        assertThat(view.siteCreating(new CompanyName("NEWCO"))).isEqualTo("s1");
    }

    @Test
    void aStatusOfAnEarlierGenerationDoesNotNameTheCompany() {
        site("s1", "Acme");
        company("old", "Old");
        company("new", "New");
        feed.status(T + "|s1", Recorded.status(T, "s1", 1, LinkPhase.READY, "old"));
        feed.link(T + "|s1", Recorded.link(T, "s1", 3, "new", null));

        var row = view.findSite("s1").orElseThrow();

        assertThat(row.state()).isEqualTo(SiteState.LINKING);
        assertThat(row.company()).isEqualTo(new SiteRow.NamedRef("new", "New"));
        assertThat(row.installationPackage()).isNull();
        assertThat(row.conditions()).isEmpty();
    }

    @Test
    void aSiteSaysThatARequestAboutItIsNotDecidedYet() {
        site("s1", "Acme");
        site("s2", "Other");
        var request = new TaskRequest("r1", "CREATE_LINKS", Recorded.AT, List.of("s1"));
        view.remember(request);
        view.putRequest(request);

        assertThat(view.findSite("s1").orElseThrow().message()).isEqualTo(SiteRow.UNDECIDED);
        assertThat(view.findSite("s1").orElseThrow().state()).isEqualTo(SiteState.UNLINKED);
        assertThat(view.findSite("s2").orElseThrow().message()).isNull();
        var task = view.findTask("r1", NOW).orElseThrow();
        assertThat(task.items()).singleElement().returns(SiteRow.UNDECIDED, Task.Item::message);
        assertThat(view.findTask("r1", Recorded.AT.plusSeconds(1)).orElseThrow().items())
                .singleElement()
                .returns(null, Task.Item::message);

        view.putResult(Results.of("r1", "CREATE_LINKS", Recorded.AT, false, "Refused.", List.of()));

        assertThat(view.findSite("s1").orElseThrow().message()).isNull();
    }

    @Test
    void aRequestWhoseResultIsNotKeptAnyMoreIsNoRequestThatWaits() {
        site("s1", "Acme");
        var later = Recorded.AT.plus(Duration.ofDays(2));
        view.putResult(Results.of("r2", "CREATE_LINKS", later, true, null, List.of()));

        view.putRequest(new TaskRequest("r1", "CREATE_LINKS", Recorded.AT, List.of("s1")));

        assertThat(view.findSite("s1").orElseThrow().message()).isNull();
    }

    @Test
    void aDecidedRequestDoesNotWaitHoweverManyWereDecidedInTheSameHour() {
        site("s1", "Acme");
        for (int i = 0; i <= 1_000; i++) {
            view.putResult(
                    Results.of("r" + i, "CREATE_LINKS", Recorded.AT.plusSeconds(i), false, "Refused.", List.of()));
        }

        view.putRequest(new TaskRequest("r0", "CREATE_LINKS", Recorded.AT, List.of("s1")));

        assertThat(view.findSite("s1").orElseThrow().message()).isNull();
        view.putRequest(new TaskRequest("other", "CREATE_LINKS", Recorded.AT, List.of("s1")));
        assertThat(view.findSite("s1").orElseThrow().message()).isEqualTo(SiteRow.UNDECIDED);
    }

    @Test
    void aLinkThatIsReadWhileARequestIsRememberedIsNotLost() {
        site("s1", "Acme");
        company("c1", "Contoso");
        var request = new TaskRequest("r1", "CREATE_LINKS", Recorded.AT, List.of("s1"));
        var link = Recorded.link(T, "s1", 1, "c1", null);

        for (int round = 0; round < 4_000; round++) {
            var linked = round % 2 == 0;
            var both = new CyclicBarrier(2);
            var remembering = CompletableFuture.runAsync(() -> {
                meet(both);
                view.remember(request);
                view.forget("r1");
            });
            meet(both);
            feed.link(T + "|s1", linked ? link : null);
            remembering.join();

            assertThat(view.siteLinkedTo("c1")).as("round %d", round).isEqualTo(linked ? "s1" : null);
            assertThat(view.findSite("s1").orElseThrow().state())
                    .as("round %d", round)
                    .isEqualTo(linked ? SiteState.LINKING : SiteState.UNLINKED);
            assertThat(available()).as("round %d", round).hasSize(linked ? 0 : 1);
        }
    }

    @Test
    void theMessageIsWhatTheLinkWaitsFor() {
        site("s1", "Acme");
        feed.link(T + "|s1", Recorded.link(T, "s1", 1, null, "Newco"));
        feed.status(
                T + "|s1",
                Recorded.status(
                        T, "s1", 1, LinkPhase.ATTENTION, null, ConditionReason.NAME_TAKEN_ELSEWHERE, "Taken. Rename."));

        assertThat(view.findSite("s1").orElseThrow().message()).isEqualTo("Taken. Rename.");
    }

    @Test
    void aCompanyIsAvailableUntilASiteHoldsItAndAgainWhenItIsReleased() {
        company("c1", "Contoso");
        feed.company(T + "|c2", Recorded.company(T, "c2", "Suspended", CompanyType.CUSTOMER, true));
        feed.company(T + "|c3", Recorded.company(T, "c3", "Partner", CompanyType.PARTNER, false));
        site("s1", "Acme");
        assertThat(available()).containsExactly("c1");

        feed.link(T + "|s1", Recorded.link(T, "s1", 1, "c1", null));
        assertThat(available()).isEmpty();
        assertThat(view.siteLinkedTo("c1")).isEqualTo("s1");

        feed.link(T + "|s1", Recorded.link(T, "s1", 2, Wanted.ABSENT, "c1", null));
        feed.status(T + "|s1", Recorded.status(T, "s1", 1, LinkPhase.READY, "c1"));
        assertThat(available()).as("while it is being unlinked").isEmpty();

        feed.status(T + "|s1", Recorded.status(T, "s1", 2, LinkPhase.REMOVED, "c1"));
        assertThat(available()).containsExactly("c1");

        feed.link(T + "|s1", null);
        feed.status(T + "|s1", null);
        assertThat(available()).containsExactly("c1");
    }

    @Test
    void aCompanyThatWasCreatedForASiteIsHeldByIt() {
        site("s1", "Acme");
        company("made", "Newco");
        feed.link(T + "|s1", Recorded.link(T, "s1", 1, null, "Newco"));
        assertThat(available()).containsExactly("made");

        feed.status(T + "|s1", Recorded.status(T, "s1", 1, LinkPhase.WORKING, "made"));

        assertThat(available()).isEmpty();
        assertThat(view.findSite("s1").orElseThrow().company()).isEqualTo(new SiteRow.NamedRef("made", "Newco"));
    }

    @Test
    void aRenamedOrDeletedCompanyShowsAtOnce() {
        site("s1", "Acme");
        company("c1", "Contoso");
        feed.link(T + "|s1", Recorded.link(T, "s1", 1, "c1", null));
        feed.status(T + "|s1", Recorded.status(T, "s1", 1, LinkPhase.READY, "c1"));

        company("c1", "Contoso Group");
        assertThat(view.findSite("s1").orElseThrow().company().name()).isEqualTo("Contoso Group");
        assertThat(view.isCompanyNamed(new CompanyName("contoso group"))).isTrue();
        assertThat(view.isCompanyNamed(new CompanyName("Contoso"))).isFalse();

        feed.company(T + "|c1", null);
        assertThat(view.findSite("s1").orElseThrow().company().name()).isEqualTo("company c1");
        assertThat(view.isCompanyNamed(new CompanyName("contoso group"))).isFalse();
    }

    @Test
    void sitesComeAndGo() {
        site("s1", "Acme");
        feed.site(T + "|s2", Recorded.site(T, "s2", "Lab", SiteScope.ON_DEMAND, 1));
        assertThat(names(SiteQuery.ALL)).containsExactly("Acme");

        feed.link(T + "|s2", Recorded.link(T, "s2", 1, "c1", null));
        assertThat(names(SiteQuery.ALL)).containsExactly("Acme", "Lab");

        feed.site(T + "|s2", null);
        assertThat(view.findSite("s2").orElseThrow())
                .returns(SiteState.ATTENTION, SiteRow::state)
                .returns("former name of s2", SiteRow::name);

        feed.link(T + "|s2", null);
        feed.site(T + "|s1", null);
        assertThat(names(SiteQuery.ALL)).isEmpty();
        assertThat(view.siteCounts()).isEmpty();
    }

    @Test
    void aRowCountsTheOpenEventsOfItsSite() {
        site("s1", "Acme");
        event("d1", DiscrepancyState.OPEN, "s1");
        event("d2", DiscrepancyState.RESOLVING, "s1");
        event("d3", DiscrepancyState.SNOOZED, "s1");
        assertThat(view.findSite("s1").orElseThrow().openEvents()).isEqualTo(2);

        event("d1", DiscrepancyState.CLOSED, "s1");
        feed.event(T + "|d2", null);
        assertThat(view.findSite("s1").orElseThrow().openEvents()).isZero();
    }

    @Test
    void rowsAreFilteredAndSorted() {
        site("s1", "beta");
        site("s2", "Alpha");
        feed.site(T + "|s3", Recorded.site(T, "s3", "gamma", SiteScope.MANAGED, 99));
        company("c1", "Zulu");
        feed.link(T + "|s3", Recorded.link(T, "s3", 1, "c1", null));
        event("d1", DiscrepancyState.OPEN, "s1");

        assertThat(names(SiteQuery.ALL)).containsExactly("Alpha", "beta", "gamma");
        assertThat(names(query("", Set.of(), SiteQuery.Sort.NAME, true))).containsExactly("gamma", "beta", "Alpha");
        assertThat(names(query("ZUL", Set.of(), SiteQuery.Sort.NAME, false))).containsExactly("gamma");
        assertThat(names(query("s2", Set.of(), SiteQuery.Sort.NAME, false))).containsExactly("Alpha");
        assertThat(names(query("", Set.of(SiteState.LINKING), SiteQuery.Sort.NAME, false)))
                .containsExactly("gamma");
        assertThat(names(query("", Set.of(), SiteQuery.Sort.DEVICES, true))).startsWith("gamma");
        assertThat(names(query("", Set.of(), SiteQuery.Sort.OPEN_EVENTS, true))).startsWith("beta");
        assertThat(names(query("", Set.of(), SiteQuery.Sort.STATE, false))).containsExactly("Alpha", "beta", "gamma");
        assertThat(names(query("", Set.of(), SiteQuery.Sort.COMPANY, true))).startsWith("gamma");
    }

    @Test
    void aRenameMovesTheRow() {
        site("s1", "Acme");
        site("s2", "Bolt");
        assertThat(names(SiteQuery.ALL)).containsExactly("Acme", "Bolt");

        site("s1", "Zeta");

        assertThat(names(SiteQuery.ALL)).containsExactly("Bolt", "Zeta");
    }

    @Test
    void aTaskIsThereBeforeItsRequestComesBack() {
        view.remember(new TaskRequest("r1", "CREATE_LINKS", Recorded.AT, List.of("s1")));

        assertThat(view.findTask("r1", NOW))
                .hasValueSatisfying(task -> assertThat(task.state()).isEqualTo(Task.State.PENDING));
        assertThat(view.findTask("r2", NOW)).isEmpty();

        view.forget("r1");
        assertThat(view.findTask("r1", NOW)).isEmpty();
    }

    @Test
    void whatWasDroppedIsKnownInWhicheverOrderItComes() {
        view.remember(new TaskRequest("r1", "CREATE_LINKS", Recorded.AT, List.of("s1", "s2")));
        var cancel = Request.newBuilder()
                .setMetadata(EventMetadatas.of("x1", Recorded.AT, 1, null))
                .setTenantId(T)
                .setRequestId("x1")
                .setRequestedBy("aaaa")
                .setTenantName("MSP")
                .setType(RequestType.CANCEL_TASK)
                .setCancelledTask("r1")
                .build();
        var again = Request.newBuilder(cancel).setRequestId("x2").build();

        feed.result(T + "|x1", Recorded.accepted(T, "x1", RequestType.CANCEL_TASK, Map.of("s1", 2L)));
        assertThat(view.isCancelled("r1", "s1")).isFalse();
        feed.request(T + "|x1", cancel);
        feed.request(T + "|x2", again);
        feed.result(T + "|x2", Recorded.accepted(T, "x2", RequestType.CANCEL_TASK, Map.of("s2", 2L)));

        assertThat(view.isCancelled("r1", "s1")).isTrue();
        assertThat(view.isCancelled("r1", "s2")).isTrue();
        assertThat(view.isCancelled("r2", "s1")).isFalse();
    }

    @Test
    void whenALinkWasTakenApartOutlivesItsRecords() {
        feed.link(T + "|s1", Recorded.link(T, "s1", 2, Wanted.ABSENT, "c1", null));
        feed.status(T + "|s1", Recorded.status(T, "s1", 2, LinkPhase.REMOVED, "c1"));
        feed.link(T + "|s1", null);
        feed.status(T + "|s1", null);

        assertThat(view.removedAt("s1")).isEqualTo(Recorded.AT);
        assertThat(view.removedAt("s2")).isNull();
    }

    @Test
    void sitesOfOneNameAreToldApartWhoeverComesFirst() {
        site("s1", "Twin");
        assertThat(view.proposedName("s1")).isEqualTo("Twin");

        site("s2", "twin ");

        assertThat(view.proposedName("s1")).matches("Twin ~[0-9a-f]{6}");
        assertThat(view.proposedName("s2")).matches("twin ~[0-9a-f]{6}");
        feed.site(T + "|s2", null);
        assertThat(view.proposedName("s1")).isEqualTo("Twin");
        company("c1", "TWIN");
        assertThat(view.proposedName("s1")).isNotEqualTo("Twin");
    }

    @Test
    void sitesWhoseNamesLookAlikeShareAName() {
        site("s1", "Caf\u00E9 Nord");
        site("s2", "Cafe\u0301\u00A0NORD");
        site("s3", "Northwind <1>");
        site("s4", "Northwind\u200B 1");

        for (var siteUid : List.of("s1", "s2", "s3", "s4")) {
            assertThat(view.proposedName(siteUid)).as(siteUid).matches(".* ~[0-9a-f]{6}");
        }
    }

    @Test
    void aSearchFindsWhatLooksLikeItsText() {
        site("s1", "Caf\u00E9 Nord");
        site("s2", "Northwind");

        for (var text : List.of("cafe\u0301", " CAF\u00C9\u00A0 nord", "\uFF23af\u00E9", "cafe\u0301\u200B no")) {
            assertThat(view.sites(new SiteQuery(text, Set.of(), SiteQuery.Sort.NAME, false)))
                    .as(text)
                    .extracting(SiteRow::siteUid)
                    .containsExactly("s1");
        }
    }

    @Test
    void theOwnCompanysNameIsNotGivenAway() {
        site("s1", "Northwind");
        feed.tenant(T, Recorded.tenant(T, "MSP"));

        assertThat(view.proposedName("s1")).matches("Northwind ~[0-9a-f]{6}");
    }

    @Test
    void oneWaitsForTheViewAndIsWokenByIt() {
        var waiting = CompletableFuture.supplyAsync(
                () -> view.await(now -> now.findResult("r1").isPresent(), Duration.ofSeconds(20)));

        feed.result(T + "|r1", Recorded.accepted(T, "r1", RequestType.CREATE_LINKS, Map.of("s1", 1L)));

        assertThat(waiting.join()).isTrue();
        assertThat(view.await(_ -> false, Duration.ZERO)).isFalse();
    }

    @Test
    void tenantsAreStrangers() {
        site("s1", "Acme");
        var stranger = all.of(TenantScope.ofAccount("t2"));

        assertThat(stranger.sites(SiteQuery.ALL)).isEmpty();
        assertThat(stranger.findSite("s1")).isEmpty();
    }

    @Test
    void fiftyThousandSitesAreListedInOrder() {
        for (int i = 0; i < 50_000; i++) {
            site("s" + i, "Site %05d".formatted((i * 7919) % 50_000));
        }

        assertThat(view.sites(SiteQuery.ALL))
                .hasSize(50_000)
                .isSortedAccordingTo((a, b) -> a.name().compareTo(b.name()));
        feed.link(T + "|s17", Recorded.link(T, "s17", 1, "c1", null));
        assertThat(view.siteCounts()).isEqualTo(Map.of(SiteState.UNLINKED, 49_999, SiteState.LINKING, 1));
        assertThat(names(query("site 4999", Set.of(), SiteQuery.Sort.NAME, false)))
                .hasSize(10);
    }

    private static void meet(CyclicBarrier both) {
        try {
            both.await(20, TimeUnit.SECONDS);
        } catch (InterruptedException | BrokenBarrierException | TimeoutException e) {
            throw new IllegalStateException(e);
        }
    }

    private void site(String uid, String name) {
        feed.site(T + "|" + uid, Recorded.site(T, uid, name));
    }

    private void company(String id, String name) {
        feed.company(T + "|" + id, Recorded.company(T, id, name));
    }

    private void event(String id, DiscrepancyState state, String siteUid) {
        feed.event(T + "|" + id, Recorded.event(T, id, DiscrepancyType.SOURCE_DELETED, state, siteUid, Action.KEEP));
    }

    private List<String> available() {
        return view.companies()
                .filter(view::isAvailable)
                .map(dev.companion.console.domain.site.Company::id)
                .toList();
    }

    private List<String> names(SiteQuery query) {
        return view.sites(query).stream().map(SiteRow::name).toList();
    }

    private static SiteQuery query(String text, Set<SiteState> states, SiteQuery.Sort sort, boolean descending) {
        return new SiteQuery(text, states, sort, descending);
    }
}
