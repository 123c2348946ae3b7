package dev.companion.stack;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** An administrator who works through the REST API of the console. */
public final class ConsoleUser {

    private static final int PAGE = 500;

    private final Http http;
    private final String dattoOrigin;
    private final String gravityZoneAccessUrl;
    private final Map<String, String> headers = new HashMap<>();

    public ConsoleUser(String console, String dattoOrigin, String gravityZoneAccessUrl) {
        this.http = new Http(console);
        this.dattoOrigin = dattoOrigin;
        this.gravityZoneAccessUrl = gravityZoneAccessUrl;
    }

    public JsonNode signIn(DemoCredentials credentials) {
        var answer = http.send(
                        "POST",
                        "/api/session",
                        Map.of(
                                "apiUrl", dattoOrigin,
                                "apiKey", credentials.apiKey(),
                                "apiSecretKey", credentials.apiSecretKey()),
                        Map.of())
                .expect(200);
        var cookie =
                answer.raw().headers().firstValue("set-cookie").orElseThrow().split(";")[0];
        headers.put("Cookie", cookie);
        var csrf = get("/api/session").path("csrfToken").asString();
        headers.put("X-CSRF-TOKEN", csrf);
        return answer.json();
    }

    /** Saves both sides, as on a first day. */
    public void connect(DemoCredentials credentials) {
        var answer = saveGravityZone(credentials.gravityZoneApiKey());
        if (answer.status() != 200 && answer.status() != 202) {
            throw new AssertionError("GravityZone not saved: " + answer.status() + " " + answer.body());
        }
        put(
                "/api/settings/rmm",
                Map.of(
                        "apiUrl", dattoOrigin,
                        "apiKey", credentials.apiKey(),
                        "apiSecretKey", credentials.apiSecretKey()));
    }

    /** Saves the GravityZone side alone. */
    public Http.Answer saveGravityZone(String apiKey) {
        return send("PUT", "/api/settings/gravityzone", Map.of("accessUrl", gravityZoneAccessUrl, "apiKey", apiKey));
    }

    public JsonNode get(String path) {
        return http.send("GET", path, null, headers).expect(200).json();
    }

    public Http.Answer send(String method, String path, @Nullable Object body) {
        return http.send(method, path, body, headers);
    }

    /** The stream of changes, line by line; closing it ends it. */
    public Stream<String> stream() {
        return http.lines("/api/stream", headers);
    }

    public void put(String path, @Nullable Object body) {
        var answer = send("PUT", path, body);
        if (answer.status() != 200 && answer.status() != 202) {
            throw new AssertionError("PUT " + path + ": " + answer.status() + " " + answer.body());
        }
    }

    /** Links sites, also to new companies beside those of similar names. Returns the task. */
    public String link(List<Map<String, Object>> links) {
        return sendLinks(links).expect(202).json().path("taskId").asString();
    }

    /** The same, whatever the answer. What is refused for a similar company alone is sent again with what was seen. */
    public Http.Answer sendLinks(List<Map<String, Object>> links) {
        var answer = send("POST", "/api/links", Map.of("links", links));
        return answer.status() == 422 && answer.body().contains("\"companyId\"")
                ? send("POST", "/api/links", Map.of("links", besides(links, answer.json())))
                : answer;
    }

    private static List<Map<String, Object>> besides(List<Map<String, Object>> links, JsonNode refused) {
        var seen = new HashMap<String, List<String>>();
        refused.path("refusals")
                .forEach(refusal -> seen.put(
                        refusal.path("siteUid").asString(),
                        refusal.path("similar")
                                .valueStream()
                                .map(twin -> twin.path("companyId").asString())
                                .toList()));
        return links.stream()
                .map(link -> {
                    var ids = seen.getOrDefault(String.valueOf(link.get("siteUid")), List.of());
                    return ids.isEmpty() || !(link.get("company") instanceof Map<?, ?> company)
                            ? link
                            : Map.<String, Object>of(
                                    "siteUid",
                                    link.get("siteUid"),
                                    "company",
                                    Map.of("name", String.valueOf(company.get("name")), "besides", ids));
                })
                .toList();
    }

    public String unlink(List<String> siteUids) {
        return send("POST", "/api/links/removal", Map.of("siteUids", siteUids))
                .expect(202)
                .json()
                .path("taskId")
                .asString();
    }

    public static Map<String, Object> toCompany(String siteUid, String companyId) {
        return Map.of("siteUid", siteUid, "company", Map.of("id", companyId));
    }

    public static Map<String, Object> toNewCompany(String siteUid, String name) {
        return Map.of("siteUid", siteUid, "company", Map.of("name", name));
    }

    /** Every site, by uid. */
    public Map<String, JsonNode> sites() {
        var sites = new LinkedHashMap<String, JsonNode>();
        for (var item : everyPage("/api/sites?")) {
            sites.put(item.path("siteUid").asString(), item);
        }
        return sites;
    }

    /** The installation link of a site; empty while it has none. */
    public Optional<String> installationLink(String siteUid) {
        var answer = send("GET", "/api/sites/" + siteUid + "/installation-link", null);
        return answer.status() == 404
                ? Optional.empty()
                : Optional.of(answer.expect(200).json().path("windowsLink").asString());
    }

    public List<JsonNode> companies() {
        return everyPage("/api/companies?");
    }

    public List<JsonNode> availableCompanies() {
        return everyPage("/api/companies?available=true&");
    }

    /** Pages are cut at the time of each request: a row may be missed if others are added meanwhile. */
    private List<JsonNode> everyPage(String list) {
        var rows = new ArrayList<JsonNode>();
        for (var page = 0; ; page++) {
            var items = get(list + "size=" + PAGE + "&page=" + page).path("items");
            items.forEach(rows::add);
            if (items.size() < PAGE) {
                return rows;
            }
        }
    }

    /** How many sites are in a state, such as READY. */
    public int count(String state) {
        return get("/api/sites?size=1&state=" + state).path("total").asInt();
    }

    public List<JsonNode> events() {
        var events = new ArrayList<JsonNode>();
        get("/api/events?size=500").path("items").forEach(events::add);
        return events;
    }

    /** Every event in one of the states, such as {@code "OPEN,SNOOZED"}. */
    public List<JsonNode> events(String states) {
        return everyPage("/api/events?state=" + states + "&");
    }

    /** Resolves an event. Returns the task. */
    public String settle(String eventId, Map<String, Object> resolution) {
        return send("POST", "/api/events/" + eventId + "/resolution", resolution)
                .expect(202)
                .json()
                .path("taskId")
                .asString();
    }

    public void awaitSites(int count, Duration within) {
        await().atMost(within).pollInterval(Duration.ofMillis(200)).until(() -> sites().size() >= count);
    }

    public void awaitCompanies(int count, Duration within) {
        await().atMost(within)
                .pollInterval(Duration.ofMillis(200))
                .until(() -> availableCompanies().size() >= count);
    }

    public long ready() {
        return sites().values().stream()
                .filter(site -> site.path("state").asString().equals("READY"))
                .count();
    }

    /** Names every site that is not ready when time is up. */
    public void awaitReady(List<String> siteUids, Duration within) {
        await().atMost(within).pollInterval(Duration.ofMillis(250)).untilAsserted(() -> {
            var sites = sites();
            var notReady = siteUids.stream()
                    .map(sites::get)
                    .filter(site ->
                            site == null || !site.path("state").asString().equals("READY"))
                    .map(site -> site == null
                            ? "missing"
                            : site.path("name") + " " + site.path("state") + " " + site.path("message")
                                    + site.path("conditions"))
                    .toList();
            if (!notReady.isEmpty()) {
                throw new AssertionError("not ready: " + notReady);
            }
        });
    }
}
