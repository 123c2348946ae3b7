package dev.companion.poller.topology;

import static dev.companion.poller.http.MemoryDatto.site;
import static dev.companion.poller.http.MemoryDatto.uid;
import static org.assertj.core.api.Assertions.assertThat;

import dev.companion.datto.DattoRmmClient.Site;
import dev.companion.poller.http.MemoryDatto;
import dev.companion.rmm.RmmChange;
import dev.companion.rmm.RmmOperation;
import dev.companion.rmm.SiteScope;
import dev.companion.schemas.Topics;
import dev.companion.vendor.CallResult.Found;
import dev.companion.vendor.CallResult.Missing;
import dev.companion.vendor.CallResult.Reason;
import dev.companion.vendor.CallResult.Refused;
import dev.companion.vendor.CallResult.Unavailable;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SitePollTest {

    private final Bench bench = new Bench();
    private final MemoryDatto datto = bench.datto;

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void aNewSiteIsPublishedWithItsChange() {
        datto.put(site(uid(1), "Bäckerei Müller"));

        bench.connect(1);

        var sites = bench.written(Topics.RMM_SITES);
        assertThat(sites).hasSize(1);
        assertThat(sites.getFirst().key).isEqualTo("acme1|" + uid(1));
        var published = sites.getFirst().value;
        assertThat(published.getName()).isEqualTo("Bäckerei Müller");
        assertThat(published.getScope()).isEqualTo(SiteScope.MANAGED);
        assertThat(published.getDevices()).contains(3);
        assertThat(published.getIncarnation()).isEqualTo(1);
        assertThat(published.getMetadata().getSequence()).isEqualTo(1);
        var change = bench.values(Topics.RMM_CHANGES).getFirst();
        assertThat(change.getOperation()).isEqualTo(RmmOperation.CREATED);
        assertThat(change.getSiteBefore()).isEmpty();
        assertThat(change.getSiteAfter()).contains(published);
        assertThat(change.getInferred()).isFalse();
    }

    @Test
    void aRenamedSiteIsPublishedWithBeforeAndAfter() {
        datto.put(site(uid(1), "Acme"));
        bench.connect(1);
        var before = bench.values(Topics.RMM_SITES).getFirst();
        bench.forgetWritten();
        datto.put(site(uid(1), "Acme Ltd"));

        bench.live(Bench.BASE);

        var change = bench.values(Topics.RMM_CHANGES).getFirst();
        assertThat(bench.values(Topics.RMM_CHANGES)).hasSize(1);
        assertThat(change.getOperation()).isEqualTo(RmmOperation.UPDATED);
        assertThat(change.getSiteBefore()).contains(before);
        assertThat(change.getSiteAfter())
                .contains(bench.values(Topics.RMM_SITES).getFirst());
        assertThat(change.getChangedFields()).containsExactly("name");
        assertThat(change.getMetadata().getSequence()).isEqualTo(2);
    }

    @Test
    void aDeletedSiteIsTombstonedOnceTwoSweepsMissedItAndTheVendorSaidSo() {
        sites(10);
        bench.connect(1);
        bench.forgetWritten();
        datto.remove(uid(4));

        bench.live(Bench.BASE);
        assertThat(bench.written(Topics.RMM_SITES)).isEmpty();
        bench.live(Bench.BASE);

        assertThat(bench.written(Topics.RMM_SITES)).singleElement().satisfies(row -> {
            assertThat(row.key).isEqualTo("acme1|" + uid(4));
            assertThat(row.value).isNull();
        });
        var change = bench.values(Topics.RMM_CHANGES).getFirst();
        assertThat(change.getOperation()).isEqualTo(RmmOperation.DELETED);
        assertThat(change.getInferred()).isTrue();
        assertThat(change.getConfirmations()).isEqualTo(3);
        assertThat(change.getSiteBefore().orElseThrow().getName()).isEqualTo("Site 4");
        assertThat(change.getSiteAfter()).isEmpty();
        assertThat(bench.count("companion.poller.deletions")).isEqualTo(1);
    }

    @Test
    void aSiteThatReturnsAfterItsDeletionIsAnotherIncarnation() {
        sites(10);
        bench.connect(1);
        datto.remove(uid(4));
        bench.live(Bench.BASE.multipliedBy(3));
        bench.forgetWritten();
        datto.put(site(uid(4), "Site 4"));

        bench.live(Bench.BASE);

        var published = bench.values(Topics.RMM_SITES).getFirst();
        assertThat(published.getIncarnation()).isEqualTo(2);
        assertThat(published.getMetadata().getSequence()).isEqualTo(3);
        assertThat(bench.values(Topics.RMM_CHANGES).getFirst().getOperation()).isEqualTo(RmmOperation.CREATED);
    }

    @Test
    void aSiteThatIsHiddenIsNotDeleted() {
        sites(10);
        bench.connect(1);
        bench.forgetWritten();
        datto.remove(uid(4));
        datto.answer =
                request -> request.equals("site " + uid(4)) ? new Refused<>(Reason.PERMISSION, "not visible") : null;

        bench.live(Duration.ofHours(1));

        assertThat(bench.written(Topics.RMM_SITES)).isEmpty();
        assertThat(datto.requests.stream().filter(("site " + uid(4))::equals))
                .as("asked for once in a quarter of an hour")
                .hasSizeBetween(2, 4);
    }

    @Test
    void aKeyThatSeesNothingAnyMoreDeletesNothing() {
        sites(10);
        bench.connect(1);
        bench.forgetWritten();
        datto.answer = request -> request.startsWith("sites")
                ? new Found<>(new dev.companion.datto.DattoRmmClient.Page<>(List.of(), null, 0L, true))
                : new Missing<>("no such site");

        bench.live(Duration.ofHours(1));

        assertThat(bench.written(Topics.RMM_SITES)).isEmpty();
        assertThat(bench.written(Topics.RMM_CHANGES)).isEmpty();
    }

    @Test
    void anEmptyPageOfTheListSaysNothing() {
        sites(629);
        bench.connect(1);
        bench.forgetWritten();
        datto.answer = request -> request.startsWith("sites")
                ? new Found<>(new dev.companion.datto.DattoRmmClient.Page<>(List.of(), null, 0L, true))
                : null;
        bench.live(Bench.BASE.multipliedBy(2));

        assertThat(bench.written(Topics.DELETION_HOLDS)).as("nothing is said").isEmpty();
        assertThat(bench.written(Topics.RMM_SITES)).isEmpty();
        assertThat(bench.values(Topics.API_HEALTH).getLast().getSuspicion())
                .hasValueSatisfying(suspicion -> assertThat(suspicion).contains("without many that exist"));

        datto.answer = _ -> null;
        bench.live(Bench.BASE);
        assertThat(bench.values(Topics.API_HEALTH).getLast().getSuspicion()).isEmpty();
        assertThat(bench.written(Topics.DELETION_HOLDS)).isEmpty();
    }

    @Test
    void aPageOfAnotherAccountIsNotUsed() {
        sites(20);
        bench.connect(1);
        bench.forgetWritten();
        for (var n = 0; n < 20; n++) {
            datto.remove(uid(n));
        }
        datto.put(new Site(uid(100), 7L, "Foreign", null, false, 3, null, "other-account"));
        bench.live(Bench.BASE.multipliedBy(2));

        assertThat(bench.written(Topics.RMM_SITES)).isEmpty();
        assertThat(bench.written(Topics.DELETION_HOLDS)).isEmpty();
        assertThat(bench.values(Topics.API_HEALTH).getLast().getSuspicion())
                .hasValueSatisfying(suspicion -> assertThat(suspicion).contains("of another account"));
    }

    @Test
    void tooManyDeletionsAreHeldBackUntilTheRowsReturn() {
        sites(20);
        bench.connect(1);
        bench.forgetWritten();
        for (var n = 0; n < 6; n++) {
            datto.remove(uid(n));
        }

        bench.live(Duration.ofHours(2));
        assertThat(bench.written(Topics.RMM_SITES)).isEmpty();
        assertThat(datto.requests.stream().filter(call -> call.startsWith("site ")))
                .as("each is read once to check the list, and none is asked for")
                .hasSize(6);
        assertThat(bench.count("companion.poller.sweeps", "verdict", "held")).isPositive();

        datto.put(site(uid(0), "Site 0"));
        bench.live(Duration.ofHours(1));
        assertThat(bench.written(Topics.RMM_SITES)).as("five are believed").hasSize(5);
    }

    @Test
    void aManagedSiteThatBecomesOnDemandLeavesTheScopeAndIsNotDeleted() {
        datto.put(site(uid(1), "Acme"));
        bench.connect(1);
        bench.forgetWritten();
        datto.put(new Site(uid(1), 7L, "Acme", null, true, 3, null));
        bench.live(Bench.BASE);
        datto.put(site(uid(1), "Acme"));
        bench.live(Bench.BASE);

        assertThat(bench.values(Topics.RMM_CHANGES))
                .extracting(RmmChange::getOperation)
                .containsExactly(RmmOperation.LEFT_SCOPE, RmmOperation.ENTERED_SCOPE);
        assertThat(bench.values(Topics.RMM_SITES))
                .extracting(dev.companion.rmm.Site::getScope)
                .containsExactly(SiteScope.ON_DEMAND, SiteScope.MANAGED);
    }

    @Test
    void whatIsNoSiteOrOfUnknownScopeIsNotPublished() {
        datto.put(site("deleted-devices", "Deleted Devices"));
        datto.put(site(uid(9), "Deleted Devices"));
        datto.put(new Site(uid(2), 7L, "Who knows", null, null, 3, null));
        datto.put(site(uid(1), "Acme"));

        bench.connect(1);
        bench.live(Bench.BASE);

        assertThat(bench.values(Topics.RMM_SITES))
                .extracting(dev.companion.rmm.Site::getName)
                .containsExactly("Acme");
        assertThat(bench.count("companion.poller.sweeps", "kind", "sites", "verdict", "complete"))
                .as("they count towards the vendor's total")
                .isEqualTo(2);
        assertThat(bench.count("companion.poller.rows", "kind", "sites", "outcome", "withheld"))
                .isEqualTo(2);
    }

    @Test
    void aQuietHourWritesNothingAndCallsAtTheFloor() {
        sites(600);
        bench.connect(1);
        bench.live(Duration.ofMinutes(30));
        bench.forgetWritten();
        var sweeps = bench.count("companion.poller.sweeps", "kind", "sites");

        bench.live(Duration.ofHours(1));

        assertThat(bench.written).isEmpty();
        var swept = bench.count("companion.poller.sweeps", "kind", "sites") - sweeps;
        assertThat(swept).isPositive();
        assertThat((double) datto.requests.size()).as("three pages a sweep").isEqualTo(swept * 3);
        assertThat(bench.count("companion.poller.rows", "kind", "sites"))
                .as("rows polled = unchanged + published + withheld")
                .isEqualTo(600 * bench.count("companion.poller.sweeps", "kind", "sites"));
    }

    @Test
    void theIntervalGrowsToFifteenTimesTheBaseAndAChangeBringsItBack() {
        sites(3);
        bench.connect(1);
        bench.live(Duration.ofHours(4));
        bench.forgetWritten();
        bench.live(Duration.ofHours(1));
        assertThat(datto.requests).hasSize(4);

        datto.put(site(uid(1), "Renamed"));
        bench.live(Duration.ofMinutes(15));
        datto.requests.clear();
        bench.live(Duration.ofMinutes(5));
        assertThat(datto.requests).hasSizeBetween(4, 5);
    }

    @Test
    void aWalkThatBreaksOffPublishesWhatItSawAndDeletesNothing() {
        sites(600);
        bench.connect(1);
        bench.live(Duration.ofMinutes(1));
        bench.forgetWritten();
        datto.remove(uid(3));
        datto.put(site(uid(5), "Renamed"));
        datto.answer = request -> request.equals("sites 1") ? new Unavailable<>("connection reset") : null;

        bench.live(Duration.ofMinutes(2));

        assertThat(bench.values(Topics.RMM_SITES))
                .extracting(dev.companion.rmm.Site::getName)
                .containsExactly("Renamed");
        assertThat(datto.requests).doesNotContain("sites 2");
        datto.answer = _ -> null;
        bench.live(Duration.ofHours(1));
        assertThat(bench.written(Topics.RMM_SITES).getLast().value).as("buried").isNull();
    }

    @Test
    void aRestartRepeatsNothingAndKeepsWhatWasMissed() {
        sites(20);
        bench.connect(1);
        datto.remove(uid(4));
        bench.live(Bench.BASE);
        bench.forgetWritten();

        bench.restart();
        bench.live(Bench.BASE);

        assertThat(bench.written(Topics.RMM_SITES))
                .singleElement()
                .satisfies(row -> assertThat(row.key).isEqualTo("acme1|" + uid(4)));
        assertThat(bench.written(Topics.API_HEALTH)).isEmpty();
    }

    @Test
    void aRestartDoesNotForgetHowMuchWasDeletedToday() {
        sites(20);
        bench.connect(1);
        bench.live(Bench.BASE);
        for (var n = 0; n < 5; n++) {
            datto.remove(uid(n));
        }
        bench.live(Bench.BASE.multipliedBy(3));
        assertThat(bench.count("companion.poller.deletions")).isEqualTo(5);
        bench.forgetWritten();

        bench.restart();
        datto.remove(uid(10));
        bench.live(Duration.ofHours(2));

        assertThat(bench.written(Topics.RMM_SITES)).isEmpty();
    }

    @Test
    void anAnswerToAQuestionOfASweepThatIsNoMoreIsPassedOver() {
        sites(3);
        bench.holding = true;
        bench.connect(1);
        bench.live(Duration.ofSeconds(1));
        assertThat(bench.held).isNotEmpty();
        var late = List.copyOf(bench.held);
        bench.held.clear();
        bench.connect(2);

        late.forEach(Runnable::run);
        bench.live(Duration.ofSeconds(5));
        assertThat(bench.written(Topics.RMM_SITES)).isEmpty();

        bench.held.forEach(Runnable::run);
        bench.live(Duration.ofSeconds(5));
        assertThat(bench.written(Topics.RMM_SITES)).hasSize(3);
    }

    private void sites(int count) {
        for (var n = 0; n < count; n++) {
            datto.put(site(uid(n), "Site " + n));
        }
    }
}
