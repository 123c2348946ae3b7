package dev.companion.simulator.gravityzone;

import dev.companion.simulator.world.GravityZoneWorld;
import dev.companion.simulator.world.Json;
import dev.companion.simulator.world.World;
import dev.companion.simulator.world.row.PushSettings;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Webhook settings are stored and returned; nothing is ever delivered. */
final class PushService implements Service {

    private static final Set<String> SERVICE_TYPES = Set.of("jsonRPC", "splunk", "cef", "qradar", "azuresentinel");

    private final GravityZoneWorld cloud;

    PushService(World world) {
        this.cloud = world.gravityZone();
    }

    @Override
    public String name() {
        return "push";
    }

    @Override
    public Map<String, Method> methods(boolean newer) {
        return newer
                ? Map.of()
                : Map.of(
                        "setPushEventSettings", this::set,
                        "getPushEventSettings", this::get,
                        "getPushEventStats", this::stats,
                        "resetPushEventStats", this::reset,
                        "sendTestPushEvent", this::test);
    }

    private Object set(Caller caller, Params params) {
        ObjectNode settings = Json.MAPPER.createObjectNode();
        settings.put("status", params.numberOf("status", -1, Set.of(0, 1)));
        String type = params.requiredText("serviceType");
        if (!SERVICE_TYPES.contains(type)) {
            throw JsonRpcError.invalidValue("serviceType");
        }
        settings.put("serviceType", type);
        for (String name : Set.of("serviceSettings", "subscribeToEventTypes")) {
            JsonNode value = params.objectOrNull(name);
            if (value == null) {
                throw params.missing(name);
            }
            settings.set(name, value);
        }
        JsonNode companies = params.raw("subscribeToCompanies");
        if (companies.isArray() && companies.isEmpty()) {
            throw JsonRpcError.invalidValue("subscribeToCompanies");
        }
        if (companies.isArray()
                && companies.values().stream()
                        .noneMatch(each ->
                                each.asString("").equals(caller.company().id()))) {
            throw JsonRpcError.invalidValue("subscribeToCompanies");
        }
        settings.set("subscribeToCompanies", companies.isArray() ? companies : Json.MAPPER.nullNode());
        params.done();
        cloud.put(new PushSettings(caller.company().id(), settings));
        return true;
    }

    private JsonNode settingsOf(Caller caller, Params params) {
        params.done();
        return cloud.pushSettings(caller.company().id())
                .map(PushSettings::settings)
                .orElseThrow(
                        () -> new JsonRpcError(JsonRpcError.SERVER_ERROR, 200, "The push event settings were not set"));
    }

    private Object get(Caller caller, Params params) {
        return settingsOf(caller, params);
    }

    private Object stats(Caller caller, Params params) {
        settingsOf(caller, params);
        return Json.object(
                "count", Json.object("events", 0, "testEvents", 0, "sentMessages", 0, "errorMessages", 0),
                "error", Json.object("connectionError", 0, "statusCode300", 0, "statusCode400", 0));
    }

    private Object reset(Caller caller, Params params) {
        settingsOf(caller, params);
        return true;
    }

    private Object test(Caller caller, Params params) {
        params.requiredText("eventType");
        params.ignoring("data");
        settingsOf(caller, params);
        return true;
    }
}
