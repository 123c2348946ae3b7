package dev.companion.console.web.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.companion.console.ConsoleTest;
import dev.companion.console.Tenancy;
import dev.companion.console.security.SessionCookie;
import dev.companion.console.security.SessionRules;
import dev.companion.console.web.problem.ProblemType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import tools.jackson.databind.JsonNode;

/** The OpenAPI document as a program reads it that makes a client from it. */
@ConsoleTest
@Import(Tenancy.class)
class OpenApiTest {

    private static final Set<String> CHANGES = Set.of("post", "put", "patch", "delete");

    @Autowired
    private Tenancy tenancy;

    private JsonNode document;

    @BeforeEach
    void read() {
        document = tenancy.fresh().stranger().get("/v3/api-docs").json();
    }

    @Test
    void operationsHaveUniqueSpeakingNames() {
        var names = new ArrayList<String>();
        operations((_, operation) -> names.add(operation.path("operationId").asString()));

        assertThat(names)
                .doesNotHaveDuplicates()
                .hasSizeGreaterThan(30)
                .allMatch(name -> name.matches("[a-z]+[A-Za-z]*"));
        assertThat(names)
                .contains("signIn", "linkSites", "unlinkSites", "getTask", "listSites")
                .doesNotContain("get");
    }

    @Test
    void everythingIsDescribed() {
        var missing = new ArrayList<String>();
        operations((at, operation) -> {
            note(missing, at + " summary", operation.path("summary"));
            note(missing, at + " description", operation.path("description"));
            operation
                    .path("parameters")
                    .forEach(parameter -> note(
                            missing,
                            at + " parameter " + parameter.path("name").asString(),
                            parameter.path("description")));
            operation.path("responses").properties().forEach(response -> {
                if (response.getValue().path("$ref").isMissingNode()) {
                    note(
                            missing,
                            at + " response " + response.getKey(),
                            response.getValue().path("description"));
                }
            });
        });
        document.at("/components/schemas").properties().forEach(schema -> {
            note(missing, "schema " + schema.getKey(), schema.getValue().path("description"));
            properties(schema.getKey(), schema.getValue(), missing);
        });
        document.at("/components/securitySchemes")
                .properties()
                .forEach(scheme -> note(
                        missing, "scheme " + scheme.getKey(), scheme.getValue().path("description")));

        assertThat(missing).isEmpty();
    }

    @Test
    void propertiesOfAnAnswerAreRequiredAndNullableOnesSaySo() {
        var site = schema("SiteItem");

        assertThat(strings(site.path("required")))
                .containsExactlyInAnyOrderElementsOf(site.path("properties").propertyNames());
        assertThat(types(site.at("/properties/name"))).containsExactly("string");
        assertThat(types(site.at("/properties/devices"))).containsExactlyInAnyOrder("integer", "null");
        assertThat(strings(site.at("/properties/company/anyOf").findValues("$ref")))
                .containsExactly("#/components/schemas/Ref");
        assertThat(site.at("/properties/company/anyOf").toString()).contains("\"null\"");
        // Left out, never null.
        assertThat(strings(schema("UserItem").path("required")))
                .contains("userKey", "role")
                .doesNotContain("email");
        assertThat(types(schema("UserItem").at("/properties/email"))).containsExactly("string");
        // Written into the item itself.
        assertThat(strings(schema("EventItem").path("required")))
                .contains("siteUid", "title", "choices", "snoozedUntil");
    }

    @Test
    void aBodySaysWhatMustBeGiven() {
        assertThat(strings(schema("SignInBody").path("required"))).containsExactly("apiKey", "apiSecretKey", "apiUrl");
        assertThat(strings(schema("UnlinkBody").path("required"))).containsExactly("siteUids");
        assertThat(types(schema("UnlinkBody").at("/properties/deletePackages")))
                .containsExactlyInAnyOrder("boolean", "null");
        assertThat(types(schema("SignInBody").at("/properties/apiKey"))).containsExactly("string");
    }

    @Test
    void knownValuesAreEnumerations() {
        assertThat(strings(schema("SiteItem").at("/properties/state/enum"))).contains("READY", "ATTENTION");
        assertThat(strings(schema("Task").at("/properties/type/enum"))).contains("CREATE_LINKS", "UNKNOWN");
        assertThat(schema("Item").at("/properties/reason/enum").toString()).contains("REFUSED", "STILL_TRUE", "null");
        assertThat(strings(schema("EventItem").at("/properties/actions/items/enum")))
                .contains("RECREATE");
        assertThat(strings(parameter("/api/sites", "state").at("/schema/items/enum")))
                .contains("READY");
        assertThat(strings(parameter("/api/sites", "sort").at("/schema/enum"))).contains("name", "-name");
        assertThat(document.at("/info/description").asString())
                .contains("Treat a value that you do not know as UNKNOWN");
    }

    @Test
    void listsAreFilesTooAndTheStreamIsAStream() {
        for (var path : List.of("/api/audit", "/api/companies", "/api/events", "/api/sites", "/api/users")) {
            var content = operation(path, "get").at("/responses/200/content");
            assertThat(content.propertyNames()).as(path).containsExactlyInAnyOrder("application/json", "text/csv");
            assertThat(strings(parameter(path, "format").at("/schema/enum"))).containsExactly("json", "csv");
        }
        var stream = operation("/api/stream", "get").at("/responses/200/content");
        assertThat(stream.propertyNames()).containsExactly("text/event-stream");
        assertThat(stream.at("/text~1event-stream/schema/$ref").asString()).endsWith("/StreamEvent");
        assertThat(strings(schema("StreamEvent").at("/properties/event/enum"))).contains("sites", "hello", "reset");
    }

    @Test
    void noClassOfTheServerIsInTheDocument() {
        assertThat(document.at("/components/schemas").propertyNames())
                .noneMatch(name -> name.matches(".*(Emitter|ResponseEntity|ProblemDetail|Session$).*"));
        document.at("/components/schemas")
                .properties()
                .forEach(schema -> assertThat(
                                schema.getValue().path("properties").isEmpty())
                        .as("%s has no property", schema.getKey())
                        .isFalse());
    }

    @Test
    void aChangeNeedsSessionAndToken() {
        operations((at, operation) -> {
            var names = operation.path("security").valueStream().flatMap(each -> each.propertyNames().stream());
            var expected = operation.path("operationId").asString().equals("signIn")
                    ? List.<String>of()
                    : CHANGES.contains(at.split(" ")[0]) ? List.of("session", "csrf") : List.of("session");
            assertThat(operation.has("security")).as(at).isTrue();
            assertThat(names.toList()).as(at).containsExactlyInAnyOrderElementsOf(expected);
        });
        assertThat(document.at("/components/securitySchemes/csrf/in").asString())
                .isEqualTo("header");
        assertThat(document.at("/components/securitySchemes/csrf/name").asString())
                .isEqualTo("X-CSRF-TOKEN");
    }

    @Test
    void theCookieHasTheNameWithWhichTheConsoleWasStarted() {
        assertThat(document.at("/components/securitySchemes/session/name").asString())
                .isEqualTo("__Host-companion");
        assertThat(cookieName(false)).isEqualTo("companion");
        assertThat(cookieName(true)).isEqualTo("__Host-companion");
    }

    @Test
    void theServerIsTheOneThatTheDocumentCameFrom() {
        assertThat(document.path("servers").toString())
                .contains("\"url\":\"/\"")
                .doesNotContain("localhost");
    }

    @Test
    void anAcceptedChangeIsATask() {
        for (var path : List.of(
                "/api/links",
                "/api/links/removal",
                "/api/sweeps",
                "/api/link-searches",
                "/api/companies/{id}/suspension")) {
            var responses = operation(path, "post").path("responses");
            assertThat(responses.propertyNames())
                    .as(path)
                    .contains("202", "default")
                    .doesNotContain("200");
            assertThat(responses
                            .at("/202/content/application~1json/schema/$ref")
                            .asString())
                    .endsWith("/Accepted");
        }
        assertThat(operation("/api/settings/pause", "put").path("responses").propertyNames())
                .contains("200", "202");
        assertThat(operation("/api/session", "delete").path("responses").propertyNames())
                .contains("204")
                .doesNotContain("200");
    }

    @Test
    void everyOperationCanReturnAProblemOfAKnownType() {
        operations((at, operation) -> assertThat(
                        operation.at("/responses/default/$ref").asString())
                .as(at)
                .isEqualTo("#/components/responses/Problem"));
        assertThat(document.at("/components/responses/Problem/content").propertyNames())
                .containsExactly("application/problem+json");
        assertThat(strings(schema("Problem").at("/properties/type/enum")))
                .containsExactlyElementsOf(Arrays.stream(ProblemType.values())
                        .map(type -> type.uri().toString())
                        .toList());
    }

    /** Proxies drop such a body. */
    @Test
    void nothingButTheOldAddressTakesABodyWithGetOrDelete() {
        var offenders = new ArrayList<String>();
        operations((at, operation) -> {
            if (operation.has("requestBody") && !at.startsWith("post ") && !at.startsWith("put ")) {
                offenders.add(at + " deprecated=" + operation.path("deprecated").asBoolean(false));
            }
        });

        assertThat(offenders).containsExactly("delete /api/links deprecated=true");
    }

    private static String cookieName(boolean secure) {
        var rules = new SessionRules(Duration.ofMinutes(30), Duration.ofHours(8), Duration.ofMinutes(5), secure);
        return new OpenApiConfiguration()
                .openApi(new SessionCookie(rules))
                .getComponents()
                .getSecuritySchemes()
                .get("session")
                .getName();
    }

    private void operations(BiConsumer<String, JsonNode> consumer) {
        document.path("paths")
                .properties()
                .forEach(path -> path.getValue()
                        .properties()
                        .forEach(operation ->
                                consumer.accept(operation.getKey() + " " + path.getKey(), operation.getValue())));
    }

    private JsonNode operation(String path, String method) {
        return document.path("paths").path(path).path(method);
    }

    private JsonNode parameter(String path, String name) {
        return operation(path, "get")
                .path("parameters")
                .valueStream()
                .filter(parameter -> parameter.path("name").asString().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private JsonNode schema(String name) {
        return document.at("/components/schemas").path(name);
    }

    private static void properties(String at, JsonNode schema, List<String> missing) {
        schema.path("properties").properties().forEach(property -> {
            var name = at + "." + property.getKey();
            note(missing, name, property.getValue().path("description"));
            properties(name, property.getValue(), missing);
        });
    }

    private static void note(List<String> missing, String at, JsonNode description) {
        if (description.asString("").isBlank()) {
            missing.add(at);
        }
    }

    private static List<String> types(JsonNode schema) {
        var type = schema.path("type");
        return type.isArray() ? strings(type) : List.of(type.asString());
    }

    private static List<String> strings(JsonNode array) {
        return strings(array.valueStream().toList());
    }

    private static List<String> strings(List<JsonNode> nodes) {
        return nodes.stream().map(JsonNode::asString).toList();
    }

    private static List<String> strings(Stream<JsonNode> nodes) {
        return strings(nodes.toList());
    }

    @Test
    void theApiDescribesItself() {
        var described = tenancy.fresh().stranger().get("/v3/api-docs");

        assertThat(described.status()).isEqualTo(200);
        assertThat(described.json().at("/paths").propertyNames())
                .containsExactlyInAnyOrder(
                        "/api/system",
                        "/api/plans",
                        "/api/plans/{id}",
                        "/api/plans/{id}/sites",
                        "/api/plans/{id}/choice",
                        "/api/plans/{id}/apply",
                        "/api/plans/{id}/renewal",
                        "/api/tenant/connections",
                        "/api/tenant/connections/removal",
                        "/api/sites/{siteUid}/timeline",
                        "/api/streams",
                        "/api/session",
                        "/api/settings",
                        "/api/settings/gravityzone",
                        "/api/settings/rmm",
                        "/api/settings/default-package",
                        "/api/settings/pause",
                        "/api/settings/observation",
                        "/api/settings/healing",
                        "/api/settings/policies",
                        "/api/settings/default-package/application",
                        "/api/tenant/reset",
                        "/api/sites",
                        "/api/sites/{siteUid}/installation-link",
                        "/api/users",
                        "/api/sweeps",
                        "/api/link-searches",
                        "/api/deletion-holds",
                        "/api/deletion-holds/{kind}/decision",
                        "/api/companies",
                        "/api/companies/{id}",
                        "/api/companies/{id}/places",
                        "/api/companies/{id}/suspension",
                        "/api/companies/{id}/activation",
                        "/api/companies/{id}/move",
                        "/api/companies/{id}/deletion",
                        "/api/companies/{id}/machine-count",
                        "/api/links",
                        "/api/links/removal",
                        "/api/tasks/{id}",
                        "/api/events",
                        "/api/events/{id}",
                        "/api/events/types",
                        "/api/events/resolution",
                        "/api/events/{id}/resolution",
                        "/api/suggestions",
                        "/api/suggestions/dismissal",
                        "/api/activity",
                        "/api/audit",
                        "/api/stream");
        assertThat(described
                        .json()
                        .at("/components/schemas/SiteItem/properties")
                        .propertyNames())
                .contains("package");
    }
}
