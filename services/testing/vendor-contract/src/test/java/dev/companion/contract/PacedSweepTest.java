package dev.companion.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.companion.datto.DattoCredentials;
import dev.companion.datto.DattoRmmClient;
import dev.companion.datto.DattoRmmClient.Page;
import dev.companion.datto.DattoRmmClient.PageCursor;
import dev.companion.datto.DattoRmmClients;
import dev.companion.datto.DattoShare;
import dev.companion.pacing.HostPauses;
import dev.companion.simulator.Scenario;
import dev.companion.simulator.Simulator;
import dev.companion.simulator.SimulatorOptions;
import dev.companion.simulator.scenario.BulkSeed;
import dev.companion.simulator.traffic.RequestJournal.Entry;
import dev.companion.simulator.world.Switch;
import dev.companion.simulator.world.row.Fault;
import dev.companion.simulator.world.row.FaultKind;
import dev.companion.vendor.AllowedHosts;
import dev.companion.vendor.CallResult;
import dev.companion.vendor.CallResult.Found;
import dev.companion.vendor.CallResult.RateLimited;
import dev.companion.vendor.PacedGate;
import dev.companion.vendor.Secret;
import dev.companion.vendor.VendorHttp;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Walks of 10,000 sites against the simulator's real limits, through the gate that the services use. Client and vendor
 * look at one clock, which moves on while somebody waits, so that hours of walking take seconds.
 */
class PacedSweepTest {

    private static final int SITES = 10_000;
    private static final int FLOOR = SITES / 250;
    private static final Duration WINDOW = Duration.ofSeconds(60);
    private static final String LIST = "GET /v2/account/sites";
    private static final String COUNT = "GET /v2/system/request_rate";

    private final StandingClock clock = new StandingClock();
    private Simulator simulator;
    private VendorHttp http;
    private BulkSeed.Tenant tenant;

    @BeforeEach
    void start() {
        simulator = Simulator.start(SimulatorOptions.defaults()
                .withFreePorts()
                .withScenario(Scenario.EMPTY)
                .withScriptedLife(false)
                .withClock(clock));
        // Its clock stands still, so that a delay would only be waited for by us.
        simulator.switches().set(Switch.DATTO_SLOW_DOWN_MILLIS, 0);
        tenant = new BulkSeed(simulator.world()).addTenants(1, SITES, 0).getFirst();
        http = VendorHttp.of(
                AllowedHosts.of(List.of("localhost:" + simulator.dattoPort())),
                Duration.ofSeconds(10),
                Duration.ofSeconds(20));
    }

    @AfterEach
    void stop() {
        http.close();
        simulator.close();
    }

    private DattoRmmClient client(int readsPerMinute) {
        var gate = new PacedGate<>(
                new DattoShare(readsPerMinute, 60).pacer(clock.instant()),
                new HostPauses(),
                clock,
                Duration.ofMinutes(10),
                clock::pass);
        var credentials = new DattoCredentials(
                simulator.dattoOrigin().toString(), Secret.of(tenant.apiKey()), Secret.of(tenant.apiSecretKey()), null);
        return DattoRmmClients.of(http, credentials, clock, gate);
    }

    /** The whole list, page by page; a page that was refused for quota is asked for again. */
    private void sweep(DattoRmmClient client) {
        var uids = new HashSet<String>();
        PageCursor cursor = null;
        var ended = false;
        while (!ended) {
            switch (client.sites(cursor)) {
                case RateLimited<Page<DattoRmmClient.Site>> limited ->
                    assertThat(limited.retryAfter()).isPositive();
                case CallResult<Page<DattoRmmClient.Site>> result -> {
                    var page = ((Found<Page<DattoRmmClient.Site>>) result).value();
                    page.rows().forEach(site -> uids.add(site.uid()));
                    cursor = page.next();
                    ended = cursor == null;
                }
            }
        }
        assertThat(uids).hasSizeGreaterThanOrEqualTo(SITES);
    }

    private List<Entry> reads() {
        return simulator.journal().since(0).stream()
                .filter(entry -> entry.method().startsWith("GET"))
                .toList();
    }

    /** Of each call, how many lay in the minute that ended with it. */
    private static long inWindow(List<Entry> calls, Entry last) {
        return calls.stream()
                .filter(call -> call.sequence() <= last.sequence()
                        && call.time().isAfter(last.time().minus(WINDOW)))
                .count();
    }

    @Test
    void tenThousandSitesAreSweptAtTheFloorOfCallsAndNoneIsRefused() {
        var client = client(540);
        for (var sweep = 0; sweep < 3; sweep++) {
            sweep(client);
        }

        var calls = simulator.journal().count("datto", LIST);
        var counts = simulator.journal().count("datto", COUNT);
        System.out.printf(
                "%,d sites, 3 sweeps: %d pages for a floor of %d (ratio %.2f), %d other call(s), 429s: %d%n",
                SITES,
                calls,
                3 * FLOOR,
                calls / (3.0 * FLOOR),
                counts,
                refused(reads()).size());
        assertThat(calls).isEqualTo(3L * FLOOR);
        assertThat(counts).isEqualTo(1);
        assertThat(refused(reads())).isEmpty();
    }

    @Test
    void aQuotaThatIsHalvedInMidRunIsExceededOnceAndNeverAgain() {
        simulator.switches().set(Switch.DATTO_READS_PER_MINUTE, 60);
        var client = client(60);
        sweep(client);
        sweep(client);
        simulator.switches().set(Switch.DATTO_READS_PER_MINUTE, 30);
        for (var sweep = 0; sweep < 4; sweep++) {
            sweep(client);
        }

        var all = reads();
        var refused = refused(all);
        var after = refused.isEmpty()
                ? List.<Entry>of()
                : all.stream()
                        .filter(call -> call.sequence() > refused.getFirst().sequence())
                        .toList();
        var most = after.stream().mapToLong(call -> inWindow(all, call)).max().orElse(0);
        System.out.printf(
                "quota 60 halved to 30 in mid-run: %d reads, 429s: %d; after the first, the fullest minute that a call was"
                        + " sent into held %d%n",
                all.size(), refused.size(), most);
        assertThat(refused).hasSize(1);
        assertThat(after.size()).isGreaterThan(100);
        assertThat(most).isLessThanOrEqualTo(30);
        assertThat(after).noneMatch(call -> call.status() == 403);
    }

    @Test
    void whereTheQuotaIsNotToldItIsFoundByTryingAndRarelyExceeded() {
        simulator.faults().inject(Fault.of(FaultKind.PERMISSION_LOSS, "datto", COUNT));
        simulator.switches().set(Switch.DATTO_READS_PER_MINUTE, 60);
        var client = client(60);
        sweep(client);
        simulator.switches().set(Switch.DATTO_READS_PER_MINUTE, 30);
        var halvedAt = clock.instant();
        for (var sweep = 0; sweep < 20; sweep++) {
            sweep(client);
        }

        var all = reads();
        var refused = refused(all);
        var minutes = Duration.between(halvedAt, clock.instant()).toMinutes();
        System.out.printf(
                "quota 60 halved to 30, and not told: %d reads, %d 429s in %d minutes%n",
                all.size(), refused.size(), minutes);
        assertThat(refused).isNotEmpty();
        assertThat(refused.size()).as("in %d minutes", minutes).isLessThanOrEqualTo((int) minutes / 3 + 1);
        assertThat(all.stream()
                        .filter(call -> call.sequence() > refused.getFirst().sequence())
                        .mapToLong(call -> inWindow(all, call))
                        .max()
                        .orElse(0))
                .isLessThanOrEqualTo(35);
        assertThat(all).noneMatch(call -> call.status() == 403 && !call.method().equals(COUNT));
    }

    private static List<Entry> refused(List<Entry> calls) {
        return calls.stream().filter(call -> call.status() == 429).toList();
    }
}
