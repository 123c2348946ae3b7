package dev.companion.containers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.companion.stack.ConsoleUser;
import dev.companion.stack.SimulatedVendors;
import java.time.Duration;
import java.util.List;

/** Sites that are linked to new companies, and what the vendors must have of them in the end. */
final class LinkedSites {

    private static final Duration READY_WITHIN = Duration.ofMinutes(5);

    private final ConsoleUser console;
    private final SimulatedVendors vendors;
    private final List<String> siteUids;

    private LinkedSites(ConsoleUser console, SimulatedVendors vendors, List<String> siteUids) {
        this.console = console;
        this.vendors = vendors;
        this.siteUids = siteUids;
    }

    /** Begins to link so many sites that are not linked yet. */
    static LinkedSites begin(ConsoleUser console, SimulatedVendors vendors, int count) {
        var siteUids = console.sites().values().stream()
                .filter(site -> site.path("state").asString().equals("UNLINKED"))
                .map(site -> site.path("siteUid").asString())
                .limit(count)
                .toList();
        assertThat(siteUids).hasSize(count);
        vendors.forgetJournal();
        console.link(siteUids.stream()
                .map(uid -> ConsoleUser.toNewCompany(uid, nameFor(uid)))
                .toList());
        return new LinkedSites(console, vendors, siteUids);
    }

    private static String nameFor(String siteUid) {
        return "Customer " + siteUid;
    }

    /** One company, one package and one variable for each, with one call for each. */
    void becomeReadyExactlyOnce() {
        console.awaitReady(siteUids, READY_WITHIN);
        var packages = vendors.packages();
        for (var uid : siteUids) {
            var companies = vendors.companiesNamed(nameFor(uid));
            assertThat(companies).as("companies of %s", uid).hasSize(1);
            var ours = packages.get(companies.getFirst().path("id").asString());
            assertThat(ours).as("packages of %s", uid).hasSize(1);
            assertThat(vendors.variableOf(uid))
                    .as("variable of %s", uid)
                    .containsExactly(ours.getFirst().path("installLinkWindows").asString());
        }
        assertThat(vendors.calls())
                .containsEntry("gravityzone companies.createCompany", (long) siteUids.size())
                .containsEntry("gravityzone packages.createPackage", (long) siteUids.size());
    }
}
