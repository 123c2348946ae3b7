package dev.companion.resolver.topology;

import static dev.companion.resolver.topology.ResolverDriver.TENANT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.companion.discrepancies.Action;
import dev.companion.requests.RequestState;
import dev.companion.resolver.domain.DiscrepancyController;
import dev.companion.rmm.SiteScope;
import dev.companion.schemas.Topics;
import dev.companion.settings.ErasedKeys;
import dev.companion.settings.Tenant;
import dev.companion.settings.TenantReset;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.streams.KeyValue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A tenant that is reset has no discrepancies any more, whatever arrives late. */
class ResetTenantTest {

    private static final String SITE = "site-1";

    private ResolverDriver resolver = new ResolverDriver();

    @AfterEach
    void close() {
        resolver.close();
    }

    @Test
    void discrepanciesAndResultsGetTombstonesAndAreCounted() {
        var id = outOfScope();
        resolver.resolve("r-1", "no such discrepancy", Action.KEEP);
        resolver.drained();

        reset("reset-1");

        assertThat(resolver.written(Topics.DISCREPANCIES)).containsExactly(KeyValue.pair(TENANT + "|" + id, null));
        assertThat(resolver.written(Topics.REQUEST_RESULTS)).containsExactly(KeyValue.pair(TENANT + "|r-1", null));
        assertThat(reported()).isEqualTo(Map.of("discrepancies", 1, "request-results", 1));
        assertThat(resolver.standing("site_out_of_scope", "open")).isZero();
    }

    @Test
    void aResetThatArrivesAgainOrAfterARestartIsReportedOnce() {
        outOfScope();
        reset("reset-1");
        reset("reset-1");
        resolver.written(Topics.TENANT_ERASURES);

        resolver = resolver.restarted();
        reset("reset-1");

        assertThat(resolver.written(Topics.TENANT_ERASURES)).isEmpty();
    }

    @Test
    void whatArrivesLateWritesNoKeyAgain() {
        outOfScope();
        reset("reset-1");
        resolver.drained();
        observe();
        assertNothingWritten();
        gone();
        assertThat(resolver.written(Topics.TENANT_ERASURES)).contains(KeyValue.pair(TENANT + "|event-resolver", null));

        // Each of these is followed by its tombstone, because its owner has erased it.
        observe();
        resolver.waitFor(Duration.ofHours(2));
        resolver.pipe(Topics.LINK_STATUSES, TENANT + "|" + SITE, null);
        resolver.pipe(Topics.LINKS, TENANT + "|" + SITE, null);
        resolver.pipe(Topics.RMM_SITES, TENANT + "|" + SITE, null);
        resolver.pipe(Topics.GRAVITYZONE_COMPANIES, TENANT + "|" + ResolverDriver.ACME, null);

        assertNothingWritten();
        assertThat(keysLeft()).isEmpty();
    }

    @Test
    void aRequestDuringTheResetIsRefusedAndItsResultGoesWithIt() {
        var id = outOfScope();
        reset("reset-1");
        resolver.drained();

        resolver.resolve("r-2", id, Action.KEEP);

        assertThat(resolver.written(Topics.REQUEST_RESULTS))
                .singleElement()
                .satisfies(result -> assertThat(result.value.getState()).isEqualTo(RequestState.REFUSED));
        gone();
        assertThat(resolver.written(Topics.REQUEST_RESULTS)).containsExactly(KeyValue.pair(TENANT + "|r-2", null));
        assertThat(keysLeft()).isEmpty();
    }

    @Test
    void itIsReviewedAgainWhenItIsSetUpAgain() {
        outOfScope();
        reset("reset-1");
        gone();
        resolver.drained();

        resolver.tenant(tenant -> tenant);
        observe();

        assertThat(resolver.discrepancies()).hasSize(1);
    }

    private String outOfScope() {
        observe();
        return resolver.discrepancy().getDiscrepancyId();
    }

    private void observe() {
        resolver.ready(SITE).site(SITE, "Acme Oslo", SiteScope.ON_DEMAND);
    }

    private void reset(String requestId) {
        resolver.tenant(
                tenant -> tenant.setGravityZone(null).setReset(new TenantReset(requestId, ResolverDriver.START)));
    }

    private void gone() {
        resolver.pipe(Topics.TENANTS, TENANT, (Tenant) null);
    }

    private void assertNothingWritten() {
        for (var topic : List.of(
                Topics.DISCREPANCIES,
                Topics.DISCREPANCY_CHANGES,
                Topics.REQUESTS,
                Topics.REQUEST_RESULTS,
                Topics.AUDIT)) {
            assertThat(resolver.written(topic)).as(topic.name()).isEmpty();
        }
    }

    private Map<String, Integer> reported() {
        return resolver.written(Topics.TENANT_ERASURES).getLast().value.getErased().stream()
                .collect(Collectors.toMap(ErasedKeys::getTopic, ErasedKeys::getKeys));
    }

    private List<String> keysLeft() {
        return DiscrepancyController.STORES.stream()
                .flatMap(store -> resolver.keys(store.name()).map(key -> store.name() + ":" + key))
                .toList();
    }
}
