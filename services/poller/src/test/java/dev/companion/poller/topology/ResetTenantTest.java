package dev.companion.poller.topology;

import static dev.companion.poller.topology.Bench.TENANT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.companion.poller.domain.polling.PollTables;
import dev.companion.poller.http.MemoryDatto;
import dev.companion.poller.http.MemoryGravityZone;
import dev.companion.schemas.Topic;
import dev.companion.schemas.Topics;
import dev.companion.settings.ErasedKeys;
import dev.companion.settings.Tenant;
import dev.companion.settings.TenantErasure;
import dev.companion.settings.TenantReset;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A tenant that is reset is not read any more; every key of it gets a tombstone, and each is counted once. */
class ResetTenantTest {

    private static final List<Topic<?>> STATE = List.of(
            Topics.RMM_SITES,
            Topics.RMM_SITE_VARIABLES,
            Topics.RMM_USERS,
            Topics.GRAVITYZONE_COMPANIES,
            Topics.GRAVITYZONE_PACKAGES,
            Topics.DELETION_HOLDS,
            Topics.API_HEALTH);

    private static final Duration MOMENT = Duration.ofMillis(10);

    private final Bench bench = new Bench();

    @BeforeEach
    void observed() {
        bench.datto.put(MemoryDatto.site(MemoryDatto.uid(1), "Acme"));
        bench.datto.put(MemoryDatto.site(MemoryDatto.uid(2), "Bolt"));
        bench.datto.put(MemoryDatto.user("eve"));
        bench.gravityZone.put(MemoryGravityZone.customer(MemoryGravityZone.ROOT, "Ourselves"));
        bench.gravityZone.put(MemoryGravityZone.customer(MemoryGravityZone.id(1), "Acme"));
        bench.gravityZone.putPackage(MemoryGravityZone.id(1), MemoryGravityZone.id(101), "companion", "https://one");
        bench.datto.putVariable(MemoryDatto.uid(1), "https://one");
        bench.connect(1);
        bench.live(Duration.ofMinutes(3));
        bench.tenant(Bench.tenant(1).setLinkSearchRequestedAt(bench.now));
        bench.live(Duration.ofMinutes(3));
    }

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void everyKeyGetsATombstoneAndIsCounted() {
        var live = new HashMap<String, Integer>();
        STATE.forEach(topic -> live.put(shortName(topic), liveKeys(topic).size()));
        assertThat(live.get("rmm.sites")).isEqualTo(2);
        assertThat(live.get("rmm.site-variables")).isEqualTo(1);

        reset("reset-1");

        STATE.forEach(topic -> assertThat(liveKeys(topic)).as(topic.name()).isEmpty());
        assertThat(erased(reports().getLast())).isEqualTo(live);
        assertThat(bench.written(Topics.RMM_CHANGES))
                .as("nothing was deleted at the vendor")
                .noneMatch(change -> change.value.getOperation().name().equals("DELETED"));
    }

    @Test
    void nothingIsReadOrWrittenForItAnyMore() {
        reset("reset-1");
        bench.forgetWritten();
        var calls = calls();

        bench.live(Duration.ofHours(2));

        bench.assertNothingWritten();
        assertThat(calls()).isEqualTo(calls);
    }

    @Test
    void theVariableOfASiteThatIsReadMeanwhileIsNotWritten() {
        bench.tenant(Bench.tenant(1).setLinkSearchRequestedAt(bench.now));
        bench.datto.answer = request -> {
            bench.holding |= request.equals("variables " + MemoryDatto.uid(1));
            return null;
        };
        bench.datto.putVariable(MemoryDatto.uid(2), "https://one");
        while (bench.held.isEmpty()) {
            bench.live(MOMENT);
        }
        reset("reset-1");
        bench.forgetWritten();

        bench.holding = false;
        bench.held.forEach(Runnable::run);
        bench.live(Duration.ofHours(2));

        bench.assertNothingWritten();
        assertThat(liveKeys(Topics.RMM_SITE_VARIABLES)).isEmpty();
    }

    @Test
    void aResetThatArrivesAgainOrAfterARestartIsReportedOnce() {
        reset("reset-1");
        reset("reset-1");
        bench.restart();
        reset("reset-1");

        assertThat(reports()).hasSize(1);
    }

    @Test
    void whenTheTenantIsGoneNoStoreHasAKeyOfIt() {
        reset("reset-1");

        bench.tenant(null);
        bench.live(MOMENT);

        assertThat(liveKeys(Topics.TENANT_ERASURES)).isEmpty();
        assertThat(storedKeys()).isEmpty();
    }

    @Test
    void itCanBeSetUpAgain() {
        reset("reset-1");
        bench.tenant(null);
        bench.live(MOMENT);

        bench.connect(1);
        bench.live(Duration.ofMinutes(3));

        assertThat(liveKeys(Topics.RMM_SITES)).hasSize(2);
        assertThat(liveKeys(Topics.TENANT_ERASURES)).isEmpty();
    }

    private int calls() {
        return bench.datto.requests.size() + bench.datto.userRequests.size() + bench.gravityZone.requests.size();
    }

    private void reset(String requestId) {
        bench.tenant(bareTenant(requestId));
        bench.live(MOMENT);
    }

    private static Tenant.Builder bareTenant(String requestId) {
        return SettingsFixture.tenant(TENANT, 1)
                .setRmm(null)
                .setGravityZone(null)
                .setReset(new TenantReset(requestId, Instant.EPOCH));
    }

    private List<TenantErasure> reports() {
        return bench.written(Topics.TENANT_ERASURES).stream()
                .map(record -> record.value)
                .toList();
    }

    private static Map<String, Integer> erased(TenantErasure report) {
        var erased = new HashMap<String, Integer>();
        for (ErasedKeys keys : report.getErased()) {
            erased.put(keys.getTopic(), keys.getKeys());
        }
        return erased;
    }

    private List<String> liveKeys(Topic<?> topic) {
        var live = new HashMap<String, Object>();
        bench.written.getOrDefault(topic, List.of()).forEach(record -> live.put(record.key, record.value));
        return live.entrySet().stream()
                .filter(entry -> entry.getValue() != null)
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
    }

    private List<String> storedKeys() {
        var keys = new ArrayList<String>();
        Stream.concat(PollTables.RECORDS.stream(), PollTables.ROWS.stream())
                .forEach(spec -> bench.rows(spec.name()).forEach(row -> keys.add(spec.name() + ":" + row.key)));
        return keys;
    }

    private static String shortName(Topic<?> topic) {
        return topic.name().replaceFirst("^companion\\.", "").replaceFirst("\\.v1$", "");
    }
}
