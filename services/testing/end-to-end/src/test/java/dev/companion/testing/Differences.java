package dev.companion.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.companion.stack.CompanionProcess;
import dev.companion.stack.ConsoleUser;
import dev.companion.stack.DemoCredentials;
import dev.companion.stack.SimulatedVendors;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** A running Companion whose sites are linked, and the words in which differences are made, looked for and settled. */
final class Differences implements AutoCloseable {

    /** Bounds a wait for what never happens; how fast it happens is for the benchmarks to say. */
    static final Duration SOON = Duration.ofMinutes(4);

    private static final Duration OFTEN = Duration.ofMillis(400);

    final CompanionProcess companion;
    final ConsoleUser console;
    final SimulatedVendors vendors;
    private final DemoCredentials credentials;
    private final Deque<Linked> linked = new ArrayDeque<>();

    /** A site with the company that was created for it. */
    record Linked(String siteUid, String name, String companyId) {

        String company() {
            return "/world/companies/" + companyId;
        }

        String site() {
            return "/world/sites/" + siteUid;
        }
    }

    private Differences(Path data, Map<String, String> environment) {
        var settings = new HashMap<String, String>();
        settings.put("COMPANION_POLL_INTERVAL", "1s");
        settings.put("COMPANION_POLLER_GRAVITYZONECALLSPERSECOND", "10");
        settings.put("COMPANION_PROVISIONER_VERIFYEVERY", "4s");
        settings.put("COMPANION_PROVISIONER_RECHECKEVERY", "4s");
        settings.put("COMPANION_PROVISIONER_PACING_DATTOREADSPERMINUTE", "500");
        settings.put("COMPANION_EVENTRESOLVER_CREDENTIALSGRACE", "2s");
        settings.put("COMPANION_EVENTRESOLVER_QUOTAGRACE", "3s");
        settings.put("COMPANION_EVENTRESOLVER_UNKNOWNGRACE", "3s");
        settings.putAll(environment);
        companion = CompanionProcess.startDemo(data, settings);
        credentials = DemoCredentials.printedBy(companion);
        console = companion.console();
        vendors = companion.vendors();
    }

    /** Started, connected, and with so many sites of the tenant linked to companies of their own. */
    static Differences start(Path data, int sites, Map<String, Object> switches, Map<String, String> environment) {
        var differences = new Differences(data, environment);
        differences.prepare(sites, switches);
        return differences;
    }

    private void prepare(int sites, Map<String, Object> switches) {
        // The quota is not what is tried here: with the vendor's own, looking at everything takes its time.
        vendors.set(Map.of("gravityzone.requestsPerSecond", "60"));
        if (!switches.isEmpty()) {
            vendors.set(switches);
        }
        vendors.seed(Map.of("sites", sites, "companies", 0));
        console.signIn(credentials);
        console.connect(credentials);
        await().atMost(SOON).pollInterval(OFTEN).until(() -> freeSites().size() >= sites);
        var chosen = freeSites().subList(0, sites);
        console.link(chosen.stream()
                .map(site ->
                        ConsoleUser.toNewCompany(uid(site), site.path("name").asString()))
                .toList());
        console.awaitReady(chosen.stream().map(Differences::uid).toList(), Duration.ofMinutes(4));
        var ready = console.sites();
        chosen.forEach(site -> linked.add(new Linked(
                uid(site),
                site.path("name").asString(),
                ready.get(uid(site)).path("company").path("id").asString())));
    }

    /** Managed sites without link of whose name there is no company. */
    private List<JsonNode> freeSites() {
        return console.sites().values().stream()
                .filter(site -> site.path("state").asString().equals("UNLINKED"))
                .filter(site ->
                        vendors.companiesNamed(site.path("name").asString()).isEmpty())
                .toList();
    }

    static String uid(JsonNode site) {
        return site.path("siteUid").asString();
    }

    /** A linked site that no other test has. */
    synchronized Linked take() {
        return linked.removeFirst();
    }

    synchronized List<Linked> take(int count) {
        var taken = new ArrayList<Linked>();
        for (var i = 0; i < count; i++) {
            taken.add(take());
        }
        return taken;
    }

    /**
     * What somebody changed behind a ready link is left so from now on, and told. The setting is taken over on its way
     * through two services; until then a change is healed. So a variable of the last site is deleted until that is told.
     */
    void tellInsteadOfHealing() {
        console.put("/api/settings/healing", Map.of("enabled", false));
        var site = linked.removeLast();
        await("healing is off").atMost(SOON).pollInterval(OFTEN).until(() -> {
            vendors.variableRows(site.siteUid())
                    .forEach(variable -> vendors.delete(
                            "/world/variables/" + variable.path("id").asString()));
            return find("ASSOCIATION_MISSING", site.siteUid()).isPresent();
        });
    }

    Optional<JsonNode> find(String type, String about) {
        return console.events("OPEN,RESOLVING,SNOOZED,CLOSED").stream()
                .filter(event -> event.path("type").asString().equals(type))
                .filter(event -> about.equals(event.path("siteUid").asString(""))
                        || (about.isEmpty() && event.path("siteUid").isNull()))
                .findFirst();
    }

    /** Waits until the event of the type is open about the site. */
    JsonNode opens(String type, Linked site) {
        return opens(type, site.siteUid());
    }

    JsonNode opens(String type, String about) {
        var seen = new ArrayList<JsonNode>();
        await("opening of " + type + " for " + about)
                .atMost(SOON)
                .pollInterval(OFTEN)
                .until(() -> {
                    var event = find(type, about);
                    event.ifPresent(seen::add);
                    return event.filter(each -> each.path("state").asString().equals("OPEN"))
                            .isPresent();
                });
        var event = seen.getLast();
        assertThat(event.path("title").asString()).as("title").isNotBlank();
        assertThat(event.path("summary").asString()).as("summary").endsWith(".");
        assertThat(event.path("consequence").asString()).as("consequence").endsWith(".");
        assertThat(event.path("choices")).as("choices").isNotEmpty();
        event.path("choices").forEach(choice -> {
            assertThat(choice.path("label").asString()).isNotBlank();
            assertThat(choice.path("effect").asString()).isNotBlank();
        });
        assertThat(event.path("choices").get(0).path("destructive").asBoolean())
                .as("the recommended action is destructive")
                .isFalse();
        return event;
    }

    /** Takes an action on the facts that the event shows. */
    void settle(JsonNode event, String action) {
        settle(event, action, Map.of());
    }

    void settle(JsonNode event, String action, Map<String, Object> more) {
        var body = new HashMap<String, Object>(more);
        body.put("action", action);
        body.put("facts", event.path("facts").asString());
        console.settle(event.path("id").asString(), body);
    }

    /** Waits until the event is in the state; answers it as it is then. */
    JsonNode ends(JsonNode event, String state) {
        var id = event.path("id").asString();
        var last = new ArrayList<JsonNode>();
        await("%s of %s".formatted(state, event.path("summary").asString()))
                .atMost(SOON)
                .pollInterval(OFTEN)
                .conditionEvaluationListener(_ -> {})
                .until(() -> {
                    console.events("OPEN,RESOLVING,SNOOZED,CLOSED").stream()
                            .filter(each -> each.path("id").asString().equals(id))
                            .forEach(last::add);
                    return !last.isEmpty()
                            && last.getLast().path("state").asString().equals(state);
                });
        return last.getLast();
    }

    /** Waits until the event is closed, and says why. */
    void closesSaying(JsonNode event, String because) {
        assertThat(ends(event, "CLOSED").path("closedBecause").asString()).contains(because);
    }

    /** IGNORE: the event rests, and nothing else has changed. */
    void rests(JsonNode event) {
        var until = Instant.parse(event.path("openedAt").asString()).plus(Duration.ofDays(7));
        settle(event, "IGNORE", Map.of("reason", "looked at it", "until", until.toString()));
        var rested = ends(event, "SNOOZED");
        assertThat(rested.path("snoozeReason").asString()).isEqualTo("looked at it");
    }

    /** Refused, with words. */
    String refused(JsonNode event, String action, Map<String, Object> more) {
        var body = new HashMap<String, Object>(more);
        body.put("action", action);
        var answer = console.send("POST", "/api/events/" + event.path("id").asString() + "/resolution", body);
        assertThat(answer.status()).as(answer.body()).isEqualTo(422);
        return answer.body();
    }

    /** What a resolution comes to in the end: nothing where it is taken over, or why not. */
    String comesTo(JsonNode event, Map<String, Object> body) {
        var answer = console.send("POST", "/api/events/" + event.path("id").asString() + "/resolution", body);
        if (answer.status() != 202) {
            return answer.body();
        }
        var taskId = answer.json().path("taskId").asString();
        var task = new ArrayList<JsonNode>();
        await().atMost(SOON).pollInterval(OFTEN).until(() -> {
            task.add(console.get("/api/tasks/" + taskId));
            return !task.getLast().path("state").asString().equals("PENDING");
        });
        var item = task.getLast().path("items").path(0);
        return item.path("reason").asString("").equals("REFUSED") ? item.toString() : "";
    }

    JsonNode siteOf(Linked site) {
        return console.sites().get(site.siteUid());
    }

    void ready(Linked site) {
        console.awaitReady(List.of(site.siteUid()), SOON);
        var now = siteOf(site);
        var companyId = now.path("company").path("id").asString();
        // The link comes on a topic of its own, so the view may show it a moment after the state.
        await("installation link of " + site.name())
                .atMost(SOON)
                .pollInterval(OFTEN)
                .untilAsserted(() -> {
                    var shown = console.installationLink(site.siteUid()).orElse("none");
                    assertThat(vendors.packages().getOrDefault(companyId, List.of()))
                            .as("package of %s in its company", site.name())
                            .anyMatch(each ->
                                    each.path("installLinkWindows").asString().equals(shown));
                    assertThat(vendors.variableOf(site.siteUid()))
                            .as("variable of %s", site.name())
                            .containsExactly(shown);
                });
    }

    /** The link is taken apart: no link, no variable. */
    void unlinked(Linked site) {
        await("unlinking of " + site.name()).atMost(SOON).pollInterval(OFTEN).until(() -> {
            var now = siteOf(site);
            return now == null
                    || now.path("state").asString().equals("UNLINKED")
                    || now.path("state").asString().equals("SUGGESTED");
        });
        assertThat(vendors.variableOf(site.siteUid())).isEmpty();
    }

    Optional<JsonNode> companyInTheWorld(Linked site) {
        return company(site.companyId());
    }

    Optional<JsonNode> company(String companyId) {
        return vendors.companies().stream()
                .filter(each -> each.path("id").asString().equals(companyId))
                .findFirst();
    }

    void still(Linked site) {
        assertThat(companyInTheWorld(site)).as("company of %s", site.name()).isPresent();
    }

    /** Sites without link of whose name there is no company. */
    List<JsonNode> unlinked(int count) {
        return console.sites().values().stream()
                .filter(site -> site.path("state").asString().equals("UNLINKED"))
                .filter(site -> vendors.companiesNamed(nameOf(site)).isEmpty())
                .limit(count)
                .toList();
    }

    static String nameOf(JsonNode site) {
        return site.path("name").asString();
    }

    String companyIdOf(JsonNode site) {
        return console.sites().get(uid(site)).path("company").path("id").asString();
    }

    static List<String> actions(JsonNode event) {
        return event.path("choices")
                .valueStream()
                .map(choice -> choice.path("action").asString())
                .toList();
    }

    void pause(boolean paused) {
        console.put("/api/settings/pause", Map.of("paused", paused));
    }

    String ownCompany() {
        return console.get("/api/settings")
                .path("gravityZone")
                .path("rootCompany")
                .path("id")
                .asString();
    }

    JsonNode awaitClosed(String type, Linked site) {
        await().atMost(SOON)
                .until(() -> find(type, site.siteUid())
                        .filter(event -> event.path("state").asString().equals("CLOSED"))
                        .isPresent());
        return find(type, site.siteUid()).orElseThrow();
    }

    void hide(String siteUid, boolean hidden) {
        vendors.change("/world/sites/" + siteUid, Map.of("hiddenFrom", hidden ? List.of("*") : List.of()));
    }

    List<JsonNode> suggestions() {
        return console.get("/api/suggestions?state=SUGGESTED&size=500")
                .path("items")
                .valueStream()
                .toList();
    }

    static String candidate(JsonNode suggestion) {
        return suggestion.path("candidates").path(0).path("companyId").asString();
    }

    void policies(Map<String, Object> policies) {
        console.put("/api/settings/policies", Map.of("policies", policies));
    }

    private String key() {
        return vendors.gravityZoneKeys().getFirst();
    }

    void revokeKey(boolean revoked) {
        vendors.change("/world/keys/gravityzone/" + key(), Map.of("revoked", revoked));
    }

    /** So many managed sites that are not linked and that no company resembles, as soon as so many are seen. */
    List<String> unlinkedSites(int count) {
        return await().atMost(SOON)
                .pollInterval(OFTEN)
                .until(
                        () -> console.sites().values().stream()
                                .filter(site -> site.path("state").asString().equals("UNLINKED"))
                                .map(Differences::uid)
                                .limit(count)
                                .toList(),
                        found -> found.size() == count);
    }

    @Override
    public void close() {
        companion.close();
    }
}
