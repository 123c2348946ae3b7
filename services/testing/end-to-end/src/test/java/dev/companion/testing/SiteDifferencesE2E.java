package dev.companion.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.companion.stack.ConsoleUser;
import dev.companion.testing.Differences.Linked;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import tools.jackson.databind.JsonNode;

/**
 * Each way in which a site, its company and what links them can differ: the world is changed as somebody else would, the
 * event opens, each of its actions is taken on a site of its own, and world, link and event end as the action says. One
 * site each is put right by somebody else, and then the event closes by itself.
 */
@Tag("wide")
@Execution(ExecutionMode.CONCURRENT)
class SiteDifferencesE2E {

    private static final int SITES = 53;

    @TempDir
    private static Path directory;

    private static Differences differences;

    @BeforeAll
    static void start() {
        differences = Differences.start(
                directory.resolve("data"), SITES, Map.of("gravityzone.inaccessibleId", "DISTINCT"), Map.of());
        differences.tellInsteadOfHealing();
    }

    @AfterAll
    static void stop() {
        if (differences != null) {
            differences.close();
        }
    }

    @Test
    void destinationCreation() {
        var free = unlinkedSites(4);
        var events = new ArrayList<JsonNode>();
        var foreign = free.stream()
                .map(site -> foreignCompany("Elsewhere " + Differences.uid(site)))
                .toList();
        for (var site : free) {
            differences.console.link(
                    List.of(ConsoleUser.toNewCompany(Differences.uid(site), "Elsewhere " + Differences.uid(site))));
        }
        for (var site : free) {
            events.add(differences.opens("DESTINATION_CREATION", Differences.uid(site)));
        }

        assertThat(differences.comesTo(
                        events.get(0), Map.of("action", "CREATE", "name", "Elsewhere " + Differences.uid(free.get(0)))))
                .contains("is the name that is used in another tenant");
        differences.settle(events.get(0), "CREATE", Map.of("name", "Here " + Differences.uid(free.get(0))));
        differences.closesSaying(events.get(0), "exists and is in use");
        assertThat(differences.vendors.companiesNamed("Here " + Differences.uid(free.get(0))))
                .hasSize(1);
        differences.rests(events.get(1));
        differences.vendors.delete("/world/companies/" + foreign.get(3));
        differences.settle(events.get(3), "RETRY");
        differences.closesSaying(events.get(3), "exists and is in use");
        differences.console.unlink(List.of(Differences.uid(free.get(2))));
        differences.closesSaying(events.get(2), "no longer linked");
    }

    @Test
    void destinationMovedInsideOurTree() {
        var sites = differences.take(4);
        for (var site : sites) {
            differences.vendors.create(site.company() + "/move", Map.of("to", "inside"));
        }
        var places = sites.stream().map(this::parentInTheWorld).toList();
        var events = sites.stream()
                .map(site -> differences.opens("DESTINATION_MOVED", site))
                .toList();

        differences.settle(events.get(0), "MOVE");
        differences.closesSaying(events.get(0), "is where it belongs");
        assertThat(parentInTheWorld(sites.get(0))).isNotEqualTo(places.get(0)).isEqualTo(differences.ownCompany());
        differences.settle(events.get(1), "KEEP");
        differences.closesSaying(events.get(1), "Kept as it is");
        assertThat(parentInTheWorld(sites.get(1))).isEqualTo(places.get(1));
        differences.rests(events.get(2));
        differences.vendors.create(sites.get(3).company() + "/move", Map.of("to", differences.ownCompany()));
        differences.closesSaying(events.get(3), "is where it belongs");
        sites.forEach(differences::ready);
    }

    @Test
    void destinationMovedOutOfOurTree() {
        var sites = differences.take(4);
        for (var site : sites) {
            differences.vendors.create(site.company() + "/move", Map.of("to", "outside"));
        }
        var events = sites.stream()
                .map(site -> differences.opens("DESTINATION_MOVED", site))
                .toList();
        assertThat(events.get(0).path("title").asString()).isEqualTo("Company no longer reachable");

        assertThat(differences.refused(events.get(0), "MOVE", Map.of())).contains("It cannot be moved back from here");
        assertThat(differences.comesTo(
                        events.get(0),
                        Map.of("action", "RECREATE", "name", sites.get(0).name())))
                .contains("used in another tenant");
        var name = "Anew " + sites.get(0).siteUid();
        differences.settle(events.get(0), "RECREATE", Map.of("name", name));
        differences.ends(events.get(0), "CLOSED");
        differences.ready(sites.get(0));
        assertThat(differences.vendors.companiesNamed(name)).hasSize(1);
        differences.settle(events.get(1), "UNLINK");
        differences.ends(events.get(1), "CLOSED");
        differences.unlinked(sites.get(1));
        differences.rests(events.get(2));
        differences.vendors.create(sites.get(3).company() + "/move", Map.of("to", differences.ownCompany()));
        differences.ends(events.get(3), "CLOSED");
        sites.forEach(differences::still);
    }

    @Test
    void destinationDeleted() {
        var sites = differences.take(5);
        sites.forEach(site -> differences.vendors.delete(site.company()));
        var events = sites.stream()
                .map(site -> differences.opens("DESTINATION_DELETED", site))
                .toList();
        assertThat(events.get(0).path("title").asString()).isEqualTo("Company deleted");

        differences.settle(events.get(0), "RECREATE");
        differences.ends(events.get(0), "CLOSED");
        differences.ready(sites.get(0));
        assertThat(differences.vendors.companiesNamed(sites.get(0).name())).hasSize(1);
        var name = "Other " + sites.get(1).siteUid();
        differences.settle(events.get(1), "RECREATE", Map.of("name", name));
        differences.ends(events.get(1), "CLOSED");
        differences.ready(sites.get(1));
        assertThat(differences.vendors.companiesNamed(name)).hasSize(1);
        differences.settle(events.get(2), "UNLINK");
        differences.ends(events.get(2), "CLOSED");
        differences.unlinked(sites.get(2));
        differences.rests(events.get(3));
        differences.console.unlink(List.of(sites.get(4).siteUid()));
        differences.closesSaying(events.get(4), "no longer linked");
    }

    @Test
    void associationMissing() {
        var sites = differences.take(3);
        var values = new HashMap<String, String>();
        for (var site : sites) {
            var variable = differences.vendors.variableRows(site.siteUid()).getFirst();
            values.put(site.siteUid(), variable.path("value").asString());
            differences.vendors.delete("/world/variables/" + variable.path("id").asString());
        }
        var events = sites.stream()
                .map(site -> differences.opens("ASSOCIATION_MISSING", site))
                .toList();

        differences.settle(events.get(0), "ASSOCIATE");
        differences.closesSaying(events.get(0), "verified");
        differences.ready(sites.get(0));
        differences.rests(events.get(1));
        assertThat(differences.vendors.variableOf(sites.get(1).siteUid())).isEmpty();
        differences.vendors.create(
                sites.get(2).site() + "/variables",
                Map.of(
                        "name",
                        "GravityZonePackageLink",
                        "value",
                        values.get(sites.get(2).siteUid())));
        differences.closesSaying(events.get(2), "verified");
    }

    @Test
    void sourceDeleted() {
        var sites = differences.take(4);
        sites.forEach(site -> differences.vendors.delete(site.site()));
        var events = sites.stream()
                .map(site -> differences.opens("SOURCE_DELETED", site))
                .toList();

        differences.settle(events.get(0), "KEEP");
        differences.closesSaying(events.get(0), "no longer linked");
        differences.still(sites.get(0));
        assertThat(differences.refused(events.get(1), "DELETE", Map.of("name", "something else")))
                .contains("name");
        differences.settle(events.get(1), "DELETE", Map.of("name", companyName(sites.get(1))));
        differences.closesSaying(events.get(1), "no longer linked");
        assertThat(differences.companyInTheWorld(sites.get(1))).isEmpty();
        differences.rests(events.get(2));
        differences.still(sites.get(2));
        differences.vendors.create(
                "/world/sites",
                Map.of("name", sites.get(3).name(), "uid", sites.get(3).siteUid()));
        differences.closesSaying(events.get(3), "exists");
    }

    @Test
    void siteRenamed() {
        var sites = differences.take(5);
        var former = companyName(sites.get(1));
        sites.forEach(site -> rename(site, "New " + site.siteUid()));
        var events = sites.stream()
                .map(site -> differences.opens("SITE_RENAMED", site))
                .toList();

        differences.settle(events.get(0), "RENAME");
        differences.closesSaying(events.get(0), "are both called");
        assertThat(companyName(sites.get(0))).isEqualTo("New " + sites.get(0).siteUid());
        differences.settle(events.get(1), "KEEP");
        differences.closesSaying(events.get(1), "as the link says");
        assertThat(companyName(sites.get(1))).isEqualTo(former);
        differences.settle(events.get(2), "ALIAS");
        differences.closesSaying(events.get(2), "as the link says");
        differences.rests(events.get(3));
        rename(sites.get(4), sites.get(4).name());
        differences.closesSaying(events.get(4), "as the link says");
        sites.forEach(differences::ready);
    }

    @Test
    void siteOutOfScope() {
        var sites = differences.take(4);
        sites.forEach(site -> differences.vendors.change(site.site(), Map.of("onDemand", true)));
        var events = sites.stream()
                .map(site -> differences.opens("SITE_OUT_OF_SCOPE", site))
                .toList();

        differences.settle(events.get(0), "UNLINK");
        differences.closesSaying(events.get(0), "no longer linked");
        differences.unlinked(sites.get(0));
        differences.settle(events.get(1), "KEEP");
        differences.closesSaying(events.get(1), "Kept as it is");
        differences.rests(events.get(2));
        differences.vendors.change(sites.get(3).site(), Map.of("onDemand", false));
        differences.closesSaying(events.get(3), "is managed");
        sites.forEach(differences::still);
    }

    @Test
    void packageMissing() {
        var sites = differences.take(4);
        for (var site : sites.subList(0, 3)) {
            differences.vendors.delete(
                    "/world/packages/" + packageOf(site).path("id").asString());
        }
        var renamed = packageOf(sites.get(3)).path("id").asString();
        var events = sites.subList(0, 3).stream()
                .map(site -> differences.opens("PACKAGE_MISSING", site))
                .toList();

        // Told apart from other changes of a package by what the provisioner says of it.
        assertThat(events.get(0).path("title").asString()).isEqualTo("Installation package is gone");
        differences.settle(events.get(0), "ASSOCIATE");
        differences.closesSaying(events.get(0), "verified");
        differences.ready(sites.get(0));
        differences.rests(events.get(1));
        assertThat(differences.vendors.packages().getOrDefault(sites.get(1).companyId(), List.of()))
                .isEmpty();
        differences.console.unlink(List.of(sites.get(2).siteUid()));
        differences.closesSaying(events.get(2), "no longer linked");
        // A package that has another name has another link, too; once that is written, only its name is left to tell.
        differences.vendors.change("/world/packages/" + renamed, Map.of("name", "somebody-else-s"));
        differences.settle(differences.opens("PACKAGE_LINK_CHANGED", sites.get(3)), "ASSOCIATE");
        var event = differences.opens("PACKAGE_MISSING", sites.get(3));
        assertThat(event.path("title").asString()).isEqualTo("Installation package was renamed");
        differences.settle(event, "KEEP");
        differences.closesSaying(event, "Kept as it is");
    }

    @Test
    void packageLinkChanged() {
        var sites = differences.take(3);
        for (var site : sites) {
            var one = packageOf(site);
            differences.vendors.change("/world/packages/" + one.path("id").asString(), Map.of("name", "renamed"));
        }
        var events = sites.stream()
                .map(site -> differences.opens("PACKAGE_LINK_CHANGED", site))
                .toList();

        differences.settle(events.get(0), "ASSOCIATE");
        differences.ends(events.get(0), "CLOSED");
        differences.ready(sites.get(0));
        differences.rests(events.get(1));
        var variable = differences.vendors.variableRows(sites.get(2).siteUid()).getFirst();
        differences.vendors.change(
                "/world/variables/" + variable.path("id").asString(),
                Map.of(
                        "value",
                        packageOf(sites.get(2)).path("installLinkWindows").asString()));
        differences.ends(events.get(2), "CLOSED");
    }

    @Test
    void companySuspended() {
        var sites = differences.take(5);
        sites.forEach(site -> suspend(site, true));
        var events = sites.stream()
                .map(site -> differences.opens("COMPANY_SUSPENDED", site))
                .toList();

        differences.settle(events.get(0), "ACTIVATE");
        differences.ends(events.get(0), "CLOSED");
        assertThat(isSuspended(sites.get(0))).isFalse();
        differences.settle(events.get(1), "UNLINK");
        differences.ends(events.get(1), "CLOSED");
        differences.unlinked(sites.get(1));
        differences.settle(events.get(2), "KEEP");
        differences.closesSaying(events.get(2), "Kept as it is");
        differences.rests(events.get(3));
        suspend(sites.get(4), false);
        differences.closesSaying(events.get(4), "is active");
        assertThat(isSuspended(sites.get(1))).isTrue();
        assertThat(isSuspended(sites.get(2))).isTrue();
    }

    private static List<JsonNode> unlinkedSites(int count) {
        var free = differences.console.sites().values().stream()
                .filter(site -> site.path("state").asString().equals("UNLINKED"))
                .limit(count)
                .toList();
        assertThat(free).hasSize(count);
        return free;
    }

    /** A company of the name in a tenant of its own, where we cannot see it. */
    private static String foreignCompany(String name) {
        var fields = new HashMap<String, Object>();
        fields.put("name", name);
        fields.put("parentId", null);
        return differences.vendors.create("/world/companies", fields).path("id").asString();
    }

    private String parentInTheWorld(Linked site) {
        return differences
                .companyInTheWorld(site)
                .orElseThrow()
                .path("parentCompanyId")
                .asString();
    }

    private static String companyName(Linked site) {
        return differences.companyInTheWorld(site).orElseThrow().path("name").asString();
    }

    private static void rename(Linked site, String name) {
        differences.vendors.change(site.site(), Map.of("name", name));
    }

    private static void suspend(Linked site, boolean suspended) {
        differences.vendors.change(site.company(), Map.of("suspended", suspended));
    }

    private static boolean isSuspended(Linked site) {
        return differences
                .companyInTheWorld(site)
                .orElseThrow()
                .path("suspended")
                .asBoolean();
    }

    private static JsonNode packageOf(Linked site) {
        await().atMost(Duration.ofSeconds(20))
                .until(() -> differences.vendors.packages().containsKey(site.companyId()));
        return differences.vendors.packages().get(site.companyId()).getFirst();
    }
}
