package dev.companion.console.web.openapi;

import dev.companion.console.web.problem.ProblemType;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.responses.ApiResponse;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** Describes refusals and failures: every operation can return one, always in the same form. */
final class ProblemSchema {

    static final String NAME = "Problem";

    private ProblemSchema() {}

    static void applyTo(OpenAPI document) {
        document.getComponents()
                .addSchemas("Refusal", refusal())
                .addSchemas(NAME, problem())
                .addResponses(
                        NAME,
                        new ApiResponse()
                                .description("Refused or failed, with the reason.")
                                .content(new Content()
                                        .addMediaType(
                                                org.springframework.http.MediaType.APPLICATION_PROBLEM_JSON_VALUE,
                                                new MediaType().schema(Types.ref(NAME)))));
        document.getPaths().values().stream()
                .flatMap(path -> path.readOperations().stream())
                .forEach(operation -> operation
                        .getResponses()
                        .addApiResponse("default", new ApiResponse().$ref("#/components/responses/" + NAME)));
    }

    private static Schema<?> problem() {
        var type = Types.oneOf(Arrays.stream(ProblemType.values())
                .map(each -> each.uri().toString())
                .toList());
        Schema<?> problem = Types.object();
        problem.description("Why a request was refused or failed (RFC 9457). Branch on type; title and detail are for"
                        + " people and may be reworded.")
                .addProperty(
                        "type",
                        type.format("uri")
                                .description("What kind of refusal or failure it is. Treat a type that you do not know"
                                        + " by its status. "
                                        + Arrays.stream(ProblemType.values())
                                                .map(each -> "%s (%d): %s"
                                                        .formatted(
                                                                each.uri(),
                                                                each.status().value(),
                                                                each.meaning()))
                                                .collect(Collectors.joining(" "))))
                .addProperty("title", Types.text().description("The problem in a few words."))
                .addProperty("status", Types.whole().description("The status of the response."))
                .addProperty("detail", Types.text().description("What is wrong, what follows, and what to do."))
                .addProperty("instance", Types.text().description("The path of the request."))
                .addProperty(
                        "refusals",
                        Types.listOf(Types.ref("Refusal"))
                                .description("With sites-refused and events-refused: a reason for each."))
                .addProperty(
                        "missingPermissions",
                        Types.listOf(Types.text())
                                .description("With permissions-missing: what the key lacks, as GravityZone names it."))
                .addProperty("hold", Types.ref("HoldItem").description("With deletions-changed: the present set."))
                .addProperty(
                        "factsChanged",
                        Types.yesOrNo()
                                .description(
                                        "With facts-changed and events-refused: whether the event has changed since"
                                                + " it was read."))
                .addProperty(
                        "machines", Types.ref("MachineCount").description("With machines-changed: the present number."))
                .addProperty(
                        "changes",
                        Types.listOf(Types.ref("PlanChange"))
                                .description("With plan-stale: what changed, for each site."))
                .addProperty(
                        "taskId",
                        Types.text()
                                .description("With not-found: the task of a plan that was applied and is not kept any"
                                        + " more."))
                .addProperty(
                        "max",
                        Types.whole().description("The most items that are possible at once, if there are more."));
        problem.setRequired(List.of("type", "title", "status", "detail"));
        return problem;
    }

    private static Schema<?> refusal() {
        Schema<?> refusal = Types.object();
        refusal.description("Why a request is not possible for one site or one event.")
                .addProperty("id", Types.text().description("The event; left out if it is about a site only."))
                .addProperty(
                        "siteUid",
                        Types.text()
                                .typesItem("null")
                                .description("The site; null for an event that concerns no site."))
                .addProperty("reason", Types.text().description("The reason, in a sentence for people."))
                .addProperty(
                        "similar",
                        Types.listOf(similar())
                                .description("Companies of similar names, one of which may be meant; left out for an"
                                        + " event."));
        refusal.setRequired(List.of("reason", "siteUid"));
        return refusal;
    }

    private static Schema<?> similar() {
        Schema<?> company = Types.object();
        company.description("A company of a similar name.")
                .addProperty("companyId", Types.text().description("The id of the company."))
                .addProperty("companyName", Types.text().description("The name of the company."))
                .addProperty("score", Types.whole().description("How well the names match, in percent."))
                .addProperty(
                        "evidence",
                        Types.listOf(Types.text()).description("The reasons for it, each in a short sentence."));
        company.setRequired(List.of("companyId", "companyName", "evidence", "score"));
        return company;
    }
}
