package dev.companion.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.companion.stack.ConsoleUser;
import dev.companion.stack.SimulatedVendors;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** What must be true in the vendors' world for a link that the console calls ready. */
final class LinkedWorld {

    private static final Duration SOON = Duration.ofSeconds(10);

    private final SimulatedVendors vendors;
    private final ConsoleUser console;
    private final Map<String, JsonNode> sites;

    LinkedWorld(SimulatedVendors vendors, ConsoleUser console) {
        this.vendors = vendors;
        this.console = console;
        this.sites = console.sites();
    }

    /** One company, one package of ours with the default modules, one variable equal to its link to the byte. */
    void holdsExactlyOneOfEach(List<String> siteUids) {
        var packages = vendors.packages();
        for (var siteUid : siteUids) {
            var site = sites.get(siteUid);
            var companyId = site.path("company").path("id").asString();
            var ofCompany = packages.getOrDefault(companyId, List.of());
            var ours = ofCompany.stream()
                    .filter(each -> each.path("name").asString().startsWith("companion-"))
                    .toList();
            assertThat(ours).as("packages of %s", site.path("name")).hasSize(1);
            assertThat(vendors.variableOf(siteUid))
                    .as("variable of %s", site.path("name"))
                    .containsExactly(ours.getFirst().path("installLinkWindows").asString());
            // It comes on a topic of its own, so the view may show that the link is ready a moment earlier.
            await().atMost(SOON)
                    .untilAsserted(() -> assertThat(console.installationLink(siteUid))
                            .contains(ours.getFirst().path("installLinkWindows").asString()));
            assertDefaultModules(ours.getFirst());
        }
    }

    void noCompanyIsThereTwice() {
        var names = vendors.companies().stream()
                .map(company -> company.path("name").asString().strip().toLowerCase(java.util.Locale.ROOT))
                .toList();
        assertThat(names).doesNotHaveDuplicates();
    }

    /** @param createdBefore companies that were there before anything was linked */
    void companiesAre(int createdBefore, int createdByLinks) {
        assertThat(vendors.companies()).as("companies").hasSize(createdBefore + createdByLinks);
    }

    private static void assertDefaultModules(JsonNode installPackage) {
        var modules = installPackage.path("modules");
        for (var on : List.of(
                "advancedAntiExploit",
                "advancedThreatControl",
                "userControl",
                "antiphishing",
                "trafficScan",
                "networkAttackDefense",
                "firewall")) {
            assertThat(isOn(modules.path(on)))
                    .as("module %s of %s", on, installPackage.path("name"))
                    .isTrue();
        }
        for (var off : List.of("deviceControl", "powerUser", "edrSensor", "patchManagement", "encryption")) {
            assertThat(isOn(modules.path(off)))
                    .as("module %s of %s", off, installPackage.path("name"))
                    .isFalse();
        }
        assertThat(isOn(installPackage.path("settings").path("removeCompetitors")))
                .isTrue();
    }

    private static boolean isOn(JsonNode flag) {
        return flag.isNumber() ? flag.asInt() == 1 : flag.asBoolean(false);
    }
}
