package dev.companion.poller.topology;

import static dev.companion.poller.http.MemoryDatto.uid;
import static dev.companion.poller.http.MemoryGravityZone.id;
import static org.assertj.core.api.Assertions.assertThat;

import dev.companion.datto.DattoRmmClient.Site;
import dev.companion.datto.DattoRmmClient.SiteVariable;
import dev.companion.schemas.Topics;
import dev.companion.vendor.CallResult;
import dev.companion.vendor.CallResult.Found;
import dev.companion.vendor.CallResult.Missing;
import dev.companion.vendor.CallResult.Reason;
import dev.companion.vendor.CallResult.Refused;
import dev.companion.vendor.CallResult.Unavailable;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a search said of a site does not outlive what is known later. */
class SiteReadingTest extends LinkSearchBench {

    private static final String NAME = "GravityZonePackageLink";

    @BeforeEach
    void readOnce() {
        bench.datto.putVariable(uid(1), link(1));
        find();
        bench.live(A_WHILE);
        assertThat(variables()).containsOnlyKeys(key(1));
        bench.forgetWritten();
    }

    @Test
    void itIsForgottenIfTheVariableIsMasked() {
        answerAboutTheSite(new Found<>(List.of(new SiteVariable(2, NAME, "****", true))));

        assertForgottenByTheNextSearch();
    }

    @Test
    void itIsForgottenIfThereAreTwoOfTheName() {
        answerAboutTheSite(
                new Found<>(List.of(new SiteVariable(2, NAME, link(1), false), new SiteVariable(3, NAME, "x", false))));

        assertForgottenByTheNextSearch();
    }

    @Test
    void itIsForgottenIfTheSiteMayNotBeRead() {
        answerAboutTheSite(new Refused<>(Reason.PERMISSION, "not yours"));

        assertForgottenByTheNextSearch();
    }

    @Test
    void itIsForgottenIfTheSiteDoesNotAnswer() {
        answerAboutTheSite(new Unavailable<>("500"));

        assertForgottenByTheNextSearch();
    }

    @Test
    void itIsForgottenIfThePackagesThatTheVariableMayLeadToCannotBeRead() {
        bench.datto.putVariable(uid(1), "https://elsewhere.example/[abc].exe");
        bench.gravityZone.putPackage(id(3), "package-8", "New", link(8));
        bench.gravityZone.answer = request -> request.equals("packages " + id(3)) ? new Unavailable<>("500") : null;

        assertForgottenByTheNextSearch();
    }

    @Test
    void itIsForgottenWithASiteThatIsNoLongerManaged() {
        bench.datto.put(new Site(uid(1), 1L, "Site 1", null, true, 1, null));
        bench.live(Duration.ofMinutes(30));

        assertForgotten();
    }

    @Test
    void itIsForgottenWithASiteThatIsGone() {
        bench.datto.remove(uid(1));
        bench.datto.answer = request -> request.equals("site " + uid(1)) ? new Missing<>("no such site", true) : null;
        bench.live(Duration.ofHours(1));

        assertForgotten();
    }

    @Test
    void nothingIsSaidOfASiteThatIsNoLongerManagedWhenItIsRead() {
        bench.datto.putVariable(uid(3), link(3));
        bench.datto.answer = request -> {
            if (request.equals("variables " + uid(2))) {
                bench.datto.put(new Site(uid(3), 3L, "Site 3", null, true, 1, null));
                bench.holding = true;
            }
            return null;
        };
        var asked = bench.now;
        find();
        while (bench.held.isEmpty()) {
            bench.live(Duration.ofMillis(10));
        }
        bench.tenant(Bench.tenant(1).setLinkSearchRequestedAt(asked).setSweepRequestedAt(bench.now));
        bench.live(Duration.ofSeconds(1));
        bench.holding = false;
        List.copyOf(bench.held).reversed().forEach(Runnable::run);
        bench.live(A_WHILE);

        assertThat(bench.datto.variableRequests).contains("variables " + uid(3));
        assertThat(variables()).containsOnlyKeys(key(1));
    }

    private void answerAboutTheSite(CallResult<?> answer) {
        bench.datto.answer = request -> request.equals("variables " + uid(1)) ? answer : null;
    }

    private void assertForgottenByTheNextSearch() {
        find();
        bench.live(A_WHILE);

        assertForgotten();
        assertEnded(3, 0, 0, 1);
    }

    private void assertForgotten() {
        assertThat(bench.written(Topics.RMM_SITE_VARIABLES))
                .singleElement()
                .satisfies(record -> assertThat(record.value).isNull());
        assertThat(bench.rows("site-variables")).isEmpty();
    }
}
