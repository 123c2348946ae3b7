package dev.companion.poller.topology;

import static dev.companion.poller.http.MemoryDatto.site;
import static dev.companion.poller.http.MemoryDatto.uid;
import static org.assertj.core.api.Assertions.assertThat;

import dev.companion.poller.http.MemoryDatto;
import dev.companion.schemas.TenantKey;
import dev.companion.schemas.Topics;
import dev.companion.settings.SecretName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** One slot for all, and each request takes a second: a tenant that is not served in turn waits for long. */
class FairSharesTest {

    private static final int SMALL_TENANTS = 200;
    private static final String LARGE = "a-large-one";

    private final Bench bench = new Bench(1);

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void smallTenantsAreNotKeptWaitingByOneWithFiftyThousandSites() {
        var large = new MemoryDatto();
        IntStream.range(0, 50_000).forEach(n -> large.put(site(uid(n), "Site " + n)));
        bench.holding = true;
        connect(LARGE, large);
        second();
        second();
        var small = IntStream.range(0, SMALL_TENANTS)
                .mapToObj("small-%03d"::formatted)
                .toList();
        small.forEach(tenant -> {
            var account = new MemoryDatto();
            account.put(site(uid(1), "Only one"));
            connect(tenant, account);
        });

        for (var seconds = 0; seconds < SMALL_TENANTS + 20; seconds++) {
            second();
        }

        assertThat(tenantsWithSites()).containsAll(small);
        var served = large.requests.size();
        assertThat(served).as("the large one is far from its end").isLessThan(10);

        // Sites and users of each of them are due again by now.
        for (var seconds = 0; seconds < 2 * SMALL_TENANTS + 20; seconds++) {
            second();
        }
        assertThat(large.requests.size())
                .as("and is served when its turn comes")
                .isGreaterThan(served);
    }

    @Test
    void aReadThatStillWaitsIsNotSentOnceItsTenantIsPaused() {
        var first = new MemoryDatto();
        first.put(site(uid(1), "First"));
        var paused = new MemoryDatto();
        paused.put(site(uid(2), "Paused"));
        bench.holding = true;
        connect("first", first);
        bench.live(Duration.ofSeconds(1));
        connect("paused", paused);
        bench.live(Duration.ofSeconds(1));
        assertThat(bench.held).as("the other one waits").hasSize(1);

        bench.tenant(
                "paused",
                SettingsFixture.tenant("paused", 1).setGravityZone(null).setPaused(true));
        for (var seconds = 0; seconds < 10; seconds++) {
            second();
        }

        assertThat(paused.requests).isEmpty();
        assertThat(first.requests).isNotEmpty();
        assertThat(tenantsWithSites()).containsExactly("first");
    }

    private void second() {
        var underWay = List.copyOf(bench.held);
        assertThat(underWay.size()).as("requests under way").isLessThanOrEqualTo(1);
        bench.held.clear();
        underWay.forEach(Runnable::run);
        bench.live(Duration.ofSeconds(1));
    }

    private HashSet<String> tenantsWithSites() {
        var tenants = new ArrayList<String>();
        bench.written(Topics.RMM_SITES).forEach(row -> tenants.add(TenantKey.tenantOf(row.key)));
        return new HashSet<>(tenants);
    }

    private void connect(String tenant, MemoryDatto account) {
        bench.accounts.put(tenant, account);
        bench.tenant(tenant, SettingsFixture.tenant(tenant, 1).setGravityZone(null));
        bench.secret(tenant, SecretName.RMM_API_KEY, "sealed:key", 1);
        bench.secret(tenant, SecretName.RMM_API_SECRET_KEY, "sealed:secret", 1);
    }
}
