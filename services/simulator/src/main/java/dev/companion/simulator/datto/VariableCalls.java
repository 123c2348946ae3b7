package dev.companion.simulator.datto;

import dev.companion.simulator.http.Answer;
import dev.companion.simulator.world.DattoWorld;
import dev.companion.simulator.world.Json;
import dev.companion.simulator.world.Switch;
import dev.companion.simulator.world.World;
import dev.companion.simulator.world.row.Site;
import dev.companion.simulator.world.row.SiteVariable;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Variables of a site or of the account. Writes return nothing, so callers have to read again. */
final class VariableCalls {

    private static final String MASK = "*****";
    private static final int NAME_MAX = 255;

    private final World world;
    private final DattoWorld datto;
    private final SiteCalls sites;
    private final DattoPages pages;

    VariableCalls(World world, SiteCalls sites, DattoPages pages) {
        this.world = world;
        this.datto = world.datto();
        this.sites = sites;
        this.pages = pages;
    }

    Answer list(DattoCall call) {
        return pages.page(call, "variables", datto.variables(scope(call)), this::render);
    }

    Answer create(DattoCall call) {
        String scope = scope(call);
        String name = name(call);
        String value = value(call);
        Optional<SiteVariable> existing = named(scope, name);
        if (existing.isPresent()) {
            return switch (world.switches().value(Switch.DATTO_DUPLICATE_VARIABLE)) {
                case "400" -> throw new DattoRefusal(400, "A variable with this name already exists");
                case "409" -> throw new DattoRefusal(409, "A variable with this name already exists");
                default -> {
                    datto.replace(existing.get().with(existing.get().name(), value));
                    yield Answer.empty(200);
                }
            };
        }
        datto.addVariable(scope, name, value, call.flag("masked", false));
        note(call, "create.variable", scope, name);
        return Answer.empty(200);
    }

    Answer update(DattoCall call) {
        SiteVariable variable = find(call);
        String name = name(call);
        String value = value(call);
        if (named(variable.scope(), name)
                .filter(other -> other.id() != variable.id())
                .isPresent()) {
            throw new DattoRefusal(409, "A variable with this name already exists");
        }
        datto.replace(variable.with(name, value));
        note(call, "edit.variable", variable.scope(), name);
        return Answer.empty(200);
    }

    Answer delete(DattoCall call) {
        SiteVariable variable = find(call);
        datto.deleteVariable(variable.id());
        note(call, "delete.variable", variable.scope(), variable.name());
        return Answer.empty(200);
    }

    /** The site, if it is visible, or the caller's account. */
    private String scope(DattoCall call) {
        return call.operation().label().contains("/v2/account/")
                ? call.key().accountUid()
                : sites.visible(call, call.argument(0)).uid();
    }

    private SiteVariable find(DattoCall call) {
        String scope = scope(call);
        String id = call.arguments().getLast();
        if (!id.matches("\\d{1,18}")) {
            throw new DattoRefusal(400, "variableId must be a number");
        }
        return datto.variable(Long.parseLong(id))
                .filter(variable -> variable.scope().equals(scope))
                .orElseThrow(() -> new DattoRefusal(404, "Variable " + id + " was not found"));
    }

    private Optional<SiteVariable> named(String scope, String name) {
        boolean sensitive = world.switches().is(Switch.DATTO_VARIABLE_NAME_CASE, "SENSITIVE");
        return datto.variables(scope).stream()
                .filter(variable -> sensitive
                        ? variable.name().equals(name)
                        : variable.name().equalsIgnoreCase(name))
                .findFirst();
    }

    private static String name(DattoCall call) {
        String name = call.requiredText("name");
        if (name.isBlank() || name.length() > NAME_MAX) {
            throw new DattoRefusal(400, "name must have 1 to " + NAME_MAX + " characters");
        }
        return name;
    }

    private String value(DattoCall call) {
        String value = call.requiredText("value");
        int max = world.switches().number(Switch.DATTO_VARIABLE_VALUE_MAX);
        if (value.length() > max) {
            throw new DattoRefusal(400, "value must have at most " + max + " characters");
        }
        return value;
    }

    private void note(DattoCall call, String action, String scope, String name) {
        Site site = datto.site(scope).orElse(null);
        datto.note(
                call.key().accountUid(),
                "USER",
                "variable",
                action,
                site,
                call.key().username(),
                Json.MAPPER.writeValueAsString(Json.object("variable", name)));
    }

    private Map<String, @Nullable Object> render(SiteVariable variable) {
        return Json.object(
                "id", variable.id(),
                "name", variable.name(),
                "value", variable.masked() ? MASK : variable.value(),
                "masked", variable.masked());
    }
}
