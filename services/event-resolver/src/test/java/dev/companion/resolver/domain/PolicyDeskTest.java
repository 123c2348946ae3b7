package dev.companion.resolver.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.companion.resolver.domain.DiscrepancyTransitions.State;
import dev.companion.resolver.domain.Order.ChangeCompany;
import dev.companion.resolver.domain.Order.DropLink;
import dev.companion.resolver.domain.Order.RetryLink;
import dev.companion.resolver.domain.Ruling.Accepted;
import dev.companion.resolver.domain.TenantFacts.Health;
import dev.companion.resolver.domain.TenantFacts.Hold;
import dev.companion.resolver.domain.TenantFacts.Vendor;
import dev.companion.resolver.domain.TenantView.Policy;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PolicyDeskTest {

    /** What each situation comes to where the policies of all types say that a rule may act; all others to nothing. */
    private static final Map<Situation, Order> ACTS = Map.of(
            Situation.DELETED, new RetryLink(World.SITE, null, "Acme Oslo"),
            Situation.UNREACHABLE, new RetryLink(World.SITE, null, "Acme Oslo"),
            Situation.SITE_DELETED, new DropLink(World.SITE),
            Situation.SITE_DELETED_WITHOUT_COMPANY, new DropLink(World.SITE),
            Situation.RENAMED,
                    new ChangeCompany(
                            World.SITE, CompanyChange.RENAME, World.ACME, "Acme Oslo", null, null, "Acme Bergen"),
            Situation.ON_DEMAND, new DropLink(World.SITE));

    @ParameterizedTest
    @EnumSource
    void actsByItsOneActionWhereTheTypeHasOne(Situation situation) {
        var world = actingOnEverything(situation);

        assertThat(acted(world, situation.type()).map(Accepted::order))
                .isEqualTo(Optional.ofNullable(ACTS.get(situation)));
    }

    @ParameterizedTest
    @EnumSource
    void neverDeletesSuspendsActivatesOrMovesACompany(Situation situation) {
        var order = acted(actingOnEverything(situation), situation.type())
                .map(Accepted::order)
                .orElse(null);

        assertThat(order instanceof ChangeCompany change ? change.change() : CompanyChange.RENAME)
                .isEqualTo(CompanyChange.RENAME);
    }

    @Test
    void noTypeHasAnActionThatTakesSomethingAway() {
        assertThat(Arrays.stream(DiscrepancyType.values())
                        .flatMap(type -> type.automatic().stream())
                        .collect(Collectors.toSet()))
                .isEqualTo(Set.of(Action.RECREATE, Action.ASSOCIATE, Action.KEEP, Action.RENAME, Action.UNLINK));
    }

    @ParameterizedTest
    @EnumSource(
            value = CompanyChange.class,
            names = {"RENAME"},
            mode = EnumSource.Mode.EXCLUDE)
    void evenAnOrderThatCameAboutSomehowIsNotLawful(CompanyChange change) {
        var world = Situation.ON_DEMAND.opened();
        var ruling = new Accepted(
                world.standing(DiscrepancyType.SITE_OUT_OF_SCOPE),
                ChangeCompany.of(World.SITE, change, World.ACME, "Acme Oslo"),
                new AuditNote("settle event", "d-1", "", "", null));

        assertThat(PolicyDesk.lawful(ruling)).isEmpty();
    }

    @Test
    void levelsThatATypeCannotHaveAreSuggestions() {
        var all = actingOnEverything(Situation.ON_DEMAND).tenant();
        var acting = EnumSet.of(
                DiscrepancyType.ASSOCIATION_MISSING,
                DiscrepancyType.PACKAGE_MISSING,
                DiscrepancyType.PACKAGE_LINK_CHANGED,
                DiscrepancyType.SITE_RENAMED,
                DiscrepancyType.SITE_OUT_OF_SCOPE,
                DiscrepancyType.SOURCE_DELETED,
                DiscrepancyType.DESTINATION_DELETED);

        for (var type : DiscrepancyType.values()) {
            assertThat(all.level(type)).as(type.name()).isEqualTo(acting.contains(type) ? Level.ACT : Level.SUGGEST);
        }
    }

    @Test
    void onlyHealingActsByDefaultAndNotEvenThatWhereItIsTurnedOff() {
        var byDefault = World.ready().tenant();
        var observing = World.ready().observing().tenant();

        for (var type : DiscrepancyType.values()) {
            assertThat(byDefault.level(type)).isEqualTo(type.healed() ? Level.ACT : Level.SUGGEST);
            assertThat(observing.level(type)).isEqualTo(Level.SUGGEST);
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Level.class,
            names = {"OBSERVE", "SUGGEST"})
    void doesNothingBelowAct(Level level) {
        var world = Situation.ON_DEMAND.world().policy(DiscrepancyType.SITE_OUT_OF_SCOPE, level);
        world.look();

        assertThat(acted(world, DiscrepancyType.SITE_OUT_OF_SCOPE)).isEmpty();
    }

    @Test
    void doesNothingWhileAllWorkIsPausedAndActsAfterwards() {
        var world = actingOnEverything(Situation.ON_DEMAND).paused(true);

        assertThat(acted(world, DiscrepancyType.SITE_OUT_OF_SCOPE)).isEmpty();
        assertThat(acted(world.paused(false), DiscrepancyType.SITE_OUT_OF_SCOPE))
                .isPresent();
    }

    @Test
    void actsInItsOwnName() {
        var world = actingOnEverything(Situation.ON_DEMAND);

        var accepted = acted(world, DiscrepancyType.SITE_OUT_OF_SCOPE).orElseThrow();

        assertThat(accepted.after().attempt().by()).isEqualTo("policy");
        assertThat(accepted.after().attempt().orderId()).startsWith("policy-");
        assertThat(accepted.after().state()).isEqualTo(State.RESOLVING);
    }

    @Test
    void actsOnceOnTheSameFactsAndAPersonIsAskedWhereThatDidNotHelp() {
        var world = actingOnEverything(Situation.RENAMED);
        var accepted = acted(world, DiscrepancyType.SITE_RENAMED).orElseThrow();
        world.keep(accepted.after());
        assertThat(acted(world, DiscrepancyType.SITE_RENAMED)).as("under way").isEmpty();

        world.keep(accepted.after().orderFailed(accepted.after().attempt().orderId(), "GravityZone refused it."));
        world.look();

        assertThat(world.standing(DiscrepancyType.SITE_RENAMED).state()).isEqualTo(State.OPEN);
        assertThat(acted(world, DiscrepancyType.SITE_RENAMED)).isEmpty();
        world.site("Acme Tromsø").look();
        assertThat(acted(world, DiscrepancyType.SITE_RENAMED)).as("other facts").isPresent();
    }

    @Test
    void repeatsItsOrderUnderTheSameId() {
        var world = actingOnEverything(Situation.ON_DEMAND);

        assertThat(acted(world, DiscrepancyType.SITE_OUT_OF_SCOPE))
                .isEqualTo(acted(world, DiscrepancyType.SITE_OUT_OF_SCOPE));
    }

    @Test
    void leavesWhatAPersonPutToRest() {
        var world = actingOnEverything(Situation.ON_DEMAND);
        world.keep(world.standing(DiscrepancyType.SITE_OUT_OF_SCOPE)
                .rested(new Discrepancy.Rest(null, null), "ab12", world.now())
                .orElseThrow());

        assertThat(acted(world, DiscrepancyType.SITE_OUT_OF_SCOPE)).isEmpty();
    }

    @Test
    void neverActsOnWhatConcernsTheWholeTenant() {
        var acting = new TenantView(World.TENANT, "", World.ROOT, false, false, all(Level.ACT), List.of());
        var world = new TenantWorld()
                .tenant(acting)
                .health("poller", Vendor.GRAVITYZONE, Health.State.CREDENTIALS_REJECTED)
                .health("poller", Vendor.DATTO_RMM, Health.State.THROTTLED)
                .hold(new Hold("SITES", "set-1", 40, 50, List.of(), World.START))
                .after(Duration.ofHours(1));

        assertThat(world.look())
                .hasSize(3)
                .allSatisfy(each -> assertThat(PolicyDesk.decide(world.caseOf(each), acting, world.now()))
                        .isEmpty());
    }

    private static World actingOnEverything(Situation situation) {
        var world = situation.world();
        var before = world.tenant();
        world.tenant(new TenantView(
                World.TENANT, before.name(), World.ROOT, before.observing(), false, all(Level.ACT), List.of()));
        world.look();
        return world;
    }

    private static List<Policy> all(Level level) {
        return Arrays.stream(DiscrepancyType.values())
                .map(type -> new Policy(type, level))
                .toList();
    }

    private static Optional<Accepted> acted(World world, DiscrepancyType type) {
        return PolicyDesk.decide(world.caseOf(type), world.tenant(), world.now());
    }
}
