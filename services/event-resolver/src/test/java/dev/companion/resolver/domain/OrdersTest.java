package dev.companion.resolver.domain;

import static dev.companion.resolver.domain.World.ACME;
import static dev.companion.resolver.domain.World.SITE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.companion.resolver.domain.DiscrepancyTransitions.State;
import dev.companion.resolver.domain.Order.ChangeCompany;
import dev.companion.resolver.domain.Order.DecideDeletions;
import dev.companion.resolver.domain.Order.DropLink;
import dev.companion.resolver.domain.Order.NoteSiteName;
import dev.companion.resolver.domain.Order.RetryLink;
import dev.companion.resolver.domain.Order.SweepNow;
import dev.companion.resolver.domain.Ruling.Accepted;
import dev.companion.resolver.domain.TenantFacts.Health;
import dev.companion.resolver.domain.TenantFacts.Hold;
import dev.companion.resolver.domain.TenantFacts.Vendor;
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

/** What each action that is offered comes to. */
class OrdersTest {

    static Stream<Arguments> orders() {
        var asWanted = new RetryLink(SITE, null, "Acme Oslo");
        return Stream.of(
                arguments(Situation.NAME_TAKEN, named(Action.CREATE, "Acme (Oslo)"), createdAs("Acme (Oslo)")),
                arguments(Situation.NAME_TAKEN, wish(Action.RETRY), createdAs("Acme")),
                arguments(Situation.MOVED_INSIDE, wish(Action.MOVE), changed(CompanyChange.MOVE, World.ROOT, null)),
                arguments(Situation.MOVED_INSIDE, wish(Action.KEEP), null),
                arguments(Situation.MOVED_AWAY, named(Action.RECREATE, "Acme New"), createdAs("Acme New")),
                arguments(Situation.MOVED_AWAY, wish(Action.UNLINK), new DropLink(SITE)),
                arguments(Situation.DELETED, wish(Action.RECREATE), createdAs("Acme Oslo")),
                arguments(Situation.DELETED, named(Action.RECREATE, "Acme New"), createdAs("Acme New")),
                arguments(Situation.DELETED, wish(Action.UNLINK), new DropLink(SITE)),
                arguments(Situation.UNREACHABLE, wish(Action.RECREATE), createdAs("Acme Oslo")),
                arguments(Situation.UNREACHABLE, wish(Action.UNLINK), new DropLink(SITE)),
                arguments(Situation.SUSPENDED, wish(Action.ACTIVATE), changed(CompanyChange.ACTIVATE, null, null)),
                arguments(Situation.SUSPENDED, wish(Action.UNLINK), new DropLink(SITE)),
                arguments(Situation.SUSPENDED, wish(Action.KEEP), null),
                arguments(Situation.NAME_EXISTS, wish(Action.ASSOCIATE), new RetryLink(SITE, "c-9", null)),
                arguments(Situation.NAME_EXISTS, named(Action.CREATE, "Acme 2"), createdAs("Acme 2")),
                arguments(Situation.NAME_EXISTS_AND_IS_LINKED, named(Action.CREATE, "Acme 2"), createdAs("Acme 2")),
                arguments(Situation.SITE_DELETED, wish(Action.KEEP), new DropLink(SITE)),
                arguments(
                        Situation.SITE_DELETED,
                        wish(Action.DELETE, "Acme Oslo", 12L),
                        new ChangeCompany(SITE, CompanyChange.DELETE, ACME, "Acme Oslo", null, 12L, null)),
                arguments(Situation.SITE_DELETED_WITHOUT_COMPANY, wish(Action.KEEP), new DropLink(SITE)),
                arguments(Situation.RENAMED, wish(Action.RENAME), changed(CompanyChange.RENAME, null, "Acme Bergen")),
                arguments(
                        Situation.RENAMED,
                        named(Action.RENAME, "Acme AS"),
                        changed(CompanyChange.RENAME, null, "Acme AS")),
                arguments(Situation.RENAMED, wish(Action.KEEP), new NoteSiteName(SITE, null)),
                arguments(Situation.RENAMED, wish(Action.ALIAS), new NoteSiteName(SITE, "Acme Oslo")),
                arguments(Situation.RENAMED_LIKE_ANOTHER, wish(Action.KEEP), new NoteSiteName(SITE, null)),
                arguments(Situation.RENAMED_LIKE_ANOTHER, wish(Action.ALIAS), new NoteSiteName(SITE, "Acme Oslo")),
                arguments(Situation.ON_DEMAND, wish(Action.UNLINK), new DropLink(SITE)),
                arguments(Situation.ON_DEMAND, wish(Action.KEEP), null),
                arguments(Situation.VARIABLE_GONE, wish(Action.ASSOCIATE), asWanted),
                arguments(Situation.PACKAGE_LINK_CHANGED, wish(Action.ASSOCIATE), asWanted),
                arguments(Situation.PACKAGE_GONE, wish(Action.ASSOCIATE), asWanted),
                arguments(Situation.PACKAGE_CHANGED, wish(Action.ASSOCIATE), asWanted),
                arguments(Situation.PACKAGE_RENAMED, wish(Action.KEEP), null),
                arguments(Situation.COMPANY_IN_DOUBT, wish(Action.RETRY), createdAs("Acme")),
                arguments(Situation.COMPANY_IN_DOUBT, wish(Action.ASSOCIATE), new RetryLink(SITE, "c-9", null)),
                arguments(Situation.COMPANY_IN_DOUBT, named(Action.CREATE, "Acme 2"), createdAs("Acme 2")),
                arguments(Situation.PACKAGE_IN_DOUBT, wish(Action.RETRY), asWanted));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("orders")
    void eachActionComesToItsOrder(Situation situation, Wish wish, Order order) {
        var world = situation.opened();

        var accepted = (Accepted) decide(world, situation.type(), wish);

        assertThat(accepted.order()).isEqualTo(order);
        assertThat(accepted.after().state()).isEqualTo(order == null ? State.CLOSED : State.RESOLVING);
        assertThat(accepted.after().attempt()).satisfies(attempt -> {
            assertThat(attempt.action()).isEqualTo(wish.action());
            assertThat(attempt.by()).isEqualTo("ab12");
            assertThat(attempt.orderId()).isEqualTo(order == null ? null : "r-1.order-1");
        });
        assertThat(accepted.note().action()).isEqualTo("settle event");
    }

    @ParameterizedTest
    @EnumSource
    void everyActionThatIsOfferedIsInTheTable(Situation situation) {
        assertThat(orders().filter(row -> row.get()[0] == situation).map(row -> ((Wish) row.get()[1]).action()))
                .containsAll(situation.world().finding(situation.type()).choices().stream()
                        .map(Choice::action)
                        .filter(action -> action != Action.IGNORE)
                        .toList());
    }

    @Test
    void whatConcernsTheTenantComesToItsOrder() {
        var world = new TenantWorld()
                .health("poller", Vendor.GRAVITYZONE, Health.State.CREDENTIALS_REJECTED)
                .after(Duration.ofMinutes(1));
        world.look();
        assertThat(order(ResolutionDesk.decide(
                        wish(Action.RETRY), Optional.of(world.caseOf(world.only())), world.now())))
                .isEqualTo(new SweepNow());

        var held = new TenantWorld().hold(new Hold("SITES", "set-1", 40, 50, List.of(), World.START));
        held.look();
        assertThat(order(
                        ResolutionDesk.decide(wish(Action.APPROVE), Optional.of(held.caseOf(held.only())), held.now())))
                .isEqualTo(new DecideDeletions("SITES", "set-1", true));
        assertThat(order(ResolutionDesk.decide(wish(Action.REJECT), Optional.of(held.caseOf(held.only())), held.now())))
                .isEqualTo(new DecideDeletions("SITES", "set-1", false));
    }

    @Test
    void everyActionIsOfferedSomewhere() {
        var offered = Arrays.stream(Situation.values())
                .flatMap(situation -> situation.world().finding(situation.type()).choices().stream())
                .map(Choice::action);

        assertThat(offered)
                .contains(
                        Action.CREATE,
                        Action.MOVE,
                        Action.RECREATE,
                        Action.ASSOCIATE,
                        Action.DELETE,
                        Action.KEEP,
                        Action.IGNORE,
                        Action.RETRY,
                        Action.UNLINK,
                        Action.RENAME,
                        Action.ALIAS,
                        Action.ACTIVATE);
    }

    private static Ruling decide(World world, DiscrepancyType type, Wish wish) {
        return ResolutionDesk.decide(wish, Optional.of(world.caseOf(type)), world.now());
    }

    private static Order order(Ruling ruling) {
        return ((Accepted) ruling).order();
    }

    private static RetryLink createdAs(String name) {
        return new RetryLink(SITE, null, name);
    }

    private static ChangeCompany changed(CompanyChange change, String parentId, String newName) {
        return new ChangeCompany(SITE, change, ACME, "Acme Oslo", parentId, null, newName);
    }

    private static Wish wish(Action action) {
        return wish(action, null, null);
    }

    private static Wish named(Action action, String name) {
        return wish(action, name, null);
    }

    private static Wish wish(Action action, String name, Long endpoints) {
        return new Wish("ab12", "r-1.order-1", action, name, null, null, null, endpoints, null, false);
    }
}
