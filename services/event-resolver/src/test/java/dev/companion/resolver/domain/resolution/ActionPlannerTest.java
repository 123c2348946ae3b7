package dev.companion.resolver.domain.resolution;

import static dev.companion.resolver.domain.World.ACME;
import static dev.companion.resolver.domain.World.SITE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.companion.resolver.domain.Situation;
import dev.companion.resolver.domain.TenantWorld;
import dev.companion.resolver.domain.World;
import dev.companion.resolver.domain.discrepancy.DiscrepancyTransitions.State;
import dev.companion.resolver.domain.facts.TenantHealth.DeletionHold;
import dev.companion.resolver.domain.facts.TenantHealth.Vendor;
import dev.companion.resolver.domain.facts.TenantHealth.VendorHealth;
import dev.companion.resolver.domain.resolution.MapperCommand.ChangeCompany;
import dev.companion.resolver.domain.resolution.MapperCommand.DecideDeletions;
import dev.companion.resolver.domain.resolution.MapperCommand.DeleteLink;
import dev.companion.resolver.domain.resolution.MapperCommand.NoteSiteName;
import dev.companion.resolver.domain.resolution.MapperCommand.RetryLink;
import dev.companion.resolver.domain.resolution.MapperCommand.SweepNow;
import dev.companion.resolver.domain.resolution.ResolutionResult.Accepted;
import dev.companion.resolver.domain.rules.Choice;
import dev.companion.vocabulary.CompanyAction;
import dev.companion.vocabulary.DiscrepancyType;
import dev.companion.vocabulary.ObservedKind;
import dev.companion.vocabulary.ResolutionAction;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What each offered action leads to. */
class ActionPlannerTest {

    public static Stream<Arguments> commands() {
        var asWanted = new RetryLink(SITE, null, "Acme Oslo");
        return Stream.of(
                arguments(
                        Situation.NAME_TAKEN, named(ResolutionAction.CREATE, "Acme (Oslo)"), createdAs("Acme (Oslo)")),
                arguments(Situation.NAME_TAKEN, request(ResolutionAction.RETRY), createdAs("Acme")),
                arguments(
                        Situation.MOVED_INSIDE,
                        request(ResolutionAction.MOVE),
                        changed(CompanyAction.MOVE, World.ROOT, null)),
                arguments(Situation.MOVED_INSIDE, request(ResolutionAction.KEEP), null),
                arguments(Situation.MOVED_AWAY, named(ResolutionAction.RECREATE, "Acme New"), createdAs("Acme New")),
                arguments(Situation.MOVED_AWAY, request(ResolutionAction.UNLINK), new DeleteLink(SITE)),
                arguments(Situation.DELETED, request(ResolutionAction.RECREATE), createdAs("Acme Oslo")),
                arguments(Situation.DELETED, named(ResolutionAction.RECREATE, "Acme New"), createdAs("Acme New")),
                arguments(Situation.DELETED, request(ResolutionAction.UNLINK), new DeleteLink(SITE)),
                arguments(Situation.UNREACHABLE, request(ResolutionAction.RECREATE), createdAs("Acme Oslo")),
                arguments(Situation.UNREACHABLE, request(ResolutionAction.UNLINK), new DeleteLink(SITE)),
                arguments(
                        Situation.SUSPENDED,
                        request(ResolutionAction.ACTIVATE),
                        changed(CompanyAction.ACTIVATE, null, null)),
                arguments(Situation.SUSPENDED, request(ResolutionAction.UNLINK), new DeleteLink(SITE)),
                arguments(Situation.SUSPENDED, request(ResolutionAction.KEEP), null),
                arguments(Situation.NAME_EXISTS, request(ResolutionAction.ASSOCIATE), new RetryLink(SITE, "c-9", null)),
                arguments(Situation.NAME_EXISTS, named(ResolutionAction.CREATE, "Acme 2"), createdAs("Acme 2")),
                arguments(
                        Situation.NAME_EXISTS_AND_IS_LINKED,
                        named(ResolutionAction.CREATE, "Acme 2"),
                        createdAs("Acme 2")),
                arguments(Situation.SITE_DELETED, request(ResolutionAction.KEEP), new DeleteLink(SITE)),
                arguments(
                        Situation.SITE_DELETED,
                        request(ResolutionAction.DELETE, "Acme Oslo", 12L),
                        new ChangeCompany(SITE, CompanyAction.DELETE, ACME, "Acme Oslo", null, 12L, null)),
                arguments(Situation.SITE_DELETED_WITHOUT_COMPANY, request(ResolutionAction.KEEP), new DeleteLink(SITE)),
                arguments(
                        Situation.RENAMED,
                        request(ResolutionAction.RENAME),
                        changed(CompanyAction.RENAME, null, "Acme Bergen")),
                arguments(
                        Situation.RENAMED,
                        named(ResolutionAction.RENAME, "Acme AS"),
                        changed(CompanyAction.RENAME, null, "Acme AS")),
                arguments(Situation.RENAMED, request(ResolutionAction.KEEP), new NoteSiteName(SITE, null)),
                arguments(Situation.RENAMED, request(ResolutionAction.ALIAS), new NoteSiteName(SITE, "Acme Oslo")),
                arguments(Situation.RENAMED_LIKE_ANOTHER, request(ResolutionAction.KEEP), new NoteSiteName(SITE, null)),
                arguments(
                        Situation.RENAMED_LIKE_ANOTHER,
                        request(ResolutionAction.ALIAS),
                        new NoteSiteName(SITE, "Acme Oslo")),
                arguments(Situation.ON_DEMAND, request(ResolutionAction.UNLINK), new DeleteLink(SITE)),
                arguments(Situation.ON_DEMAND, request(ResolutionAction.KEEP), null),
                arguments(Situation.VARIABLE_GONE, request(ResolutionAction.ASSOCIATE), asWanted),
                arguments(Situation.PACKAGE_LINK_CHANGED, request(ResolutionAction.ASSOCIATE), asWanted),
                arguments(Situation.PACKAGE_GONE, request(ResolutionAction.ASSOCIATE), asWanted),
                arguments(Situation.PACKAGE_CHANGED, request(ResolutionAction.ASSOCIATE), asWanted),
                arguments(Situation.PACKAGE_RENAMED, request(ResolutionAction.KEEP), null),
                arguments(Situation.COMPANY_OUTCOME_UNKNOWN, request(ResolutionAction.RETRY), createdAs("Acme")),
                arguments(
                        Situation.COMPANY_OUTCOME_UNKNOWN,
                        request(ResolutionAction.ASSOCIATE),
                        new RetryLink(SITE, "c-9", null)),
                arguments(
                        Situation.COMPANY_OUTCOME_UNKNOWN,
                        named(ResolutionAction.CREATE, "Acme 2"),
                        createdAs("Acme 2")),
                arguments(Situation.PACKAGE_OUTCOME_UNKNOWN, request(ResolutionAction.RETRY), asWanted));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("commands")
    void eachActionBecomesItsCommand(Situation situation, ResolutionRequest request, MapperCommand command) {
        var world = situation.opened();

        var accepted = (Accepted) decide(world, situation.type(), request);

        assertThat(accepted.command()).isEqualTo(command);
        assertThat(accepted.after().state()).isEqualTo(command == null ? State.CLOSED : State.RESOLVING);
        assertThat(accepted.after().attempt()).satisfies(attempt -> {
            assertThat(attempt.action()).isEqualTo(request.action());
            assertThat(attempt.by()).isEqualTo("ab12");
            assertThat(attempt.commandId()).isEqualTo(command == null ? null : "r-1.order-1");
        });
        assertThat(accepted.note().action()).isEqualTo("resolve event");
    }

    @ParameterizedTest
    @EnumSource
    void everyActionThatIsOfferedIsInTheTable(Situation situation) {
        assertThat(commands()
                        .filter(row -> row.get()[0] == situation)
                        .map(row -> ((ResolutionRequest) row.get()[1]).action()))
                .containsAll(situation.world().finding(situation.type()).choices().stream()
                        .map(Choice::action)
                        .filter(action -> action != ResolutionAction.IGNORE)
                        .toList());
    }

    @Test
    void eachActionOfATenantBecomesItsCommand() {
        var world = new TenantWorld()
                .health("poller", Vendor.GRAVITYZONE, VendorHealth.State.CREDENTIALS_REJECTED)
                .after(Duration.ofMinutes(1));
        world.look();
        assertThat(command(ResolutionHandler.decide(
                        request(ResolutionAction.RETRY), Optional.of(world.caseOf(world.only())), world.now())))
                .isEqualTo(new SweepNow());

        var held =
                new TenantWorld().hold(new DeletionHold(ObservedKind.SITES, "set-1", 40, 50, List.of(), World.START));
        held.look();
        assertThat(command(ResolutionHandler.decide(
                        request(ResolutionAction.APPROVE), Optional.of(held.caseOf(held.only())), held.now())))
                .isEqualTo(new DecideDeletions(ObservedKind.SITES, "set-1", true));
        assertThat(command(ResolutionHandler.decide(
                        request(ResolutionAction.REJECT), Optional.of(held.caseOf(held.only())), held.now())))
                .isEqualTo(new DecideDeletions(ObservedKind.SITES, "set-1", false));
    }

    @Test
    void everyActionIsOfferedSomewhere() {
        var offered = Arrays.stream(Situation.values())
                .flatMap(situation -> situation.world().finding(situation.type()).choices().stream())
                .map(Choice::action);

        assertThat(offered)
                .contains(
                        ResolutionAction.CREATE,
                        ResolutionAction.MOVE,
                        ResolutionAction.RECREATE,
                        ResolutionAction.ASSOCIATE,
                        ResolutionAction.DELETE,
                        ResolutionAction.KEEP,
                        ResolutionAction.IGNORE,
                        ResolutionAction.RETRY,
                        ResolutionAction.UNLINK,
                        ResolutionAction.RENAME,
                        ResolutionAction.ALIAS,
                        ResolutionAction.ACTIVATE);
    }

    private static ResolutionResult decide(World world, DiscrepancyType type, ResolutionRequest request) {
        return ResolutionHandler.decide(request, Optional.of(world.caseOf(type)), world.now());
    }

    private static MapperCommand command(ResolutionResult result) {
        return ((Accepted) result).command();
    }

    private static RetryLink createdAs(String name) {
        return new RetryLink(SITE, null, name);
    }

    private static ChangeCompany changed(CompanyAction change, String parentId, String newName) {
        return new ChangeCompany(SITE, change, ACME, "Acme Oslo", parentId, null, newName);
    }

    private static ResolutionRequest request(ResolutionAction action) {
        return request(action, null, null);
    }

    private static ResolutionRequest named(ResolutionAction action, String name) {
        return request(action, name, null);
    }

    private static ResolutionRequest request(ResolutionAction action, String name, Long endpoints) {
        return new ResolutionRequest("ab12", "r-1.order-1", action, name, null, null, null, endpoints, null, false);
    }
}
