package dev.companion.resolver.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.companion.discrepancies.Action;
import dev.companion.discrepancies.Discrepancy;
import dev.companion.discrepancies.DiscrepancyState;
import dev.companion.discrepancies.DiscrepancyType;
import dev.companion.health.ApiHealth;
import dev.companion.health.ApiState;
import dev.companion.health.VendorApi;
import dev.companion.requests.RequestState;
import dev.companion.rmm.SiteScope;
import dev.companion.runtime.EventMetadatas;
import dev.companion.schemas.Topics;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A decision that throws half-way leaves stores, topics and the answered requests as they were. */
class FailedDecisionTest {

    private static final String OTHER_TENANT = "acct-2";
    private static final String OTHER_HEALTH = OTHER_TENANT + "|poller|GRAVITYZONE";

    private ResolverDriver resolver = new ResolverDriver();

    @AfterEach
    void close() {
        resolver.close();
    }

    @Test
    void aRequestThatThrowsLeavesEverythingAsItWasAndIsDecidedWhenItIsReplayed() {
        var discrepancyId = anEventOfATenantWhoseNameIsLost();
        var before = resolver.stored().values();

        resolver.resolve("r-1", discrepancyId, Action.UNLINK);

        assertThat(resolver.deadLetters()).isEqualTo(1);
        assertNothingIsWritten();
        assertThat(resolver.stored().values()).isEqualTo(before);

        resolver.tenant(it -> it).resolve("r-1", discrepancyId, Action.UNLINK);

        assertThat(resolver.deadLetters()).isZero();
        assertThat(resolver.written(Topics.REQUEST_RESULTS))
                .singleElement()
                .satisfies(result -> assertThat(result.value.getState()).isEqualTo(RequestState.ACCEPTED));
        assertThat(resolver.commands()).hasSize(1);
        assertThat(resolver.discrepancy().getState()).isEqualTo(DiscrepancyState.RESOLVING);
        assertThat(resolver.written(Topics.AUDIT)).hasSize(1);
        assertThat(resolver.standing("site_out_of_scope", "resolving")).isEqualTo(1);
        assertThat(resolver.standing("site_out_of_scope", "open")).isZero();
    }

    @Test
    void aTimerThatThrowsLeavesEverythingAsItWasAndTheNextThreadDoesAllOfIt() {
        resolver.pipe(
                Topics.TENANTS,
                OTHER_TENANT,
                ResolverDriver.aTenant().setTenantId(OTHER_TENANT).build());
        resolver.health("poller", ApiState.CREDENTIALS_REJECTED);
        healthOfTheOtherTenant();
        resolver = resolver.restarted(resolver.stored().with("health", OTHER_HEALTH, """
                        {"service":"poller","vendor":"GRAVITYZONE","state":"CREDENTIALS_REJECTED","since":null}"""));
        var before = resolver.stored().values();

        assertThatThrownBy(() -> resolver.waitFor(Duration.ofSeconds(16)))
                .hasRootCauseInstanceOf(NullPointerException.class);

        assertNothingIsWritten();
        assertThat(resolver.stored().values()).isEqualTo(before);

        resolver = resolver.restarted();
        healthOfTheOtherTenant();
        resolver.waitFor(Duration.ofSeconds(16));

        assertThat(resolver.discrepancies())
                .extracting(Discrepancy::getTenantId, Discrepancy::getType)
                .containsExactlyInAnyOrder(
                        tuple(ResolverDriver.TENANT, DiscrepancyType.CREDENTIALS_FAILING),
                        tuple(OTHER_TENANT, DiscrepancyType.CREDENTIALS_FAILING));
    }

    /** The command to the mapper, which carries the name, comes after the discrepancy and cannot be built. */
    private String anEventOfATenantWhoseNameIsLost() {
        resolver.tenant(it -> it).ready("site-1").site("site-1", "Acme Oslo", SiteScope.ON_DEMAND);
        var discrepancyId = resolver.discrepancy().getDiscrepancyId();
        resolver = resolver.restarted(resolver.stored().with("tenants", ResolverDriver.TENANT, """
                        {"tenantId":"acct-1","name":null,"policies":[],"decisions":[]}"""));
        return discrepancyId;
    }

    private void healthOfTheOtherTenant() {
        resolver.pipe(
                Topics.API_HEALTH,
                OTHER_HEALTH,
                ApiHealth.newBuilder()
                        .setMetadata(EventMetadatas.of("other-health-event", resolver.now(), 1, null))
                        .setTenantId(OTHER_TENANT)
                        .setService("poller")
                        .setApi(VendorApi.GRAVITYZONE)
                        .setState(ApiState.CREDENTIALS_REJECTED)
                        .setSince(resolver.now())
                        .build());
    }

    private void assertNothingIsWritten() {
        assertThat(resolver.discrepancies()).isEmpty();
        assertThat(resolver.written(Topics.DISCREPANCY_CHANGES)).isEmpty();
        assertThat(resolver.commands()).isEmpty();
        assertThat(resolver.written(Topics.REQUEST_RESULTS)).isEmpty();
        assertThat(resolver.written(Topics.AUDIT)).isEmpty();
    }
}
