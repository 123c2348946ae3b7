package dev.companion.stack;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The vendors' world as it really is, through the simulator's control port. */
public final class SimulatedVendors {

    public static final String VARIABLE = "GravityZonePackageLink";

    private final Http http;

    SimulatedVendors(String control) {
        this.http = new Http(control);
    }

    public List<JsonNode> companies() {
        return rows(http.get("/world/companies"));
    }

    public List<JsonNode> companiesNamed(String name) {
        return companies().stream()
                .filter(company -> company.path("name").asString().strip().equalsIgnoreCase(name.strip()))
                .toList();
    }

    /** Packages by the company they belong to. */
    public Map<String, List<JsonNode>> packages() {
        var packages = new LinkedHashMap<String, List<JsonNode>>();
        for (var each : rows(http.get("/world/packages"))) {
            packages.computeIfAbsent(each.path("companyId").asString(), _ -> new ArrayList<>())
                    .add(each);
        }
        return packages;
    }

    /** Values of the site variable that Companion writes; more than one would be one too many. */
    public List<String> variableOf(String siteUid) {
        return rows(http.get("/world/variables?site=" + siteUid + "&name=" + VARIABLE)).stream()
                .map(variable -> variable.path("value").asString())
                .toList();
    }

    public void inject(Map<String, Object> fault) {
        control("POST", "/faults", fault);
    }

    public void clearFaults() {
        control("DELETE", "/faults", null);
    }

    public void set(Map<String, Object> switches) {
        control("PUT", "/switches", switches);
    }

    public void forgetJournal() {
        control("DELETE", "/journal", null);
    }

    public JsonNode journal() {
        return http.get("/journal");
    }

    /** Every sliding-window maximum, as the simulator counted it. */
    public JsonNode rates() {
        return http.get("/rates").path("rates");
    }

    private void control(String method, String path, @Nullable Object body) {
        var answer = http.send(method, path, body, Map.of());
        if (answer.status() / 100 != 2) {
            throw new AssertionError(method + " " + path + ": " + answer.status() + " " + answer.body());
        }
    }

    private static List<JsonNode> rows(JsonNode answer) {
        var array = answer.isArray() ? answer : answer.iterator().next();
        var rows = new ArrayList<JsonNode>();
        array.forEach(rows::add);
        return rows;
    }
}
