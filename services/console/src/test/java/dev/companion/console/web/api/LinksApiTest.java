package dev.companion.console.web.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.companion.console.ConsoleTest;
import dev.companion.console.ConsoleUnderTest;
import dev.companion.console.Recorded;
import dev.companion.console.Tenancy;
import dev.companion.console.requests.RequestLog.RequestNotConfirmed;
import dev.companion.console.requests.RequestLog.RequestNotWritten;
import dev.companion.links.LinkPhase;
import dev.companion.requests.LinkRequest;
import dev.companion.requests.RequestType;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;

@ConsoleTest
@Import(Tenancy.class)
class LinksApiTest {

    @Autowired
    private Tenancy tenancy;

    @Autowired
    private ConsoleUnderTest.Log log;

    @AfterEach
    void nobodyDecides() {
        log.clear();
    }

    @Test
    void linksBecomeOneRequestWithATaskAtOnce() {
        // Given
        var tenant = tenancy.connected().site("s1", "Acme").site("s2", "Bolt").company("c1", "Contoso");

        // When
        var answer = tenant.api.post(
                "/api/links",
                Map.of(
                        "links",
                        List.of(
                                Map.of("siteUid", "s1", "company", Map.of("id", "c1")),
                                Map.of("siteUid", "s2", "company", Map.of("name", " Newco ")))));

        // Then
        assertThat(answer.status()).isEqualTo(202);
        var taskId = answer.at("/taskId");
        assertThat(answer.header("Location")).isEqualTo("/api/tasks/" + taskId);
        assertThat(tenant.requests()).singleElement().satisfies(request -> {
            assertThat(request.getRequestId()).isEqualTo(taskId);
            assertThat(request.getType()).isEqualTo(RequestType.CREATE_LINKS);
            assertThat(request.getRequestedBy())
                    .isEqualTo(tenant.administrator()
                            .substring(tenant.administrator().length() - 4));
            assertThat(request.getTenantName()).isEqualTo("MSP " + tenant.id);
            assertThat(request.getCreateLinks().orElseThrow())
                    .extracting(
                            LinkRequest::getSiteUid,
                            link -> link.getCompanyId().orElse(null),
                            link -> link.getCompanyName().orElse(null))
                    .containsExactly(
                            org.assertj.core.groups.Tuple.tuple("s1", "c1", null),
                            org.assertj.core.groups.Tuple.tuple("s2", null, "Newco"));
        });
        var task = tenant.api.get("/api/tasks/" + taskId);
        assertThat(task.at("/state")).isEqualTo("PENDING");
        assertThat(task.json().at("/total").asInt()).isEqualTo(2);
        assertThat(task.json().at("/items/0").propertyNames())
                .containsExactlyInAnyOrder(
                        "siteUid", "siteName", "state", "step", "reason", "message", "doneAt", "eventId");
    }

    /** Sent as escapes, since a lone half of a pair cannot be written in UTF-8. */
    @ParameterizedTest
    @CsvSource({
        "'\\u00a0', 'The company name is empty.'",
        "'\\u200b', 'The company name contains an invisible character.'",
        "'existing\\u00a0one', 'A company named existing\u00A0one already exists.'",
        "'a\\u202eb', 'The company name contains a character that changes the direction of the text.'",
        "'half \\ud83d', 'The company name contains a character that is not valid Unicode.'",
        "'\\ude42 half', 'The company name contains a character that is not valid Unicode.'",
    })
    void aHostileNameIsRefusedAtOnceAndItsSiteIsNamed(String escaped, String reason) {
        var tenant = tenancy.connected().site("s1", "Acme").company("c1", "Existing one");

        var answer = tenant.api.post(
                "/api/links", "{\"links\":[{\"siteUid\":\"s1\",\"company\":{\"name\":\"" + escaped + "\"}}]}");

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.at("/refusals/0/siteUid")).isEqualTo("s1");
        assertThat(answer.at("/refusals/0/reason")).startsWith(reason);
        assertThat(tenant.requests()).isEmpty();
    }

    @Test
    void namesThatLookAlikeInOneRequestAndFortyEmojiAreRefused() {
        var tenant = tenancy.connected().site("s1", "Acme").site("s2", "Bolt").site("s3", "Core");

        var answer = tenant.api.post(
                "/api/links",
                Map.of(
                        "links",
                        List.of(
                                Map.of("siteUid", "s1", "company", Map.of("name", "Caf\u00E9")),
                                Map.of("siteUid", "s2", "company", Map.of("name", "Cafe\u0301")),
                                Map.of("siteUid", "s3", "company", Map.of("name", "🙂".repeat(40))))));

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.json().at("/refusals").size()).isEqualTo(2);
        assertThat(answer.at("/refusals/0/siteUid")).isEqualTo("s2");
        assertThat(answer.at("/refusals/0/reason")).startsWith("Acme gets the same company name in this request.");
        assertThat(answer.at("/refusals/1/siteUid")).isEqualTo("s3");
        assertThat(answer.at("/refusals/1/reason")).startsWith("The company name is longer than 64 characters");
        assertThat(tenant.requests()).isEmpty();
    }

    @Test
    void aTaskFollowsWhatTheServicesWrite() {
        var tenant = tenancy.connected().site("s1", "Acme").company("c1", "Contoso");
        var taskId = tenant.api
                .post("/api/links", Map.of("links", List.of(Map.of("siteUid", "s1", "company", Map.of("id", "c1")))))
                .at("/taskId");
        var feed = tenant.feed();

        feed.result(
                tenant.key(taskId), Recorded.accepted(tenant.id, taskId, RequestType.CREATE_LINKS, Map.of("s1", 1L)));
        feed.link(tenant.key("s1"), Recorded.link(tenant.id, "s1", 1, "c1", null));
        feed.status(tenant.key("s1"), Recorded.status(tenant.id, "s1", 1, LinkPhase.WORKING, "c1"));
        var running = tenant.api.get("/api/tasks/" + taskId);
        feed.status(tenant.key("s1"), Recorded.status(tenant.id, "s1", 1, LinkPhase.READY, "c1"));
        var done = tenant.api.get("/api/tasks/" + taskId);

        assertThat(running.at("/state")).isEqualTo("RUNNING");
        assertThat(running.at("/items/0/step")).isEqualTo("PACKAGE_READY");
        assertThat(done.at("/state")).isEqualTo("SUCCEEDED");
        assertThat(done.json().at("/done").asInt()).isEqualTo(1);
    }

    @Test
    void oneLinkThatCannotBeCreatedRefusesAllAndIsNamed() {
        var tenant = tenancy.connected().site("s1", "Acme").site("s2", "Bolt").company("c1", "Contoso");

        var answer = tenant.api.post(
                "/api/links",
                Map.of(
                        "links",
                        List.of(
                                Map.of("siteUid", "s1", "company", Map.of("id", "c1")),
                                Map.of("siteUid", "s2", "company", Map.of("name", "contoso")),
                                Map.of("siteUid", "nobody", "company", Map.of("name", "X")))));

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.json().at("/refusals").size()).isEqualTo(2);
        assertThat(answer.at("/refusals/0/siteUid")).isEqualTo("s2");
        assertThat(answer.at("/refusals/0/reason")).contains("already exists");
        assertThat(answer.at("/refusals/1/reason")).isEqualTo("The site does not exist.");
        assertThat(answer.at("/title")).isNotBlank();
        assertThat(answer.at("/detail")).startsWith("Nothing was changed");
        assertThat(tenant.requests()).isEmpty();
    }

    @Test
    void nothingIsLinkedBeforeBothSidesAreConnected() {
        var tenant = tenancy.fresh().site("s1", "Acme");

        var answer = tenant.api.post(
                "/api/links", Map.of("links", List.of(Map.of("siteUid", "s1", "company", Map.of("name", "Acme")))));

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.at("/title")).isEqualTo("Integration not configured");
    }

    @Test
    void bodiesThatAreNoWishesAreNotUnderstood() {
        var api = tenancy.connected().api;
        var many = Collections.nCopies(2_001, Map.of("siteUid", "s", "company", Map.of("id", "c")));

        assertThat(api.post("/api/links", "{").status()).isEqualTo(400);
        assertThat(api.post("/api/links", Map.of()).at("/detail")).isEqualTo("links: 0 entries (expected: 1 to 2000).");
        assertThat(api.post("/api/links", Map.of("links", many)).status()).isEqualTo(400);
        assertThat(api.post("/api/links", Map.of("links", List.of(Map.of("siteUid", "s"))))
                        .status())
                .isEqualTo(400);
        assertThat(api.post("/api/links", "{\"links\":[null]}").status()).isEqualTo(400);
        assertThat(api.post(
                                "/api/links",
                                Map.of("links", List.of(Map.of("siteUid", "a|b", "company", Map.of("id", "c")))))
                        .at("/detail"))
                .startsWith("siteUid: not an id");
        assertThat(api.delete("/api/links", Map.of("siteUids", List.of())).status())
                .isEqualTo(400);
    }

    @Test
    void unlinkingIsARequestToo() {
        var tenant = tenancy.connected().site("s1", "Acme").company("c1", "C").ready("s1", "c1");

        var answer = tenant.api.delete("/api/links", Map.of("siteUids", List.of("s1")));

        assertThat(answer.status()).isEqualTo(202);
        assertThat(tenant.requests()).singleElement().satisfies(request -> {
            assertThat(request.getType()).isEqualTo(RequestType.DELETE_LINKS);
            assertThat(request.getDeleteLinks()).contains(List.of("s1"));
            assertThat(request.getDeletePackages()).contains(false);
        });
        var refused = tenant.api.delete("/api/links", Map.of("siteUids", List.of("s1", "s9")));
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.at("/refusals/0/siteUid")).isEqualTo("s9");
    }

    /** Some proxies drop the body of a DELETE. */
    @Test
    void unlinkingWorksByPostWithTheSameEffect() {
        var tenant = tenancy.connected().site("s1", "Acme").company("c1", "C").ready("s1", "c1");
        var body = Map.of("siteUids", List.of("s1"), "deletePackages", true);

        assertThat(tenant.api.post("/api/links/removal", body).status()).isEqualTo(202);
        assertThat(tenant.api.delete("/api/links", body).status()).isEqualTo(202);

        assertThat(tenant.requests()).hasSize(2).allSatisfy(request -> {
            assertThat(request.getType()).isEqualTo(RequestType.DELETE_LINKS);
            assertThat(request.getDeleteLinks()).contains(List.of("s1"));
            assertThat(request.getDeletePackages()).contains(true);
        });
        assertThat(tenant.api
                        .post("/api/links/removal", Map.of("siteUids", List.of("s1", "s9")))
                        .at("/refusals/0/siteUid"))
                .isEqualTo("s9");
        assertThat(tenant.api.post("/api/links/removal", Map.of()).status()).isEqualTo(400);
        tenant.api.with("X-CSRF-TOKEN", "wrong");
        assertThat(tenant.api.post("/api/links/removal", body).status()).isEqualTo(403);
    }

    @Test
    void thePackagesGoOnlyWhereThatIsSaid() {
        var tenant = tenancy.connected().site("s1", "Acme").company("c1", "C").ready("s1", "c1");

        tenant.api.delete("/api/links", Map.of("siteUids", List.of("s1"), "deletePackages", true));

        assertThat(tenant.requests())
                .singleElement()
                .satisfies(request -> assertThat(request.getDeletePackages()).contains(true));
        assertThat(tenant.api
                        .delete("/api/links", "{\"siteUids\":[\"s1\"],\"deletePackages\":\"perhaps\"}")
                        .status())
                .isEqualTo(400);
    }

    @Test
    void aRequestThatNobodyConfirmedIsNotPromised() {
        var tenant = tenancy.connected().site("s1", "Acme");
        log.decideBy(_ -> {
            throw new RequestNotConfirmed(new IllegalStateException("no broker"));
        });

        var answer = tenant.api.post(
                "/api/links", Map.of("links", List.of(Map.of("siteUid", "s1", "company", Map.of("name", "Acme")))));

        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.at("/title")).isEqualTo("Not confirmed");
        assertThat(answer.header("Retry-After")).isEqualTo("5");
        assertThat(answer.text()).doesNotContain("broker");
    }

    @Test
    void whatFailsBeforeItIsSentIsNeverToldAsAnOutageOfTheLog() {
        var tenant = tenancy.connected().site("s1", "Acme");
        var body = Map.of("links", List.of(Map.of("siteUid", "s1", "company", Map.of("name", "Acme"))));
        log.decideBy(_ -> {
            throw new RequestNotWritten(new IllegalStateException("does not fit"), false);
        });

        var refused = tenant.api.post("/api/links", body);

        assertThat(refused.status()).isEqualTo(500);
        assertThat(refused.at("/title")).isEqualTo("Not sent");
        assertThat(refused.at("/detail")).startsWith("Nothing was changed").doesNotContain("message log");
        assertThat(refused.text()).doesNotContain("does not fit");
        log.decideBy(_ -> {
            throw new RequestNotWritten(new IllegalStateException("registry"), true);
        });
        var waiting = tenant.api.post("/api/links", body);
        assertThat(waiting.status()).isEqualTo(503);
        assertThat(waiting.header("Retry-After")).isEqualTo("5");
        assertThat(waiting.at("/detail")).startsWith("Nothing was changed, because the schema registry");
    }

    @Test
    void aSimilarCompanyIsSaidBeforeAnotherIsMade() {
        var tenant = tenancy.connected().site("s1", "Chester Road Motors").company("c1", "Chester Road Motors Ltd");
        var name = "Chester Road Motors";

        var refused = tenant.api.post(
                "/api/links", Map.of("links", List.of(Map.of("siteUid", "s1", "company", Map.of("name", name)))));

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.at("/refusals/0/reason")).contains("Chester Road Motors Ltd", "Choose it, or confirm");
        assertThat(refused.at("/refusals/0/similar/0/companyId")).isEqualTo("c1");
        assertThat(refused.json().at("/refusals/0/similar/0/score").asInt()).isEqualTo(95);
        assertThat(tenant.requests()).isEmpty();
        var seen = Map.of("name", name, "besides", List.of("c1"));
        assertThat(tenant.api
                        .post("/api/links", Map.of("links", List.of(Map.of("siteUid", "s1", "company", seen))))
                        .status())
                .isEqualTo(202);
        var noId = Map.of("name", name, "besides", List.of("a|b"));
        assertThat(tenant.api
                        .post("/api/links", Map.of("links", List.of(Map.of("siteUid", "s1", "company", noId))))
                        .status())
                .isEqualTo(400);
    }
}
