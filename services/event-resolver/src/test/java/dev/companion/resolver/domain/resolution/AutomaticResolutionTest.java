package dev.companion.resolver.domain.resolution;

import static org.assertj.core.api.Assertions.assertThat;

import dev.companion.resolver.domain.Situation;
import dev.companion.resolver.domain.TenantWorld;
import dev.companion.resolver.domain.World;
import dev.companion.resolver.domain.discrepancy.DiscrepancyTransitions.State;
import dev.companion.resolver.domain.discrepancy.Handling.Snooze;
import dev.companion.resolver.domain.facts.TenantHealth.DeletionHold;
import dev.companion.resolver.domain.facts.TenantHealth.Vendor;
import dev.companion.resolver.domain.facts.TenantHealth.VendorHealth;
import dev.companion.resolver.domain.facts.TenantSettings;
import dev.companion.resolver.domain.facts.TenantSettings.Policy;
import dev.companion.resolver.domain.resolution.MapperCommand.ChangeCompany;
import dev.companion.resolver.domain.resolution.MapperCommand.DeleteLink;
import dev.companion.resolver.domain.resolution.MapperCommand.RetryLink;
import dev.companion.resolver.domain.resolution.ResolutionResult.Accepted;
import dev.companion.vocabulary.CompanyAction;
import dev.companion.vocabulary.DiscrepancyType;
import dev.companion.vocabulary.ObservedKind;
import dev.companion.vocabulary.PolicyLevel;
import dev.companion.vocabulary.ResolutionAction;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AutomaticResolutionTest {

    /** The command of each situation if the policies of all types are at ACT; the others have none. */
    private static final Map<Situation, MapperCommand> ACTS = Map.of(
            Situation.DELETED, new RetryLink(World.SITE, null, "Acme Oslo"),
            Situation.SITE_DELETED, new DeleteLink(World.SITE),
            Situation.SITE_DELETED_WITHOUT_COMPANY, new DeleteLink(World.SITE),
            Situation.RENAMED,
                    new ChangeCompany(
                            World.SITE, CompanyAction.RENAME, World.ACME, "Acme Oslo", null, null, "Acme Bergen"),
            Situation.ON_DEMAND, new DeleteLink(World.SITE));

    @ParameterizedTest
    @EnumSource
    void takesTheOneActionOfTheTypeIfItHasOne(Situation situation) {
        var world = actingOnEverything(situation);

        assertThat(acted(world, situation.type()).map(Accepted::command))
                .isEqualTo(Optional.ofNullable(ACTS.get(situation)));
    }

    @ParameterizedTest
    @EnumSource
    void neverDeletesSuspendsActivatesOrMovesACompany(Situation situation) {
        var command = acted(actingOnEverything(situation), situation.type())
                .map(Accepted::command)
                .orElse(null);

        assertThat(command instanceof ChangeCompany change ? change.action() : CompanyAction.RENAME)
                .isEqualTo(CompanyAction.RENAME);
    }

    @Test
    void aCompanyThatMayStillExistIsNotRecreatedByAPolicy() {
        assertThat(acted(actingOnEverything(Situation.DELETED), Situation.DELETED.type()))
                .isPresent();
        assertThat(acted(actingOnEverything(Situation.UNREACHABLE), Situation.UNREACHABLE.type()))
                .as("it may only have been moved")
                .isEmpty();
    }

    @Test
    void noTypeHasAnActionThatTakesSomethingAway() {
        assertThat(DiscrepancyType.known().stream()
                        .flatMap(type -> type.automatic().stream())
                        .collect(Collectors.toSet()))
                .isEqualTo(Set.of(
                        ResolutionAction.RECREATE,
                        ResolutionAction.ASSOCIATE,
                        ResolutionAction.KEEP,
                        ResolutionAction.RENAME,
                        ResolutionAction.UNLINK));
    }

    @ParameterizedTest
    @EnumSource(
            value = CompanyAction.class,
            names = {"RENAME"},
            mode = EnumSource.Mode.EXCLUDE)
    void aPolicyMayNotCauseSuchACommand(CompanyAction change) {
        var world = Situation.ON_DEMAND.opened();
        var result = new Accepted(
                world.standing(DiscrepancyType.SITE_OUT_OF_SCOPE),
                new ChangeCompany(World.SITE, change, World.ACME, "Acme Oslo", null, null, null),
                new AuditNote("resolve event", "d-1", "", "", null));

        assertThat(AutomaticResolution.ifAllowed(result)).isEmpty();
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

        for (var type : DiscrepancyType.known()) {
            assertThat(all.level(type))
                    .as(type.name())
                    .isEqualTo(acting.contains(type) ? PolicyLevel.ACT : PolicyLevel.SUGGEST);
        }
    }

    @Test
    void onlyHealedTypesActByDefaultAndNotIfHealingIsOff() {
        var byDefault = World.ready().tenant();
        var observing = World.ready().withoutHealing().tenant();

        for (var type : DiscrepancyType.known()) {
            assertThat(byDefault.level(type)).isEqualTo(type.isHealed() ? PolicyLevel.ACT : PolicyLevel.SUGGEST);
            assertThat(observing.level(type)).isEqualTo(PolicyLevel.SUGGEST);
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = PolicyLevel.class,
            names = {"OBSERVE", "SUGGEST"})
    void doesNothingBelowAct(PolicyLevel level) {
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
        assertThat(accepted.after().attempt().commandId()).startsWith("policy-");
        assertThat(accepted.after().state()).isEqualTo(State.RESOLVING);
    }

    @Test
    void actsOnceOnTheSameFactsAndThenAPersonIsAsked() {
        var world = actingOnEverything(Situation.RENAMED);
        var accepted = acted(world, DiscrepancyType.SITE_RENAMED).orElseThrow();
        world.keep(accepted.after());
        assertThat(acted(world, DiscrepancyType.SITE_RENAMED)).as("in progress").isEmpty();

        world.keep(accepted.after().actionFailed(accepted.after().attempt().commandId(), "GravityZone refused it."));
        world.look();

        assertThat(world.standing(DiscrepancyType.SITE_RENAMED).state()).isEqualTo(State.OPEN);
        assertThat(acted(world, DiscrepancyType.SITE_RENAMED)).isEmpty();
        world.site("Acme Tromsø").look();
        assertThat(acted(world, DiscrepancyType.SITE_RENAMED)).as("other facts").isPresent();
    }

    @Test
    void repeatsItsCommandUnderTheSameId() {
        var world = actingOnEverything(Situation.ON_DEMAND);

        assertThat(acted(world, DiscrepancyType.SITE_OUT_OF_SCOPE))
                .isEqualTo(acted(world, DiscrepancyType.SITE_OUT_OF_SCOPE));
    }

    @Test
    void leavesWhatAPersonSnoozed() {
        var world = actingOnEverything(Situation.ON_DEMAND);
        world.keep(world.standing(DiscrepancyType.SITE_OUT_OF_SCOPE)
                .snoozed(new Snooze(null, null), "ab12", world.now())
                .orElseThrow());

        assertThat(acted(world, DiscrepancyType.SITE_OUT_OF_SCOPE)).isEmpty();
    }

    @Test
    void neverActsOnWhatConcernsTheWholeTenant() {
        var acting = new TenantSettings(World.TENANT, "", World.ROOT, true, false, all(PolicyLevel.ACT), List.of());
        var world = new TenantWorld()
                .tenant(acting)
                .health("poller", Vendor.GRAVITYZONE, VendorHealth.State.CREDENTIALS_REJECTED)
                .health("poller", Vendor.DATTO_RMM, VendorHealth.State.THROTTLED)
                .hold(new DeletionHold(ObservedKind.SITES, "set-1", 40, 50, List.of(), World.START))
                .after(Duration.ofHours(1));

        assertThat(world.look())
                .hasSize(3)
                .allSatisfy(each -> assertThat(AutomaticResolution.decide(world.caseOf(each), acting, world.now()))
                        .isEmpty());
    }

    private static World actingOnEverything(Situation situation) {
        var world = situation.world();
        var before = world.tenant();
        world.tenant(new TenantSettings(
                World.TENANT, before.name(), World.ROOT, before.healing(), false, all(PolicyLevel.ACT), List.of()));
        world.look();
        return world;
    }

    private static List<Policy> all(PolicyLevel level) {
        return DiscrepancyType.known().stream()
                .map(type -> new Policy(type, level))
                .toList();
    }

    private static Optional<Accepted> acted(World world, DiscrepancyType type) {
        return AutomaticResolution.decide(world.caseOf(type), world.tenant(), world.now());
    }
}
