package dev.companion.stack;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The real state of the vendors' world, through the simulator's control port. */
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

    /** Values of the site variable that Companion writes; more than one is an error. */
    public List<String> variableOf(String siteUid) {
        return rows(http.get("/world/variables?site=" + siteUid + "&name=" + VARIABLE)).stream()
                .map(variable -> variable.path("value").asString())
                .toList();
    }

    /** Values of all site variables that Companion writes, by site. */
    public Map<String, List<String>> variables() {
        var variables = new LinkedHashMap<String, List<String>>();
        for (var each : rows(http.get("/world/variables?name=" + VARIABLE))) {
            variables
                    .computeIfAbsent(each.path("scope").asString(), _ -> new ArrayList<>())
                    .add(each.path("value").asString());
        }
        return variables;
    }

    /** Names of the keys of GravityZone, the oldest first. */
    public List<String> gravityZoneKeys() {
        return rows(http.get("/world/keys").path("gravityzone")).stream()
                .map(key -> key.path("name").asString())
                .toList();
    }

    public List<JsonNode> sites() {
        return rows(http.get("/world/sites"));
    }

    /**
     * New tenants with this many sites and companies each: their Datto account and the id of their GravityZone company.
     */
    public List<JsonNode> seedTenants(int tenants, int sites, int companies) {
        var what = Map.of("tenants", tenants, "sites", sites, "companies", companies);
        var answer = http.send("POST", "/seed", what, Map.of()).expect(200);
        return rows(answer.json().path("tenants"));
    }

    /** Into the demo's own tenant, or with {@code tenants} into this many new ones. */
    public void seed(Map<String, Object> what) {
        control("POST", "/seed", what);
    }

    public void inject(Map<String, Object> fault) {
        control("POST", "/faults", fault);
    }

    /** The same. Returns what ends this fault alone. */
    public Runnable begin(Map<String, Object> fault) {
        var id = create("/faults", fault).path("id").asString();
        return () -> delete("/faults/" + id);
    }

    /**
     * Changes something in the world as a person at the vendor would: {@code "/world/sites/uid"} and the fields to set.
     */
    public void change(String path, Map<String, Object> fields) {
        control("PATCH", path, fields);
    }

    /** Creates something in the world as a person at the vendor would. Returns it. */
    public JsonNode create(String path, Map<String, Object> fields) {
        var answer = http.send("POST", path, fields, Map.of());
        if (answer.status() / 100 != 2) {
            throw new AssertionError("POST " + path + ": " + answer.status() + " " + answer.body());
        }
        return answer.json();
    }

    /** Deletes something from the world as a person at the vendor would: {@code "/world/sites/uid"}. */
    public void delete(String path) {
        control("DELETE", path, null);
    }

    /** Site variables that Companion writes, with their ids. */
    public List<JsonNode> variableRows(String siteUid) {
        return rows(http.get("/world/variables?site=" + siteUid + "&name=" + VARIABLE));
    }

    public void clearFaults() {
        control("DELETE", "/faults", null);
    }

    public void set(Map<String, Object> switches) {
        control("PUT", "/switches", switches);
    }

    /** Whether the vendors' world changes on its own, as in the demo. */
    public void live(boolean alive) {
        control("POST", "/life", Map.of("enabled", alive));
    }

    public void forgetJournal() {
        control("DELETE", "/journal", null);
    }

    public JsonNode journal() {
        return http.get("/journal");
    }

    /** Requests since the journal was last cleared, by {@code "gravityzone companies.createCompany"} and the like. */
    public Map<String, Long> calls() {
        var calls = new LinkedHashMap<String, Long>();
        http.get("/journal?max=0")
                .path("counts")
                .properties()
                .forEach(count -> calls.put(count.getKey(), count.getValue().asLong()));
        return calls;
    }

    /** At most {@code max} requests after a sequence number, oldest first. */
    public List<JsonNode> journalSince(long sequence, int max) {
        return rows(http.get("/journal?since=" + sequence + "&max=" + max).path("entries"));
    }

    /** Refusals for quota; a request counts once for each of the vendor's windows that it is in. */
    public long refused() {
        var refused = 0L;
        for (var rate : rates()) {
            refused += rate.path("refused").asLong();
        }
        return refused;
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
