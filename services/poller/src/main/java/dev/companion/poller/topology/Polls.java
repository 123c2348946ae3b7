package dev.companion.poller.topology;

import dev.companion.health.VendorApi;
import dev.companion.poller.domain.InstallationPackage;
import dev.companion.runtime.LogKeys;
import dev.companion.schemas.TenantKey;
import dev.companion.schemas.Topics;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Everything that is polled for the tenants of one task. */
final class Polls {

    private static final Logger LOGGER = LoggerFactory.getLogger(Polls.class);

    /** Looks in one go; far more than any tenants need, and less than for ever if one does not make progress. */
    private static final int LOOKS_MAX = 100_000;

    private record Key(String tenant, Kind kind) implements Comparable<Key> {
        @Override
        public int compareTo(Key other) {
            return Comparator.comparing(Key::tenant).thenComparing(Key::kind).compare(this, other);
        }
    }

    private final Agenda<Key> agenda = new Agenda<>();
    private final Map<String, TenantPolls> tenants = new HashMap<>();
    private final PollSurroundings around;
    private final VendorKeys keys;

    /** @param surroundings given the way by which polls have themselves looked at */
    Polls(Function<PollSurroundings.Wake, PollSurroundings> surroundings, Function<PollerStores, VendorKeys> keys) {
        this.around = surroundings.apply((tenant, kind, moment) -> agenda.put(new Key(tenant, kind), moment));
        this.keys = keys.apply(around.stores());
    }

    /** Takes up every tenant that is remembered. */
    void resume(Instant now) {
        var remembered = new ArrayList<String>();
        try (var all = around.stores().tenants().all()) {
            all.forEachRemaining(entry -> remembered.add(entry.key));
        }
        remembered.forEach(tenant -> changed(tenant, now));
    }

    /** Settings or secrets of a tenant have changed, or the tenant is gone. */
    void changed(String tenant, Instant now) {
        var settings = around.stores().tenants().get(tenant);
        if (settings == null) {
            // Secrets may arrive before the settings that they belong to.
            if (tenants.containsKey(tenant)) {
                forget(tenant, now);
            }
            return;
        }
        tenants.computeIfAbsent(tenant, id -> new TenantPolls(id, keys, around, settings))
                .follow(settings, now);
        for (var kind : Kind.values()) {
            agenda.put(new Key(tenant, kind), now);
        }
    }

    /**
     * Takes answers and does whatever can be done now.
     *
     * @return when to come back; empty where nothing is planned
     */
    Optional<Instant> run(Instant now) {
        for (var looks = 0; looks < LOOKS_MAX; looks++) {
            var answered = around.calls().takeAnswers(now);
            var due = agenda.takeDue(now);
            if (due.isEmpty() && !answered) {
                break;
            }
            due.forEach(key -> advance(key, now));
            if (answered) {
                around.calls().nextInLine(Key.class).forEach(key -> agenda.put(key, now));
            }
        }
        var planned = agenda.next();
        var look = around.calls().nextLook(now);
        return planned.isPresent() && look.isPresent()
                ? planned.filter(at -> at.isBefore(look.get())).or(() -> look)
                : planned.or(() -> look);
    }

    private void advance(Key key, Instant now) {
        var polls = tenants.get(key.tenant());
        if (polls != null) {
            around.calls().look(key, () -> polls.advance(key.kind(), now)).ifPresent(at -> agenda.put(key, at));
        } else {
            around.calls().leave(key);
        }
    }

    /** Erases what the poller knows of a tenant here and in its topics. Says nothing of deletions: nothing was deleted. */
    private void forget(String tenant, Instant now) {
        var polls = tenants.remove(tenant);
        if (polls != null) {
            polls.stop(now);
        }
        var stores = around.stores();
        var out = around.out();
        var sites = new KnownStore<>(stores.sites(), RowCodec.SITES, tenant).forgetAll();
        sites.forEach(id -> out.bury(Topics.RMM_SITES, TenantKey.of(tenant, id), now));
        var users = new KnownStore<>(stores.users(), RowCodec.USERS, tenant).forgetAll();
        users.forEach(id -> out.bury(Topics.RMM_USERS, TenantKey.of(tenant, id), now));
        var companies = new KnownStore<>(stores.companies(), RowCodec.COMPANIES, tenant).forgetAll();
        companies.forEach(id -> out.bury(Topics.GRAVITYZONE_COMPANIES, TenantKey.of(tenant, id), now));
        var packages = new KnownStore<InstallationPackage>(stores.packages(), RowCodec.PACKAGES, tenant).forgetAll();
        packages.forEach(id -> out.bury(Topics.GRAVITYZONE_PACKAGES, TenantKey.of(tenant, id), now));
        for (var kind : Kind.values()) {
            agenda.remove(new Key(tenant, kind));
            var state = stores.sweeps().delete(PollerStores.sweepKey(tenant, kind));
            if (state != null && state.hold() != null) {
                new HoldPublisher(tenant, kind, out).lift(now);
            }
        }
        for (var api : new VendorApi[] {VendorApi.DATTO_RMM, VendorApi.GRAVITYZONE}) {
            var key = ApiHealthRecords.keyOf(tenant, api);
            if (stores.health().delete(key) != null) {
                out.bury(Topics.API_HEALTH, key, now);
            }
        }
        LOGGER.atInfo()
                .addKeyValue(LogKeys.TENANT_ID, tenant)
                .addKeyValue(LogKeys.COUNT, sites.size() + users.size() + companies.size() + packages.size())
                .log("tenant forgotten");
    }
}
