package dev.companion.poller.topology;

import static dev.companion.poller.http.MemoryDatto.site;
import static dev.companion.poller.http.MemoryDatto.uid;
import static dev.companion.poller.http.MemoryDatto.user;
import static dev.companion.poller.http.MemoryGravityZone.customer;
import static dev.companion.poller.http.MemoryGravityZone.id;
import static org.assertj.core.api.Assertions.assertThat;

import dev.companion.datto.DattoRmmClient.Site;
import dev.companion.rmm.RmmEntity;
import dev.companion.schemas.Topics;
import dev.companion.vendor.CallResult.Reason;
import dev.companion.vendor.CallResult.Refused;
import dev.companion.vendor.CallResult.Unavailable;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The identities that the README promises of the counters, after a day in which everything happens. */
class MetersTest {

    private final Bench bench = new Bench();

    @BeforeEach
    void live() {
        var datto = bench.datto;
        IntStream.range(0, 300).forEach(n -> datto.put(site(uid(n), "Site " + n)));
        datto.put(site("deleted-devices", "Deleted Devices"));
        datto.put(new Site(uid(900), 7L, "Of unknown scope", null, null, 3, null));
        IntStream.range(0, 20).forEach(n -> datto.put(user("user" + n + "@acme.example")));
        IntStream.range(0, 20).forEach(n -> bench.gravityZone.put(customer(id(n), "Company " + n)));
        bench.gravityZone.putPackage(id(0), id(100), "companion", "link");
        bench.connect(1);
        bench.live(Duration.ofMinutes(10));
        datto.put(site(uid(1), "Renamed"));
        datto.remove(uid(2));
        datto.removeUser("user3@acme.example");
        bench.gravityZone.remove(id(4));
        bench.gravityZone.remove(id(5));
        bench.gravityZone.answer = request ->
                request.equals("company " + id(5)) ? new Refused<>(Reason.PERMISSION, "not for this key") : null;
        bench.live(Duration.ofMinutes(10));
        datto.answer = request -> request.hashCode() % 3 == 0 ? new Unavailable<>("error 500") : null;
        bench.live(Duration.ofMinutes(10));
        datto.answer = _ -> null;
        IntStream.range(10, 110).forEach(n -> datto.remove(uid(n)));
        IntStream.range(4, 14).forEach(n -> datto.removeUser("user" + n + "@acme.example"));
        bench.live(Duration.ofHours(1));
        datto.remove(uid(110));
        bench.live(Duration.ofHours(1));
        IntStream.range(4, 14).forEach(n -> datto.put(user("user" + n + "@acme.example")));
        bench.live(Duration.ofHours(1));
    }

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void deletionsAreCountedFromNoneOnSoThatARateSeesTheFirst() {
        try (var fresh = new Bench()) {
            for (var kind : List.of("sites", "users", "variables", "companies", "packages")) {
                assertThat(fresh.counters("companion.poller.deletions", "kind", kind))
                        .as(kind)
                        .containsExactly(0.0);
            }
        }
    }

    @Test
    void rowsShownAreUnchangedOrPublishedOrWithheld() {
        for (var kind : List.of("sites", "users", "companies", "packages")) {
            var shown = bench.count("companion.poller.shown", "kind", kind);
            assertThat(shown).as(kind).isPositive();
            assertThat(bench.count("companion.poller.rows", "kind", kind))
                    .as(kind)
                    .isEqualTo(shown);
        }
        assertThat(bench.count("companion.poller.rows", "kind", "sites", "outcome", "withheld"))
                .isPositive();
        assertThat(bench.values(Topics.GRAVITYZONE_COMPANIES))
                .as("published without having been shown")
                .anyMatch(company -> company.getUnreachableSince().isPresent());
    }

    @Test
    void rowsPublishedAndDeletionsAreTheChangesThatReadersGet() {
        for (var kind : List.of(RmmEntity.SITE, RmmEntity.USER)) {
            var tag = kind == RmmEntity.SITE ? "sites" : "users";
            var changes = bench.values(Topics.RMM_CHANGES).stream()
                    .filter(change -> change.getKind() == kind)
                    .count();
            var deletions = bench.count("companion.poller.deletions", "kind", tag);
            assertThat(deletions).as(tag).isEqualTo(1);
            assertThat(bench.count("companion.poller.rows", "kind", tag, "outcome", "published") + deletions)
                    .as(tag)
                    .isEqualTo(changes);
        }
    }

    @Test
    void holdsRaisedMinusHoldsLiftedAreTheCurrentHolds() {
        var holds = bench.written(Topics.DELETION_HOLDS);
        var standing = holds.stream()
                .map(row -> row.key)
                .distinct()
                .filter(key -> holds.reversed().stream()
                                .filter(row -> row.key.equals(key))
                                .findFirst()
                                .orElseThrow()
                                .value
                        != null)
                .count();

        assertThat(standing).isEqualTo(1);
        assertThat(holdsThat("raised") - holdsThat("lifted")).isEqualTo(standing);
        assertThat(holdsThat("replaced")).isEqualTo(1);
        assertThat(holdsThat("raised") + holdsThat("replaced") + holdsThat("lifted"))
                .isEqualTo(holds.size());
    }

    @Test
    void everyRequestWasAnsweredOrFailed() {
        var requests = bench.datto.requests.size() + bench.datto.userRequests.size() + bench.datto.looks.size();

        assertThat(bench.count("companion.poller.calls", "api", "datto_rmm")).isEqualTo(requests);
        assertThat(bench.count("companion.poller.calls", "result", "failed")).isPositive();
    }

    private double holdsThat(String change) {
        return bench.count("companion.poller.holds", "change", change);
    }
}
