package dev.companion.poller.topology;

import dev.companion.health.VendorApi;
import dev.companion.pacing.CallPacer;
import dev.companion.poller.domain.ApiGate;
import dev.companion.poller.domain.Lane;
import dev.companion.poller.domain.Setback;
import dev.companion.poller.domain.SweepSchedule;
import dev.companion.poller.topology.PollerStores.Health;
import dev.companion.poller.topology.VendorKeys.Opening;
import dev.companion.runtime.LogKeys;
import dev.companion.schemas.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One tenant's way to one vendor: the client, our share of the quota, and the gate with its published state. */
final class ApiAccess<C> {

    private static final Logger LOGGER = LoggerFactory.getLogger(ApiAccess.class);
    private static final String UNOPENABLE =
            "the stored credentials cannot be opened with this service's keyset: save them again";

    private final String tenant;
    private final VendorApi api;
    private final String host;
    private final Supplier<Opening<C>> opening;
    private final PollSurroundings around;
    private final CallPacer<Lane> pacer;
    private @Nullable C client;
    private Instant lastCallAt = Instant.MIN;
    private Health health;

    /**
     * @param host the vendor's address, for pauses that concern everybody who calls it
     */
    ApiAccess(
            String tenant,
            VendorApi api,
            String host,
            CallPacer<Lane> pacer,
            Supplier<Opening<C>> opening,
            PollSurroundings around,
            Instant now) {
        this.tenant = tenant;
        this.api = api;
        this.host = host;
        this.pacer = pacer;
        this.opening = opening;
        this.around = around;
        var stored = around.stores().health().get(key());
        this.health = stored == null ? new Health(ApiGate.fresh(now), 0) : stored;
    }

    /** The client, made when first asked for; empty where credentials have not arrived or cannot be opened. */
    Optional<C> client(Instant now) {
        if (client == null) {
            switch (opening.get()) {
                case Opening.Opened<C>(var opened) -> client = opened;
                case Opening.NotYet<C> _ -> {
                    return Optional.empty();
                }
                case Opening.Unopenable<C> _ -> setback(new Setback.CredentialsRejected(UNOPENABLE), now);
            }
        }
        return Optional.ofNullable(client);
    }

    /** When calls may be made again; empty where they may be made now. */
    Optional<Instant> closedUntil(Instant now) {
        var hostOpens = around.hostPauses().opensAt(host, now);
        if (hostOpens.isAfter(now)) {
            return Optional.of(hostOpens);
        }
        return health.gate().openAt(now)
                ? Optional.empty()
                : Optional.ofNullable(health.gate().notBefore());
    }

    /** When our share of the quota allows a call; now where it does. */
    Instant opensAt(Set<Lane> lanes, Instant now) {
        return pacer.opensAt(lanes, now);
    }

    void called(Set<Lane> lanes, Instant now) {
        pacer.sent(lanes, now);
        lastCallAt = now;
    }

    void answered(Instant now) {
        around.meters().called(api, true);
        become(health.gate().answered(), now);
    }

    void setback(Setback setback, Instant now) {
        around.meters().called(api, false);
        if (setback instanceof Setback.Throttled(var retryAfter, var wholeHost, var _)) {
            if (wholeHost) {
                around.hostPauses().pause(host, now.plus(retryAfter));
            } else {
                pacer.refused(EnumSet.allOf(Lane.class), lastCallAt, Duration.ZERO, now);
            }
        }
        become(health.gate().after(setback, around.settings().base().multipliedBy(SweepSchedule.SLOWEST), now), now);
    }

    /** A list was shown to its end. */
    void swept(Instant now) {
        become(health.gate().swept(now), now);
    }

    void reopened(Instant now) {
        become(health.gate().reopened(), now);
    }

    private void become(ApiGate next, Instant now) {
        var gate = health.gate();
        if (next.equals(gate)) {
            return;
        }
        var differs = gate.differsFor(next, now);
        health = new Health(next, differs ? health.sequence() + 1 : health.sequence());
        around.stores().health().put(key(), health);
        if (differs) {
            var record = ApiHealthRecords.toRecord(tenant, api, next, health.sequence(), now);
            around.out().publish(Topics.API_HEALTH, key(), record, now);
            LOGGER.atInfo()
                    .addKeyValue(LogKeys.TENANT_ID, tenant)
                    .addKeyValue(LogKeys.API, api)
                    .addKeyValue(LogKeys.FROM, gate.state())
                    .addKeyValue(LogKeys.TO, next.state())
                    .addKeyValue(LogKeys.DETAIL, next.detail())
                    .log("api health changed");
        }
    }

    private String key() {
        return ApiHealthRecords.keyOf(tenant, api);
    }
}
