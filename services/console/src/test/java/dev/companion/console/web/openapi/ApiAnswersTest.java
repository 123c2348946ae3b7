package dev.companion.console.web.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.companion.console.ApiClient.Answer;
import dev.companion.console.ConsoleTest;
import dev.companion.console.DemoEvents;
import dev.companion.console.DemoSuggestions;
import dev.companion.console.Recorded;
import dev.companion.console.Tenancy;
import dev.companion.console.Tenancy.Tenant;
import dev.companion.deletions.ObservedKind;
import dev.companion.links.LinkPhase;
import dev.companion.requests.RequestType;
import dev.companion.rmm.User;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Calls every GET of the document and compares what comes back with what the document says, to the last property. */
@ConsoleTest
@Import(Tenancy.class)
class ApiAnswersTest {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    @Autowired
    private Tenancy tenancy;

    @Test
    void everyListAndEveryItemIsAsDescribed() {
        var tenant = filled();
        var document = document(tenant);
        var answers = new TreeMap<String, List<String>>();
        document.path("paths").properties().forEach(path -> {
            var content = path.getValue().at("/get/responses/200/content");
            if (content.has("application/json")) {
                for (var address : addresses(path.getKey(), tenant)) {
                    answers.put(address, faults(document, content, tenant.api.get(address)));
                }
            }
        });

        assertThat(answers).hasSizeGreaterThan(20);
        assertThat(answers)
                .allSatisfy((address, faults) -> assertThat(faults).as(address).isEmpty());
    }

    @Test
    void listsAndItemsOfAnEmptyTenantAreAsDescribedToo() {
        var tenant = tenancy.fresh();
        var document = document(tenant);
        for (var address : List.of(
                "/api/session",
                "/api/settings",
                "/api/sites",
                "/api/users",
                "/api/events",
                "/api/events/types",
                "/api/suggestions",
                "/api/companies",
                "/api/audit",
                "/api/sweeps",
                "/api/streams",
                "/api/system",
                "/api/deletion-holds")) {
            var content = document.path("paths").path(address).at("/get/responses/200/content");
            assertThat(faults(document, content, tenant.api.get(address)))
                    .as(address)
                    .isEmpty();
        }
    }

    @Test
    void changesAnswerAsDescribed() {
        var tenant = filled();
        var document = document(tenant);
        var accepted = document.path("paths").path("/api/links/removal").at("/post/responses/202/content");

        var answer = tenant.api.post("/api/links/removal", Map.of("siteUids", List.of("site-1")));

        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.header("Location")).startsWith("/api/tasks/");
        assertThat(faults(document, accepted, answer, 202)).isEmpty();
    }

    @Test
    void refusalsAreAsDescribed() {
        var tenant = filled();
        var document = document(tenant);
        var problem = document.at("/components/responses/Problem/content");
        var api = tenant.api;
        var refusals = List.of(
                tenant.stranger().get("/api/sites"),
                tenant.stranger().post("/api/session", Map.of("apiUrl", "x")),
                api.get("/api/sites?page=-1"),
                api.get("/api/tasks/nowhere"),
                api.get("/api/nowhere"),
                api.send("PATCH", "/api/sites", Map.of()),
                api.send("POST", "/api/links", "{"),
                api.post("/api/links/removal", Map.of("siteUids", List.of("site-1", "nowhere"))),
                api.post("/api/events/resolution", Map.of("ids", List.of("nowhere"), "action", "IGNORE")),
                api.post("/api/deletion-holds/SITES/decision", Map.of("setId", "other", "approved", true)),
                api.post("/api/companies/c-1/deletion", Map.of("name", "wrong", "endpoints", 0)));

        assertThat(refusals).allSatisfy(answer -> {
            assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
            assertThat(answer.at("/type")).startsWith("urn:companion:problem:");
            assertThat(faults(document, problem, answer, answer.status()))
                    .as(answer.text())
                    .isEmpty();
        });
        assertThat(refusals.stream().map(answer -> answer.at("/type").replace("urn:companion:problem:", "")))
                .containsExactly(
                        "not-signed-in",
                        "invalid-request",
                        "invalid-request",
                        "not-found",
                        "not-found",
                        "method-not-allowed",
                        "invalid-request",
                        "sites-refused",
                        "not-found",
                        "deletions-changed",
                        "company-refused");
    }

    private static List<String> addresses(String path, Tenant tenant) {
        return switch (path) {
            case "/api/companies/{id}" -> List.of("/api/companies/c-1", "/api/companies/c-free");
            case "/api/companies/{id}/places" -> List.of("/api/companies/c-1/places");
            case "/api/sites/{siteUid}/installation-link" -> List.of("/api/sites/site-1/installation-link");
            case "/api/sites/{siteUid}/timeline" ->
                List.of("/api/sites/site-1/timeline", "/api/sites/site-1/timeline?page=9&size=1");
            case "/api/tasks/{id}" -> List.of("/api/tasks/t-links", "/api/tasks/t-refused");
            case "/api/events/{id}" ->
                tenant.api
                        .get("/api/events?size=500&state=OPEN,RESOLVING,SNOOZED,CLOSED")
                        .json()
                        .path("items")
                        .valueStream()
                        .map(event -> "/api/events/" + event.path("id").asString())
                        .toList();
            case "/api/plans/{id}" -> plans(tenant);
            case "/api/plans/{id}/sites" ->
                plans(tenant).stream().map(plan -> plan + "/sites?size=500").toList();
            case "/api/sites" -> List.of(path + "?size=500", path + "?sort=-name&state=READY,ATTENTION");
            case "/api/events" -> List.of(path + "?size=500", path + "?state=CLOSED");
            default -> List.of(path);
        };
    }

    /** One of each kind, the first of which is stale. */
    private static List<String> plans(Tenant tenant) {
        var addresses = Stream.of("LINK_MATCHES", "CREATE_COMPANIES", "UNLINK")
                .map(action ->
                        tenant.api.post("/api/plans", Map.of("action", action, "selection", Map.of("all", true))))
                .map(plan -> "/api/plans/" + plan.at("/id"))
                .toList();
        tenant.site("site-0", "Renamed " + addresses.hashCode());
        addresses.forEach(plan -> tenant.api.post(plan + "/apply", Map.of("revision", 1)));
        return addresses;
    }

    private Tenant filled() {
        var tenant = tenancy.connected();
        for (int i = 0; i < 12; i++) {
            tenant.site("site-" + i, "Site " + i).company("c-" + i, "Company " + i);
        }
        tenant.company("c-free", "Free").ready("site-1", "c-1");
        var feed = tenant.feed();
        feed.link(tenant.key("site-2"), Recorded.link(tenant.id, "site-2", 1, null, "New company"));
        feed.link(tenant.key("site-3"), Recorded.link(tenant.id, "site-3", 1, "c-3", null));
        feed.status(tenant.key("site-3"), Recorded.status(tenant.id, "site-3", 1, LinkPhase.ATTENTION, "c-3"));
        feed.user(tenant.key("u1"), Recorded.user(tenant.id, "u1", "sam"));
        feed.user(
                tenant.key("u2"),
                User.newBuilder(Recorded.user(tenant.id, "u2", null))
                        .setEmail("sam@example.com")
                        .setEnabled(true)
                        .setRole("Administrator")
                        .setCreatedAt(Recorded.AT)
                        .build());
        tenant.hold(ObservedKind.SITES, "set-1", 23, "A", "B");
        feed.audit(tenant.key("a1"), Recorded.audit(tenant.id, "a1", "link sites", "site:site-1"));
        feed.result(
                tenant.key("t-links"),
                Recorded.accepted(
                        tenant.id,
                        "t-links",
                        RequestType.CREATE_LINKS,
                        Map.of("site-1", 1L, "site-2", 1L, "site-3", 1L)));
        feed.result(
                tenant.key("t-refused"),
                Recorded.refused(tenant.id, "t-refused", RequestType.CREATE_LINKS, "The site does not exist."));
        new DemoEvents(tenant.id, feed, Recorded.AT).open();
        new DemoSuggestions(tenant.id, feed).suggest();
        return tenant;
    }

    /** With no property allowed beyond those described, so that one that is not described is found. */
    private static JsonNode document(Tenant tenant) {
        var document = tenant.api.get("/v3/api-docs").json();
        document.at("/components/schemas").forEach(schema -> ((ObjectNode) schema).put("additionalProperties", false));
        return document;
    }

    private static List<String> faults(JsonNode document, JsonNode content, Answer answer) {
        return faults(document, content, answer, 200);
    }

    private static List<String> faults(JsonNode document, JsonNode content, Answer answer, int status) {
        if (answer.status() != status) {
            return List.of("%d (expected: %d): %s".formatted(answer.status(), status, answer.text()));
        }
        var schema = (ObjectNode)
                content.properties().iterator().next().getValue().path("schema").deepCopy();
        schema.set("components", document.path("components"));
        return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(schema)
                .validate(JSON.readTree(answer.text()))
                .stream()
                .map(Object::toString)
                .toList();
    }
}
