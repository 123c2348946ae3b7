package dev.companion.console.web.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.companion.console.ConsoleTest;
import dev.companion.console.ConsoleUnderTest;
import dev.companion.console.Recorded;
import dev.companion.console.Tenancy;
import dev.companion.console.view.ServiceInstances;
import dev.companion.health.ServiceState;
import dev.companion.health.VendorApi;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import tools.jackson.databind.JsonNode;

@ConsoleTest
@Import(Tenancy.class)
class SystemApiTest {

    @Autowired
    private Tenancy tenancy;

    @Autowired
    private ServiceInstances instances;

    @Autowired
    private ConsoleUnderTest.Clock clock;

    private Instant now;

    /** Reports are of no tenant, so those of other tests are a week old. */
    @BeforeEach
    void aWeekLater() {
        clock.advance(Duration.ofDays(8));
        now = clock.instant();
    }

    private void said(String service, String id, ServiceState state, Duration started, Duration ago) {
        instances.put(service + "|" + id, Recorded.report(service, id, state, now.minus(started), now.minus(ago)));
    }

    private static JsonNode service(JsonNode system, String name) {
        return system.path("services")
                .valueStream()
                .filter(service -> service.path("service").asString().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void eachServiceIsWhatItsInstancesHaveSaid() {
        said("poller", "p1", ServiceState.READY, Duration.ofHours(3), Duration.ofMinutes(1));
        said("mapper", "m1", ServiceState.READY, Duration.ofHours(3), Duration.ofMinutes(6));
        said("provisioner", "v1", ServiceState.NOT_READY, Duration.ofHours(3), Duration.ofSeconds(4));

        var system = tenancy.connected().api.get("/api/system").json();

        assertThat(service(system, "poller").path("state").asString()).isEqualTo("READY");
        assertThat(service(system, "poller").at("/instances/0/saidAt").asString())
                .isEqualTo(now.minusSeconds(60).toString());
        assertThat(service(system, "poller").at("/instances/0/lag").asLong()).isEqualTo(7);
        assertThat(service(system, "mapper").path("state").asString()).isEqualTo("SILENT");
        assertThat(service(system, "mapper").at("/instances/0/state").asString())
                .isEqualTo("LOST");
        assertThat(service(system, "provisioner").path("state").asString()).isEqualTo("NOT_READY");
        assertThat(service(system, "provisioner").at("/instances/0/notReady/0").asString())
                .isEqualTo("streams");
        assertThat(service(system, "event-resolver").path("state").asString()).isEqualTo("UNKNOWN");
        assertThat(service(system, "event-resolver").path("instances")).isEmpty();
    }

    @Test
    void restartsOfTheWeekAreListedTheNewestFirst() {
        said("poller", "killed", ServiceState.READY, Duration.ofDays(3), Duration.ofDays(2));
        said("poller", "stopped", ServiceState.ENDED, Duration.ofDays(2), Duration.ofDays(1));
        said("poller", "runs", ServiceState.READY, Duration.ofDays(1), Duration.ZERO);

        var restarts = tenancy.connected().api.get("/api/system").json().path("restarts");

        assertThat(restarts.valueStream()
                        .map(restart -> restart.path("instance").asString() + " "
                                + restart.path("state").asString()))
                .containsExactly("runs READY", "stopped ENDED", "killed LOST");
        assertThat(restarts.at("/2/lastHeardOf").asString())
                .isEqualTo(now.minus(Duration.ofDays(2)).toString());
    }

    @Test
    void accountsAndChecksAreThoseOfTheTenantAlone() {
        var other = tenancy.connected()
                .reader(VendorApi.DATTO_RMM, health -> health.setQuotaUsed(599).setQuotaLimit(600));
        var tenant = tenancy.connected()
                .reader(
                        VendorApi.DATTO_RMM,
                        health -> health.setQuotaUsed(12).setQuotaLimit(600).setLastSweepAt(Recorded.AT));

        var system = tenant.api.get("/api/system").json();

        assertThat(system.path("accounts")).hasSize(1);
        assertThat(system.at("/accounts/0/quotaUsed").asInt()).isEqualTo(12);
        assertThat(system.at("/accounts/0/saidAt").asString()).isNotEmpty();
        assertThat(system.at("/checks/sites").asString()).isEqualTo(Recorded.AT.toString());
        assertThat(other.api
                        .get("/api/system")
                        .json()
                        .at("/accounts/0/quotaUsed")
                        .asInt())
                .isEqualTo(599);
    }

    @Test
    void aListThatIsNotBelievedIsToldWithItsAccount() {
        var tenant = tenancy.connected()
                .reader(VendorApi.GRAVITYZONE, health -> health.setSuspicion("It is much shorter than before."));

        assertThat(tenant.api.get("/api/system").at("/accounts/0/suspicion"))
                .isEqualTo("It is much shorter than before.");
    }

    @Test
    void whatIsNotKnownIsNullAndNotInvented() {
        var system = tenancy.fresh().api.get("/api/system").json();

        assertThat(system.path("accounts")).isEmpty();
        assertThat(system.at("/checks/sites").isNull()).isTrue();
        assertThat(system.at("/checks/companies").isNull()).isTrue();
        assertThat(system.at("/checks/links").isNull()).isTrue();
        assertThat(system.path("services")
                        .valueStream()
                        .map(service -> service.path("state").asString()))
                .containsOnly("UNKNOWN");
        assertThat(system.propertyNames()).doesNotContain("backup", "topics");
    }

    @Test
    void aStrangerSeesNothing() {
        assertThat(tenancy.fresh().stranger().get("/api/system").status()).isEqualTo(401);
    }
}
