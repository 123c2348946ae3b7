package dev.companion.poller.topology;

import static dev.companion.poller.http.MemoryDatto.site;
import static dev.companion.poller.http.MemoryDatto.uid;
import static dev.companion.poller.http.MemoryGravityZone.customer;
import static dev.companion.poller.http.MemoryGravityZone.id;
import static org.assertj.core.api.Assertions.assertThat;

import dev.companion.datto.DattoRmmClient.Site;
import dev.companion.health.LinkSearch;
import dev.companion.rmm.SiteVariable;
import dev.companion.schemas.Topics;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** Three sites and three companies with a package each, and a person who looks for links that were made before. */
abstract class LinkSearchBench {

    static final Duration A_WHILE = Duration.ofMinutes(3);

    final Bench bench = new Bench();

    @BeforeEach
    void fill() {
        for (var n = 1; n <= 3; n++) {
            bench.datto.put(site(uid(n), "Site " + n));
            bench.gravityZone.put(customer(id(n), "Company " + n));
            bench.gravityZone.putPackage(id(n), "package-" + n, "Agents " + n, link(n));
        }
        bench.datto.put(new Site(uid(9), 9L, "Walk-in", null, true, 1, null));
        bench.datto.putVariable(uid(9), link(3));
        bench.connect(1);
        bench.live(A_WHILE);
        bench.forgetWritten();
    }

    @AfterEach
    void close() {
        bench.close();
    }

    void find() {
        bench.tenant(Bench.tenant(1).setLinkSearchRequestedAt(bench.now));
        bench.live(Duration.ofMillis(10));
    }

    /** Until the round under way has come to the n-th company. */
    void liveUntilVisited(int n) {
        while (!bench.gravityZone.requests.contains("company " + id(n))) {
            bench.live(Duration.ofMillis(100));
        }
    }

    static String link(int n) {
        return "https://gz.example/Packages/BSTWIN/0/setupdownloader_[%d].exe".formatted(n);
    }

    static String key(int n) {
        return Bench.TENANT + "|" + uid(n);
    }

    Map<String, SiteVariable> variables() {
        var live = new HashMap<String, SiteVariable>();
        bench.written(Topics.RMM_SITE_VARIABLES).forEach(record -> live.put(record.key, record.value));
        return live;
    }

    List<LinkSearch> searches() {
        return bench.values(Topics.API_HEALTH).stream()
                .filter(Objects::nonNull)
                .flatMap(health -> health.getLinkSearch().stream())
                .toList();
    }

    void assertEnded(int sites, int found, int unknown, int unread) {
        assertThat(searches().getLast()).satisfies(search -> {
            assertThat(search.getEndedAt()).isPresent();
            assertThat(search.getSites()).isEqualTo(sites);
            assertThat(search.getRead()).isEqualTo(sites);
            assertThat(search.getFound()).isEqualTo(found);
            assertThat(search.getUnknown()).isEqualTo(unknown);
            assertThat(search.getUnread()).isEqualTo(unread);
        });
    }
}
