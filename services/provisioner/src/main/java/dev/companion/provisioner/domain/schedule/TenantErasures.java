package dev.companion.provisioner.domain.schedule;

import dev.companion.decision.Ledger;
import dev.companion.decision.StoreSpec;
import dev.companion.decision.Table;
import dev.companion.provisioner.domain.emission.Emission;
import dev.companion.provisioner.domain.emission.EmissionLog;
import dev.companion.provisioner.domain.step.Vendor;
import dev.companion.provisioner.domain.tenant.TenantErasure;
import dev.companion.provisioner.domain.work.LinkState;
import dev.companion.provisioner.domain.work.Rules;
import dev.companion.provisioner.domain.work.UnknownOutcome;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Erases the tenants that are reset. A link is kept until its call has ended and what that call may still cause would be
 * seen, so that a link of the tenant's next life never meets a call of this one.
 */
public final class TenantErasures {

    /** By tenant. */
    public static final StoreSpec<TenantErasure> ERASURES = new StoreSpec<>("erasures", TenantErasure.class);

    private final Table<TenantErasure> stored;
    private final TenantStates tenants;
    private final LinkScheduler links;
    private final EmissionLog log;
    private final Rules rules;

    /** Tenants that are not reported, each with the time of the next look; empty if only a record can change anything. */
    private final Map<String, Optional<Instant>> unfinished = new HashMap<>();

    public TenantErasures(Ledger ledger, TenantStates tenants, LinkScheduler links, EmissionLog log, Rules rules) {
        this.stored = ledger.table(ERASURES);
        this.tenants = tenants;
        this.links = links;
        this.log = log;
        this.rules = rules;
    }

    public void open() {
        stored.forEach((tenantId, erasure) -> {
            if (erasure.begun() && !erasure.reported()) {
                unfinished.put(tenantId, Optional.empty());
            }
        });
    }

    /** Whether the tenant is being reset: nothing new is done for it. */
    public boolean isUnderWay(String tenantId) {
        return find(tenantId).begun();
    }

    /** Returns false if this reset is known already. */
    public boolean begin(String tenantId, String requestId) {
        var before = find(tenantId);
        var after = before.by(requestId);
        if (after.equals(before)) {
            return false;
        }
        stored.put(tenantId, after);
        unfinished.put(tenantId, Optional.empty());
        return true;
    }

    /** All links that the mapper had published when it accepted the reset are read. Ignored for a tenant that is not known. */
    public void linksRead(String tenantId, String requestId) {
        if (stored.contains(tenantId) || tenants.find(tenantId) != null) {
            stored.put(tenantId, find(tenantId).readUntil(requestId));
        }
    }

    /** The reset is done, or the tenant is gone or set up again. */
    public void end(String tenantId) {
        var before = stored.get(tenantId);
        if (before == null) {
            return;
        }
        stored.remove(tenantId);
        unfinished.remove(tenantId);
        if (before.begun()) {
            log.add(new Emission.ErasureForgotten(tenantId));
        }
    }

    /** Erases and reports what can be erased and reported now. */
    public void advance(Instant now) {
        unfinished.replaceAll((tenantId, _) -> erase(tenantId, now));
        unfinished.keySet().removeIf(tenantId -> find(tenantId).reported());
    }

    /** Returns when {@link #advance} has something to do if no call ends before. */
    public Optional<Instant> nextDue() {
        return unfinished.values().stream().flatMap(Optional::stream).min(Comparator.naturalOrder());
    }

    private TenantErasure find(String tenantId) {
        return Optional.ofNullable(stored.get(tenantId)).orElse(TenantErasure.NONE);
    }

    /** Returns when the first of the links that are left may be erased; empty if none is left. */
    private Optional<Instant> erase(String tenantId, Instant now) {
        var erasure = find(tenantId);
        var next = Optional.<Instant>empty();
        for (var link : links.index().linksOf(tenantId)) {
            var state = links.find(link);
            if (state == null) {
                continue;
            }
            var settled = settledAt(state);
            if (settled.isPresent() && settled.get().isAfter(now)) {
                next = Stream.concat(next.stream(), settled.stream()).min(Comparator.naturalOrder());
            } else {
                var status = state.status();
                erasure = erasure.link(status != null && status.installationLink() != null);
                links.remove(link, now);
            }
        }
        if (next.isEmpty() && erasure.hasReadLinks()) {
            erasure = finish(tenantId, erasure, now);
        }
        if (!erasure.equals(find(tenantId))) {
            stored.put(tenantId, erasure);
        }
        return next;
    }

    private TenantErasure finish(String tenantId, TenantErasure erasure, Instant now) {
        var tenant = tenants.find(tenantId);
        var shown = tenant == null
                ? 0
                : (int) Arrays.stream(Vendor.values()).filter(tenant::isShown).count();
        tenants.remove(tenantId);
        links.removeTenant(tenantId, now);
        var done = erasure.done(shown);
        log.add(new Emission.TenantErased(tenantId, done));
        return done;
    }

    /**
     * Returns the earliest time at which nothing that was sent for the link can take effect unseen: what a call without an
     * outcome causes shows to finds after that time, as everywhere else. Empty if nothing is on its way.
     */
    private Optional<Instant> settledAt(LinkState state) {
        var call = state.inFlight();
        var calls = call == null
                ? Stream.<Instant>empty()
                : Stream.of(call.deadline().plus(rules.deadlineGrace()));
        var unknowns = state.unknownOutcomes().stream()
                .filter(UnknownOutcome::open)
                .map(unknown -> unknown.openedAt().plus(rules.unknownGrace()));
        return Stream.concat(calls, unknowns).max(Comparator.naturalOrder());
    }
}
