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
import dev.companion.resolver.domain.Subject;
import dev.companion.rmm.SiteScope;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A service that starts anew, with what it or an earlier version of it has left. */
class RestartTest {

    private static final String KEY = ResolverDriver.TENANT + "|";

    private ResolverDriver resolver = new ResolverDriver();

    @AfterEach
    void close() {
        resolver.close();
    }

    @Test
    void whatIsWaitedForIsStillWaitedFor() {
        resolver.ready("site-1").health("poller", ApiState.CREDENTIALS_REJECTED).waitFor(Duration.ofSeconds(10));
        assertThat(resolver.discrepancies()).isEmpty();

        resolver = resolver.restarted();
        resolver.waitFor(Duration.ofSeconds(6));

        assertThat(resolver.discrepancy().getType()).isEqualTo(DiscrepancyType.CREDENTIALS_FAILING);
    }

    @Test
    void whatStandsIsStillCounted() {
        resolver.ready("site-1").site("site-1", "Acme Oslo", SiteScope.ON_DEMAND);

        resolver = resolver.restarted();

        assertThat(resolver.standing("site_out_of_scope", "open")).isEqualTo(1);
        resolver.site("site-1", "Acme Oslo", SiteScope.MANAGED);
        assertThat(resolver.standing("site_out_of_scope", "open")).isZero();
    }

    @Test
    void whereACompanyBelongsAndWhoSuspendedItIsStillKnown() {
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
    void anOrderIsStillKnownToBeOfItsDiscrepancy() {
        resolver.ready("site-1").site("site-1", "Acme Oslo", SiteScope.ON_DEMAND);
        resolver.resolve("r-1", resolver.discrepancy().getDiscrepancyId(), Action.UNLINK);

        resolver = resolver.restarted();
        resolver.mapperRefuses("r-1.order-1", "site-1", "No.");

        assertThat(resolver.discrepancy().getState()).isEqualTo(DiscrepancyState.OPEN);
    }

    @Test
    void whatAnEarlierVersionLeftIsReadAndOpensNothingFalse() {
        resolver.close();
        resolver = new ResolverDriver(
                new StoredState()
                        .with("sites", KEY + "site-1", "{\"text\":\"Acme Oslo\"}")
                        .with("companies", KEY + "c-acme", "{\"text\":\"Acme Oslo\"}")
                        .with("companies-by-name", KEY + "acme oslo", "{\"ids\":[\"c-acme\"]}")
                        .with(
                                "links",
                                KEY + "site-1",
                                "{\"siteUid\":\"site-1\",\"siteName\":\"Acme Oslo\",\"generation\":1,"
                                        + "\"present\":true,\"companyId\":null,\"companyName\":\"Acme Oslo\"}")
                        .with("statuses", KEY + "site-1", "{\"generation\":1,\"company\":\"READY\"}"),
                ResolverDriver.START);

        resolver.tenant(it -> it)
                .company(ResolverDriver.ACME, it -> it)
                .site("site-1", "Acme Oslo", SiteScope.MANAGED)
                .waitFor(Duration.ofDays(1));
        assertThat(resolver.discrepancies()).isEmpty();
        assertThat(resolver.deadLetters()).isZero();

        resolver.status(
                "site-1",
                1,
                LinkPhase.READY,
                ResolverDriver.ACME,
                condition(ConditionType.COMPANY_READY, ConditionStatus.TRUE, ConditionReason.HOLDS));
        assertThat(resolver.discrepancies()).isEmpty();
        resolver.company(ResolverDriver.ACME, it -> it.setParentId("c-north"));
        assertThat(resolver.discrepancy().getType()).isEqualTo(DiscrepancyType.DESTINATION_MOVED);
    }

    @Test
    void whichCompanyALinkOfAnEarlierVersionUsesIsKnown() {
        resolver.close();
        resolver = new ResolverDriver(
                new StoredState()
                        .with("sites", KEY + "site-1", "{\"text\":\"Acme Oslo\"}")
                        .with(
                                "links",
                                KEY + "site-1",
                                "{\"siteUid\":\"site-1\",\"siteName\":\"Acme Oslo\",\"generation\":1,"
                                        + "\"present\":true,\"companyId\":\"c-acme\",\"companyName\":null}"),
                ResolverDriver.START);

        resolver.company(ResolverDriver.ACME, it -> it.setSuspended(true));

        assertThat(resolver.discrepancy().getType()).isEqualTo(DiscrepancyType.COMPANY_SUSPENDED);
    }

    @Test
    void whatAnEarlierVersionHadOpenIsSeenAnewAndCloses() {
        left("OPEN", "null");

        resolver.site("site-1", "Acme Oslo", SiteScope.MANAGED);
        assertThat(resolver.discrepancies()).isEmpty();
        resolver.status(
                "site-1",
                1,
                LinkPhase.ATTENTION,
                null,
                condition(ConditionType.COMPANY_READY, ConditionStatus.FALSE, ConditionReason.NAME_TAKEN_ELSEWHERE));
        assertThat(resolver.discrepancy().getChoices()).isNotEmpty();

        resolver.status(
                "site-1",
                1,
                LinkPhase.WORKING,
                ResolverDriver.ACME,
                condition(ConditionType.COMPANY_READY, ConditionStatus.TRUE, ConditionReason.HOLDS));
        assertThat(resolver.discrepancy().getState()).isEqualTo(DiscrepancyState.CLOSED);
    }

    @Test
    void whatAnEarlierVersionHadUnderWayIsNotWaitedForForEver() {
        left("RESOLVING", "{\"action\":\"CREATE\",\"by\":\"ab12\",\"orderId\":\"r-1.retry\",\"result\":null}");

        resolver.tenant(it -> it).site("site-1", "Acme Oslo", SiteScope.MANAGED);

        assertThat(resolver.discrepancy().getState()).isEqualTo(DiscrepancyState.OPEN);
        assertThat(resolver.deadLetters()).isZero();
    }

    private void left(String state, String attempt) {
        var id = new Subject(dev.companion.resolver.domain.DiscrepancyType.DESTINATION_CREATION, "site-1")
                .idIn(ResolverDriver.TENANT);
        resolver.close();
        resolver = new ResolverDriver(
                new StoredState()
                        .with("sites", KEY + "site-1", "{\"text\":\"Acme Oslo\"}")
                        .with(
                                "links",
                                KEY + "site-1",
                                "{\"siteUid\":\"site-1\",\"siteName\":\"Acme Oslo\",\"generation\":1,"
                                        + "\"present\":true,\"companyId\":null,\"companyName\":\"Acme\"}")
                        .with("statuses", KEY + "site-1", "{\"generation\":1,\"company\":\"NAME_TAKEN_ELSEWHERE\"}")
                        .with("discrepancies", KEY + id, """
                                {"discrepancyId":"%s","state":"%s","finding":{"type":"DESTINATION_CREATION",
                                "siteUid":"site-1","siteName":"Acme Oslo","companyId":null,"companyName":"Acme",
                                "generation":1,"fingerprint":"1|Acme","summary":"It cannot be created.",
                                "consequence":"It has none.","actions":["CREATE","IGNORE"]},
                                "openedAt":"2026-11-20T08:00:00Z","closing":null,"rest":null,"attempt":%s,
                                "sequence":3}""".formatted(id, state, attempt)),
                ResolverDriver.START);
    }
}
