package dev.companion.console.view;

import static org.assertj.core.api.Assertions.assertThat;

import dev.companion.console.Recorded;
import dev.companion.console.domain.site.CompanyChecks;
import dev.companion.console.domain.task.Task;
import dev.companion.console.domain.task.Task.ItemState;
import dev.companion.gravityzone.Company;
import dev.companion.links.CompanyAction;
import dev.companion.links.CompanyOrder;
import dev.companion.links.Link;
import dev.companion.links.LinkPhase;
import dev.companion.provisioning.ProvisioningChange;
import dev.companion.provisioning.ProvisioningChangeType;
import dev.companion.requests.CompanyChange;
import dev.companion.requests.Request;
import dev.companion.requests.RequestType;
import dev.companion.runtime.EventMetadatas;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What stays as it is while machines are counted, in whichever order the topics are read. */
class CountingViewTest {

    private static final String T = "t1";
    private static final Instant NOW = Recorded.AT.plus(Duration.ofMinutes(1));

    private final ConsoleView all = new ConsoleView(ChangeListener.NONE);
    private final ViewFeed feed = new ViewFeed(all);
    private final TenantView view = all.of(TenantScope.ofAccount(T));

    @ParameterizedTest
    @ValueSource(strings = {"requests first", "results first"})
    void aTaskStaysDoneHoweverOftenMachinesAreCounted(String order) {
        linked("r1", 1);
        assertThat(item("r1").state()).isEqualTo(ItemState.SUCCEEDED);
        assertThat(item("r1").doneAt()).isNotNull();

        for (int time = 0; time < 2; time++) {
            if (order.equals("requests first")) {
                request("k1", CompanyAction.COUNT);
                request("k2", CompanyAction.COUNT);
            }
            result("k1", RequestType.CHANGE_COMPANY, 2);
            result("k2", RequestType.CHANGE_COMPANY, 3);
            request("k2", CompanyAction.COUNT);
            request("k1", CompanyAction.COUNT);
        }
        link(3, CompanyAction.COUNT);

        assertThat(item("r1").state()).as("the status is of the link before").isEqualTo(ItemState.SUCCEEDED);
        status(3);
        assertThat(item("r1").state()).isEqualTo(ItemState.SUCCEEDED);
        assertThat(item("r1").doneAt()).as("not known any more").isNull();
    }

    @Test
    void aChangeBetweenCountsIsALaterChange() {
        linked("r1", 1);
        request("k1", CompanyAction.COUNT);
        result("k1", RequestType.CHANGE_COMPANY, 2);
        result("a1", RequestType.APPLY_DEFAULT_PACKAGE, 3);
        request("k2", CompanyAction.COUNT);
        result("k2", RequestType.CHANGE_COMPANY, 4);
        link(4, CompanyAction.COUNT);
        status(4);

        assertThat(item("r1").state()).isEqualTo(ItemState.SUPERSEDED);
        assertThat(item("a1").state()).isEqualTo(ItemState.SUCCEEDED);

        request("x1", CompanyAction.SUSPEND);
        result("x1", RequestType.CHANGE_COMPANY, 5);
        link(5, CompanyAction.SUSPEND);
        status(5);
        assertThat(item("a1").state()).isEqualTo(ItemState.SUPERSEDED);
    }

    @Test
    void oneCountIsUnderWayUntilItHasEndedOrItsDecisionIsOutdated() {
        linked("r1", 1);
        assertThat(view.countUnderWay("s1", NOW)).isEmpty();

        request("k1", CompanyAction.COUNT);
        assertThat(view.countUnderWay("s1", NOW)).contains("k1");
        assertThat(view.hasUndecidedChange("s1")).as("a count changes nothing").isFalse();
        assertThat(view.countUnderWay("s2", NOW)).isEmpty();
        assertThat(view.countUnderWay("s1", Recorded.AT.plus(Duration.ofMinutes(16))))
                .as("a decision is not carried out later than that")
                .isEmpty();

        request("x1", CompanyAction.SUSPEND);
        assertThat(view.hasUndecidedChange("s1")).isTrue();
        result("k1", RequestType.CHANGE_COMPANY, 2);
        result("x1", RequestType.CHANGE_COMPANY, 3);
        link(3, CompanyAction.SUSPEND);
        assertThat(view.hasUndecidedChange("s1")).isFalse();
        assertThat(view.countUnderWay("s1", NOW))
                .as("another decision took its place")
                .isEmpty();

        request("k2", CompanyAction.COUNT);
        result("k2", RequestType.CHANGE_COMPANY, 4);
        link(4, CompanyAction.COUNT);
        assertThat(view.countUnderWay("s1", NOW)).contains("k2");
        view.forget("k2");
        assertThat(view.countUnderWay("s1", NOW)).as("not published").isEmpty();
    }

    @Test
    void aSuspendedCompanyStaysSuspendedAfterACountUntilItIsReadAgain() {
        linked("r1", 1);
        feed.company(T + "|c1", Recorded.company(T, "c1", "Contoso"));
        assertThat(suspended()).contains(false);

        carriedOut("p1", ProvisioningChangeType.COMPANY_SUSPENDED, Recorded.AT.plusSeconds(60));
        link(3, CompanyAction.COUNT);
        status(3);
        assertThat(suspended()).contains(true);

        carriedOut("p0", ProvisioningChangeType.COMPANY_ACTIVATED, Recorded.AT.plusSeconds(30));
        carriedOut("p2", ProvisioningChangeType.COMPANY_MOVED, Recorded.AT.plusSeconds(90));
        assertThat(suspended()).as("an older change arrives late").contains(true);

        feed.company(
                T + "|c1",
                Company.newBuilder(Recorded.company(T, "c1", "Contoso"))
                        .setMetadata(EventMetadatas.of("e2", Recorded.AT.plusSeconds(120), 1, null))
                        .build());
        assertThat(suspended()).as("activated in GravityZone").contains(false);

        carriedOut("p3", ProvisioningChangeType.COMPANY_ACTIVATED, Recorded.AT.plusSeconds(150));
        assertThat(suspended()).contains(false);
    }

    private Optional<Boolean> suspended() {
        return new CompanyChecks(view).suspended(view.companyById("c1"));
    }

    private Task.Item item(String taskId) {
        return view.findTask(taskId, NOW).orElseThrow().items().getFirst();
    }

    private void linked(String requestId, long generation) {
        result(requestId, RequestType.CREATE_LINKS, generation);
        link(generation, null);
        status(generation);
    }

    private void link(long generation, CompanyAction action) {
        var link = Link.newBuilder(Recorded.link(T, "s1", generation, "c1", null));
        if (action != null) {
            link.setCompanyOrder(CompanyOrder.newBuilder()
                    .setAction(action)
                    .setCompanyId("c1")
                    .setCompanyName("Contoso")
                    .setDecidedAt(Recorded.AT)
                    .setRequestId("r")
                    .build());
        }
        feed.link(T + "|s1", link.build());
    }

    private void status(long generation) {
        feed.status(T + "|s1", Recorded.status(T, "s1", generation, LinkPhase.READY, "c1"));
    }

    private void request(String requestId, CompanyAction action) {
        feed.request(
                T + "|" + requestId,
                Request.newBuilder()
                        .setMetadata(EventMetadatas.of(requestId, Recorded.AT, 1, null))
                        .setTenantId(T)
                        .setRequestId(requestId)
                        .setRequestedBy("aaaa")
                        .setTenantName("MSP")
                        .setType(RequestType.CHANGE_COMPANY)
                        .setCompanyChange(CompanyChange.newBuilder()
                                .setSiteUid("s1")
                                .setAction(action)
                                .setCompanyId("c1")
                                .setCompanyName("Contoso")
                                .build())
                        .build());
    }

    private void result(String requestId, RequestType type, long generation) {
        feed.result(T + "|" + requestId, Recorded.accepted(T, requestId, type, Map.of("s1", generation)));
    }

    private void carriedOut(String id, ProvisioningChangeType type, Instant at) {
        feed.provisioned(
                T + "|" + id,
                ProvisioningChange.newBuilder(Recorded.provisioned(T, id, "s1"))
                        .setMetadata(EventMetadatas.of(id, at, 1, null))
                        .setType(type)
                        .setCompanyId("c1")
                        .build());
    }
}
