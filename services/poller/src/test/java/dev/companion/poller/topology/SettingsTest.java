package dev.companion.poller.topology;

import static dev.companion.poller.http.MemoryDatto.site;
import static dev.companion.poller.http.MemoryDatto.uid;
import static dev.companion.poller.http.MemoryGravityZone.customer;
import static dev.companion.poller.http.MemoryGravityZone.id;
import static org.assertj.core.api.Assertions.assertThat;

import dev.companion.health.ApiState;
import dev.companion.schemas.Topics;
import dev.companion.settings.SecretName;
import dev.companion.vendor.CallResult.RateLimited;
import dev.companion.vendor.CallResult.Scope;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SettingsTest {

    private final Bench bench = new Bench();

    @BeforeEach
    void fill() {
        bench.datto.put(site(uid(1), "Acme"));
        bench.gravityZone.put(customer(id(1), "Acme"));
    }

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void credentialsMayComeBeforeTheSettings() {
        bench.secret(SecretName.RMM_API_KEY, "sealed:key", 1);
        bench.secret(SecretName.RMM_API_SECRET_KEY, "sealed:secret", 1);
        bench.live(Duration.ofSeconds(1));
        assertThat(bench.written).isEmpty();

        bench.tenant(Bench.tenant(1));
        bench.live(Duration.ofMillis(10));

        assertThat(bench.written(Topics.RMM_SITES)).hasSize(1);
    }

    @Test
    void credentialsOfAnotherRevisionAreNotSent() {
        bench.tenant(Bench.tenant(2));
        bench.secret(SecretName.RMM_API_KEY, "sealed:key", 1);
        bench.secret(SecretName.RMM_API_SECRET_KEY, "sealed:secret", 2);

        bench.live(Duration.ofHours(1));

        assertThat(bench.clientsMade).isEmpty();
        assertThat(bench.datto.requests).isEmpty();
    }

    @Test
    void credentialsThatCannotBeOpenedAreShownAsRejected() {
        bench.tenant(Bench.tenant(1));
        bench.secret(SecretName.GRAVITYZONE_API_KEY, "of another keyset", 1);

        bench.live(Duration.ofMinutes(5));

        assertThat(bench.values(Topics.API_HEALTH)).singleElement().satisfies(health -> {
            assertThat(health.getState()).isEqualTo(ApiState.CREDENTIALS_REJECTED);
            assertThat(health.getDetail().orElseThrow()).contains("Save them again");
        });
    }

    @Test
    void credentialsThatCannotBeOpenedAreCountedUntilOthersAreSaved() {
        bench.tenant(Bench.tenant(1));
        bench.secret(SecretName.GRAVITYZONE_API_KEY, "of another keyset", 1);
        bench.live(Duration.ofMinutes(5));
        assertThat(bench.gauge("companion.secrets.unopened")).isEqualTo(1);

        bench.restart();
        assertThat(bench.gauge("companion.secrets.unopened"))
                .as("not needed yet")
                .isZero();
        bench.live(Duration.ofMinutes(20));
        assertThat(bench.gauge("companion.secrets.unopened")).isEqualTo(1);

        bench.connect(2);
        bench.live(Duration.ofMinutes(1));
        assertThat(bench.gauge("companion.secrets.unopened")).isZero();
    }

    @Test
    void credentialsThatAreSealedAgainInThePauseAreWhatTheNextProbeUses() {
        bench.tenant(Bench.tenant(1));
        bench.secret(SecretName.GRAVITYZONE_API_KEY, "of another keyset", 1);
        bench.live(Duration.ofMinutes(5));
        assertThat(bench.clientsMade).isEmpty();

        bench.secret(SecretName.GRAVITYZONE_API_KEY, "sealed:key", 1);
        bench.live(Duration.ofMinutes(11));

        assertThat(bench.clientsMade).containsExactly("gravityZone key");
        assertThat(bench.gauge("companion.secrets.unopened")).isZero();
        assertThat(bench.values(Topics.API_HEALTH))
                .last()
                .satisfies(health -> assertThat(health.getState()).isEqualTo(ApiState.OK));
    }

    /** A poller that was down while everything was sealed again starts with what it had, and a keyset without its key. */
    @Test
    void credentialsThatAreSealedAgainAreUsedAtOnce() {
        bench.tenant(Bench.tenant(1));
        bench.secret(SecretName.GRAVITYZONE_API_KEY, "of a former key", 1);
        bench.live(Duration.ofMinutes(1));

        bench.restart();
        bench.secret(SecretName.GRAVITYZONE_API_KEY, "sealed:key", 1);
        bench.live(Duration.ofMinutes(1));

        assertThat(bench.clientsMade).containsExactly("gravityZone key");
        assertThat(bench.values(Topics.API_HEALTH))
                .last()
                .satisfies(health -> assertThat(health.getState()).isEqualTo(ApiState.OK));
    }

    @Test
    void credentialsThatAreSealedAgainTakeThePlaceOfThoseInUse() {
        bench.connect(1);
        bench.live(Duration.ofMinutes(2));
        assertThat(bench.clientsMade).containsExactlyInAnyOrder("datto key-1", "gravityZone gz-1");

        bench.secret(SecretName.GRAVITYZONE_API_KEY, "sealed:gz-1, again", 1);
        bench.live(Duration.ofMinutes(5));

        assertThat(bench.clientsMade).last().isEqualTo("gravityZone gz-1, again");
        assertThat(bench.clientsMade).hasSize(3);
    }

    @Test
    void credentialsThatComeBeforeTheirSettingsDoNotEndThoseInUse() {
        bench.connect(1);
        bench.live(Duration.ofMinutes(2));
        bench.forgetWritten();

        bench.connectSecrets(2);
        bench.live(Duration.ofMinutes(5));

        assertThat(bench.gravityZone.requests).isNotEmpty();
        assertThat(bench.datto.requests).isNotEmpty();
        assertThat(bench.clientsMade).hasSize(2);
    }

    @Test
    void aNewRevisionSweepsBothVendorsAtOnce() {
        bench.connect(1);
        bench.live(Duration.ofHours(2));
        bench.forgetWritten();

        bench.connect(2);

        assertThat(bench.datto.requests).containsExactly("sites 0");
        assertThat(bench.gravityZone.requests).startsWith("companies 1");
        assertThat(bench.written).isEmpty();
    }

    @Test
    void settingsThatDoNotConcernPollingChangeNothing() {
        bench.connect(1);
        bench.live(Duration.ofMinutes(2));
        bench.forgetWritten();

        bench.tenant(Bench.tenant(1).setName("Acme, renamed"));
        bench.live(Duration.ofMillis(10));

        assertThat(bench.datto.requests).isEmpty();
        assertThat(bench.clientsMade).hasSize(2);
    }

    @Test
    void aPausedTenantIsNotPolledAndGoesOnAfterwards() {
        bench.connect(1);
        bench.live(Duration.ofSeconds(10));
        bench.tenant(Bench.tenant(1).setPaused(true));
        bench.forgetWritten();
        bench.live(Duration.ofHours(1));
        assertThat(bench.datto.requests).isEmpty();
        assertThat(bench.gravityZone.requests).isEmpty();

        bench.tenant(Bench.tenant(1));
        bench.live(Duration.ofMinutes(1));

        assertThat(bench.datto.requests).isNotEmpty();
        assertThat(bench.written).isEmpty();
    }

    @Test
    void aTenantThatIsResetIsErasedFromEveryTopicAndNoDeletionIsReported() {
        bench.gravityZone.putPackage(id(1), id(100), "companion", null);
        bench.connect(1);
        bench.live(Duration.ofSeconds(10));
        bench.forgetWritten();

        bench.tenant(null);
        bench.live(Duration.ofHours(1));

        assertThat(bench.written(Topics.RMM_SITES)).hasSize(1);
        assertThat(bench.written(Topics.GRAVITYZONE_COMPANIES)).hasSize(1);
        assertThat(bench.written(Topics.GRAVITYZONE_PACKAGES)).hasSize(1);
        assertThat(bench.written(Topics.API_HEALTH)).hasSize(2);
        assertThat(bench.written.values().stream().flatMap(rows -> rows.stream()))
                .allSatisfy(row -> assertThat(row.value).isNull());
        assertThat(bench.written(Topics.RMM_CHANGES)).isEmpty();
        assertThat(bench.datto.requests).isEmpty();
    }

    @Test
    void aTenantIsNotTouchedByTheResetOfAnotherWhoseNameBeginsAlike() {
        bench.connect("acme1", 1);
        bench.connect("acme12", 1);
        bench.live(Duration.ofSeconds(10));
        bench.forgetWritten();

        bench.tenant(null);
        bench.live(Duration.ofHours(1));

        assertThat(bench.written.values().stream().flatMap(rows -> rows.stream()))
                .isNotEmpty()
                .allSatisfy(row -> assertThat(row.key).startsWith("acme1|"));
        assertThat(bench.datto.requests).as("the other one is polled on").isNotEmpty();
    }

    @Test
    void aPauseForTheWholeHostIsGrantedForEveryTenant() {
        bench.connect("acme1", 1);
        bench.live(Duration.ofSeconds(5));
        bench.connect("acme2", 1);
        bench.live(Duration.ofSeconds(10));
        bench.forgetWritten();
        bench.datto.answer = _ -> new RateLimited<>(Duration.ofMinutes(5), Scope.HOST, "address blocked");

        bench.live(Duration.ofMinutes(4));

        assertThat(bench.datto.requests).as("one response is enough").hasSize(1);
        assertThat(bench.values(Topics.API_HEALTH)).hasSize(1);
    }
}
