package dev.companion.simulator.gravityzone;

import dev.companion.simulator.world.Json;
import java.util.Map;
import java.util.TreeSet;

/** What a key may do; General itself is never listed. */
final class GeneralService implements Service {

    static final String NAME = "general";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Map<String, Method> methods(boolean newer) {
        return newer ? Map.of() : Map.of("getApiKeyDetails", GeneralService::keyDetails);
    }

    private static Object keyDetails(Caller caller, Params params) {
        params.done();
        var apis = new TreeSet<>(caller.key().enabledApis());
        apis.remove(NAME);
        return Json.object(
                "enabledApis", apis, "createdAt", Licenses.time(caller.key().createdAt()));
    }
}
