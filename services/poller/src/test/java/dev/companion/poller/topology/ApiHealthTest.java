package dev.companion.poller.topology;

import static dev.companion.poller.http.MemoryDatto.site;
import static dev.companion.poller.http.MemoryDatto.uid;
import static org.assertj.core.api.Assertions.assertThat;

import dev.companion.datto.DattoRmmClient.RequestRate;
import dev.companion.health.ApiHealth;
import dev.companion.health.ApiState;
import dev.companion.health.VendorApi;
import dev.companion.poller.http.MemoryDatto;
import dev.companion.schemas.Topics;
import dev.companion.vendor.CallResult.RateLimited;
import dev.companion.vendor.CallResult.Reason;
import dev.companion.vendor.CallResult.Refused;
import dev.companion.vendor.CallResult.Scope;
import dev.companion.vendor.CallResult.Unavailable;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ApiHealthTest {

    private final Bench bench = new Bench();
    private final MemoryDatto datto = bench.datto;

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void rejectedCredentialsBlockTheApiUntilTheyChange() {
        datto.answer = _ -> new Refused<>(Reason.CREDENTIALS, "the key was not accepted");
        bench.connect(1);

        bench.live(Duration.ofMinutes(14));

        assertThat(datto.requests).as("hammering may get the address blocked").hasSize(1);
        var health = health(VendorApi.DATTO_RMM);
        assertThat(health).hasSize(1);
        assertThat(health.getFirst().getState()).isEqualTo(ApiState.CREDENTIALS_REJECTED);
        assertThat(health.getFirst().getDetail()).contains("the key was not accepted");

        bench.live(Duration.ofMinutes(2));
        assertThat(datto.requests).as("tried again now and then").hasSize(2);

        datto.answer = _ -> null;
        bench.connect(2);
        assertThat(health(VendorApi.DATTO_RMM)).last().satisfies(last -> {
            assertThat(last.getState()).isEqualTo(ApiState.OK);
            assertThat(last.getNotBefore()).isEmpty();
            assertThat(last.getLastSweepAt()).isPresent();
        });
        assertThat(bench.clientsMade).contains("datto key-1", "datto key-2");
    }

    @Test
    void aPauseThatTheVendorAsksForIsGranted() {
        sites(3);
        bench.connect(1);
        bench.live(Duration.ofSeconds(5));
        bench.forgetWritten();
        datto.answer = _ -> new RateLimited<>(Duration.ofMinutes(5), Scope.ACCOUNT, "too many");
        bench.live(Bench.BASE);
        assertThat(datto.requests).hasSize(1);
        assertThat(health(VendorApi.DATTO_RMM)).singleElement().satisfies(health -> {
            assertThat(health.getState()).isEqualTo(ApiState.THROTTLED);
            assertThat(health.getNotBefore()).isPresent();
        });
        datto.answer = _ -> null;

        bench.live(Duration.ofMinutes(4));
        assertThat(datto.requests).hasSize(1);
        bench.live(Duration.ofMinutes(2));

        assertThat(datto.requests).hasSizeGreaterThan(1);
        assertThat(health(VendorApi.DATTO_RMM).getLast().getState()).isEqualTo(ApiState.OK);
    }

    @Test
    void aDeadVendorIsAskedLessAndLessAndShownAsFailing() {
        datto.answer = _ -> new Unavailable<>("no connection");
        bench.connect(1);

        bench.live(Duration.ofHours(2));

        assertThat(health(VendorApi.DATTO_RMM))
                .singleElement()
                .satisfies(health -> assertThat(health.getState()).isEqualTo(ApiState.FAILING));
        assertThat(datto.requests).hasSizeBetween(10, 20);
        assertThat(bench.written(Topics.RMM_SITES)).isEmpty();
    }

    @Test
    void aBugInOneAnswerStopsNeitherTheTaskNorTheNextSweep() {
        sites(3);
        datto.answer = _ -> {
            throw new IllegalStateException("a bug");
        };
        bench.connect(1);
        datto.answer = _ -> null;

        bench.live(Bench.BASE);

        assertThat(bench.written(Topics.RMM_SITES)).hasSize(3);
    }

    @Test
    void theProgressOfTheFirstSweepOfALongListIsPublishedUntilItEnds() {
        sites(5_000);
        bench.connect(1);
        bench.live(Bench.BASE);

        var published = health(VendorApi.DATTO_RMM);
        assertThat(published.getFirst().getSweepRows()).contains(250);
        assertThat(published)
                .filteredOn(health -> health.getSweepRows().isPresent())
                .allSatisfy(health -> assertThat(health.getSweepTotal()).contains(5_000));
        assertThat(published.getLast().getSweepRows()).isEmpty();
        assertThat(published.getLast().getSweepTotal()).isEmpty();
        assertThat(published.getLast().getState()).isEqualTo(ApiState.OK);
        var times = published.stream()
                .filter(health -> health.getSweepRows().isPresent())
                .map(health -> health.getMetadata().getOccurredAt())
                .toList();
        assertThat(times).hasSizeBetween(4, 10);
        for (var n = 1; n < times.size(); n++) {
            assertThat(Duration.between(times.get(n - 1), times.get(n))).isGreaterThanOrEqualTo(Duration.ofSeconds(2));
        }
    }

    @Test
    void anEndOfTheServiceInAFirstSweepLeavesNoProgressBehind() {
        sites(5_000);
        bench.connect(1);
        bench.live(Duration.ofSeconds(3));
        assertThat(health(VendorApi.DATTO_RMM).getLast().getSweepRows()).isPresent();
        bench.restart();
        bench.live(Bench.BASE);

        assertThat(health(VendorApi.DATTO_RMM).getLast().getSweepRows()).isEmpty();
    }

    @Test
    void aPauseInAFirstSweepEndsItsProgress() {
        sites(5_000);
        bench.connect(1);
        bench.live(Duration.ofSeconds(3));
        bench.tenant(Bench.tenant(1).setPaused(true));
        bench.live(Duration.ofSeconds(1));

        assertThat(health(VendorApi.DATTO_RMM).getLast().getSweepRows()).isEmpty();
    }

    @Test
    void theUseOfTheQuotaIsPublishedWhenItGetsTightAndWhenItIsNoLonger() {
        sites(3);
        datto.lastRequestRate = rate(100);
        bench.connect(1);
        bench.live(Duration.ofMinutes(5));
        assertThat(health(VendorApi.DATTO_RMM)).singleElement().satisfies(health -> {
            assertThat(health.getQuotaUsed()).contains(100);
            assertThat(health.getQuotaLimit()).contains(600);
        });
        bench.forgetWritten();

        for (var used : List.of(200, 520, 590, 450, 400, 500)) {
            datto.lastRequestRate = rate(used);
            bench.live(Duration.ofMinutes(5));
        }

        assertThat(health(VendorApi.DATTO_RMM))
                .extracting(health -> health.getQuotaUsed().orElseThrow())
                .containsExactly(520, 400);
    }

    private static RequestRate rate(int used) {
        return new RequestRate(60, used, 600, null, null, Map.of());
    }

    private void sites(int count) {
        for (var n = 0; n < count; n++) {
            datto.put(site(uid(n), "Site " + n));
        }
    }

    private List<ApiHealth> health(VendorApi api) {
        return bench.values(Topics.API_HEALTH).stream()
                .filter(health -> health.getApi() == api)
                .toList();
    }
}
