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

/** Checks the vendors' world against what Companion reports of its links. */
final class Checks {

    /** The property of a shown site that says which installation link the console returns for it. */
    static final String INSTALLATION_LINK = "installationLink";

    private static final String OUR_PACKAGES = "companion-";
    private static final int JOURNAL_MAX = 200_000;

    private static final Map<Step, List<String>> WITH_AN_EFFECT = Map.of(
            Step.CREATE_COMPANY, List.of("companies.createCompany"),
            Step.DELETE_COMPANY, List.of("companies.deleteCompany"),
            Step.CREATE_PACKAGE, List.of("packages.createPackage"),
            Step.DELETE_PACKAGE, List.of("packages.deletePackage"),
            Step.WRITE_VARIABLE,
                    List.of("PUT /v2/site/{siteUid}/variable", "POST /v2/site/{siteUid}/variable/{variableId}"),
            Step.DELETE_VARIABLE, List.of("DELETE /v2/site/{siteUid}/variable/{variableId}"));

    private final History history;
    private final SimulatedVendors vendors;
    private final Map<String, String> tenants;
    private final Set<String> companiesBefore;
    private final Map<String, JsonNode> companies = new HashMap<>();
    private final Map<String, List<JsonNode>> packages;
    private final Map<String, List<String>> variables;
    private final Map<String, List<String>> findings = new LinkedHashMap<>();

    private Checks(
            History history, SimulatedVendors vendors, Map<String, String> tenants, Set<String> companiesBefore) {
        this.history = history;
        this.vendors = vendors;
        this.tenants = tenants;
        this.companiesBefore = companiesBefore;
        this.packages = vendors.packages();
        this.variables = vendors.variables();
        vendors.companies().forEach(company -> companies.put(company.path("id").asString(), company));
    }

    /**
     * The result of each check, with what is wrong.
     *
     * @param tenants by the company that the tenant's GravityZone key belongs to
     * @param companiesBefore ids of the companies that existed before anything was linked
     * @param shown the sites as the console shows them, by tenant and site
     */
    static Map<String, List<String>> of(
            History history,
            SimulatedVendors vendors,
            Map<String, String> tenants,
            Set<String> companiesBefore,
            Map<String, JsonNode> shown) {
        var checks = new Checks(history, vendors, tenants, companiesBefore);
        checks.links();
        checks.unlinkedSites(shown.keySet());
        checks.companies();
        checks.calls();
        checks.console(shown);
        return checks.findings;
    }

    private void links() {
        var ready = check("every link is ready, at the desired generation");
        var company = check("every link uses the company that was chosen, or the only one of the requested name");
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
                company.add("%s uses %s, requested: %s".formatted(key, companies.get(companyId), link));
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
        var onRecord = check("every created company is on record, under a requested name");
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
        var bounded = check("no more calls with an effect arrived from a tenant than may have been made");
        var arrived = new HashMap<String, Map<String, Integer>>();
        for (var request : vendors.journalSince(0, JOURNAL_MAX)) {
            arrived.computeIfAbsent(tenantOf(request), _ -> new HashMap<>())
                    .merge(request.path("method").asString(), 1, Integer::sum);
        }
        arrived.forEach((tenant, requests) -> WITH_AN_EFFECT.forEach((step, methods) -> {
            var made = methods.stream()
                    .mapToInt(method -> requests.getOrDefault(method, 0))
                    .sum();
            var most = history.callsMax(tenant, step);
            if (made > most) {
                bounded.add("%s: %d of %s, at most %d of %s".formatted(tenant, made, methods, most, step));
            }
        }));
    }

    /** In the journal the account of GravityZone is the company of the key, and each tenant has its own. */
    private String tenantOf(JsonNode request) {
        var account = request.path("account").asString();
        return tenants.getOrDefault(account, account);
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
                            && !values.equals(
                                    List.of(site.path(INSTALLATION_LINK).asString()))) {
                same.add("%s: %s".formatted(key, site));
            }
        });
    }

    private List<String> check(String what) {
        return findings.computeIfAbsent(what, _ -> new ArrayList<>());
    }

    /** What was done, for people. */
    static String counts(History history, SimulatedVendors vendors) {
        return vendors.calls().entrySet().stream()
                .filter(entry -> entry.getKey().matches(".*(create|delete|PUT|POST|DELETE).*"))
                .map(entry -> entry.getKey() + " " + entry.getValue())
                .collect(Collectors.joining(
                        ", ", "calls with an effect: ", "; may have been made: " + history.callsMax()));
    }
}
