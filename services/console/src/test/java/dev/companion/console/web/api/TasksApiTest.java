package dev.companion.console.web.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.companion.console.ConsoleTest;
import dev.companion.console.ConsoleUnderTest;
import dev.companion.console.Recorded;
import dev.companion.console.Tenancy;
import dev.companion.links.LinkPhase;
import dev.companion.requests.RequestItem;
import dev.companion.requests.RequestResult;
import dev.companion.requests.RequestState;
import dev.companion.requests.RequestType;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;

/** How far a task has come, how long it may take, and stopping what has not begun. */
@ConsoleTest
@Import(Tenancy.class)
class TasksApiTest {

    @Autowired
    private Tenancy tenancy;

    @Autowired
    private ConsoleUnderTest.Clock clock;

    @AfterEach
    void timeGoesBack() {
        clock.set(Recorded.AT);
    }

    @Test
    void whatIsLeftIsEstimatedFromWhatWasDone() {
        var tenant = tenancy.connected();
        var taskId = linking(tenant, 6);
        clock.set(Recorded.AT.plusSeconds(30));
        for (int i = 0; i < 3; i++) {
            tenant.ready("s" + i, "c" + i);
        }

        var task = tenant.api.get("/api/tasks/" + taskId);

        assertThat(task.json().at("/estimatedSecondsLeft").asInt()).isEqualTo(30);
        assertThat(task.json().at("/done").asInt()).isEqualTo(3);
        assertThat(task.json().at("/cancellable").asInt()).isEqualTo(3);
        assertThat(task.at("/items/0/doneAt")).isEqualTo(Recorded.AT.toString());
        assertThat(task.json().at("/items/5/doneAt").isNull()).isTrue();
    }

    @Test
    void cancellingIsARequestThatDropsWhatHasNotBegun() {
        var tenant = tenancy.connected();
        var taskId = linking(tenant, 2);

        var answer = tenant.api.delete("/api/tasks/" + taskId, null);

        assertThat(answer.status()).isEqualTo(202);
        var cancelId = answer.at("/taskId");
        assertThat(tenant.requests().getLast()).satisfies(request -> {
            assertThat(request.getType()).isEqualTo(RequestType.CANCEL_TASK);
            assertThat(request.getRequestId()).isEqualTo(cancelId);
            assertThat(request.getCancelledTask()).contains(taskId);
        });
        // The mapper's answer comes before the request is read back, or after it; both are told.
        tenant.feed().request(tenant.key(cancelId), tenant.requests().getLast());
        tenant.feed().result(tenant.key(cancelId), dropped(tenant.id, cancelId));
        var cancel = tenant.api.get("/api/tasks/" + cancelId);
        assertThat(cancel.at("/state")).isEqualTo("SUCCEEDED");
        assertThat(cancel.at("/message")).isEqualTo("1 cancelled before they started; 1 had already started.");
        var task = tenant.api.get("/api/tasks/" + taskId);
        assertThat(task.at("/items/0/state")).isEqualTo("CANCELLED");
        assertThat(task.at("/items/1/state")).isNotEqualTo("CANCELLED");
        assertThat(task.json().at("/cancelled").asInt()).isEqualTo(1);
    }

    @Test
    void whatCannotBeCancelledIsSaidInWords() {
        var tenant = tenancy.connected();
        var done = linking(tenant, 1);
        tenant.ready("s0", "c0");
        var unlinking = tenant.api
                .delete("/api/links", Map.of("siteUids", List.of("s0")))
                .at("/taskId");

        var over = tenant.api.delete("/api/tasks/" + done, null);
        assertThat(over.status()).isEqualTo(422);
        assertThat(over.at("/detail")).contains("Nothing was changed.", "finished");
        assertThat(tenant.api.delete("/api/tasks/" + unlinking, null).at("/detail"))
                .contains("Only linking sites and applying the default package");
        assertThat(tenant.api.delete("/api/tasks/nothing", null).status()).isEqualTo(404);
        assertThat(tenancy.connected().api.delete("/api/tasks/" + done, null).status())
                .isEqualTo(404);
        assertThat(tenant.requests()).extracting(request -> request.getType()).doesNotContain(RequestType.CANCEL_TASK);
    }

    /** A task that links so many sites, all of them accepted and none begun. */
    private static String linking(Tenancy.Tenant tenant, int sites) {
        var links = new java.util.ArrayList<Map<String, Object>>();
        var generations = new TreeMap<String, Long>();
        for (int i = 0; i < sites; i++) {
            tenant.site("s" + i, "Site " + i).company("c" + i, "Company " + i);
            links.add(Map.of("siteUid", "s" + i, "company", Map.of("id", "c" + i)));
            generations.put("s" + i, 1L);
        }
        var taskId = tenant.api.post("/api/links", Map.of("links", links)).at("/taskId");
        tenant.feed()
                .result(
                        tenant.key(taskId),
                        Recorded.accepted(tenant.id, taskId, RequestType.CREATE_LINKS, generations));
        for (int i = 0; i < sites; i++) {
            tenant.feed().link(tenant.key("s" + i), Recorded.link(tenant.id, "s" + i, 1, "c" + i, null));
            tenant.feed().status(tenant.key("s" + i), Recorded.status(tenant.id, "s" + i, 1, LinkPhase.WORKING, null));
        }
        return taskId;
    }

    private static RequestResult dropped(String tenantId, String requestId) {
        return RequestResult.newBuilder(
                        Recorded.accepted(tenantId, requestId, RequestType.CANCEL_TASK, Map.of("s0", 2L)))
                .setState(RequestState.ACCEPTED)
                .setItems(List.of(
                        RequestItem.newBuilder()
                                .setSiteUid("s0")
                                .setAccepted(true)
                                .setGeneration(2L)
                                .build(),
                        RequestItem.newBuilder()
                                .setSiteUid("s1")
                                .setAccepted(false)
                                .setReason("It had begun and goes on.")
                                .build()))
                .build();
    }
}
