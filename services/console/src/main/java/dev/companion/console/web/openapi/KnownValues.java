package dev.companion.console.web.openapi;

import dev.companion.console.domain.event.Event;
import dev.companion.console.domain.plan.PlanAction;
import dev.companion.console.domain.plan.PlannedSite;
import dev.companion.console.domain.site.Condition;
import dev.companion.console.domain.site.SiteState;
import dev.companion.console.domain.site.Suggestion;
import dev.companion.console.requests.RequestPublisher;
import dev.companion.console.web.query.SiteParams;
import dev.companion.console.web.query.UserParams;
import dev.companion.console.web.stream.StreamEvent;
import dev.companion.vocabulary.DiscrepancyType;
import dev.companion.vocabulary.ObservedKind;
import dev.companion.vocabulary.PackageProfile;
import dev.companion.vocabulary.PolicyLevel;
import dev.companion.vocabulary.ResolutionAction;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.parameters.Parameter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Lists the values of properties and parameters that are texts in the code and have known values. */
final class KnownValues {

    private static final String UNKNOWN = "UNKNOWN";

    /** By schema and property. */
    private static final Map<String, List<String>> OF_PROPERTIES = Map.ofEntries(
            Map.entry("Task.type", RequestPublisher.types()),
            Map.entry("Item.step", names(Condition.Type.values())),
            Map.entry("Item.reason", joined(names(Condition.Reason.values()), List.of("REFUSED", "STILL_TRUE"))),
            Map.entry("EventItem.actions", names(ResolutionAction.values())),
            Map.entry("EventItem.recommendedAction", names(ResolutionAction.values())),
            Map.entry("EventItem.lastAction", names(ResolutionAction.values())),
            Map.entry("EventAction.action", names(ResolutionAction.values())),
            Map.entry("Unavailable.action", names(ResolutionAction.values())),
            Map.entry("ResolutionBody.action", known(ResolutionAction.values())),
            Map.entry("BulkBody.action", known(ResolutionAction.values())),
            Map.entry("PlanFilterBody.states", known(SiteState.values())),
            Map.entry("PlanBody.action", names(PlanAction.values())),
            Map.entry("PoliciesBody.suggestions", known(PolicyLevel.values())),
            Map.entry("DefaultPackageBody.language", PackageProfile.LANGUAGES),
            Map.entry("ListItem.api", List.of("DATTO_RMM", "GRAVITYZONE", UNKNOWN)),
            Map.entry("StreamEvent.event", StreamEvent.names()),
            Map.entry("AccountItem.api", List.of("DATTO_RMM", "GRAVITYZONE", UNKNOWN)),
            Map.entry(
                    "AccountItem.state",
                    List.of("OK", "THROTTLED", "FAILING", "CREDENTIALS_REJECTED", "PERMISSION_MISSING", UNKNOWN)));

    /** By operation and parameter; several can be given, separated by commas. */
    private static final Map<String, List<String>> OF_LISTS = Map.of(
            "listSites.state", known(SiteState.values()),
            "listPlanSites.group", names(PlannedSite.Group.values()),
            "listEvents.state", known(Event.State.values()),
            "listEvents.type", known(DiscrepancyType.values()),
            "listSuggestions.state", known(Suggestion.State.values()));

    /** By operation and parameter. */
    private static final Map<String, List<String>> OF_PARAMETERS = Map.of(
            "listSites.sort", bothWays(SiteParams.columns()),
            "listUsers.sort", bothWays(UserParams.columns()),
            "decideDeletions.kind", known(ObservedKind.values()));

    private KnownValues() {}

    static void applyTo(OpenAPI document) {
        OF_PROPERTIES.forEach((at, values) -> {
            var dot = at.indexOf('.');
            list(Types.property(document, at.substring(0, dot), at.substring(dot + 1)), values);
        });
        Types.schema(document, "PoliciesBody").addProperty("policies", levels());
        document.getPaths().values().stream()
                .flatMap(path -> path.readOperations().stream())
                .filter(operation -> operation.getParameters() != null)
                .forEach(operation ->
                        operation.getParameters().forEach(parameter -> list(operation.getOperationId(), parameter)));
    }

    private static void list(String operationId, Parameter parameter) {
        var at = operationId + "." + parameter.getName();
        var several = OF_LISTS.get(at);
        var one = OF_PARAMETERS.get(at);
        if (several != null) {
            parameter
                    .schema(Types.listOf(Types.oneOf(several)))
                    .style(Parameter.StyleEnum.FORM)
                    .explode(false);
        } else if (one != null) {
            parameter.schema(Types.oneOf(one));
        }
    }

    @SuppressWarnings("unchecked")
    private static void list(Schema<?> schema, List<String> values) {
        var text = schema.getItems() == null ? schema : schema.getItems();
        ((Schema<Object>) text).setEnum(new ArrayList<>(values));
    }

    /** A level for each type that is to change; the types are the names of properties. */
    private static Schema<?> levels() {
        var levels = Types.object();
        for (var type : DiscrepancyType.known()) {
            levels.addProperty(
                    type.name(), Types.oneOf(known(PolicyLevel.values())).description(type.title() + "."));
        }
        return levels;
    }

    private static List<String> names(Enum<?>[] constants) {
        return Arrays.stream(constants).map(Enum::name).toList();
    }

    private static List<String> known(Enum<?>[] constants) {
        return names(constants).stream().filter(name -> !name.equals(UNKNOWN)).toList();
    }

    private static List<String> bothWays(Collection<String> columns) {
        return columns.stream()
                .sorted()
                .flatMap(column -> Stream.of(column, "-" + column))
                .toList();
    }

    private static List<String> joined(List<String> some, List<String> others) {
        return Stream.of(some, others).flatMap(List::stream).toList();
    }
}
