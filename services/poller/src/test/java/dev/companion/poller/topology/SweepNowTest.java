package dev.companion.poller.topology;

import static dev.companion.poller.http.MemoryDatto.site;
import static dev.companion.poller.http.MemoryDatto.uid;
import static dev.companion.poller.http.MemoryDatto.user;
import static dev.companion.poller.http.MemoryGravityZone.customer;
import static dev.companion.poller.http.MemoryGravityZone.id;
import static org.assertj.core.api.Assertions.assertThat;

import dev.companion.health.ApiHealth;
import dev.companion.health.VendorApi;
import dev.companion.schemas.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SweepNowTest {

    private static final Duration LONG_AGO = Duration.ofHours(4);
    private static final Duration SOON = Duration.ofSeconds(10);

    private final Bench bench = new Bench();

    @BeforeEach
    void fill() {
        bench.datto.put(site(uid(1), "Acme"));
        bench.datto.put(user("ada@acme.example"));
        bench.gravityZone.put(customer(id(1), "Acme"));
        bench.connect(1);
        bench.live(LONG_AGO);
        bench.forgetWritten();
    }

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void everyListIsSweptAtOnceAndAtTheBaseIntervalFromThere() {
        sweepNow();
        bench.live(SOON);

        assertThat(bench.datto.requests).containsExactly("sites 0");
        assertThat(bench.datto.userRequests).containsExactly("users 0");
        assertThat(bench.gravityZone.requests).contains("companies 1", "all links", "company " + id(1));
        assertThat(bench.written.keySet()).as("nothing has changed").containsExactly(Topics.API_HEALTH);
        assertThat(bench.values(Topics.API_HEALTH))
                .as("the end of the requested sweep, for each vendor")
                .hasSize(2)
                .allSatisfy(health -> assertThat(health.getLastSweepAt())
                        .hasValueSatisfying(at -> assertThat(at).isAfter(bench.now.minus(SOON))));

        bench.live(Bench.BASE);
        assertThat(bench.datto.requests).hasSize(2);
        assertThat(bench.values(Topics.API_HEALTH)).as("published once").hasSize(2);
    }

    @Test
    void theSameRequestIsGrantedOnceEvenOverARestart() {
        sweepNow();
        bench.live(Bench.BASE.dividedBy(2));
        bench.forgetWritten();

        bench.restart();
        bench.live(SOON);
        assertThat(bench.datto.requests).isEmpty();
        assertThat(bench.gravityZone.requests).isEmpty();

        sweepNow();
        bench.live(SOON);
        assertThat(bench.datto.requests).hasSize(1);
    }

    @Test
    void aRestartBeforeTheSweepDoesNotForgetTheRequest() {
        bench.holding = true;
        sweepNow();
        bench.holding = false;

        bench.restart();
        bench.live(SOON);

        assertThat(bench.datto.requests).hasSize(1);
        assertThat(bench.datto.userRequests).hasSize(1);
        assertThat(healthOf(VendorApi.DATTO_RMM).getLastSweepAt()).hasValueSatisfying(this::isNew);
        assertThat(healthOf(VendorApi.GRAVITYZONE).getLastSweepAt()).hasValueSatisfying(this::isNew);
        assertServedOnce();
    }

    @Test
    void credentialsThatAreSavedDuringTheSweepDoNotForgetTheRequest() {
        bench.holding = true;
        var requestedAt = bench.now;
        sweepNow();
        bench.live(SOON);
        bench.tenant(Bench.tenant(2).setSweepRequestedAt(requestedAt));
        bench.connectSecrets(2);
        bench.holding = false;
        bench.held.clear();
        bench.live(SOON);

        assertThat(healthOf(VendorApi.DATTO_RMM).getLastSweepAt()).hasValueSatisfying(this::isNew);
        assertThat(healthOf(VendorApi.GRAVITYZONE).getLastSweepAt()).hasValueSatisfying(this::isNew);
        bench.forgetWritten();
        bench.live(Bench.BASE.multipliedBy(20));
        assertThat(bench.written.keySet()).doesNotContain(Topics.API_HEALTH);
    }

    @Test
    void aSweepThatIsUnderWayIsFollowedByAnotherAsItMayHaveReadTooEarly() {
        bench.holding = true;
        sweepNow();
        bench.live(SOON);
        bench.now = bench.now.plusMillis(1);
        sweepNow();
        bench.live(SOON);
        bench.holding = false;
        List.copyOf(bench.held).forEach(Runnable::run);
        bench.live(SOON);

        assertThat(bench.datto.requests).hasSize(2);
        assertThat(bench.datto.userRequests).hasSize(2);
    }

    @Test
    void aPausedTenantIsSweptWhenThePauseIsOver() {
        bench.tenant(Bench.tenant(1).setPaused(true));
        bench.tenant(Bench.tenant(1).setPaused(true).setSweepRequestedAt(bench.now));
        bench.live(LONG_AGO);
        assertThat(bench.datto.requests).isEmpty();
        assertThat(bench.datto.userRequests).isEmpty();
        assertThat(bench.datto.looks).isEmpty();
        assertThat(bench.gravityZone.requests).isEmpty();

        bench.tenant(Bench.tenant(1).setSweepRequestedAt(bench.now.minus(LONG_AGO)));
        bench.live(SOON);
        assertThat(bench.datto.requests).hasSize(1);
        assertThat(bench.datto.userRequests).hasSize(1);
        assertThat(bench.written(Topics.RMM_CHANGES)).isEmpty();
        assertThat(healthOf(VendorApi.DATTO_RMM).getLastSweepAt()).hasValueSatisfying(this::isNew);
        assertThat(healthOf(VendorApi.GRAVITYZONE).getLastSweepAt()).hasValueSatisfying(this::isNew);
        assertServedOnce();
    }

    private ApiHealth healthOf(VendorApi api) {
        return bench.values(Topics.API_HEALTH).stream()
                .filter(health -> health.getApi() == api)
                .reduce((_, last) -> last)
                .orElseThrow();
    }

    private void isNew(Instant at) {
        assertThat(at).isAfter(bench.now.minus(SOON.plusSeconds(1)));
    }

    /** An unchanged world writes nothing, so the same request is served by one sweep. */
    private void assertServedOnce() {
        bench.forgetWritten();
        bench.live(Bench.BASE.multipliedBy(20));
        assertThat(bench.datto.requests).isNotEmpty();
        bench.assertNothingWritten();
    }

    private void sweepNow() {
        bench.tenant(Bench.tenant(1).setSweepRequestedAt(bench.now));
    }
}
