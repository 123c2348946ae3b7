package dev.companion.mapper.topology;

import static dev.companion.mapper.topology.MapperDriver.START;
import static dev.companion.mapper.topology.MapperDriver.TENANT;
import static dev.companion.mapper.topology.MapperDriver.only;
import static org.assertj.core.api.Assertions.assertThat;

import dev.companion.links.LinkPhase;
import dev.companion.requests.RequestResult;
import dev.companion.requests.RequestState;
import dev.companion.requests.RequestType;
import dev.companion.rmm.SiteScope;
import dev.companion.runtime.EventMetadatas;
import dev.companion.schemas.ResetMark;
import dev.companion.schemas.TopicCatalogue;
import dev.companion.schemas.Topics;
import dev.companion.settings.ErasedKeys;
import dev.companion.settings.Tenant;
import dev.companion.settings.TenantErasure;
import dev.companion.settings.TenantReset;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.streams.KeyValue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The reset of a tenant: work stops at once, everything is erased when all have stopped, and it can be set up again. */
class ResetTopologyTest {

    private static final String RESET = "reset-1";

    private MapperDriver mapper = new MapperDriver().connected();

    @AfterEach
    void close() {
        mapper.close();
    }

    @Test
    void theSecretsGoAtOnceAndTheSettingsSayThatTheTenantIsReset() {
        linked();
        mapper.drain();
        claimsStated();

        reset(RESET, "Northwind IT");

        assertThat(mapper.secrets())
                .containsExactlyInAnyOrder(
                        KeyValue.pair(TENANT + "|GRAVITYZONE_API_KEY", null),
                        KeyValue.pair(TENANT + "|RMM_API_KEY", null),
                        KeyValue.pair(TENANT + "|RMM_API_SECRET_KEY", null));
        var tenant = only(mapper.tenants());
        assertThat(tenant.getReset().map(TenantReset::getRequestId)).contains(RESET);
        assertThat(tenant.getRmm()).isEmpty();
        assertThat(tenant.getGravityZone()).isEmpty();
        assertThat(mapper.links()).containsExactly(KeyValue.pair(ResetMark.keyOf(TENANT), null));
        assertThat(only(mapper.results()).getState()).isEqualTo(RequestState.ACCEPTED);
        assertThat(claimsStated())
                .as("the root is held while calls may be under way")
                .isEmpty();
    }

    @Test
    void anotherNameErasesNothing() {
        reset(RESET, "Northwind");

        assertThat(only(mapper.results()).getMessage())
                .contains("Nothing was erased. The account is called “Northwind IT”, not “Northwind”.");
        assertThat(mapper.tenants()).isEmpty();
        assertThat(mapper.secrets()).isEmpty();
    }

    @Test
    void aResetThatComesLateErasesNothing() {
        mapper.waitFor(Duration.ofMinutes(15).plusSeconds(1));

        reset(RESET, "Northwind IT");

        assertThat(only(mapper.results()).getMessage())
                .contains(
                        "Nothing was erased: the request is older than 15 minutes. If everything is still to be erased,"
                                + " ask again.");
        assertThat(mapper.tenants()).isEmpty();
        assertThat(mapper.secrets()).isEmpty();
    }

    @Test
    void anOldResetThatIsReadAgainLeavesTheNextLifeAlone() {
        reset(RESET, "Northwind IT");
        allReported();
        mapper.connected();
        mapper.drain();
        mapper.waitFor(Duration.ofMinutes(15).plusSeconds(1));

        reset(RESET, "Northwind IT");

        assertThat(mapper.secrets()).isEmpty();
        assertThat(only(mapper.results()).getState()).isEqualTo(RequestState.REFUSED);
    }

    @Test
    void everythingIsErasedWhenAllHaveReportedAndTheReceiptCountsIt() {
        linked();
        mapper.company("c-2", "Bolt").site("site-2", "Bolt", SiteScope.MANAGED);
        mapper.waitFor(Duration.ofSeconds(1));
        assertThat(mapper.suggestions()).hasSize(1);
        mapper.drain();
        claimsStated();

        reset(RESET, "Northwind IT");
        assertThat(mapper.suggestions()).containsExactly(KeyValue.pair(TENANT + "|site-2", null));
        mapper.drain();
        reported("poller", RESET, Map.of("rmm.sites", 2, "gravityzone.companies", 1, "api-health", 2));
        reported("provisioner", RESET, Map.of("link-statuses", 1, "api-health", 1));
        assertThat(mapper.tenants()).isEmpty();
        assertThat(mapper.links()).isEmpty();
        reported("event-resolver", RESET, Map.of("discrepancies", 4, "request-results", 2));

        assertThat(mapper.links()).containsExactly(KeyValue.pair(TENANT + "|site-1", null));
        assertThat(mapper.results())
                .containsExactlyInAnyOrder(
                        KeyValue.pair(TENANT + "|setup-1", null),
                        KeyValue.pair(TENANT + "|setup-2", null),
                        KeyValue.pair(TENANT + "|r-1", null),
                        KeyValue.pair(TENANT + "|" + RESET, null));
        assertThat(mapper.tenants()).containsExactly(KeyValue.pair(TENANT, null));
        assertThat(claimsStated()).containsExactly("RELEASE root-1");
        var receipt = only(mapper.audit());
        assertThat(receipt.getAction()).isEqualTo("reset tenant");
        assertThat(receipt.getActor()).isEqualTo("ab12");
        assertThat(receipt.getBefore())
                .contains(
                        "api-health 3, discrepancies 4, gravityzone.companies 1, gravityzone.root-claims 1,"
                                + " link-statuses 1, links 1, request-results 6, rmm.sites 2, secrets 3, suggestions 1, tenants 1");
        assertThat(receipt.getWhy().orElseThrow())
                .contains("requests and changes until 2026-12-21", "the audit trail until 2027-12-26");
        assertNothingLeft();
    }

    @Test
    void aReportThatArrivesTwiceCountsOnceAndOneOfAnotherResetNever() {
        reset(RESET, "Northwind IT");
        mapper.drain();

        reported("poller", "an earlier one", Map.of("rmm.sites", 7));
        reported("poller", RESET, Map.of("rmm.sites", 2));
        reported("poller", RESET, Map.of("rmm.sites", 2));
        mapper = mapper.restarted();
        reported("poller", RESET, Map.of("rmm.sites", 2));
        reported("event-resolver", RESET, Map.of());
        reported("provisioner", RESET, Map.of());
        reported("provisioner", RESET, Map.of());

        assertThat(only(mapper.audit()).getBefore().orElseThrow()).contains("rmm.sites 2,");
        assertThat(mapper.tenants()).hasSize(1);
        assertNothingLeft();
    }

    @Test
    void whatArrivesDuringAndAfterTheResetWritesNoKeyAgain() {
        linked();
        reset(RESET, "Northwind IT");
        mapper.drain();

        mapper.site("site-9", "Late", SiteScope.MANAGED).company("c-9", "Late");
        mapper.status("site-1", 1, LinkPhase.REMOVED, "c-9");
        mapper.waitFor(Duration.ofMinutes(5));
        assertThat(mapper.suggestions()).isEmpty();
        assertThat(mapper.links()).isEmpty();
        allReported();
        assertThat(mapper.suggestions()).isEmpty();
        mapper.drain();

        mapper.site("site-9", "Late", SiteScope.MANAGED).company("c-9", "Late");
        mapper.status("site-1", 1, LinkPhase.READY, "c-9");
        mapper.waitFor(Duration.ofMinutes(5));
        mapper.pipe(Topics.RMM_SITES, TENANT + "|site-9", null);
        mapper.pipe(Topics.GRAVITYZONE_COMPANIES, TENANT + "|c-9", null);
        mapper.waitFor(Duration.ofHours(2));

        assertThat(mapper.suggestions()).isEmpty();
        assertThat(mapper.links()).isEmpty();
        assertThat(mapper.tenants()).isEmpty();
        assertNothingLeft();
    }

    @Test
    void requestsAreRefusedWhileTheTenantIsResetAndTheirResultsGoWithIt() {
        reset(RESET, "Northwind IT");
        mapper.drain();

        mapper.saveRmm("r-2", "key", "secret");
        reset("reset-2", "Northwind IT");

        assertThat(mapper.results())
                .extracting(result -> result.value.getState())
                .containsOnly(RequestState.REFUSED);
        assertThat(mapper.secrets()).isEmpty();
        allReported();
        assertThat(mapper.results())
                .contains(KeyValue.pair(TENANT + "|r-2", null), KeyValue.pair(TENANT + "|reset-2", null));
    }

    @Test
    void theTenantIsSetUpAgainAsANewOne() {
        linked();
        reset(RESET, "Northwind IT");
        allReported();
        mapper.drain();

        mapper.saveGravityZone("setup-3", "sealed-gz");
        mapper.saveRmm("setup-4", "sealed-key", "sealed-secret");
        mapper.site("site-1", "Acme", SiteScope.MANAGED);
        mapper.linkAsNew("r-5", "site-1", "Acme");

        assertThat(mapper.results())
                .extracting(result -> result.value.getState())
                .containsOnly(RequestState.ACCEPTED);
        assertThat(mapper.tenants())
                .extracting(tenant -> tenant.value.getReset())
                .containsOnly(Optional.empty());
        assertThat(only(mapper.links()).getGeneration()).isEqualTo(1);
    }

    @Test
    void aTenantThatIsNotSetUpHasNothingToErase() {
        reset(RESET, "Northwind IT");
        allReported();
        mapper.drain();

        reset("reset-2", "Northwind IT");

        RequestResult refused = only(mapper.results());
        assertThat(refused.getMessage()).contains("There is nothing to erase: no settings are saved for this account.");
        assertThat(mapper.tenants()).isEmpty();
    }

    @Test
    void aResetThatLastsIsSaidAgainForAServiceThatWasReplacedMeanwhile() {
        reset(RESET, "Northwind IT");
        mapper.drain();

        mapper.waitFor(Duration.ofHours(1));

        Tenant again = only(mapper.tenants());
        assertThat(again.getReset().map(TenantReset::getRequestId)).contains(RESET);
        assertThat(mapper.links()).containsExactly(KeyValue.pair(ResetMark.keyOf(TENANT), null));
    }

    @Test
    void theServicesThatMustReportAreThoseThatTheCatalogueLetsReport() {
        var row = TopicCatalogue.load().row(Topics.TENANT_ERASURES.name());
        reset(RESET, "Northwind IT");

        row.writers().forEach(service -> reported(service, RESET, Map.of()));

        assertNothingLeft();
    }

    private void linked() {
        mapper.site("site-1", "Acme", SiteScope.MANAGED);
        mapper.linkAsNew("r-1", "site-1", "Acme");
    }

    private void reset(String requestId, String name) {
        mapper.request(requestId, RequestType.RESET_TENANT, it -> it.setResetTenant(name));
    }

    private void allReported() {
        List.of("poller", "provisioner", "event-resolver").forEach(service -> reported(service, RESET, Map.of()));
    }

    private void reported(String service, String requestId, Map<String, Integer> erased) {
        mapper.pipe(
                Topics.TENANT_ERASURES,
                TENANT + "|" + service,
                TenantErasure.newBuilder()
                        .setMetadata(EventMetadatas.of("e", START, 1, requestId))
                        .setTenantId(TENANT)
                        .setService(service)
                        .setRequestId(requestId)
                        .setErased(erased.entrySet().stream()
                                .map(entry -> new ErasedKeys(entry.getKey(), entry.getValue()))
                                .toList())
                        .build());
    }

    private List<String> claimsStated() {
        return mapper.written(Topics.GRAVITYZONE_CLAIM_REQUESTS).stream()
                .filter(each -> each.value.getTenantId().equals(TENANT))
                .map(each -> each.value.getType() + " " + each.value.getRootCompanyId())
                .toList();
    }

    /** No store has a key of the tenant, so no changelog has. */
    private void assertNothingLeft() {
        var left = new ArrayList<String>();
        mapper.stores()
                .forEach((store, entries) -> entries.keySet().stream()
                        .filter(key -> key.equals(TENANT) || key.startsWith(TENANT + "|"))
                        .forEach(key -> left.add(store + ":" + key)));
        assertThat(left).isEmpty();
    }
}
