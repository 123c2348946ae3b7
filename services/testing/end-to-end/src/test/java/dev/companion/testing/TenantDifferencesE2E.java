package dev.companion.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.companion.stack.ConsoleUser;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Ways to differ that concern more than one site, and what becomes of resolutions that come at a bad moment. */
@Tag("wide")
class TenantDifferencesE2E {

    private static final int SITES = 16;
    private static final Pattern SITES_GONE = Pattern.compile("(\\d+) of");

    @TempDir
    private static Path directory;

    private static Differences differences;

    @BeforeAll
    static void start() {
        differences = Differences.start(
                directory.resolve("data"), SITES, Map.of(), Map.of("COMPANION_MAPPER_ACTAFTER", "3s"));
        differences.vendors.seed(Map.of("sites", 60, "companies", 0));
    }

    @AfterAll
    static void stop() {
        if (differences != null) {
            differences.close();
        }
    }

    @AfterEach
    void theFaultIsOver() {
        differences.vendors.clearFaults();
    }

    /** By default deleted and moved away look alike: that is said, and nothing is claimed. */
    @Test
    void aCompanyOfWhichTheVendorDoesNotSayWhetherItIsDeletedIsToldAsOutOfReach() {
        var sites = differences.take(2);
        differences.vendors.create(sites.get(0).company() + "/move", Map.of("to", "outside"));
        differences.vendors.delete(sites.get(1).company());

        for (var site : sites) {
            var event = differences.opens("DESTINATION_DELETED", site);
            assertThat(event.path("title").asString()).isEqualTo("Company no longer reachable");
            assertThat(event.path("summary").asString()).contains("API does not say which");
            assertThat(differences.refused(event, "MOVE", Map.of())).contains("It cannot be moved back from here");
        }
        var deleted = differences.opens("DESTINATION_DELETED", sites.get(1));
        differences.settle(deleted, "RECREATE");
        differences.ends(deleted, "CLOSED");
        differences.ready(sites.get(1));
        // The name of the one that was only moved is still in use, where nobody can see it.
        var moved = differences.opens("DESTINATION_DELETED", sites.get(0));
        differences.settle(moved, "RECREATE");
        var refused = differences.opens("DESTINATION_CREATION", sites.get(0));
        differences.settle(
                refused, "CREATE", Map.of("name", "Third " + sites.get(0).siteUid()));
        differences.ends(refused, "CLOSED");
        differences.ready(sites.get(0));
    }

    @Test
    void nameNotUnique() {
        var free = differences.unlinked(4);
        differences.pause(true);
        for (var site : free) {
            differences.console.link(
                    List.of(ConsoleUser.toNewCompany(Differences.uid(site), Differences.nameOf(site))));
        }
        var made = free.stream()
                .map(site -> differences.vendors.create("/world/companies", Map.of("name", Differences.nameOf(site))))
                .toList();
        differences.pause(false);
        var events = free.stream()
                .map(site -> differences.opens("NAME_NOT_UNIQUE", Differences.uid(site)))
                .toList();
        await().atMost(Differences.SOON)
                .untilAsserted(() -> assertThat(
                                Differences.actions(differences.opens("NAME_NOT_UNIQUE", Differences.uid(free.get(0)))))
                        .contains("ASSOCIATE"));

        differences.settle(differences.opens("NAME_NOT_UNIQUE", Differences.uid(free.get(0))), "ASSOCIATE");
        differences.ends(events.get(0), "CLOSED");
        assertThat(differences.companyIdOf(free.get(0)))
                .isEqualTo(made.get(0).path("id").asString());
        differences.settle(
                differences.opens("NAME_NOT_UNIQUE", Differences.uid(free.get(1))),
                "CREATE",
                Map.of("name", Differences.nameOf(free.get(1)) + " two"));
        differences.ends(events.get(1), "CLOSED");
        differences.rests(events.get(2));
        differences.vendors.change(
                "/world/companies/" + made.get(3).path("id").asString(), Map.of("name", "Out of the way"));
        differences.ends(events.get(3), "CLOSED");
        assertThat(differences.vendors.companiesNamed(Differences.nameOf(free.get(0))))
                .hasSize(1);
        assertThat(differences.vendors.companiesNamed(Differences.nameOf(free.get(1)) + " two"))
                .hasSize(1);
    }

    @Test
    void outcomeUnknown() {
        // A name in letters beyond ASCII is looked for by a walk over all companies, which the second fault does not
        // hit.
        var free = differences.unlinked(20).stream()
                .filter(site -> Differences.nameOf(site).chars().allMatch(c -> c < 128))
                .limit(4)
                .toList();
        differences.vendors.inject(
                Map.of("api", "gravityzone", "method", "createCompany", "kind", "RESET_AFTER", "count", free.size()));
        // Each name is looked for once before its company is made; what comes after that cannot be found out.
        free.forEach(site -> differences.vendors.inject(Map.of(
                "api",
                "gravityzone",
                "method",
                "findCompaniesByName",
                "about",
                Differences.nameOf(site),
                "kind",
                "STATUS",
                "status",
                503,
                "skip",
                1)));
        differences.console.link(free.stream()
                .map(site -> ConsoleUser.toNewCompany(Differences.uid(site), Differences.nameOf(site)))
                .toList());
        var events = free.stream()
                .map(site -> differences.opens("OUTCOME_UNKNOWN", Differences.uid(site)))
                .toList();
        free.forEach(site -> assertThat(differences.vendors.companiesNamed(Differences.nameOf(site)))
                .hasSize(1));
        assertThat(Differences.actions(events.get(0))).contains("RETRY", "CREATE", "IGNORE");
        await().atMost(Differences.SOON)
                .until(() -> Differences.actions(differences.opens("OUTCOME_UNKNOWN", Differences.uid(free.get(1))))
                        .contains("ASSOCIATE"));

        differences.settle(differences.opens("OUTCOME_UNKNOWN", Differences.uid(free.get(0))), "RETRY");
        differences.settle(differences.opens("OUTCOME_UNKNOWN", Differences.uid(free.get(1))), "ASSOCIATE");
        differences.settle(
                differences.opens("OUTCOME_UNKNOWN", Differences.uid(free.get(2))),
                "CREATE",
                Map.of("name", Differences.nameOf(free.get(2)) + " anew"));
        differences.rests(differences.opens("OUTCOME_UNKNOWN", Differences.uid(free.get(3))));
        // From here on it can be looked for, and is: found, proved to be ours, and never made twice.
        differences.vendors.clearFaults();
        events.forEach(event -> differences.ends(event, "CLOSED"));
        differences.console.awaitReady(free.stream().map(Differences::uid).toList(), Duration.ofMinutes(3));
        free.forEach(site -> assertThat(differences.vendors.companiesNamed(Differences.nameOf(site)))
                .hasSize(1));
        assertThat(differences.vendors.companiesNamed(Differences.nameOf(free.get(2)) + " anew"))
                .hasSize(1);
    }

    /** Stale, twice, by two at once, while it is being unlinked: each ends well and says so. */
    @Test
    void aResolutionAtABadMomentIsRefusedWithWhatChanged() {
        var sites = differences.take(3);
        sites.forEach(site -> differences.vendors.create(site.company() + "/move", Map.of("to", "inside")));
        var stale = differences.opens("DESTINATION_MOVED", sites.get(0));
        var folder = differences.vendors.create(
                "/world/folders", Map.of("name", "Somewhere", "parentId", differences.ownCompany()));
        differences.vendors.create(
                sites.get(0).company() + "/move", Map.of("to", folder.path("id").asString()));
        await().atMost(Differences.SOON)
                .until(() -> !differences
                        .opens("DESTINATION_MOVED", sites.get(0))
                        .path("facts")
                        .asString()
                        .equals(stale.path("facts").asString()));
        assertThat(differences.comesTo(
                        stale,
                        Map.of("action", "MOVE", "facts", stale.path("facts").asString())))
                .contains("The facts have changed since you opened the event");

        var event = differences.opens("DESTINATION_MOVED", sites.get(1));
        var both = Stream.generate(() -> CompletableFuture.supplyAsync(() -> differences.comesTo(
                        event,
                        Map.of("action", "MOVE", "facts", event.path("facts").asString()))))
                .limit(2)
                .toList()
                .stream()
                .map(CompletableFuture::join)
                .toList();
        assertThat(both).filteredOn(String::isEmpty).hasSize(1);
        assertThat(both)
                .filteredOn(said -> said.contains("already in progress") || said.contains("already closed"))
                .hasSize(1);
        differences.ends(event, "CLOSED");
        assertThat(differences.comesTo(event, Map.of("action", "MOVE")))
                .containsAnyOf("no longer the case", "already closed");

        var leaving = differences.opens("DESTINATION_MOVED", sites.get(2));
        differences.console.unlink(List.of(sites.get(2).siteUid()));
        var said = differences.comesTo(leaving, Map.of("action", "MOVE"));
        differences.unlinked(sites.get(2));
        var ended = differences.ends(leaving, "CLOSED");
        // Which of the two wishes is seen first is chance; either way it is said what became of the second.
        assertThat(said + ended.path("lastActionResult").asString("")).isNotBlank();
    }

    @Test
    void severalAreSettledAtOnceAssignedAndRechecked() {
        var sites = differences.take(3);
        sites.forEach(site -> differences.vendors.change(site.site(), Map.of("name", "Bulk " + site.siteUid())));
        var events = sites.stream()
                .map(site -> differences.opens("SITE_RENAMED", site))
                .toList();
        differences.settle(events.get(0), "ASSIGN", Map.of("assignee", "Kim"));
        await().atMost(Differences.SOON)
                .until(() -> differences
                        .opens("SITE_RENAMED", sites.get(0))
                        .path("assignee")
                        .asString("")
                        .equals("Kim"));
        differences.settle(events.get(0), "RECHECK");
        var ids = events.stream().map(event -> event.path("id").asString()).toList();
        differences
                .console
                .send("POST", "/api/events/resolution", Map.of("ids", ids, "action", "KEEP"))
                .expect(202);
        events.forEach(event -> differences.ends(event, "CLOSED"));
        assertThat(differences
                        .console
                        .send("POST", "/api/events/resolution", Map.of("ids", ids, "action", "DELETE"))
                        .status())
                .isEqualTo(422);
    }

    @Test
    void aPolicyActsByItselfAndNeverOnWhatDeletes() {
        differences.policies(Map.of("SOURCE_DELETED", "ACT", "SITE_RENAMED", "ACT"));
        assertThat(differences
                        .console
                        .send("PUT", "/api/settings/policies", Map.of("policies", Map.of("DESTINATION_MOVED", "ACT")))
                        .status())
                .isEqualTo(422);
        var sites = differences.take(2);
        differences.vendors.delete(sites.get(0).site());
        differences.vendors.change(
                sites.get(1).site(), Map.of("name", "Policy " + sites.get(1).siteUid()));

        var gone = differences.awaitClosed("SOURCE_DELETED", sites.get(0));
        assertThat(gone.path("lastActionBy").asString()).isEqualTo("policy");
        assertThat(gone.path("lastAction").asString()).isEqualTo("KEEP");
        differences.still(sites.get(0));
        differences.awaitClosed("SITE_RENAMED", sites.get(1));
        assertThat(differences.vendors.companiesNamed("Policy " + sites.get(1).siteUid()))
                .hasSize(1);
        differences.policies(Map.of("SOURCE_DELETED", "SUGGEST", "SITE_RENAMED", "SUGGEST"));
    }

    @Test
    void quotaExhausted() {
        var fault = Map.<String, Object>of("api", "gravityzone", "method", "*", "kind", "RATE_LIMIT", "retryAfter", 5);
        differences.vendors.inject(fault);
        var event = differences.opens("QUOTA_EXHAUSTED", "");
        assertThat(Differences.actions(event)).containsExactly("IGNORE");
        differences.rests(event);
        differences.vendors.clearFaults();
        differences.closesSaying(event, "accepts calls again");
    }

    @Test
    void credentialsFailing() {
        var before = open();
        differences.revokeKey(true);
        var event = differences.opens("CREDENTIALS_FAILING", "");
        assertThat(event.path("affectedSites").asInt()).isGreaterThan(5);
        differences.settle(event, "RETRY");
        await().atMost(Differences.SOON)
                .until(() -> differences
                        .opens("CREDENTIALS_FAILING", "")
                        .path("lastActionResult")
                        .asString("")
                        .contains("still fails"));
        differences.rests(differences.opens("CREDENTIALS_FAILING", ""));
        assertThat(open()).as("more than one row for one cause").hasSameSizeAs(before);

        // Nobody does anything here: the key simply works again.
        differences.revokeKey(false);
        differences.closesSaying(event, "accepts the key");
    }

    @Test
    void massDeletionSuspected() {
        var hidden = differences.unlinkedSites(30);
        try {
            hidden.forEach(site -> differences.hide(site, true));
            var event = massDeletionOf(hidden.size());
            differences.rests(event);
            hidden.forEach(site -> differences.hide(site, false));
            differences.closesSaying(event, "Nothing is held back any more");

            hidden.forEach(site -> differences.hide(site, true));
            var again = massDeletionOf(hidden.size());
            differences.settle(again, "REJECT");
            differences.closesSaying(again, "rejected");
            assertThat(differences.console.sites()).hasSizeGreaterThan(30);
        } finally {
            hidden.forEach(site -> differences.hide(site, false));
        }
        await().atMost(Differences.SOON)
                .until(() -> differences
                        .console
                        .get("/api/deletion-holds")
                        .path("items")
                        .isEmpty());

        var before = differences.console.sites().size();
        // Another set than the rejected one, which stays rejected, and more than a fifth of the sites.
        var really = differences.unlinkedSites(32);
        really.forEach(uid -> differences.vendors.delete("/world/sites/" + uid));
        var third = massDeletionOf(really.size());
        differences.settle(third, "APPROVE");
        differences.closesSaying(third, "Nothing is held back any more");
        await().atMost(Differences.SOON).until(() -> differences.console.sites().size() <= before - really.size());
    }

    /** They disappear one after the other, so a sweep may see some of them first: that is another set. */
    private static JsonNode massDeletionOf(int sites) {
        await().atMost(Differences.SOON)
                .until(() -> SITES_GONE
                        .matcher(differences
                                .opens("MASS_DELETION_SUSPECTED", "")
                                .path("summary")
                                .asString())
                        .results()
                        .anyMatch(gone -> Integer.parseInt(gone.group(1)) >= sites));
        return differences.opens("MASS_DELETION_SUSPECTED", "");
    }

    /** What is suggested is taken, turned down for good, or done by a rule where it is exact and nobody said otherwise. */
    @Test
    void suggestionsAreTakenTurnedDownOrDoneByARule() {
        await().atMost(Differences.SOON).until(() -> differences.suggestions().size() > 6);
        var taken = differences.suggestions().get(0);
        var turnedDown = differences.suggestions().get(1);
        differences.console.link(List.of(ConsoleUser.toCompany(Differences.uid(taken), Differences.candidate(taken))));
        differences.console.awaitReady(List.of(Differences.uid(taken)), Differences.SOON);
        differences
                .console
                .send(
                        "POST",
                        "/api/suggestions/dismissal",
                        Map.of(
                                "pairs",
                                List.of(Map.of(
                                        "siteUid",
                                        Differences.uid(turnedDown),
                                        "companyId",
                                        Differences.candidate(turnedDown)))))
                .expect(202);
        await().atMost(Differences.SOON)
                .until(() -> differences.suggestions().stream()
                        .noneMatch(each -> Differences.uid(each).equals(Differences.uid(turnedDown))
                                && Differences.candidate(each).equals(Differences.candidate(turnedDown))));
        var exact = differences.suggestions().stream()
                .filter(each -> each.path("exact").asBoolean())
                // What a person has linked or unlinked before is never touched by a rule.
                .filter(each -> !each.path("siteName").asString().startsWith("Bulk"))
                .map(Differences::uid)
                .toList();
        assertThat(exact).isNotEmpty();

        differences.console.put("/api/settings/policies", Map.of("suggestions", "ACT"));
        differences.console.awaitReady(exact, Duration.ofMinutes(3));
        assertThat(differences
                        .console
                        .sites()
                        .get(Differences.uid(turnedDown))
                        .path("company")
                        .path("id")
                        .asString(""))
                .isNotEqualTo(Differences.candidate(turnedDown));
        differences.console.put("/api/settings/policies", Map.of("suggestions", "SUGGEST"));
    }

    private static List<JsonNode> open() {
        return differences.console.events("OPEN");
    }
}
