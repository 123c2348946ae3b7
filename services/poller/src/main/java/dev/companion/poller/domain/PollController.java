package dev.companion.poller.domain;

import dev.companion.decision.Controller;
import dev.companion.decision.DueQueue;
import dev.companion.decision.Ledger;
import dev.companion.pacing.HostPauses;
import dev.companion.poller.domain.gate.Vendor;
import dev.companion.poller.domain.polling.ErasedKeys;
import dev.companion.poller.domain.polling.OutstandingReads;
import dev.companion.poller.domain.polling.PollContext;
import dev.companion.poller.domain.polling.PollEmission;
import dev.companion.poller.domain.polling.PollInput;
import dev.companion.poller.domain.polling.PollKind;
import dev.companion.poller.domain.polling.PollSettings;
import dev.companion.poller.domain.polling.PollTables;
import dev.companion.poller.domain.polling.PollTables.Erasure;
import dev.companion.poller.domain.polling.TenantPolls;
import dev.companion.poller.domain.polling.TenantSettings;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Decides what is read from the vendors for the tenants of one task, and what the results change. It sends nothing: a
 * read leaves as an emission, and its result comes back as an input.
 */
public final class PollController implements Controller<PollInput, PollEmission> {

    /** Polls advanced in one decision: far more than any tenants need, and a bound if one makes no progress. */
    private static final int ADVANCES_MAX = 1_000_000;

    private record Key(String tenant, PollKind kind) implements Comparable<Key> {
        private static final Comparator<Key> ORDER =
                Comparator.comparing(Key::tenant).thenComparing(Key::kind);

        @Override
        public int compareTo(Key other) {
            return ORDER.compare(this, other);
        }
    }

    private final DueQueue<Key> due = new DueQueue<>();
    private final Map<String, TenantPolls> tenants = new HashMap<>();
    private final List<PollEmission> emissions = new ArrayList<>();
    private final PollTables tables;
    private final OutstandingReads reads;
    private final PollContext context;

    /**
     * @param hostPauses shared by all tasks of the process
     * @param jitter -1 to 1, so tenants spread out
     */
    public PollController(Ledger ledger, PollSettings settings, HostPauses hostPauses, DoubleSupplier jitter) {
        tables = new PollTables(ledger);
        reads = new OutstandingReads(emissions::add);
        context = new PollContext(
                settings,
                tables,
                emissions::add,
                reads,
                (tenant, kind, moment) -> due.put(new Key(tenant, kind), moment),
                hostPauses,
                jitter);
    }

    @Override
    public List<PollEmission> open(Instant now) {
        var known = new HashMap<String, TenantSettings>();
        tables.tenants().forEach(known::put);
        known.forEach((tenant, settings) -> apply(tenant, settings, now));
        return emitted();
    }

    @Override
    public List<PollEmission> on(PollInput input, Instant now) {
        switch (input) {
            case PollInput.TenantChanged(var tenant, var settings) -> onTenant(tenant, settings, now);
            case PollInput.TenantReset(var tenant, var requestId) -> onReset(tenant, requestId, now);
            case PollInput.CredentialChanged(var tenant, var name, var credential) -> {
                var polls = tenants.get(tenant);
                if (tables.setCredential(tenant, name, credential) && polls != null) {
                    polls.sealedAgain(name, now);
                }
                wake(tenant, now);
            }
            case PollInput.ReadAnswered answered -> {
                reads.onResult(answered, now);
                advanceDue(now);
            }
        }
        return emitted();
    }

    @Override
    public List<PollEmission> tick(Instant now) {
        advanceDue(now);
        return emitted();
    }

    @Override
    public Optional<Instant> nextDue(Instant now) {
        return due.next();
    }

    /**
     * When the lists of each kind were last seen to their end, for the tenant for which that is longest ago. A tenant
     * counts while it is polled and its credentials are accepted.
     */
    public Map<PollKind, Instant> unseenSince() {
        var oldest = new EnumMap<PollKind, Instant>(PollKind.class);
        tenants.values().forEach(polls -> polls.addUnseenTo(oldest));
        return oldest;
    }

    private void onTenant(String tenant, @Nullable TenantSettings settings, Instant now) {
        if (tables.erasures().contains(tenant)) {
            tables.erasures().remove(tenant);
            emissions.add(new PollEmission.ErasureForgotten(tenant));
        }
        if (settings != null) {
            tables.tenants().put(tenant, settings);
            apply(tenant, settings, now);
        } else if (tables.tenants().contains(tenant)) {
            tables.tenants().remove(tenant);
            forget(tenant, now);
        }
    }

    /** Reports a reset once, however often it arrives. */
    private void onReset(String tenant, String requestId, Instant now) {
        var erasure = new Erasure(requestId);
        if (erasure.equals(tables.erasures().get(tenant))) {
            return;
        }
        tables.tenants().remove(tenant);
        tables.removeCredentials(tenant);
        tables.erasures().put(tenant, erasure);
        emissions.add(new PollEmission.TenantErased(tenant, requestId, forget(tenant, now)));
    }

    private void apply(String tenant, TenantSettings settings, Instant now) {
        tenants.computeIfAbsent(tenant, id -> new TenantPolls(id, context, settings))
                .apply(settings, now);
        wake(tenant, now);
    }

    private void wake(String tenant, Instant now) {
        if (tenants.containsKey(tenant)) {
            for (var kind : PollKind.values()) {
                due.put(new Key(tenant, kind), now);
            }
        }
    }

    private void advanceDue(Instant now) {
        for (var advanced = 0; advanced < ADVANCES_MAX; ) {
            var keys = due.takeDue(now, ADVANCES_MAX - advanced);
            if (keys.isEmpty()) {
                return;
            }
            keys.forEach(key -> advance(key, now));
            advanced += keys.size();
        }
    }

    private void advance(Key key, Instant now) {
        var polls = tenants.get(key.tenant());
        if (polls != null) {
            polls.advance(key.kind(), now).ifPresent(at -> due.put(key, at));
        }
    }

    /** Erases what the poller knows of a tenant, here and in its topics. Reports no deletions: nothing was deleted. */
    private ErasedKeys forget(String tenant, Instant now) {
        var polls = tenants.remove(tenant);
        if (polls != null) {
            polls.stop(now);
        }
        var rows = new EnumMap<PollKind, Integer>(PollKind.class);
        var holds = 0;
        for (var kind : PollKind.values()) {
            due.remove(new Key(tenant, kind));
            var ids = tables.removeRows(tenant, kind);
            ids.forEach(id -> emissions.add(new PollEmission.RowForgotten(tenant, kind, id)));
            rows.put(kind, ids.size());
            var state = tables.removeSweep(tenant, kind);
            if (state != null && state.hold() != null) {
                emissions.add(new PollEmission.HoldForgotten(tenant, kind));
                holds++;
            }
        }
        var variables = tables.removeVariables(tenant);
        variables.forEach(siteUid -> emissions.add(new PollEmission.VariableForgotten(tenant, siteUid)));
        var health = 0;
        for (var vendor : Vendor.values()) {
            if (tables.removeHealth(tenant, vendor)) {
                emissions.add(new PollEmission.HealthForgotten(tenant, vendor));
                health++;
            }
        }
        var erased = new ErasedKeys(
                rows.getOrDefault(PollKind.SITES, 0),
                variables.size(),
                rows.getOrDefault(PollKind.USERS, 0),
                rows.getOrDefault(PollKind.COMPANIES, 0),
                rows.getOrDefault(PollKind.PACKAGES, 0),
                holds,
                health);
        emissions.add(new PollEmission.TenantForgotten(tenant, erased.rows()));
        return erased;
    }

    private List<PollEmission> emitted() {
        var list = List.copyOf(emissions);
        emissions.clear();
        return list;
    }
}
