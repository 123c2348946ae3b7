package dev.companion.poller.topology;

import static dev.companion.poller.http.MemoryDatto.site;
import static dev.companion.poller.http.MemoryDatto.uid;
import static org.assertj.core.api.Assertions.assertThat;

import dev.companion.datto.ActivityQuery;
import dev.companion.datto.DattoRmmClient.Activity;
import dev.companion.poller.http.MemoryDatto;
import dev.companion.schemas.Topics;
import dev.companion.vendor.CallResult.Reason;
import dev.companion.vendor.CallResult.Refused;
import dev.companion.vendor.CallResult.Unavailable;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HintPollTest {

    private static final Duration FIVE_BASES = Bench.BASE.multipliedBy(5);

    private final Bench bench = new Bench();
    private final MemoryDatto datto = bench.datto;

    @BeforeEach
    void connect() {
        datto.put(site(uid(1), "Acme"));
        bench.connect(1);
    }

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void theLogIsNotReadWhileListsAreSweptAsOftenAsPossible() {
        bench.live(Bench.BASE.multipliedBy(9));

        assertThat(datto.looks).isEmpty();
    }

    @Test
    void aSlowListIsLookedAfterOnceInFiveBaseIntervals() {
        bench.live(Duration.ofHours(4));
        bench.forgetWritten();

        bench.live(Duration.ofHours(1));

        assertThat(datto.looks)
                .hasSizeBetween(11, 13)
                .allSatisfy(look -> assertThat(look.entities()).isEqualTo(Set.of(ActivityQuery.Entity.USER)));
        assertThat(bench.written).isEmpty();
        assertThat(datto.requests).as("a read alone resets nothing").hasSize(4);
    }

    @Test
    void aLineAboutSitesHasThemSweptAtOnce() {
        bench.live(Duration.ofHours(4));
        bench.forgetWritten();
        datto.put(site(uid(2), "New"));
        note("1", "site", "create.site");

        bench.live(FIVE_BASES.plusSeconds(5));

        assertThat(bench.written(Topics.RMM_SITES)).hasSize(1);
        assertThat(datto.userRequests).isNotEmpty();
    }

    @Test
    void theSameLineIsNoHintTwiceAndSignInsAndVariablesAreNone() {
        bench.live(Duration.ofHours(4));
        note("1", "site", "create.site");
        bench.live(FIVE_BASES.plusSeconds(5));
        bench.live(Bench.BASE.multipliedBy(12));
        note("2", "user", "login");
        note("3", "variable", "update.variable");
        bench.forgetWritten();

        bench.live(Duration.ofMinutes(15));

        assertThat(datto.looks).hasSizeGreaterThan(1);
        assertThat(datto.requests).as("as slow as it was").hasSizeLessThan(9);
    }

    @Test
    void aKeyThatIsNotShownTheLogIsNotAskedAgainUntilTheSettingsChange() {
        datto.answer = request ->
                request.equals("activities") ? new Refused<>(Reason.PERMISSION, "administrators only") : null;
        bench.live(Duration.ofHours(4));
        assertThat(datto.looks).hasSize(1);
        bench.restart();
        bench.live(Duration.ofHours(1));
        assertThat(datto.looks).hasSize(1);
        assertThat(bench.values(Topics.API_HEALTH))
                .noneMatch(health -> health.getDetail().isPresent());

        datto.answer = _ -> null;
        bench.connect(2);
        bench.live(Duration.ofHours(1));
        assertThat(datto.looks).hasSizeGreaterThan(2);
    }

    @Test
    void aLogThatCannotBeReadClosesNoGate() {
        datto.answer = request -> request.equals("activities") ? new Unavailable<>("error 500") : null;
        bench.live(Duration.ofHours(4));

        assertThat(datto.looks).hasSizeGreaterThan(10);
        assertThat(bench.values(Topics.API_HEALTH)).hasSize(2);
    }

    private void note(String id, String category, String action) {
        datto.note(new Activity(id, "USER", category, action, bench.now, null, null, null, null));
    }
}
