package dev.companion.console.web.settings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.companion.audit.AuditEntry;
import dev.companion.console.ConsoleTest;
import dev.companion.console.ConsoleUnderTest;
import dev.companion.console.Recorded;
import dev.companion.console.Tenancy;
import dev.companion.requests.RequestType;
import dev.companion.runtime.EventMetadatas;
import dev.companion.settings.TenantErasure;
import dev.companion.settings.TenantReset;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;

/** A person erases everything with the typed name, sees how far it is, and finds the receipt afterwards. */
@ConsoleTest
@Import(Tenancy.class)
class ResetApiTest {

    @Autowired
    private Tenancy tenancy;

    @Autowired
    private ConsoleUnderTest.Clock clock;

    @Test
    void theTypedNameMustBeTheTenants() {
        var tenant = tenancy.connected();

        var refused = tenant.api.post("/api/tenant/reset", Map.of("confirm", "Another"));

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.at("/detail"))
                .isEqualTo("Nothing was erased. The account is called “MSP %s”, not “Another”. Type its name exactly."
                        .formatted(tenant.id));
        assertThat(tenant.api.post("/api/tenant/reset", Map.of()).status()).isEqualTo(400);
        assertThat(tenant.requests()).isEmpty();
    }

    @Test
    void whatIsNotSetUpCannotBeErased() {
        var tenant = tenancy.fresh();

        assertThat(tenant.api
                        .post("/api/tenant/reset", Map.of("confirm", "MSP"))
                        .at("/detail"))
                .isEqualTo("Nothing was erased. There is nothing to erase: no settings are saved for this account.");
    }

    @Test
    void theTaskSaysWhichServicesAreDoneAndAtTheEndWhatWasErased() {
        var tenant = tenancy.connected();
        tenant.feed().site(tenant.key("s1"), Recorded.site(tenant.id, "s1", "Acme"));

        var answer = tenant.api.post("/api/tenant/reset", Map.of("confirm", " MSP " + tenant.id + " "));

        assertThat(answer.status()).isEqualTo(202);
        var taskId = answer.at("/taskId");
        assertThat(tenant.requests().getLast()).satisfies(request -> {
            assertThat(request.getType()).isEqualTo(RequestType.RESET_TENANT);
            assertThat(request.getResetTenant()).contains("MSP " + tenant.id);
        });
        assertThat(tenant.api.get("/api/tasks/" + taskId).at("/state")).isEqualTo("PENDING");

        underWay(tenant, taskId);
        reported(tenant, "poller", taskId);
        reported(tenant, "provisioner", "an earlier one");
        var task = tenant.api.get("/api/tasks/" + taskId);
        assertThat(task.at("/state")).isEqualTo("RUNNING");
        assertThat(task.at("/message")).isEqualTo("Erasing: poller done, provisioner at work, event-resolver at work.");
        assertThat(tenant.api.get("/api/tenant/reset").at("/underWay/waitingFor/0"))
                .isEqualTo("provisioner");
        assertThat(tenant.api
                        .post("/api/tenant/reset", Map.of("confirm", "MSP " + tenant.id))
                        .at("/detail"))
                .isEqualTo("Nothing was erased. This account is being erased already.");

        done(tenant);
        var after = tenant.api.get("/api/tasks/" + taskId);
        assertThat(after.at("/state")).isEqualTo("SUCCEEDED");
        assertThat(after.at("/message")).isEqualTo("Erased: links 1, rmm.sites 1. Kept until then.");
        var last = tenant.api.get("/api/tenant/reset");
        assertThat(last.json().at("/underWay").isNull()).isTrue();
        assertThat(last.at("/last/receipt")).isEqualTo("links 1, rmm.sites 1");
    }

    @Test
    void tasksFromBeforeAResetAreNotShownAnyMore() {
        var tenant = tenancy.connected();
        tenant.feed().site(tenant.key("s1"), Recorded.site(tenant.id, "s1", "Acme"));
        tenant.feed().company(tenant.key("c1"), Recorded.company(tenant.id, "c1", "Acme"));
        var taskId = tenant.api
                .post("/api/links", Map.of("links", List.of(Map.of("siteUid", "s1", "company", Map.of("id", "c1")))))
                .at("/taskId");
        assertThat(tenant.api.get("/api/tasks/" + taskId).status()).isEqualTo(200);

        done(tenant);

        assertThat(tenant.api.get("/api/tasks/" + taskId).status()).isEqualTo(404);
    }

    private static void underWay(Tenancy.Tenant tenant, String requestId) {
        tenant.feed()
                .tenant(
                        tenant.id,
                        dev.companion.settings.Tenant.newBuilder(Recorded.tenant(tenant.id, "MSP " + tenant.id))
                                .setGravityZone(null)
                                .setRmm(null)
                                .setReset(new TenantReset(requestId, Recorded.AT))
                                .build());
    }

    private static void reported(Tenancy.Tenant tenant, String service, String requestId) {
        tenant.feed()
                .erasure(
                        tenant.key(service),
                        TenantErasure.newBuilder()
                                .setMetadata(EventMetadatas.of("e", Recorded.AT, 1, requestId))
                                .setTenantId(tenant.id)
                                .setService(service)
                                .setRequestId(requestId)
                                .setErased(List.of())
                                .build());
    }

    private void done(Tenancy.Tenant tenant) {
        tenant.feed().tenant(tenant.id, null);
        tenant.feed().erasure(tenant.key("poller"), null);
        tenant.feed()
                .audit(
                        tenant.key("a1"),
                        AuditEntry.newBuilder()
                                .setMetadata(EventMetadatas.of("audit:a1", later(), 1, null))
                                .setTenantId(tenant.id)
                                .setEntryId("a1")
                                .setActor("ab12")
                                .setAction("reset tenant")
                                .setTarget("tenant:" + tenant.id)
                                .setBefore("links 1, rmm.sites 1")
                                .setWhy("Kept until then.")
                                .build());
    }

    private Instant later() {
        return clock.instant().plusSeconds(60);
    }
}
