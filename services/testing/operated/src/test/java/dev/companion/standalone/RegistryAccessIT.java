package dev.companion.standalone;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who may do what with the registry: everybody on this machine reads, only the start itself writes. */
class RegistryAccessIT {

    private static final String SCHEMA = """
            {"schema":"{\\"type\\":\\"record\\",\\"name\\":\\"A\\",\\"fields\\":[{\\"name\\":\\"x\\",\\"type\\":\\"int\\"}]}"}""";

    @TempDir
    private static Path directory;

    private static RegistryProcess registry;
    private static int port;
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @BeforeAll
    static void start() throws Exception {
        port = RegistryProcess.freePort();
        registry = RegistryProcess.start(OperatedStack.REGISTRY, directory.resolve("registry"), port);
        registry.awaitReady();
        assertThat(send("POST", "/apis/ccompat/v7/subjects/a-value/versions", SCHEMA, writer())
                        .statusCode())
                .as("the start registers its schemas")
                .isEqualTo(200);
    }

    @AfterAll
    static void stop() {
        registry.close();
        HTTP.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "POST; /apis/ccompat/v7/subjects/a-value/versions",
                "POST; /apis/ccompat/v8/subjects/b-value/versions",
                "DELETE; /apis/ccompat/v7/subjects/a-value",
                "DELETE; /apis/ccompat/v7/subjects/a-value/versions/1",
                "PUT; /apis/ccompat/v7/config",
                "PUT; /apis/ccompat/v7/config/a-value",
                "PUT; /apis/ccompat/v7/mode",
                "POST; /apis/registry/v3/groups",
                "POST; /apis/registry/v2/groups/default/artifacts",
                "GET; /apis/registry/v3/admin/rules",
                "POST; /apis/registry/v3/admin/rules",
                "GET; /apis/registry/v3/admin/export",
                "GET; /apis/registry/v2/admin/rules",
            })
    void withoutCredentialsNothingIsWrittenOrAdministered(String method, String path) throws Exception {
        var body = path.contains("/config")
                ? "{\"compatibility\":\"NONE\"}"
                : path.contains("/mode")
                        ? "{\"mode\":\"READONLY\"}"
                        : path.endsWith("/groups")
                                ? "{\"groupId\":\"g\"}"
                                : path.endsWith("/rules") ? "{\"ruleType\":\"VALIDITY\",\"config\":\"FULL\"}" : SCHEMA;

        assertThat(send(method, path, method.equals("GET") || method.equals("DELETE") ? null : body, null)
                        .statusCode())
                .isEqualTo(401);
        assertThat(send("GET", "/apis/ccompat/v7/subjects", null, null).body()).isEqualTo("[\"a-value\"]");
    }

    @Test
    void theAdministrationIsClosedForTheWriterToo() throws Exception {
        assertThat(send("GET", "/apis/registry/v3/admin/rules", null, writer()).statusCode())
                .isEqualTo(403);
        assertThat(send("PUT", "/apis/ccompat/v7/config", "{\"compatibility\":\"NONE\"}", writer())
                        .statusCode())
                .isEqualTo(403);
    }

    @Test
    void everybodyReadsAndLooksUp() throws Exception {
        assertThat(send("GET", "/apis/ccompat/v7/schemas/ids/1", null, null).statusCode())
                .isEqualTo(200);
        assertThat(send("POST", "/apis/ccompat/v7/subjects/a-value", SCHEMA, null)
                        .statusCode())
                .isEqualTo(200);
        assertThat(send("POST", "/apis/ccompat/v7/compatibility/subjects/a-value/versions/latest", SCHEMA, null)
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void noPageOfAnotherOriginReadsIt() throws Exception {
        var request = HttpRequest.newBuilder(uri("/apis/ccompat/v7/subjects"))
                .header("Origin", "http://localhost:8888")
                .build();

        assertThat(HTTP.send(request, BodyHandlers.ofString()).headers().firstValue("access-control-allow-origin"))
                .isEmpty();
    }

    @Test
    void itsPasswordIsInNoArgumentAndInAFileOfItsOwnerAlone() throws Exception {
        var settings = directory.resolve("registry/config/application.properties");
        var password = writer().split(":")[1];

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(settings)))
                .isEqualTo("rw-------");
        assertThat(Files.readString(settings)).contains(password);
        assertThat(ProcessHandle.current().descendants())
                .isNotEmpty()
                .allSatisfy(process ->
                        assertThat(process.info().commandLine().orElse("")).doesNotContain(password));
    }

    private static String writer() {
        return registry.writer().get("basic.auth.user.info");
    }

    private static HttpResponse<String> send(
            String method, String path, @Nullable String body, @Nullable String credentials) throws Exception {
        var request = HttpRequest.newBuilder(uri(path))
                .header("Content-Type", "application/json")
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        if (credentials != null) {
            request.header("Authorization", "Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(UTF_8)));
        }
        return HTTP.send(request.build(), BodyHandlers.ofString());
    }

    private static URI uri(String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }
}
