package dev.companion.poller.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.companion.decision.Ledger;
import dev.companion.pacing.HostPauses;
import dev.companion.pacing.Quota;
import dev.companion.poller.domain.gate.ApiGate;
import dev.companion.poller.domain.gate.CallFailure;
import dev.companion.poller.domain.gate.Vendor;
import dev.companion.poller.domain.polling.CredentialName;
import dev.companion.poller.domain.polling.PollEmission;
import dev.companion.poller.domain.polling.PollEmission.AccessEnded;
import dev.companion.poller.domain.polling.PollEmission.HealthChanged;
import dev.companion.poller.domain.polling.PollEmission.HealthForgotten;
import dev.companion.poller.domain.polling.PollEmission.ReadStarted;
import dev.companion.poller.domain.polling.PollEmission.ReadsCancelled;
import dev.companion.poller.domain.polling.PollEmission.RowForgotten;
import dev.companion.poller.domain.polling.PollEmission.RowsCounted;
import dev.companion.poller.domain.polling.PollEmission.SiteObserved;
import dev.companion.poller.domain.polling.PollEmission.SweepEnded;
import dev.companion.poller.domain.polling.PollEmission.TenantForgotten;
import dev.companion.poller.domain.polling.PollInput.CredentialChanged;
import dev.companion.poller.domain.polling.PollInput.ReadAnswered;
import dev.companion.poller.domain.polling.PollInput.TenantChanged;
import dev.companion.poller.domain.polling.PollKind;
import dev.companion.poller.domain.polling.PollSettings;
import dev.companion.poller.domain.polling.TenantSettings;
import dev.companion.poller.domain.read.ReadResult;
import dev.companion.poller.domain.read.SealedCredential;
import dev.companion.poller.domain.read.VendorAccess;
import dev.companion.poller.domain.read.VendorRead;
import dev.companion.poller.domain.read.VendorRead.Request;
import dev.companion.poller.domain.row.Site;
import dev.companion.poller.domain.sweep.SweepVerdict;
import dev.companion.poller.domain.sweep.SweptPage;
import dev.companion.poller.domain.sweep.SweptPage.Listed;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PollControllerTest {

    private static final String TENANT = "acme1";
    private static final Instant NOW = Instant.parse("2026-11-01T12:00:00Z");
    private static final PollSettings SETTINGS =
            new PollSettings(Duration.ofSeconds(60), Quota.perMinute(120), Quota.perSecond(2));

    private final Ledger ledger = Ledger.inMemory();
    private PollController controller = opened();

    @Test
    void theFirstPageOfTheSitesIsReadOnceTheCredentialsHaveArrived() {
        decided(controller.on(new TenantChanged(TENANT, settings(1, false)), NOW));
        assertThat(decided(controller.tick(NOW))).isEmpty();

        credentials(2);
        assertThat(decided(controller.tick(NOW))).as("of another revision").isEmpty();
        credentials(1);

        var read = read(decided(controller.tick(NOW)));
        assertThat(read.request()).isEqualTo(new Request.SitePage(null));
        assertThat(read.access().vendor()).isEqualTo(Vendor.DATTO_RMM);
        assertThat(read.tenant()).isEqualTo(TENANT);
    }

    @Test
    void aPageIsPublishedAndTheNextOneIsReadWithItsCursor() {
        var first = started();

        var emissions = decided(controller.on(answer(first, page("two", "a", "b")), NOW));

        assertThat(of(SiteObserved.class, emissions)).hasSize(2);
        assertThat(of(RowsCounted.class, emissions)).containsExactly(new RowsCounted(PollKind.SITES, 2, 0, 2, 0, 0));
        assertThat(nextRead(emissions).request()).isEqualTo(new Request.SitePage("two"));
    }

    @Test
    void aSweepThatEndsIsFollowedByTheUsersAndTheNextSweepIsDue() {
        var emissions = decided(controller.on(answer(started(), page(null, "a", "b")), NOW));

        assertThat(of(SweepEnded.class, emissions))
                .containsExactly(new SweepEnded(TENANT, PollKind.SITES, new SweepVerdict.Complete(0, false), 2, true));
        assertThat(nextRead(emissions).request()).isEqualTo(new Request.UserPage(null, false));
        assertThat(controller.nextDue(NOW)).contains(NOW.plusSeconds(60));
    }

    @Test
    void aDecisionThatIsDiscardedIsTakenAgainWithTheSameOutcome() {
        var before = of(SiteObserved.class, controller.on(answer(started(), page("two", "a", "b")), NOW));

        ledger.discard();
        controller = opened();
        var again = read(decided(controller.tick(NOW)));

        assertThat(again.request()).isEqualTo(new Request.SitePage(null));
        assertThat(of(SiteObserved.class, controller.on(answer(again, page("two", "a", "b")), NOW)))
                .isEqualTo(before);
    }

    @Test
    void aControllerThatIsOpenedAgainPublishesNothingAgain() {
        decided(controller.on(answer(started(), page(null, "a", "b")), NOW));

        controller = opened();
        var later = NOW.plusSeconds(60);
        var reads = of(ReadStarted.class, decided(controller.tick(later)));
        var sites = reads.stream()
                .map(ReadStarted::read)
                .filter(read -> read.request() instanceof Request.SitePage)
                .findFirst()
                .orElseThrow();
        var emissions = decided(controller.on(answer(sites, page(null, "a", "b")), later));

        assertThat(of(SiteObserved.class, emissions)).isEmpty();
        assertThat(of(RowsCounted.class, emissions)).containsExactly(new RowsCounted(PollKind.SITES, 2, 2, 0, 0, 0));
    }

    @Test
    void theResultOfAReadThatIsNotKnownIsIgnored() {
        var read = started();
        decided(controller.on(answer(read, page("two", "a")), NOW));

        assertThat(decided(controller.on(answer(read, page("two", "b")), NOW))).isEmpty();
    }

    @Test
    void aReadThatWasNotSentIsStartedAgain() {
        var read = started();

        var again = nextRead(decided(controller.on(answer(read, new ReadResult.NotSent()), NOW)));

        assertThat(again.request()).isEqualTo(read.request());
        assertThat(again.id()).isNotEqualTo(read.id());
    }

    @Test
    void credentialsThatCannotBeDecryptedBlockCallsAndArePublished() {
        var read = started();

        var emissions = decided(controller.on(answer(read, new ReadResult.CredentialsUnreadable()), NOW));

        assertThat(of(HealthChanged.class, emissions)).singleElement().satisfies(changed -> {
            assertThat(changed.health().gate().state()).isEqualTo(ApiGate.State.CREDENTIALS_REJECTED);
            assertThat(changed.health().gate().detail()).contains("Save them again");
        });
        assertThat(of(ReadStarted.class, emissions)).isEmpty();
        assertThat(decided(controller.tick(NOW.plusSeconds(600)))).isEmpty();
    }

    @Test
    void aReadWithCredentialsThatWereReplacedMeanwhileBlocksNothing() {
        var read = started();
        credentials(1, (byte) 2);

        var emissions = decided(controller.on(answer(read, new ReadResult.CredentialsUnreadable()), NOW));

        assertThat(of(HealthChanged.class, emissions)).isEmpty();
        assertThat(nextRead(emissions).access())
                .satisfies(access -> assertThat(
                                ((VendorAccess.Datto) access).apiKey().ciphertext())
                        .containsExactly(2));
    }

    @Test
    void readsThatWaitAreCancelledWhenTheVendorAsksForAPause() {
        var read = started();

        var failure = new CallFailure.Throttled(Duration.ofSeconds(40), false, "too many requests");
        var emissions = decided(controller.on(answer(read, new ReadResult.NoPage(failure)), NOW));

        assertThat(emissions).contains(new ReadsCancelled(TENANT, Vendor.DATTO_RMM));
        assertThat(of(ReadStarted.class, emissions)).isEmpty();
        assertThat(decided(controller.tick(NOW.plusSeconds(39)))).isEmpty();
    }

    @Test
    void aPausedTenantEndsItsAccessAndTheResultUnderWayIsIgnored() {
        var read = started();

        var paused = decided(controller.on(new TenantChanged(TENANT, settings(1, true)), NOW));
        assertThat(paused).contains(new AccessEnded(TENANT, Vendor.DATTO_RMM));

        assertThat(decided(controller.on(answer(read, page("two", "a")), NOW))).isEmpty();
        assertThat(decided(controller.tick(NOW.plusSeconds(3600)))).isEmpty();
    }

    @Test
    void aTenantThatIsRemovedIsForgotten() {
        decided(controller.on(answer(started(), page(null, "a", "b")), NOW));

        var emissions = decided(controller.on(new TenantChanged(TENANT, null), NOW));

        assertThat(of(RowForgotten.class, emissions))
                .containsExactly(
                        new RowForgotten(TENANT, PollKind.SITES, "a"), new RowForgotten(TENANT, PollKind.SITES, "b"));
        assertThat(emissions).contains(new HealthForgotten(TENANT, Vendor.DATTO_RMM), new TenantForgotten(TENANT, 2));
        assertThat(decided(controller.on(new TenantChanged(TENANT, null), NOW))).isEmpty();
        assertThat(controller.nextDue(NOW)).isEmpty();
    }

    private PollController opened() {
        var fresh = new PollController(ledger, SETTINGS, new HostPauses(), () -> 0);
        decided(fresh.open(NOW));
        return fresh;
    }

    /** Connects the tenant, and returns the read of the first page of its sites. */
    private VendorRead started() {
        decided(controller.on(new TenantChanged(TENANT, settings(1, false)), NOW));
        credentials(1);
        return read(decided(controller.tick(NOW)));
    }

    private void credentials(long revision) {
        credentials(revision, (byte) 1);
    }

    private void credentials(long revision, byte ciphertext) {
        for (var name : List.of(CredentialName.RMM_API_KEY, CredentialName.RMM_API_SECRET_KEY)) {
            var sealed = new SealedCredential(new byte[] {ciphertext}, revision);
            decided(controller.on(new CredentialChanged(TENANT, name, sealed), NOW));
        }
    }

    private List<PollEmission> decided(List<PollEmission> emissions) {
        ledger.commit();
        return emissions;
    }

    private static TenantSettings settings(long revision, boolean paused) {
        return new TenantSettings(
                paused,
                new TenantSettings.Rmm("https://concord-api.centrastage.net", "PASSWORD", revision),
                null,
                new TenantSettings.Observing(false, 5, 20),
                null,
                null,
                Map.of());
    }

    private static ReadAnswered answer(VendorRead read, ReadResult result) {
        return new ReadAnswered(read.id(), result, null);
    }

    private static ReadResult page(String next, String... uids) {
        var rows = Stream.of(uids)
                .map(uid -> new Listed<>(uid, new Site(uid, 7L, uid, null, Site.Scope.MANAGED, 3, null)))
                .toList();
        return new ReadResult.Page<>(new SweptPage<>(rows, next == null, null, true), next);
    }

    /** The read that these emissions start, or that is started as soon as the quota allows it. */
    private VendorRead nextRead(List<PollEmission> emissions) {
        return of(ReadStarted.class, emissions).isEmpty()
                ? read(decided(controller.tick(controller.nextDue(NOW).orElseThrow())))
                : read(emissions);
    }

    private static VendorRead read(List<PollEmission> emissions) {
        var reads = of(ReadStarted.class, emissions);
        assertThat(reads).hasSize(1);
        return reads.getFirst().read();
    }

    private static <E extends PollEmission> List<E> of(Class<E> type, List<PollEmission> emissions) {
        return emissions.stream().filter(type::isInstance).map(type::cast).toList();
    }
}
