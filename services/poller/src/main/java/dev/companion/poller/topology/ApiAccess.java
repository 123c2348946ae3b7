package dev.companion.poller.topology;

import dev.companion.health.VendorApi;
import dev.companion.pacing.CallPacer;
import dev.companion.poller.domain.Lane;
import dev.companion.poller.domain.QuotaUse;
import dev.companion.poller.domain.Setback;
import dev.companion.poller.domain.SweepSchedule;
import dev.companion.poller.topology.PollerStores.Health;
import dev.companion.poller.topology.VendorKeys.Opening;
import dev.companion.runtime.LogKeys;
import dev.companion.schemas.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
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
    private final Function<C, Optional<QuotaUse>> quota;
    private @Nullable C client;
    private Instant lastCallAt = Instant.MIN;
    private Health health;

    /**
     * @param host the vendor's address, for pauses that concern everybody who calls it
     * @param quota what the client last heard of the use of the vendor's quota; sends nothing
     */
    ApiAccess(
            String tenant,
            VendorApi api,
            String host,
            CallPacer<Lane> pacer,
            Supplier<Opening<C>> opening,
            Function<C, Optional<QuotaUse>> quota,
            PollSurroundings around,
            Instant now) {
        this.tenant = tenant;
        this.api = api;
        this.host = host;
        this.pacer = pacer;
        this.opening = opening;
        this.quota = quota;
        this.around = around;
        var stored = around.stores().health().get(key());
        this.health = stored == null ? Health.fresh(now) : stored;
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
        become(health.with(health.gate().answered()), now);
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
        var probePause = around.settings().base().multipliedBy(SweepSchedule.SLOWEST);
        become(health.with(health.gate().after(setback, probePause, now)), now);
    }

    /**
     * As {@link #setback}, of something that the product can do without: a missing right is told and stops nothing, and
     * an answer that failed to come is not held against the vendor.
     */
    void setbackOfExtra(Setback setback, Instant now) {
        switch (setback) {
            case Setback.Throttled _, Setback.CredentialsRejected _ -> setback(setback, now);
            case Setback.PermissionMissing(var detail) -> {
                around.meters().called(api, true);
                become(health.with(health.gate().answered()).lacking(detail), now);
            }
            case Setback.Unanswered _ -> around.meters().called(api, false);
        }
    }

    /** What the product can do without was shown after all. */
    void extraShown(Instant now) {
        become(health.lacking(null), now);
    }

    /** A sweep has come so far. */
    void progressed(int rows, @Nullable Long total, Instant now) {
        var announced = total == null ? null : (int) Math.min(total, Integer.MAX_VALUE);
        become(health.with(new Health.Progress(rows, announced)), now);
    }

    /**
     * @param shown whether the list was shown to its end
     * @param told whether somebody waits to hear of it
     */
    void sweepEnded(boolean shown, boolean told, Instant now) {
        var ended = health.with((Health.@Nullable Progress) null);
        var gate = health.gate().swept(now);
        become(shown ? ended.with(told ? gate.sweptAt(now) : gate) : ended, now);
    }

    void reopened(Instant now) {
        become(health.with(health.gate().reopened()), now);
    }

    private void become(Health wanted, Instant now) {
        var use = client == null ? null : quota.apply(client).orElse(null);
        var next = use == null ? wanted : wanted.quotaTight(use.tight(wanted.quotaTight()));
        if (next.equals(health)) {
            return;
        }
        var before = health;
        var telling = before.gate().differsFor(next.gate(), now)
                || before.quotaTight() != next.quotaTight()
                || !Objects.equals(before.gate().sweptAt(), next.gate().sweptAt())
                || !Objects.equals(before.progress(), next.progress())
                || !Objects.equals(before.lacking(), next.lacking());
        health = telling ? next.told() : next;
        around.stores().health().put(key(), health);
        if (telling) {
            var record = ApiHealthRecords.toRecord(tenant, api, health, use, now);
            around.out().publish(Topics.API_HEALTH, key(), record, now);
        }
        if (before.gate().state() != next.gate().state()) {
            LOGGER.atInfo()
                    .addKeyValue(LogKeys.TENANT_ID, tenant)
                    .addKeyValue(LogKeys.API, api)
                    .addKeyValue(LogKeys.FROM, before.gate().state())
                    .addKeyValue(LogKeys.TO, next.gate().state())
                    .addKeyValue(LogKeys.DETAIL, next.gate().detail())
                    .log("api health changed");
        }
    }

    private String key() {
        return ApiHealthRecords.keyOf(tenant, api);
    }
}
