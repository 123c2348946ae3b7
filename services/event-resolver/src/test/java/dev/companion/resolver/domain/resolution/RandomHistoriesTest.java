package dev.companion.resolver.domain.resolution;

import static dev.companion.resolver.domain.World.fails;
import static dev.companion.resolver.domain.World.holds;
import static org.assertj.core.api.Assertions.assertThat;

import dev.companion.resolver.domain.World;
import dev.companion.resolver.domain.discrepancy.DiscrepancyTransitions.State;
import dev.companion.resolver.domain.facts.LinkSpec.CompanyOrder;
import dev.companion.resolver.domain.facts.LinkStatus.Aspect;
import dev.companion.resolver.domain.facts.LinkStatus.Phase;
import dev.companion.resolver.domain.facts.LinkStatus.Reason;
import dev.companion.resolver.domain.resolution.MapperCommand.ChangeCompany;
import dev.companion.resolver.domain.resolution.MapperCommand.DeleteLink;
import dev.companion.resolver.domain.resolution.MapperCommand.RetryLink;
import dev.companion.resolver.domain.resolution.ResolutionResult.Accepted;
import dev.companion.vocabulary.CompanyAction;
import dev.companion.vocabulary.DiscrepancyType;
import dev.companion.vocabulary.PolicyLevel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Random histories: these properties hold whatever happens, in any order. The seed is the name of the test. */
class RandomHistoriesTest {

    private static final int HISTORIES = 300;
    private static final int STEPS = 60;

    static IntStream seeds() {
        return IntStream.range(0, HISTORIES);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void theSameFactsOpenTheSameDiscrepanciesInWhateverOrderAndHoweverOftenTheyCame(int seed) {
        var random = new Random(seed);
        var facts = someFacts(random);
        var inOneOrder = World.ready();
        var inAnother = World.ready();
        var shuffled = new ArrayList<>(facts);
        shuffled.addAll(facts.subList(0, random.nextInt(facts.size())));
        Collections.shuffle(shuffled, random);
        shuffled.addAll(facts);

        for (var fact : facts) {
            fact.accept(inOneOrder);
            inOneOrder.look();
        }
        for (var fact : shuffled) {
            fact.accept(inAnother);
            inAnother.look();
        }

        assertThat(inAnother.open()).isEqualTo(inOneOrder.open());
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void nothingFlapsNothingIsDoubledAndEveryActionEnds(int seed) {
        var random = new Random(seed);
        var world = World.ready();
        for (var step = 0; step < STEPS; step++) {
            if (random.nextInt(3) == 0) {
                decide(world, random, step);
            } else {
                somethingHappens(random).accept(world);
            }
            world.after(Duration.ofSeconds(random.nextInt(300)));
            world.look();

            assertThat(world.look()).as("second review at step %d", step).isEmpty();
            assertThat(world.open()).as("open at step %d", step).doesNotHaveDuplicates();
            assertThat(world.review().nextReview())
                    .as("a review that would be due at once at step %d", step)
                    .satisfiesAnyOf(
                            again -> assertThat(again).isNull(),
                            again -> assertThat(again).isAfter(world.now()));
        }

        world.after(Duration.ofDays(1)).look();

        assertThat(world.known.values()).noneMatch(each -> each.state() == State.RESOLVING);
        world.linkGone().look();
        assertThat(world.open()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void policiesAtActDeleteNothingAndWaitForTheirCommands(int seed) {
        var random = new Random(seed);
        var world = World.ready();
        for (var type : DiscrepancyType.known()) {
            world.policy(type, PolicyLevel.ACT);
        }
        for (var step = 0; step < STEPS; step++) {
            somethingHappens(random).accept(world);
            world.after(Duration.ofSeconds(random.nextInt(300)));
            world.look();
            for (var type : world.open()) {
                var acted = AutomaticResolution.decide(world.caseOf(type), world.tenant(), world.now());
                acted.ifPresent(accepted -> {
                    world.keep(accepted.after());
                    assertThat(accepted.command())
                            .isInstanceOfAny(RetryLink.class, DeleteLink.class, ChangeCompany.class);
                    assertThat(
                                    accepted.command() instanceof ChangeCompany change
                                            ? change.action()
                                            : CompanyAction.RENAME)
                            .isEqualTo(CompanyAction.RENAME);
                });
                assertThat(AutomaticResolution.decide(world.caseOf(type), world.tenant(), world.now()))
                        .as("again at step %d", step)
                        .isEmpty();
            }
        }
    }

    /** Facts that do not overwrite each other, so that only their order differs. */
    private static List<Consumer<World>> someFacts(Random random) {
        var all = new ArrayList<Consumer<World>>(List.of(
                pick(
                        random,
                        world -> world.site("Acme Bergen"),
                        World::onDemand,
                        World::siteGone,
                        world -> world.site("Acme Oslo")),
                pick(
                        random,
                        world -> world.companyUnder("c-north"),
                        world -> world.companySuspended(true),
                        World::companyNoLongerReachable,
                        world -> world.companyGone(World.ACME)),
                pick(
                        random,
                        world -> world.status(1, Phase.READY, holds(Aspect.COMPANY)),
                        world -> world.status(1, Phase.ATTENTION, fails(Aspect.COMPANY, Reason.COMPANY_MISSING)),
                        world -> world.status(1, Phase.ATTENTION, fails(Aspect.VARIABLE, Reason.DRIFTED)),
                        world -> world.status(1, Phase.ATTENTION, fails(Aspect.PACKAGE, Reason.DRIFTED))),
                pick(
                        random,
                        World::withoutHealing,
                        world -> world.policy(DiscrepancyType.SITE_RENAMED, PolicyLevel.OBSERVE)),
                pick(random, world -> world.company("c-9", "Acme Bergen"), world -> world.company("c-9", "Other"))));
        Collections.shuffle(all, random);
        return all;
    }

    private static Consumer<World> somethingHappens(Random random) {
        return pick(
                random,
                world -> world.site("Acme Bergen"),
                world -> world.site("Acme Oslo"),
                World::onDemand,
                World::siteGone,
                world -> world.companyUnder("c-north"),
                world -> world.companyUnder(World.ROOT),
                world -> world.companySuspended(true),
                World::companyNoLongerReachable,
                world -> world.companyGone(World.ACME),
                world -> world.status(world.link().generation(), Phase.READY, holds(Aspect.COMPANY)),
                world -> world.status(
                        world.link().generation(), Phase.READY, holds(Aspect.COMPANY), holds(Aspect.ORDER)),
                world -> world.status(world.link().generation(), Phase.ATTENTION, fails(Aspect.ORDER, Reason.BLOCKED)),
                world -> world.status(
                        world.link().generation(), Phase.ATTENTION, fails(Aspect.COMPANY, Reason.COMPANY_MISSING)),
                world -> world.status(
                        world.link().generation(), Phase.ATTENTION, fails(Aspect.VARIABLE, Reason.DRIFTED)),
                world -> world.status(world.link().generation(), Phase.WORKING, fails(Aspect.COMPANY, Reason.WAITING)),
                world -> world.statusWithoutCompany(
                        world.link().generation(), Phase.ATTENTION, fails(Aspect.COMPANY, Reason.NAME_TAKEN_ELSEWHERE)),
                World::unwanted,
                world -> world.unwanted("r-delete", new CompanyOrder(CompanyAction.DELETE, World.ACME, null)),
                world -> world.decided("r-move", CompanyAction.MOVE, "c-north"),
                world -> world.decided("r-suspend", CompanyAction.SUSPEND, null),
                world -> world.noted("Acme Bergen", "r-note"),
                world -> world.linkBy("r-other", world.link().generation() + 1, null, "Acme Oslo", null),
                world -> world.paused(random.nextBoolean()));
    }

    /** A person takes one of the offered actions; then the link may or may not carry it. */
    private static void decide(World world, Random random, int step) {
        var standing = world.known.values().stream()
                .filter(each -> each.state() == State.OPEN || each.state() == State.SNOOZED)
                .sorted((one, other) -> one.discrepancyId().compareTo(other.discrepancyId()))
                .toList();
        if (standing.isEmpty()) {
            return;
        }
        var chosen = standing.get(random.nextInt(standing.size()));
        var choices = chosen.finding().choices();
        var action = choices.get(random.nextInt(choices.size())).action();
        var until = world.now().plusSeconds(1 + random.nextInt(1000));
        var command = "r-" + step + ".order-1";
        var request =
                new ResolutionRequest("ab12", command, action, "Acme Oslo", "later", until, null, 3L, null, false);
        var result = ResolutionHandler.decide(
                request, Optional.of(world.caseOf(chosen.finding().type())), world.now());
        if (result instanceof Accepted accepted) {
            world.keep(accepted.after());
            if (accepted.command() != null && random.nextBoolean()) {
                world.linkBy(command, world.link().generation() + 1, null, "Acme Oslo", null);
            } else if (accepted.command() != null && random.nextBoolean()) {
                world.keep(accepted.after().actionFailed(command, "No."));
            }
        }
    }

    @SafeVarargs
    private static Consumer<World> pick(Random random, Consumer<World>... some) {
        return some[random.nextInt(some.length)];
    }
}
