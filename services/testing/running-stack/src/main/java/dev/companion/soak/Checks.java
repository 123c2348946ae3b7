package dev.companion.soak;

import dev.companion.links.Link;
import dev.companion.links.LinkPhase;
import dev.companion.links.Wanted;
import dev.companion.provisioning.Step;
import dev.companion.stack.SimulatedVendors;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** Holds the vendors' world against what Companion says of its links. */
final class Checks {

    private static final String OUR_PACKAGES = "companion-";

    private final History history;
    private final SimulatedVendors vendors;
    private final Set<String> companiesBefore;
    private final Map<String, JsonNode> companies = new HashMap<>();
    private final Map<String, List<JsonNode>> packages;
    private final Map<String, List<String>> variables;
    private final Map<String, List<String>> findings = new LinkedHashMap<>();

    private Checks(History history, SimulatedVendors vendors, Set<String> companiesBefore) {
        this.history = history;
        this.vendors = vendors;
        this.companiesBefore = companiesBefore;
        this.packages = vendors.packages();
        this.variables = vendors.variables();
        vendors.companies().forEach(company -> companies.put(company.path("id").asString(), company));
    }

    /**
     * What was checked, each with what was found to be wrong.
     *
     * @param companiesBefore ids of the companies that were there before anything was linked
     * @param shown the sites as the console shows them, by tenant and site
     */
    static Map<String, List<String>> of(
            History history, SimulatedVendors vendors, Set<String> companiesBefore, Map<String, JsonNode> shown) {
        var checks = new Checks(history, vendors, companiesBefore);
        checks.links();
        checks.unlinkedSites(shown.keySet());
        checks.companies();
        checks.calls();
        checks.console(shown);
        return checks.findings;
    }

    private void links() {
        var ready = check("every link is ready, at the generation that is wanted");
        var company = check("every link uses the company that was chosen, or the only one of the name that was wished");
        var oneSite = check("no company is used by two sites");
        var onePackage = check("every linked company has exactly one package of the link's name");
        var variable = check("every linked site has exactly one variable, with that package's link");
        var users = new HashMap<String, String>();
        history.links.forEach((key, link) -> {
            var status = history.statuses.get(key);
            if (link.getWanted() != Wanted.PRESENT
                    || status == null
                    || status.getPhase() != LinkPhase.READY
                    || status.getObservedGeneration() != link.getGeneration()) {
                ready.add("%s: wanted %s, is %s".formatted(key, link, status));
                return;
            }
            var companyId = status.getCompanyId().orElse("none");
            if (!isAsWished(link, companyId)) {
                company.add("%s uses %s, wished: %s".formatted(key, companies.get(companyId), link));
            }
            var other = users.put(companyId, key);
            if (other != null) {
                oneSite.add("%s: %s and %s".formatted(companyId, key, other));
            }
            var ours = named(companyId, link.getPackageName());
            if (ours.size() != 1) {
                onePackage.add("%s: %d of %s in %s".formatted(key, ours.size(), link.getPackageName(), companyId));
            }
            var values = variables.getOrDefault(link.getSiteUid(), List.of());
            var expected = ours.stream()
                    .map(each -> each.path("installLinkWindows").asString())
                    .toList();
            if (values.size() != 1 || !values.equals(expected)) {
                variable.add("%s: %s, expected %s".formatted(key, values, expected));
            }
        });
    }

    private boolean isAsWished(Link link, String companyId) {
        var used = companies.get(companyId);
        if (used == null) {
            return false;
        }
        return link.getCompanyId().map(companyId::equals).orElse(true)
                && link.getCompanyName()
                        .map(name -> Waves.fold(name)
                                .equals(Waves.fold(used.path("name").asString())))
                        .orElse(true);
    }

    private List<JsonNode> named(String companyId, String packageName) {
        return packages.getOrDefault(companyId, List.of()).stream()
                .filter(each -> each.path("name").asString().equals(packageName))
                .toList();
    }

    private void unlinkedSites(Set<String> sites) {
        var variable = check("no site that is not linked has the variable");
        for (var key : sites) {
            var values = variables.getOrDefault(key.substring(key.indexOf('|') + 1), List.of());
            if (!history.links.containsKey(key) && !values.isEmpty()) {
                variable.add(key + ": " + values);
            }
        }
        var deleted = check("a package that was to be deleted is gone");
        history.unlinked.forEach((key, link) -> {
            var company = history.lastCompany.get(key);
            if (link.getDeletePackage()
                    && company != null
                    && !named(company, link.getPackageName()).isEmpty()) {
                deleted.add("%s: %s in %s".formatted(key, link.getPackageName(), company));
            }
        });
    }

    private void companies() {
        var twice = check("no two companies of a tenant have one name");
        var names = new HashMap<String, String>();
        companies.forEach((id, company) -> {
            var name = company.path("tenantId").asString() + " "
                    + Waves.fold(company.path("name").asString());
            var other = names.put(name, id);
            if (other != null) {
                twice.add("%s: %s and %s".formatted(name, id, other));
            }
        });
        var packageTwice = check("no company has two packages of one name of ours");
        packages.forEach((company, all) -> {
            var seen = new HashSet<String>();
            all.stream()
                    .map(each -> each.path("name").asString())
                    .filter(name -> name.startsWith(OUR_PACKAGES) && !seen.add(name))
                    .forEach(name -> packageTwice.add(company + ": " + name));
        });
        var onRecord = check("every company that was made is on record, under a name that was wished");
        companies.forEach((id, company) -> {
            var name = company.path("name").asString();
            if (!companiesBefore.contains(id)
                    && !(history.companiesMade.contains(id) && history.namesWished.contains(Waves.fold(name)))) {
                onRecord.add("%s: %s".formatted(id, name));
            }
        });
        var gone = check("no company is gone");
        for (var id : companiesBefore) {
            if (!companies.containsKey(id)) {
                gone.add(id + ", there before");
            }
        }
        for (var id : history.companiesMade) {
            if (!companies.containsKey(id)) {
                gone.add(id + ", made");
            }
        }
    }

    private void calls() {
        var once = check("no intent was planned or answered twice");
        history.callsPlannedTwice.forEach(call -> once.add("planned: " + call));
        history.callsAnsweredTwice.forEach(call -> once.add("answered: " + call));
        var calls = vendors.calls();
        var bounded = check("no more calls with an effect arrived than there were intents");
        bound(bounded, calls, history.intents(Step.CREATE_COMPANY), "gravityzone companies.createCompany");
        bound(bounded, calls, history.intents(Step.CREATE_PACKAGE), "gravityzone packages.createPackage");
        bound(bounded, calls, history.intents(Step.DELETE_PACKAGE), "gravityzone packages.deletePackage");
        bound(bounded, calls, history.intents(Step.DELETE_COMPANY), "gravityzone companies.deleteCompany");
        bound(
                bounded,
                calls,
                history.intents(Step.WRITE_VARIABLE),
                "datto PUT /v2/site/{siteUid}/variable",
                "datto POST /v2/site/{siteUid}/variable/{variableId}");
        bound(
                bounded,
                calls,
                history.intents(Step.DELETE_VARIABLE),
                "datto DELETE /v2/site/{siteUid}/variable/{variableId}");
    }

    private static void bound(List<String> findings, Map<String, Long> calls, int intents, String... methods) {
        var made = List.of(methods).stream()
                .mapToLong(method -> calls.getOrDefault(method, 0L))
                .sum();
        if (made > intents) {
            findings.add("%s: %d calls of %d intents".formatted(List.of(methods), made, intents));
        }
    }

    private void console(Map<String, JsonNode> shown) {
        var same = check("the console shows every site as it is");
        shown.forEach((key, site) -> {
            var link = history.links.get(key);
            var expected = link == null ? "UNLINKED" : "READY";
            var state = site.path("state").asString().equals("SUGGESTED")
                    ? "UNLINKED"
                    : site.path("state").asString();
            var values = variables.getOrDefault(site.path("siteUid").asString(), List.of());
            if (!state.equals(expected)
                    || link != null
                            && !values.equals(List.of(site.path("packageLink").asString()))) {
                same.add("%s: %s".formatted(key, site));
            }
        });
    }

    private List<String> check(String what) {
        return findings.computeIfAbsent(what, _ -> new ArrayList<>());
    }

    /** What was made, for people. */
    static String counts(History history, SimulatedVendors vendors) {
        return vendors.calls().entrySet().stream()
                .filter(entry -> entry.getKey().matches(".*(create|delete|PUT|POST|DELETE).*"))
                .map(entry -> entry.getKey() + " " + entry.getValue())
                .collect(Collectors.joining(", ", "calls with an effect: ", "; intents: " + history.intents));
    }
}
