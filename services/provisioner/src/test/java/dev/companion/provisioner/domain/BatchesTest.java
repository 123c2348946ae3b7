package dev.companion.provisioner.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.companion.provisioner.domain.schedule.CallBatches;
import dev.companion.provisioner.domain.step.Call;
import dev.companion.provisioner.domain.step.LinkKey;
import dev.companion.provisioner.domain.step.Outcome;
import dev.companion.provisioner.domain.step.Step;
import dev.companion.provisioner.domain.step.StepKind;
import dev.companion.provisioner.domain.step.Vendor;
import dev.companion.provisioner.domain.work.LinkSpec;
import dev.companion.provisioner.domain.work.LinkStatus;
import dev.companion.provisioner.domain.work.LinkStatus.Phase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BatchesTest {

    private static final Duration GATE = Duration.ofSeconds(5);
    private static final int MANY = 12;

    private final Bench bench = Bench.withTenant();
    private final FakeVendors vendors = new FakeVendors();
    private final List<Call> calls = new ArrayList<>();

    private static LinkKey site(int number) {
        return new LinkKey("t1", "s" + number);
    }

    private static LinkSpec spec(int number) {
        return new LinkSpec(1, true, null, "Company " + number, "companion-s" + number, Bench.PROFILE, "r" + number);
    }

    /** Many links that all wait for the same time to start. */
    private void manyLineUp(int count) {
        bench.gravityZoneAsksToWait(GATE);
        IntStream.rangeClosed(1, count).forEach(number -> bench.wanted(site(number), spec(number)));
        assertThat(bench.openCalls()).as("before the gate opens").isEmpty();
    }

    private void goOn(Duration time) {
        goOn(time, UnaryOperator.identity());
    }

    /** Calls are answered at once by the vendors, as changed on the way. */
    private void goOn(Duration time, UnaryOperator<Call> noted) {
        var end = bench.now.plus(time);
        while (bench.now.isBefore(end)) {
            for (var call : bench.openCalls()) {
                calls.add(noted.apply(call));
                bench.answers(call, vendors.handle(call, bench.now));
            }
            bench.pass(Duration.ofMillis(100));
        }
    }

    /** As {@link #goOn}, until a call of the kind is running, which is left unanswered. */
    private Call goOnUntil(Predicate<Step> step) {
        for (var tick = 0; tick < 10_000; tick++) {
            for (var call : bench.openCalls()) {
                if (step.test(call.step())) {
                    return call;
                }
                calls.add(call);
                bench.answers(call, vendors.handle(call, bench.now));
            }
            bench.pass(Duration.ofMillis(100));
        }
        throw new AssertionError("calls: none of the kind (expected: one)");
    }

    private List<Step> steps(Class<? extends Step> kind) {
        return calls.stream().map(Call::step).filter(kind::isInstance).toList();
    }

    private void allReady(int count) {
        assertThat(IntStream.rangeClosed(1, count)
                        .mapToObj(number ->
                                bench.stores.state(site(number)).status().phase()))
                .allMatch(Phase.READY::equals)
                .hasSize(count);
        assertThat(vendors.companies).hasSize(count);
        assertThat(vendors.packages).hasSize(count);
    }

    @Test
    void manyNamesAreProvedFreeInOneWalk() {
        manyLineUp(MANY);
        goOn(Duration.ofMinutes(2));

        assertThat(steps(Step.FindCompanies.class))
                .singleElement()
                .satisfies(find -> assertThat(((Step.FindCompanies) find).names())
                        .hasSize(MANY)
                        .contains("Company 1", "Company 12"));
        assertThat(steps(Step.FindCompanyByName.class)).isEmpty();
        allReady(MANY);
    }

    @Test
    void aFewNamesAreLookedForOneByOne() {
        manyLineUp(CallBatches.LEAST - 1);
        goOn(Duration.ofMinutes(2));

        assertThat(steps(Step.FindCompanies.class)).isEmpty();
        assertThat(steps(Step.FindCompanyByName.class)).hasSize(CallBatches.LEAST - 1);
        allReady(CallBatches.LEAST - 1);
    }

    @Test
    void afterAWalkWithoutAnAnswerNamesAreLookedForOneByOne() {
        afterTheWalk(Answer.refused(Outcome.Reason.UNAVAILABLE));
    }

    /** GravityZone may cut the list of companies every time, and then a walk serves no link. */
    @Test
    void andAfterAWalkThatDidNotSeeEverything() {
        afterTheWalk(Answer.nothing().incomplete());
    }

    @Test
    void aListThatWasCutHoldsBackNoLinkThatItDoesNotShow() {
        vendors.exists("x1", "Company 5");
        manyLineUp(MANY);
        var walk = goOnUntil(Step.FindCompanies.class::isInstance);
        assertThat(walk.link()).isNotEqualTo(site(5));
        bench.answers(walk, vendors.handle(walk, bench.now).incomplete());

        assertThat(bench.stores.state(site(5)).backoff().reason())
                .as("the company was on the list")
                .isEqualTo(LinkStatus.Reason.NAME_EXISTS_HERE);
        assertThat(IntStream.rangeClosed(1, MANY).filter(number -> number != 5).mapToObj(BatchesTest::site))
                .as("not on the list")
                .filteredOn(site -> !site.equals(walk.link()))
                .allSatisfy(
                        site -> assertThat(bench.stores.state(site).backoff()).isNull());
        assertThat(bench.stores.state(walk.link()).backoff().message())
                .isEqualTo("GravityZone shows only a part of the list. Companion retries automatically.");
    }

    private void afterTheWalk(Answer answer) {
        manyLineUp(MANY);
        var walk = goOnUntil(Step.FindCompanies.class::isInstance);
        bench.answers(walk, answer);
        goOn(Duration.ofMinutes(2));

        assertThat(steps(Step.FindCompanies.class)).isEmpty();
        assertThat(steps(Step.FindCompanyByName.class)).hasSize(MANY);
        allReady(MANY);
    }

    @Test
    void aNameThatWasSeenInTheWalkIsNotCreated() {
        vendors.exists("x1", "Company 5");
        manyLineUp(MANY);
        goOn(Duration.ofMinutes(2));

        assertThat(bench.stores.state(site(5)).status().conditions().getFirst().reason())
                .isEqualTo(LinkStatus.Reason.NAME_EXISTS_HERE);
        assertThat(vendors.companies)
                .filteredOn(company -> company.name().equals("Company 5"))
                .hasSize(1);
        assertThat(vendors.companies).hasSize(MANY);
    }

    @Test
    void aMemberThatChangedItsMindMeanwhileIsNotServedByTheWalk() {
        vendors.exists("x1", "Renamed");
        manyLineUp(MANY);
        var walk = goOnUntil(Step.FindCompanies.class::isInstance);
        var member = walk.link().equals(site(5)) ? 6 : 5;
        bench.wanted(
                site(member), new LinkSpec(2, true, null, "Renamed", "companion-s" + member, Bench.PROFILE, "r99"));
        bench.wanted(site(7), Bench.absent(2, spec(7)));
        bench.answers(walk, vendors.handle(walk, bench.now));
        goOn(Duration.ofMinutes(2));

        assertThat(steps(Step.FindCompanyByName.class)).contains(new Step.FindCompanyByName("Renamed"));
        assertThat(vendors.companies)
                .extracting(FakeVendors.CreatedCompany::name)
                .as("what is there is seen, and what nobody wants any more is not made")
                .containsOnlyOnce("Renamed")
                .doesNotContain("Company " + member, "Company 7");
        assertThat(bench.stores
                        .state(site(member))
                        .status()
                        .conditions()
                        .getFirst()
                        .reason())
                .isEqualTo(LinkStatus.Reason.NAME_EXISTS_HERE);
    }

    @Test
    void anUnknownOutcomeIsLookedForInAFindOfItsOwn() {
        bench.wanted(Bench.named(1, "Acme"));
        bench.expects(Step.FindCompanyByName.class, Answer.nothing());
        bench.expects(Step.CreateCompany.class, Answer.lost());
        bench.gravityZoneAsksToWait(GATE);
        IntStream.rangeClosed(2, MANY).forEach(number -> bench.wanted(site(number), spec(number)));
        goOn(Duration.ofSeconds(20));

        assertThat(steps(Step.FindCompanies.class))
                .isNotEmpty()
                .noneMatch(find -> ((Step.FindCompanies) find).names().contains("Acme"));
        assertThat(steps(Step.FindCompanyByName.class)).contains(new Step.FindCompanyByName("Acme"));
    }

    @Test
    void aWalkWithoutOutcomeIsMadeAgainForAll() {
        manyLineUp(MANY);
        bench.loses(goOnUntil(Step.FindCompanies.class::isInstance));
        goOn(Duration.ofMinutes(3));

        assertThat(steps(Step.FindCompanies.class)).isNotEmpty();
        allReady(MANY);
    }

    @Test
    void aWalkThatDidNotSeeEverythingProvesNothingToAnybody() {
        manyLineUp(MANY);
        var walk = goOnUntil(Step.FindCompanies.class::isInstance);
        bench.answers(walk, vendors.handle(walk, bench.now).incomplete());

        assertThat(bench.openCalls()).extracting(Call::step).noneMatch(step -> step.kind() == StepKind.CREATE_COMPANY);
    }

    @Test
    void theLinksOfManyPackagesAreReadInOneListing() {
        manyLineUp(MANY);
        goOn(Duration.ofMinutes(2));

        assertThat(steps(Step.ReadPackageLinks.class)).isNotEmpty();
        assertThat(steps(Step.ReadPackageLink.class).size()
                        + steps(Step.ReadPackageLinks.class).size())
                .as("reads for packages that take some seconds to be built")
                .isLessThan(3 * MANY);
        allReady(MANY);
    }

    @Test
    void ifTheListingIsNotOfferedEachLinkIsReadInACallOfItsOwn() {
        manyLineUp(MANY);
        bench.answers(goOnUntil(Step.ReadPackageLinks.class::isInstance), Answer.refused(Outcome.Reason.NOT_OFFERED));
        calls.clear();
        goOn(Duration.ofMinutes(2));

        assertThat(steps(Step.ReadPackageLinks.class)).isEmpty();
        assertThat(steps(Step.ReadPackageLink.class)).isNotEmpty();
        allReady(MANY);
    }

    @Test
    void aPackageMissingInTheListingIsReadInACallOfItsOwn() {
        manyLineUp(MANY);
        var listing = goOnUntil(Step.ReadPackageLinks.class::isInstance);
        var asked = ((Step.ReadPackageLinks) listing.step()).packages();
        bench.pass(Duration.ofSeconds(5));
        var answer = vendors.handle(listing, bench.now);
        var withoutLast = answer.seenLinks().subList(0, answer.seenLinks().size() - 1);
        var left = answer.seenLinks().getLast();
        bench.answers(listing, Answer.links(withoutLast.toArray(Outcome.SeenLink[]::new)));
        var alone = new Step.ReadPackageLink(left.companyId(), left.packageName());
        for (var listings = 0;
                listings < 10 && !steps(Step.ReadPackageLink.class).contains(alone);
                listings++) {
            calls.clear();
            goOnWithout(left);
        }

        assertThat(asked).hasSizeGreaterThanOrEqualTo(CallBatches.LEAST);
        assertThat(steps(Step.ReadPackageLink.class)).contains(alone);
    }

    private void goOnWithout(Outcome.SeenLink left) {
        for (var tick = 0; tick < 50; tick++) {
            for (var call : bench.openCalls()) {
                calls.add(call);
                var answer = vendors.handle(call, bench.now);
                bench.answers(
                        call,
                        call.step() instanceof Step.ReadPackageLinks
                                ? Answer.links(answer.seenLinks().stream()
                                        .filter(link -> !link.packageName().equals(left.packageName()))
                                        .toArray(Outcome.SeenLink[]::new))
                                : answer);
            }
            bench.pass(Duration.ofMillis(100));
        }
    }

    @Test
    void threeHundredSitesTakeLittleMoreThanTwoCallsEach() {
        var world = new CrashWorld(StepKind.FIND_COMPANY, null);
        world.tenant();
        for (var number = 1; number <= 300; number++) {
            world.change(site(number), spec(number));
        }
        world.pass(Duration.ofMinutes(12));

        assertThat(world.statuses.values()).hasSize(300).allMatch(status -> status.phase() == Phase.READY);
        assertThat(world.vendors.companies).hasSize(300);
        var gravityZone = world.calls.stream()
                .filter(call -> call.step().kind().vendor() == Vendor.GRAVITYZONE)
                .count();
        assertThat(gravityZone / 300.0)
                .as("calls to GravityZone for each site, of which two create something")
                .isBetween(2.0, 2.4);
    }
}
