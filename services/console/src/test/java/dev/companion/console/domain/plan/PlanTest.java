package dev.companion.console.domain.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.companion.console.domain.plan.PlannedSite.Group;
import dev.companion.console.domain.site.LinkChecks;
import dev.companion.console.domain.site.LinkRequest;
import dev.companion.console.domain.site.Site;
import dev.companion.console.domain.site.SiteQuery;
import dev.companion.console.domain.site.SiteRow;
import dev.companion.console.domain.site.SiteState;
import dev.companion.console.domain.site.Suggestion;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PlanTest {

    private static final Instant NOW = Instant.parse("2026-11-30T20:00:00Z");

    private final World world = new World();

    private Plan plan(PlanAction action, String... siteUids) {
        return Plan.of(
                "p", action, false, PlanSelection.of(Set.of(siteUids)), Arrays.asList(siteUids), world, "6P8R", NOW);
    }

    private static List<String> uids(Plan plan, Group group) {
        return plan.sites().stream()
                .filter(site -> site.group() == group)
                .map(PlannedSite::siteUid)
                .toList();
    }

    private static String reason(Plan plan, String siteUid) {
        return plan.sites().stream()
                .filter(site -> site.siteUid().equals(siteUid))
                .findFirst()
                .orElseThrow()
                .reason();
    }

    @Test
    void nearMatchesComeFirstSoThatAPersonLooksAtThem() {
        world.site("s1", "Acme").company("c1", "Acme").match("s1", "c1", 80);
        world.site("s2", "Bolt").company("c2", "Bolt and Sons").match("s2", "c2", 79);

        var plan = plan(PlanAction.LINK_MATCHES, "s1", "s2");

        assertThat(plan.sites()).extracting(PlannedSite::siteUid).containsExactly("s2", "s1");
        assertThat(uids(plan, Group.LOOK)).containsExactly("s2");
        assertThat(uids(plan, Group.LINK)).containsExactly("s1");
        assertThat(reason(plan, "s2")).isEqualTo("79 % match: The names are similar.");
        assertThat(plan.links())
                .containsExactlyInAnyOrder(new LinkRequest("s1", "c1", null), new LinkRequest("s2", "c2", null));
    }

    @Test
    void whatCannotBeMatchedIsLeftOutAndSaysWhy() {
        world.site("free", "Free")
                .site("disputed", "Disputed")
                .site("linked", "Linked")
                .site("twice", "Twice");
        world.company("c1", "C1").company("c2", "C2").company("suspended", "Suspended", true);
        world.match("disputed", "c1", 90, Suggestion.State.DISPUTED).link("linked", "c1", null);
        world.site("first", "First").match("first", "c2", 90).match("twice", "c2", 90);
        world.site("asleep", "Asleep").match("asleep", "suspended", 100);
        world.site("waiting", "Waiting").undecided("waiting");

        var plan = plan(
                PlanAction.LINK_MATCHES, "free", "disputed", "linked", "first", "twice", "asleep", "waiting", "gone");

        assertThat(uids(plan, Group.LINK)).containsExactly("first");
        assertThat(reason(plan, "free")).isEqualTo("No company matches.");
        assertThat(reason(plan, "disputed")).startsWith("Several companies match equally well.");
        assertThat(reason(plan, "linked")).isEqualTo("It is linked already.");
        assertThat(reason(plan, "twice")).startsWith("The same company is chosen for First");
        assertThat(reason(plan, "asleep")).startsWith("Suspended is suspended in GravityZone.");
        assertThat(reason(plan, "waiting")).isEqualTo("A request about it is not decided yet.");
        assertThat(reason(plan, "gone")).startsWith("The site does not exist");
    }

    @Test
    void aNewCompanyBesideASimilarOneIsNotMadeUntilAPersonSaysSo() {
        world.site("s1", "Chester Road Motors")
                .company("c1", "Chester Road Motors Ltd")
                .site("s2", "Bolt");

        var plan = plan(PlanAction.CREATE_COMPANIES, "s1", "s2");

        assertThat(uids(plan, Group.LOOK)).containsExactly("s1");
        assertThat(reason(plan, "s1")).isEqualTo("“Chester Road Motors Ltd” is similar (95 %) and can be linked.");
        assertThat(plan.changes()).extracting(PlannedSite::siteUid).containsExactly("s2");
        var confirmed = plan.choosing(Set.of(), Set.of("s1"), null);
        assertThat(confirmed.changes()).extracting(PlannedSite::siteUid).containsExactly("s1", "s2");
        assertThat(confirmed.links().getFirst().besides()).containsExactly("c1");
        assertThat(confirmed.revision()).isEqualTo(plan.revision() + 1);
    }

    @Test
    void noSecondCompanyOfTheSameNameIsPlanned() {
        world.site("s1", "Acme").company("c1", "Acme").site("s2", "Bolt").site("s3", "bolt");

        var plan = plan(PlanAction.CREATE_COMPANIES, "s1", "s2", "s3");

        assertThat(uids(plan, Group.CREATE)).containsExactly("s2");
        assertThat(reason(plan, "s1")).startsWith("A company of this name exists.");
        assertThat(reason(plan, "s3")).startsWith("Bolt gets the same company name");
    }

    @Test
    void onlyLinkedSitesAreUnlinked() {
        world.site("s1", "Acme")
                .company("c1", "Acme Ltd")
                .link("s1", "c1", null)
                .site("s2", "Bolt");
        world.site("s3", "Core").company("c3", "Core").unlinking("s3", "c3");

        var plan = plan(PlanAction.UNLINK, "s1", "s2", "s3");

        assertThat(uids(plan, Group.REMOVE)).containsExactly("s1");
        assertThat(plan.sites().getFirst().companyName()).isEqualTo("Acme Ltd");
        assertThat(reason(plan, "s2")).isEqualTo("It is not linked.");
        assertThat(reason(plan, "s3")).isEqualTo("It is being unlinked.");
        assertThat(plan.removals()).containsExactly("s1");
    }

    @Test
    void whatIsTakenOutIsNotDone() {
        world.site("s1", "Acme").site("s2", "Bolt");
        var plan = plan(PlanAction.CREATE_COMPANIES, "s1", "s2");

        var without = plan.choosing(Set.of("s1", "unknown"), Set.of(), null);

        assertThat(without.links()).extracting(LinkRequest::siteUid).containsExactly("s2");
        assertThat(without.takenOut()).containsExactly("s1");
        assertThat(without.choosing(Set.of(), Set.of("s1"), null).links()).hasSize(2);
    }

    @Test
    void aPlanExpiresButAnAppliedOneStaysApplied() {
        world.site("s1", "Acme");
        var plan = plan(PlanAction.CREATE_COMPANIES, "s1");

        assertThat(plan.stateAt(NOW.plus(Duration.ofHours(24)).minusMillis(1))).isEqualTo(PlanState.OPEN);
        assertThat(plan.stateAt(NOW.plus(Duration.ofHours(24)))).isEqualTo(PlanState.EXPIRED);
        assertThat(plan.ended(PlanState.APPLIED, "6P8R", NOW).stateAt(NOW.plus(Duration.ofDays(2))))
                .isEqualTo(PlanState.APPLIED);
    }

    @Test
    void aPlanChangesAtMostTwoThousandSitesAndNamesTheOthers() {
        var siteUids = IntStream.range(0, 5_000).mapToObj("s%04d"::formatted).toList();
        siteUids.forEach(uid -> world.site(uid, "Customer " + uid));

        var plan = plan(PlanAction.CREATE_COMPANIES, siteUids.toArray(String[]::new));

        assertThat(plan.sites()).hasSize(5_000);
        assertThat(plan.changes())
                .hasSize(2_000)
                .extracting(PlannedSite::siteUid)
                .isSorted();
        assertThat(uids(plan, Group.LEFT_OUT)).hasSize(3_000);
        assertThat(reason(plan, "s2000")).startsWith("One plan changes at most 2,000 sites.");
    }

    @Test
    void aSelectionIsSomeSitesOrAllThatMatchButSome() {
        world.site("s1", "Acme").site("s2", "Acme North").site("s3", "Bolt").site("s4", "Lab", Site.Scope.ON_DEMAND);
        var matching = new PlanSelection(true, "acme", Set.of(SiteState.UNLINKED), Set.of("s1"));
        var named = PlanSelection.of(Set.of("s3", "s1", "gone"));

        assertThat(matching.among(world.rows(matching.query()))).containsExactly("s2");
        assertThat(named.among(world.rows(named.query()))).containsExactly("s1", "s3", "gone");
        var every = new PlanSelection(true, "", Set.of(), Set.of());
        assertThat(every.among(world.rows(every.query()))).containsExactly("s1", "s2", "s3");
    }

    /** Whatever the world is: every site is in a plan once, and what a plan does passes the checks of links. */
    @ParameterizedTest
    @EnumSource(PlanAction.class)
    void everySiteIsPlannedOnceAndAPlanCanBeAppliedAsItIsShown(PlanAction action) {
        for (var seed = 0; seed < 300; seed++) {
            var random = new Random(seed);
            var any = anyWorld(random);
            var siteUids =
                    any.rows(SiteQuery.ALL).stream().map(SiteRow::siteUid).toList();

            var plan = Plan.of("p", action, false, PlanSelection.of(Set.copyOf(siteUids)), siteUids, any, "6P8R", NOW);
            var everything = plan.choosing(
                    Set.of(),
                    Set.copyOf(plan.sites().stream().map(PlannedSite::siteUid).toList()),
                    null);

            assertThat(plan.sites())
                    .as("seed %d", seed)
                    .extracting(PlannedSite::siteUid)
                    .containsExactlyInAnyOrderElementsOf(siteUids);
            assertThat(plan.sites())
                    .as("seed %d", seed)
                    .isSortedAccordingTo((a, b) -> a.group().compareTo(b.group()));
            for (var chosen : List.of(plan, everything)) {
                assertThat(chosen.compareWith(any)).as("seed %d", seed).isEmpty();
                var refusals = action == PlanAction.UNLINK
                        ? new LinkChecks(any).ofUnlinking(chosen.removals(), false)
                        : new LinkChecks(any).ofLinking(chosen.links());
                assertThat(refusals).as("seed %d", seed).isEmpty();
            }
        }
    }

    private static World anyWorld(Random random) {
        var any = new World();
        var words = List.of("Acme", "Acme Ltd", "Bolt", "Bolt GmbH", "Core", "Core North", "Dune", "Dune Inc");
        for (var index = 0; index < 6; index++) {
            any.company("c" + index, words.get(random.nextInt(words.size())) + (index % 2 == 0 ? "" : " " + index));
        }
        for (var index = 0; index < 8; index++) {
            var uid = "s" + index;
            any.site(uid, words.get(random.nextInt(words.size())));
            var company = "c" + random.nextInt(6);
            switch (random.nextInt(5)) {
                case 0 -> any.match(uid, company, 55 + random.nextInt(46));
                case 1 -> any.match(uid, company, 90, Suggestion.State.DISPUTED);
                case 2 -> {
                    if (any.siteLinkedTo(company) == null) {
                        any.link(uid, company, null);
                    }
                }
                case 3 -> any.undecided(uid);
                default -> {}
            }
        }
        return any;
    }
}
