package dev.companion.console.web.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.companion.audit.AuditEntry;
import dev.companion.console.ConsoleTest;
import dev.companion.console.Recorded;
import dev.companion.console.Tenancy;
import dev.companion.discrepancies.Action;
import dev.companion.discrepancies.Discrepancy;
import dev.companion.discrepancies.DiscrepancyChange;
import dev.companion.discrepancies.DiscrepancyState;
import dev.companion.discrepancies.DiscrepancyType;
import dev.companion.links.SuggestionState;
import dev.companion.provisioning.ProvisioningChange;
import dev.companion.provisioning.ProvisioningChangeType;
import dev.companion.rmm.RmmChange;
import dev.companion.rmm.RmmEntity;
import dev.companion.rmm.RmmOperation;
import dev.companion.runtime.EventMetadatas;
import dev.companion.runtime.tracing.Traces;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;

@ConsoleTest
@Import(Tenancy.class)
class TimelineApiTest {

    private static final String REQUEST = "1k6b8qe800123456789";

    @Autowired
    private Tenancy tenancy;

    @Test
    void aSiteIsToldFromWhatWasSeenToWhatCameOfIt() {
        var tenant = tenancy.connected().site("s1", "Contoso").company("c-1", "Contoso Ltd");
        seen(tenant, "s1", 0, RmmOperation.CREATED, null, "Contoso");
        asked(tenant, "a1", "link site", "site:s1", 10);
        changed(tenant, "s1", 20, ProvisioningChangeType.COMPANY_CREATED);
        changed(tenant, "s1", 30, ProvisioningChangeType.LINK_READY);
        changed(tenant, "s2", 40, ProvisioningChangeType.LINK_STALLED);

        var timeline = tenant.api.get("/api/sites/s1/timeline").json();

        var items = timeline.get("page").get("items");
        assertThat(items.findValuesAsString("what"))
                .containsExactly(
                        "Link ready: everything verified",
                        "Company created",
                        "Link requested",
                        "Site seen in Datto RMM");
        assertThat(items.findValuesAsString("stage")).containsExactly("RESULT", "CALLED", "REQUESTED", "SEEN");
        assertThat(items.get(2).get("byPerson").asBoolean()).isTrue();
        assertThat(items.get(2).get("actor").asString()).isEqualTo("aaaa");
        assertThat(items.get(1).get("after").asString()).isEqualTo("Contoso Ltd");
        assertThat(items.get(1).get("traceId").asString())
                .isEqualTo(Traces.ofRequest(REQUEST).orElseThrow());
        assertThat(items.get(3).get("traceId").isNull()).isTrue();
        assertThat(timeline.get("watchedSince").asString()).isEqualTo(Recorded.AT.toString());
        assertThat(timeline.get("droppedUntil").isNull()).isTrue();
    }

    @Test
    void aNewNumberOfDevicesIsNotAnEntryAndANewNameIs() {
        var tenant = tenancy.connected().site("s1", "New");
        var change = RmmChange.newBuilder(rmm(tenant, "s1", 5, RmmOperation.UPDATED, "Old", "New"));
        tenant.feed()
                .rmmChange(
                        tenant.key("s1"),
                        change.setChangedFields(List.of("devices")).build());
        tenant.feed()
                .rmmChange(
                        tenant.key("s1"),
                        change.setChangedFields(List.of("name", "devices")).build());

        var items = tenant.api.get("/api/sites/s1/timeline").json().get("page").get("items");

        assertThat(items.findValuesAsString("what")).containsExactly("Site renamed in Datto RMM");
        assertThat(items.get(0).get("before").asString()).isEqualTo("Old");
        assertThat(items.get(0).get("after").asString()).isEqualTo("New");
    }

    @Test
    void anEventIsToldFromItsBeginningToItsEnd() {
        var tenant = tenancy.connected().site("s1", "Contoso");
        event(tenant, 1, null, DiscrepancyState.OPEN);
        event(tenant, 2, DiscrepancyState.OPEN, DiscrepancyState.RESOLVING);
        event(tenant, 3, DiscrepancyState.RESOLVING, DiscrepancyState.OPEN);
        event(tenant, 4, DiscrepancyState.OPEN, DiscrepancyState.SNOOZED);
        event(tenant, 5, DiscrepancyState.SNOOZED, DiscrepancyState.CLOSED);

        var items = tenant.api.get("/api/sites/s1/timeline").json().get("page").get("items");

        assertThat(items.findValuesAsString("what"))
                .containsExactly(
                        "Event closed",
                        "Event snoozed",
                        "Event still open after the action",
                        "Event is being resolved",
                        "Event opened");
        assertThat(items.get(1).get("actor").asString()).isEqualTo("6P8R");
        assertThat(items.get(1).get("stage").asString()).isEqualTo("REQUESTED");
        assertThat(items.get(4).get("after").asString()).isEqualTo("Company deleted");
    }

    @Test
    void onlyThePresentMatchIsTold() {
        var tenant = tenancy.connected().site("s1", "Contoso");
        tenant.suggestion("s1", "Contoso", SuggestionState.SUGGESTED, "c-1");
        tenant.suggestion("s1", "Contoso", SuggestionState.SUGGESTED, "c-1");

        var items = tenant.api.get("/api/sites/s1/timeline").json().get("page").get("items");

        assertThat(items.size()).isOne();
        assertThat(items.get(0).get("what").asString()).isEqualTo("Match found");
        assertThat(items.get(0).get("after").asString()).isEqualTo("company c-1 (95 %)");
    }

    @Test
    void whatAPolicyRequestsIsNotSaidToBeAPersons() {
        var tenant = tenancy.connected().site("s1", "Contoso");
        var entry = AuditEntry.newBuilder(Recorded.audit(tenant.id, "a1", "link site", "site:s1"))
                .setActor("policy")
                .build();
        tenant.feed().audit(tenant.key("a1"), entry);

        var item = tenant.api.get("/api/sites/s1/timeline").json().at("/page/items/0");

        assertThat(item.get("byPerson").asBoolean()).isFalse();
        assertThat(item.get("stage").asString()).isEqualTo("DECIDED");
    }

    @Test
    void aDecisionAboutTheCompanyIsToldAtItsSite() {
        var tenant = tenancy.connected()
                .site("s1", "Contoso")
                .company("c-1", "Contoso Ltd")
                .ready("s1", "c-1");
        asked(tenant, "a1", "suspend company", "company:c-1", 10);
        asked(tenant, "a2", "suspend company", "company:c-2", 20);

        var items = tenant.api.get("/api/sites/s1/timeline").json().get("page").get("items");

        assertThat(items.findValuesAsString("what")).containsExactly("Suspending the company requested");
    }

    @Test
    void pagesAndTheirEndsAreKept() {
        var tenant = tenancy.connected().site("s1", "Contoso");
        for (var second = 0; second < 60; second++) {
            changed(tenant, "s1", second, ProvisioningChangeType.VARIABLE_WRITTEN);
        }

        var last = tenant.api.get("/api/sites/s1/timeline?page=2&size=20").json();

        assertThat(last.get("page").get("total").asInt()).isEqualTo(50);
        assertThat(last.get("page").get("items").size()).isEqualTo(10);
        assertThat(last.get("droppedUntil").asString())
                .isEqualTo(Recorded.AT.plusSeconds(9).toString());
        assertThat(tenant.api.get("/api/sites/s1/timeline?size=501").status()).isEqualTo(400);
    }

    @Test
    void aSiteWithoutAnEntrySaysSinceWhenCompanionWatches() {
        var tenant = tenancy.connected().site("s1", "Contoso");
        asked(tenant, "a1", "save datto rmm settings", "tenant:" + tenant.id, 3);

        var timeline = tenant.api.get("/api/sites/s1/timeline").json();

        assertThat(timeline.get("page").get("total").asInt()).isZero();
        assertThat(timeline.get("watchedSince").asString())
                .isEqualTo(Recorded.AT.plusSeconds(3).toString());
    }

    @Test
    void whatWasErasedByAResetIsNotTold() {
        var tenant = tenancy.connected().site("s1", "Contoso");
        changed(tenant, "s1", 10, ProvisioningChangeType.LINK_READY);
        asked(tenant, "a1", "reset tenant", "tenant:" + tenant.id, 20);
        changed(tenant, "s1", 30, ProvisioningChangeType.COMPANY_CHOSEN);

        var timeline = tenant.api.get("/api/sites/s1/timeline").json();

        assertThat(timeline.get("page").get("items").findValuesAsString("what"))
                .containsExactly("Chosen company checked");
        assertThat(timeline.get("watchedSince").asString())
                .isEqualTo(Recorded.AT.plusSeconds(20).toString());
    }

    @Test
    void aSiteThatIsGoneIsToldAndOneOfAnotherTenantIsNot() {
        var tenant = tenancy.connected();
        seen(tenant, "gone", 1, RmmOperation.DELETED, "Contoso", null);
        var stranger = tenancy.connected();

        assertThat(tenant.api.get("/api/sites/gone/timeline").status()).isEqualTo(200);
        assertThat(stranger.api.get("/api/sites/gone/timeline").status()).isEqualTo(404);
        assertThat(tenant.stranger().get("/api/sites/gone/timeline").status()).isEqualTo(401);
    }

    private static void asked(Tenancy.Tenant tenant, String id, String action, String target, int second) {
        var entry = AuditEntry.newBuilder(Recorded.audit(tenant.id, id, action, target))
                .setMetadata(EventMetadatas.of(id, Recorded.AT.plusSeconds(second), 1, REQUEST))
                .build();
        tenant.feed().audit(tenant.key(id), entry);
    }

    private static void changed(Tenancy.Tenant tenant, String siteUid, int second, ProvisioningChangeType type) {
        var id = siteUid + second;
        var change = ProvisioningChange.newBuilder(Recorded.provisioned(tenant.id, id, siteUid))
                .setMetadata(EventMetadatas.of(id, Recorded.AT.plusSeconds(second), 1, REQUEST))
                .setType(type)
                .setCompanyId("c-1")
                .build();
        tenant.feed().provisioned(tenant.key(siteUid), change);
    }

    private static void seen(
            Tenancy.Tenant tenant, String siteUid, int second, RmmOperation operation, String before, String after) {
        tenant.feed().rmmChange(tenant.key(siteUid), rmm(tenant, siteUid, second, operation, before, after));
    }

    private static RmmChange rmm(
            Tenancy.Tenant tenant, String siteUid, int second, RmmOperation operation, String before, String after) {
        return RmmChange.newBuilder()
                .setMetadata(EventMetadatas.of(siteUid + second, Recorded.AT.plus(Duration.ofSeconds(second)), 1, null))
                .setTenantId(tenant.id)
                .setKind(RmmEntity.SITE)
                .setEntityId(siteUid)
                .setOperation(operation)
                .setSiteBefore(before == null ? null : Recorded.site(tenant.id, siteUid, before))
                .setSiteAfter(after == null ? null : Recorded.site(tenant.id, siteUid, after))
                .setChangedFields(List.of())
                .setInferred(operation == RmmOperation.DELETED)
                .setConfirmations(operation == RmmOperation.DELETED ? 3 : 0)
                .build();
    }

    private static void event(Tenancy.Tenant tenant, int second, DiscrepancyState from, DiscrepancyState to) {
        var after = Discrepancy.newBuilder(
                        Recorded.event(tenant.id, "e1", DiscrepancyType.DESTINATION_DELETED, to, "s1", Action.KEEP))
                .setLastActionBy("6P8R")
                .build();
        tenant.feed()
                .eventChange(
                        tenant.key("e1"),
                        DiscrepancyChange.newBuilder()
                                .setMetadata(
                                        EventMetadatas.of("e1-" + second, Recorded.AT.plusSeconds(second), 1, null))
                                .setTenantId(tenant.id)
                                .setDiscrepancyId("e1")
                                .setFrom(from)
                                .setTo(to)
                                .setAfter(after)
                                .build());
    }
}
