package dev.companion.poller.topology;

import static dev.companion.poller.http.MemoryDatto.site;
import static dev.companion.poller.http.MemoryDatto.uid;
import static dev.companion.poller.http.MemoryGravityZone.id;
import static org.assertj.core.api.Assertions.assertThat;

import dev.companion.gravityzone.GravityZoneClient;
import dev.companion.health.ApiHealth;
import dev.companion.health.ApiState;
import dev.companion.rmm.VariableTarget;
import dev.companion.schemas.Topics;
import dev.companion.vendor.CallResult.Found;
import dev.companion.vendor.CallResult.Missing;
import dev.companion.vendor.CallResult.RateLimited;
import dev.companion.vendor.CallResult.Reason;
import dev.companion.vendor.CallResult.Refused;
import dev.companion.vendor.CallResult.Scope;
import dev.companion.vendor.CallResult.Unavailable;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A person looks for links that were made before. */
class LinkSearchTest extends LinkSearchBench {

    @Test
    void theVariableOfEachManagedSiteIsReadOnceAndFollowedToItsPackage() {
        bench.datto.putVariable(uid(1), link(2));
        bench.datto.putVariable(uid(2), "https://elsewhere.example/[abc].exe");

        find();
        bench.live(A_WHILE);

        assertThat(bench.datto.variableRequests)
                .containsExactly("variables " + uid(1), "variables " + uid(2), "variables " + uid(3));
        assertThat(variables().keySet()).containsExactlyInAnyOrder(key(1), key(2));
        assertThat(variables().get(key(1))).satisfies(variable -> {
            assertThat(variable.getLeadsTo()).isEqualTo(VariableTarget.PACKAGE);
            assertThat(variable.getCompanyId()).contains(id(2));
            assertThat(variable.getPackageId()).contains("package-2");
            assertThat(variable.getPackageName()).contains("Agents 2");
            assertThat(variable.getSeenAt()).isBetween(bench.now.minus(A_WHILE), bench.now);
        });
        assertThat(variables().get(key(2))).satisfies(variable -> {
            assertThat(variable.getLeadsTo()).isEqualTo(VariableTarget.NO_KNOWN_PACKAGE);
            assertThat(variable.getCompanyId()).isEmpty();
        });
        assertEnded(3, 1, 1, 0);
    }

    @Test
    void theLinkItselfIsInNoRecordAndInNoStoreOfTheSearch() {
        bench.datto.putVariable(uid(1), link(2));
        bench.datto.putVariable(uid(2), "https://elsewhere.example/[abc].exe");

        find();
        bench.live(A_WHILE);

        assertThat(bench.written.values().toString()).doesNotContain(".exe");
        assertThat(bench.rows("site-variables").toString()).doesNotContain(".exe");
        assertThat(bench.rows("health").toString()).doesNotContain(".exe");
    }

    @Test
    void itWaitsForARoundThroughAllCompaniesThatEndsLater() {
        bench.gravityZone.putPackage(id(1), "package-7", "Later", link(7));
        bench.datto.putVariable(uid(1), link(7));

        find();
        assertThat(searches().getFirst().getSites()).isZero();
        bench.live(A_WHILE);

        assertThat(bench.gravityZone.requests).contains("all links", "packages " + id(1));
        assertThat(variables().get(key(1)).getPackageId()).contains("package-7");
    }

    @Test
    void aRoundThatBeganBeforeItWasAskedForIsNotEnough() {
        bench.datto.putVariable(uid(1), link(7));
        var asked = bench.now;
        bench.tenant(Bench.tenant(1).setSweepRequestedAt(asked));
        liveUntilVisited(3);
        bench.gravityZone.putPackage(id(1), "package-7", "Later", link(7));

        bench.tenant(Bench.tenant(1).setSweepRequestedAt(asked).setLinkSearchRequestedAt(bench.now));
        bench.live(A_WHILE);

        assertThat(variables().get(key(1)).getPackageId()).contains("package-7");
        assertEnded(3, 1, 0, 0);
    }

    @Test
    void theClockOfWhoAsksDecidesNothing() {
        bench.datto.putVariable(uid(1), link(7));
        bench.gravityZone.putPackage(id(1), "package-7", "Later", link(7));
        bench.tenant(Bench.tenant(1).setLinkSearchRequestedAt(bench.now.minus(Duration.ofHours(1))));
        bench.live(A_WHILE);
        assertThat(variables().get(key(1)).getPackageId()).contains("package-7");
        bench.forgetWritten();

        bench.tenant(Bench.tenant(1).setLinkSearchRequestedAt(bench.now.plus(Duration.ofHours(1))));
        bench.live(A_WHILE);

        assertEnded(3, 1, 0, 0);
    }

    @Test
    void aSearchThatWaitsWhenItsProcessEndsAsksForARoundAgain() {
        bench.holding = true;
        find();
        bench.restart();
        bench.held.clear();
        bench.holding = false;
        bench.gravityZone.requests.clear();
        bench.live(A_WHILE);

        assertThat(bench.gravityZone.requests).containsOnlyOnce("all links");
        assertEnded(3, 0, 0, 0);
    }

    @Test
    void itIsDoneOnceForEachRequestAlsoOverARestart() {
        find();
        bench.live(A_WHILE);
        bench.restart();
        bench.forgetWritten();

        bench.live(Duration.ofHours(1));

        assertThat(bench.datto.variableRequests).isEmpty();
        assertThat(bench.written.keySet()).isEmpty();
    }

    @Test
    void aSearchThatIsKilledHalfWayGoesOnWhereItWas() {
        IntStream.rangeClosed(10, 49).forEach(n -> {
            bench.datto.put(site(uid(n), "Site " + n));
            bench.datto.putVariable(uid(n), link(1));
        });
        bench.live(Duration.ofMinutes(20));
        bench.forgetWritten();
        find();
        while (bench.datto.variableRequests.size() < 20) {
            bench.live(Duration.ofSeconds(1));
        }
        var before = List.copyOf(bench.datto.variableRequests);

        bench.restart();
        bench.live(A_WHILE);

        assertThat(bench.datto.variableRequests)
                .as("those since the last report are read again")
                .hasSizeBetween(43, 47);
        assertThat(bench.datto.variableRequests).startsWith(before.toArray(String[]::new));
        assertThat(variables()).hasSize(40);
        assertEnded(43, 40, 0, 0);
    }

    @Test
    void itTakesHalfOfTheShareSoSweepsAreNotHeldUp() {
        IntStream.rangeClosed(10, 109).forEach(n -> bench.datto.put(site(uid(n), "Site " + n)));
        bench.live(Duration.ofMinutes(20));
        bench.forgetWritten();

        find();
        bench.live(Duration.ofSeconds(60));

        assertThat(bench.datto.variableRequests).hasSizeBetween(20, 62);
    }

    @Test
    void aVariableThatIsGoneIsRetractedByTheNextSearchAndAReadingIsSaidAgain() {
        bench.datto.putVariable(uid(1), link(2));
        bench.datto.putVariable(uid(2), link(3));
        find();
        bench.live(A_WHILE);
        bench.forgetWritten();

        bench.datto.putVariable(uid(1), null);
        find();
        bench.live(A_WHILE);

        assertThat(bench.written(Topics.RMM_SITE_VARIABLES)).hasSize(2);
        assertThat(variables().get(key(1))).isNull();
        assertThat(variables().get(key(2)).getMetadata().getSequence()).isEqualTo(2);
    }

    @Test
    void aSiteThatCannotBeReadIsLeftOutAndCounted() {
        bench.datto.putVariable(uid(1), link(1));
        bench.datto.putVariable(uid(2), link(2));
        bench.datto.putVariable(uid(3), link(3));
        bench.datto.answer = request -> request.equals("variables " + uid(1))
                ? new Refused<>(Reason.PERMISSION, "not yours")
                : request.equals("variables " + uid(2)) ? new Unavailable<>("500") : null;

        find();
        bench.live(A_WHILE);

        assertThat(variables().keySet()).containsExactly(key(3));
        assertThat(bench.datto.variableRequests.stream().filter(("variables " + uid(2))::equals))
                .hasSize(3);
        assertEnded(3, 1, 0, 2);
    }

    @Test
    void sitesWithoutAnAnswerDoNotCountAgainstTheVendor() {
        bench.datto.answer = request -> request.startsWith("variables") ? new Unavailable<>("500") : null;

        find();
        bench.live(A_WHILE);

        assertThat(bench.values(Topics.API_HEALTH))
                .extracting(ApiHealth::getState)
                .doesNotContain(ApiState.FAILING);
        assertThat(bench.datto.variableRequests).hasSize(9);
        assertEnded(3, 0, 0, 3);
    }

    @Test
    void aPauseThatTheVendorAsksForIsKeptAndNoSiteIsLost() {
        bench.datto.putVariable(uid(1), link(1));
        bench.datto.answer = request -> bench.datto.variableRequests.size() == 1 && request.startsWith("variables")
                ? new RateLimited<>(Duration.ofSeconds(40), Scope.ACCOUNT, "slow down")
                : null;

        find();
        bench.live(A_WHILE);

        assertThat(bench.datto.variableRequests).hasSize(4);
        assertEnded(3, 1, 0, 0);
    }

    @Test
    void aNewSearchAsksForEachSiteAsOftenAsTheFirst() {
        bench.datto.putVariable(uid(1), link(1));
        bench.datto.answer = request -> switch (bench.datto.variableRequests.size()) {
            case 1, 2, 4, 5 -> request.startsWith("variables") ? new Unavailable<>("500") : null;
            case 3 ->
                request.startsWith("variables")
                        ? new RateLimited<>(Duration.ofSeconds(40), Scope.ACCOUNT, "slow down")
                        : null;
            default -> null;
        };
        find();
        while (bench.datto.variableRequests.size() < 3) {
            bench.live(Duration.ofMillis(10));
        }

        find();
        bench.live(A_WHILE);

        assertThat(bench.datto.variableRequests.stream().filter(("variables " + uid(1))::equals))
                .hasSize(6);
        assertEnded(3, 1, 0, 0);
    }

    @Test
    void aLinkThatTwoPackagesHaveIsUnread() {
        bench.gravityZone.putPackage(id(3), "package-9", "Copy", link(1));
        bench.datto.putVariable(uid(1), link(1));

        find();
        bench.live(A_WHILE);

        assertThat(variables()).isEmpty();
        assertEnded(3, 0, 0, 1);
    }

    @Test
    void whereThePackagesOfACompanyCannotBeReadNothingIsSaidAboutOtherLinks() {
        bench.datto.putVariable(uid(1), "https://elsewhere.example/[abc].exe");
        bench.datto.putVariable(uid(2), link(2));
        bench.gravityZone.putPackage(id(3), "package-8", "New", link(8));
        bench.gravityZone.answer = request -> request.equals("packages " + id(3)) ? new Unavailable<>("500") : null;

        find();
        bench.live(A_WHILE);

        assertThat(variables().keySet()).containsExactly(key(2));
        assertEnded(3, 1, 0, 1);
    }

    @Test
    void aSiteThatIsGoneTakesItsVariableAlong() {
        bench.datto.putVariable(uid(1), link(1));
        find();
        bench.live(A_WHILE);

        bench.datto.remove(uid(1));
        bench.datto.answer = request -> request.equals("site " + uid(1)) ? new Missing<>("no such site", true) : null;
        bench.live(Duration.ofHours(1));

        assertThat(variables().get(key(1))).isNull();
    }

    @Test
    void aTenantThatIsPausedGoesOnLater() {
        bench.holding = true;
        var asked = bench.now;
        find();
        bench.tenant(Bench.tenant(1).setLinkSearchRequestedAt(asked).setPaused(true));
        bench.holding = false;
        bench.held.clear();
        bench.live(A_WHILE);
        assertThat(bench.datto.variableRequests).isEmpty();

        bench.tenant(Bench.tenant(1).setLinkSearchRequestedAt(asked));
        bench.live(A_WHILE);

        assertThat(bench.datto.variableRequests).hasSize(3);
        assertEnded(3, 0, 0, 0);
    }

    @Test
    void aTenantThatIsPausedWhileVariablesAreReadGoesOnWhereItWas() {
        bench.datto.putVariable(uid(1), link(1));
        bench.datto.putVariable(uid(2), link(2));
        bench.datto.answer = request -> {
            bench.holding |= request.equals("variables " + uid(1));
            return null;
        };
        var asked = bench.now;
        find();
        while (bench.held.isEmpty()) {
            bench.live(Duration.ofMillis(10));
        }
        bench.tenant(Bench.tenant(1).setLinkSearchRequestedAt(asked).setPaused(true));
        bench.holding = false;
        bench.held.forEach(Runnable::run);
        bench.datto.answer = _ -> null;
        bench.live(A_WHILE);
        assertThat(variables()).containsOnlyKeys(key(1));

        bench.tenant(Bench.tenant(1).setLinkSearchRequestedAt(asked));
        bench.live(A_WHILE);

        assertThat(variables()).containsOnlyKeys(key(1), key(2));
        assertEnded(3, 2, 0, 0);
    }

    @Test
    void whatTheNextRoundReadsDoesNotMakeTheLastOneWhole() {
        bench.datto.putVariable(uid(1), "https://elsewhere.example/[abc].exe");
        bench.gravityZone.putPackage(id(3), "package-8", "New", link(8));
        bench.gravityZone.answer = request -> request.equals("packages " + id(3)) ? new Unavailable<>("500") : null;
        var asked = bench.now;

        find();
        liveUntilVisited(2);
        bench.tenant(Bench.tenant(1).setLinkSearchRequestedAt(asked).setSweepRequestedAt(bench.now));
        bench.live(A_WHILE);

        assertThat(variables()).isEmpty();
        assertEnded(3, 0, 0, 1);
    }

    @Test
    void aListOfPackagesWithoutAnEndIsNotWhole() {
        bench.datto.putVariable(uid(1), "https://elsewhere.example/[abc].exe");
        bench.gravityZone.putPackage(id(3), "package-8", "New", link(8));
        bench.gravityZone.answer = request -> request.equals("packages " + id(3))
                ? new Found<>(new GravityZoneClient.Page<>(List.of(), new GravityZoneClient.PageCursor(2, null), null))
                : null;

        find();
        bench.live(Duration.ofMinutes(10));

        assertThat(variables()).isEmpty();
        assertEnded(3, 0, 0, 1);
    }
}
