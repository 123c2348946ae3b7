package dev.companion.console.web.openapi;

import dev.companion.console.web.query.Csv;
import dev.companion.console.web.query.PageParams;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem.HttpMethod;
import io.swagger.v3.oas.models.headers.Header;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.parameters.Parameter;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import java.math.BigDecimal;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What holds for operations of one kind: sign-in and token, tasks, pages of lists, and lists as files. */
final class OperationRules {

    static final String SESSION = "session";
    static final String CSRF = "csrf";

    private static final Set<HttpMethod> SAFE = Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);
    private static final String SIGN_IN = "signIn";
    private static final String JSON = org.springframework.http.MediaType.APPLICATION_JSON_VALUE;

    private OperationRules() {}

    /** @param files paths of lists that can be had as files */
    static void applyTo(OpenAPI document, Set<String> files) {
        document.getPaths()
                .forEach((path, item) -> item.readOperationsMap().forEach((method, operation) -> {
                    operation.setSecurity(security(method, operation));
                    tasks(method, operation);
                    pages(operation);
                    if (method == HttpMethod.GET && files.contains(path)) {
                        file(operation);
                    }
                }));
    }

    private static List<SecurityRequirement> security(HttpMethod method, Operation operation) {
        if (SIGN_IN.equals(operation.getOperationId())) {
            return List.of();
        }
        var signedIn = new SecurityRequirement().addList(SESSION);
        return List.of(SAFE.contains(method) ? signedIn : signedIn.addList(CSRF));
    }

    /** A change is accepted and carried out later; saved settings are returned if their effect shows at once. */
    private static void tasks(HttpMethod method, Operation operation) {
        var responses = operation.getResponses();
        var done = responses.get("200");
        var accepted = responses.get("202");
        if (names(accepted, "Accepted") || names(done, "Accepted")) {
            responses.remove("200");
            responses.addApiResponse("202", accepted("Accepted. The task shows its progress."));
        } else if (done != null && method == HttpMethod.PUT && names(done, "SettingsItem")) {
            done.setDescription("Saved. The settings as they are now.");
            responses.addApiResponse(
                    "202", accepted("Accepted. It takes longer than usual; the task shows its outcome."));
        }
    }

    private static ApiResponse accepted(String description) {
        return new ApiResponse()
                .description(description)
                .addHeaderObject(
                        "Location",
                        new Header().description("The address of the task.").schema(Types.text()))
                .content(new Content().addMediaType(JSON, new MediaType().schema(Types.ref("Accepted"))));
    }

    private static boolean names(@Nullable ApiResponse response, String schema) {
        return response != null
                && response.getContent() != null
                && response.getContent().values().stream()
                        .map(MediaType::getSchema)
                        .anyMatch(each -> each != null && ("#/components/schemas/" + schema).equals(each.get$ref()));
    }

    private static void pages(Operation operation) {
        if (operation.getParameters() == null) {
            return;
        }
        for (var parameter : operation.getParameters()) {
            if (parameter.getName().equals("page")) {
                parameter.getSchema().setMinimum(BigDecimal.ZERO);
            }
            if (parameter.getName().equals("size")) {
                parameter.getSchema().setMinimum(BigDecimal.ONE);
                parameter.getSchema().setMaximum(BigDecimal.valueOf(PageParams.SIZE_MAX));
            }
        }
    }

    /** The same list as a file: all rows, whatever page and size say. */
    private static void file(Operation operation) {
        var listed = operation.getResponses().get("200");
        if (listed == null) {
            throw new IllegalStateException("%s: no response (expected: a list)".formatted(operation.getOperationId()));
        }
        listed.getContent()
                .addMediaType(
                        Csv.TYPE,
                        new MediaType()
                                .schema(Types.text()
                                        .description("All rows as comma-separated values (RFC 4180, UTF-8), with a line"
                                                + " of column names.")));
        operation.addParametersItem(new Parameter()
                .in("query")
                .name("format")
                .schema(Types.oneOf(List.of("json", "csv")))
                .description("The form of the list, for programs that cannot set the header Accept."));
    }
}
