package dev.companion.resolver.topology;

import static dev.companion.resolver.topology.ResolverDriver.condition;
import static org.assertj.core.api.Assertions.assertThat;

import dev.companion.discrepancies.Action;
import dev.companion.discrepancies.DiscrepancyState;
import dev.companion.discrepancies.DiscrepancyType;
import dev.companion.health.ApiState;
import dev.companion.links.CompanyAction;
import dev.companion.links.CompanyOrder;
import dev.companion.links.ConditionReason;
import dev.companion.links.ConditionStatus;
import dev.companion.links.ConditionType;
import dev.companion.links.LinkPhase;
import dev.companion.rmm.SiteScope;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A service that restarts with what it has stored. */
class RestartTest {

    private ResolverDriver resolver = new ResolverDriver();

    @AfterEach
    void close() {
        resolver.close();
    }

    @Test
    void aDueReviewIsStillDue() {
        resolver.ready("site-1").health("poller", ApiState.CREDENTIALS_REJECTED).waitFor(Duration.ofSeconds(10));
        assertThat(resolver.discrepancies()).isEmpty();

        resolver = resolver.restarted();
        resolver.waitFor(Duration.ofSeconds(6));

        assertThat(resolver.discrepancy().getType()).isEqualTo(DiscrepancyType.CREDENTIALS_FAILING);
    }

    @Test
    void openDiscrepanciesAreStillCounted() {
        resolver.ready("site-1").site("site-1", "Acme Oslo", SiteScope.ON_DEMAND);

        resolver = resolver.restarted().waitFor(Duration.ofMillis(20));

        assertThat(resolver.standing("site_out_of_scope", "open")).isEqualTo(1);
        resolver.site("site-1", "Acme Oslo", SiteScope.MANAGED);
        assertThat(resolver.standing("site_out_of_scope", "open")).isZero();
    }

    @Test
    void theBaselineOfALinkIsStillKnown() {
        resolver.ready("site-1")
                .link(
                        "site-1",
                        2,
                        it -> it.setCompanyName("Acme Oslo")
                                .setCompanyOrder(CompanyOrder.newBuilder()
                                        .setAction(CompanyAction.SUSPEND)
                                        .setCompanyId(ResolverDriver.ACME)
                                        .setCompanyName("Acme Oslo")
                                        .setDecidedAt(ResolverDriver.START)
                                        .setRequestId("r-s")
                                        .build()))
                .status(
                        "site-1",
                        2,
                        LinkPhase.READY,
                        ResolverDriver.ACME,
                        condition(ConditionType.COMPANY_READY, ConditionStatus.TRUE, ConditionReason.HOLDS),
                        condition(ConditionType.COMPANY_ORDER, ConditionStatus.TRUE, ConditionReason.HOLDS))
                .company(ResolverDriver.ACME, it -> it.setSuspended(true))
                .link("site-1", 3, it -> it.setCompanyName("Acme Oslo"))
                .status(
                        "site-1",
                        3,
                        LinkPhase.READY,
                        ResolverDriver.ACME,
                        condition(ConditionType.COMPANY_READY, ConditionStatus.TRUE, ConditionReason.HOLDS));

        resolver = resolver.restarted();
        resolver.company(ResolverDriver.ACME, it -> it.setSuspended(true).setParentId("c-north"));

        assertThat(resolver.discrepancy().getType()).isEqualTo(DiscrepancyType.DESTINATION_MOVED);
    }

    @Test
    void theDiscrepancyOfACommandIsStillKnown() {
        resolver.ready("site-1").site("site-1", "Acme Oslo", SiteScope.ON_DEMAND);
        resolver.resolve("r-1", resolver.discrepancy().getDiscrepancyId(), Action.UNLINK);

        resolver = resolver.restarted();
        resolver.mapperRefuses("r-1.order-1", "site-1", "No.");

        assertThat(resolver.discrepancy().getState()).isEqualTo(DiscrepancyState.OPEN);
    }
}
