package dev.companion.console.domain.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.companion.console.domain.site.Site;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What makes a plan stale, each by a change of one fact; the sentence names it. */
class StalePlanTest {

    private static final Instant NOW = Instant.parse("2026-11-30T20:00:00Z");

    /** One site to match, one to create a company for, one to unlink, and one that is in no plan. */
    private static World before() {
        var world = new World();
        world.site("match", "Acme").company("c1", "Acme Ltd").match("match", "c1", 90);
        world.site("new", "Brightwater");
        world.site("linked", "Core").company("c2", "Core").link("linked", "c2", null);
        world.site("other", "Other").company("c3", "Zebra");
        return world;
    }

    static Stream<Arguments> changes() {
        return Stream.of(
                change(PlanAction.LINK_MATCHES, "match", "The site no longer exists", w -> w.withoutSite("match")),
                change(
                        PlanAction.LINK_MATCHES,
                        "match",
                        "The site is no longer Managed",
                        w -> w.site("match", "Acme", Site.Scope.ON_DEMAND)),
                change(
                        PlanAction.LINK_MATCHES,
                        "match",
                        "The site is now named “Acme North”.",
                        w -> w.site("match", "Acme North")),
                change(
                        PlanAction.LINK_MATCHES,
                        "match",
                        "The site was linked to Zebra in the meantime.",
                        w -> w.link("match", "c3", null)),
                change(
                        PlanAction.LINK_MATCHES,
                        "match",
                        "The company Acme Ltd no longer exists in GravityZone",
                        w -> w.withoutMatch("match").withoutCompany("c1")),
                change(
                        PlanAction.LINK_MATCHES,
                        "match",
                        "Acme Ltd is suspended in GravityZone",
                        w -> w.company("c1", "Acme Ltd", true)),
                change(
                        PlanAction.LINK_MATCHES,
                        "match",
                        "Acme Ltd is linked to Other.",
                        w -> w.link("other", "c1", null)),
                change(PlanAction.LINK_MATCHES, "match", "No company matches.", w -> w.withoutMatch("match")),
                change(
                        PlanAction.LINK_MATCHES,
                        "match",
                        "Zebra matches best now (95 %), not Acme Ltd.",
                        w -> w.match("match", "c3", 95)),
                change(
                        PlanAction.LINK_MATCHES,
                        "match",
                        "Acme Ltd is a 70 % match now; it was 90 %.",
                        w -> w.match("match", "c1", 70)),
                change(
                        PlanAction.LINK_MATCHES,
                        "match",
                        "The company Acme Ltd is now named “Acme Group”.",
                        w -> w.company("c1", "Acme Group").match("match", "c1", 90)),
                change(
                        PlanAction.LINK_MATCHES,
                        "match",
                        "A request about it is not decided yet.",
                        w -> w.undecided("match")),
                change(
                        PlanAction.CREATE_COMPANIES,
                        "new",
                        "The site is now named “Brightwater Two”.",
                        w -> w.site("new", "Brightwater Two")),
                change(
                        PlanAction.CREATE_COMPANIES,
                        "new",
                        "A company of this name exists.",
                        w -> w.company("c9", "Brightwater")),
                change(
                        PlanAction.CREATE_COMPANIES,
                        "new",
                        "A company with a similar name can be linked now: Brightwater Ltd.",
                        w -> w.company("c9", "Brightwater Ltd")),
                change(PlanAction.CREATE_COMPANIES, "new", "“Zebra” is a 75 % match.", w -> w.match("new", "c3", 75)),
                change(
                        PlanAction.CREATE_COMPANIES,
                        "new",
                        "The site was linked to Zebra in the meantime.",
                        w -> w.link("new", "c3", null)),
                change(
                        PlanAction.UNLINK,
                        "linked",
                        "The site was unlinked in the meantime.",
                        w -> w.withoutLink("linked")),
                change(PlanAction.UNLINK, "linked", "It is being unlinked.", w -> w.unlinking("linked", "c2")),
                change(
                        PlanAction.UNLINK,
                        "linked",
                        "The site is now linked to Zebra, not to Core.",
                        w -> w.link("linked", "c3", null)));
    }

    private static Arguments change(PlanAction action, String siteUid, String said, Consumer<World> change) {
        return Arguments.of(action, siteUid, said, change);
    }

    @ParameterizedTest
    @MethodSource("changes")
    void aPlanIsStaleAndSaysWhatChanged(PlanAction action, String siteUid, String said, Consumer<World> change) {
        var world = before();
        var plan = plan(action, world);
        assertThat(plan.compareWith(world)).isEmpty();
        var name = plan.changes().getFirst().siteName();

        change.accept(world);

        assertThat(plan.compareWith(world)).singleElement().satisfies(changed -> {
            assertThat(changed.siteUid()).isEqualTo(siteUid);
            assertThat(changed.siteName()).isEqualTo(name);
            assertThat(changed.what()).contains(said);
        });
    }

    @Test
    void whatIsInNoChangeOfThePlanDoesNotMatter() {
        var world = before();
        var plan = plan(PlanAction.LINK_MATCHES, world);

        world.site("other", "Renamed")
                .site("new", "Renamed too")
                .withoutLink("linked")
                .site("added", "Added");

        assertThat(plan.compareWith(world)).isEmpty();
        var without = plan.choosing(Set.of("match"), Set.of(), null);
        assertThat(without.compareWith(world.withoutSite("match"))).isEmpty();
    }

    @Test
    void aSimilarCompanyThatThePersonSawAndThatIsGoneDoesNotMatter() {
        var world = before().company("c9", "Brightwater Ltd");
        var plan = plan(PlanAction.CREATE_COMPANIES, world).choosing(Set.of(), Set.of("new"), null);
        assertThat(plan.changes()).extracting(PlannedSite::siteUid).containsExactly("new");

        assertThat(plan.compareWith(world.withoutCompany("c9"))).isEmpty();
    }

    private static Plan plan(PlanAction action, World world) {
        var siteUids = List.of("match", "new", "linked");
        var of =
                switch (action) {
                    case LINK_MATCHES -> "match";
                    case CREATE_COMPANIES -> "new";
                    case UNLINK -> "linked";
                };
        assertThat(siteUids).contains(of);
        return Plan.of("p", action, false, PlanSelection.of(Set.of(of)), List.of(of), world, "6P8R", NOW);
    }
}
