package dev.companion.console.plans;

import dev.companion.console.domain.plan.Plan;
import dev.companion.console.domain.plan.PlanAction;
import dev.companion.console.domain.plan.PlanSelection;
import dev.companion.console.domain.plan.PlanState;
import dev.companion.console.requests.RequestLog.RequestNotConfirmed;
import dev.companion.console.requests.RequestPublisher;
import dev.companion.console.requests.Requester;
import dev.companion.console.view.ConsoleView;
import dev.companion.console.view.TenantScope;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Makes, changes and applies plans. A plan's id is the id of the request that applies it, and the mapper decides each
 * request once, so a plan is carried out once however often and from wherever it is applied.
 */
public final class PlanHandler {

    private final PlanStore plans;
    private final ConsoleView view;
    private final RequestPublisher requests;
    private final InstantSource clock;
    private final Function<Instant, String> ids;

    /** @param ids creates a new unique id that sorts by the given time */
    public PlanHandler(
            PlanStore plans,
            ConsoleView view,
            RequestPublisher requests,
            InstantSource clock,
            Function<Instant, String> ids) {
        this.plans = plans;
        this.view = view;
        this.requests = requests;
        this.clock = clock;
        this.ids = ids;
    }

    /** Newest first. */
    public List<Plan> list(TenantScope tenant) {
        forgetErased(tenant);
        return plans.list(tenant);
    }

    public Optional<Plan> find(TenantScope tenant, String planId) {
        forgetErased(tenant);
        return plans.find(tenant, planId);
    }

    /** Whether a plan that is not kept any more was applied: its task has its id. */
    public boolean wasApplied(TenantScope tenant, String planId) {
        return view.of(tenant).findTask(planId, clock.instant()).isPresent();
    }

    public PlanResult make(Requester who, PlanAction action, boolean deletePackages, PlanSelection selection) {
        var tenant = view.of(who.tenant());
        var now = clock.instant();
        var siteUids = selection.among(tenant.sites(selection.query()));
        if (siteUids.isEmpty()) {
            return new PlanResult.NoSites();
        }
        if (siteUids.size() > Plan.SITES_MAX) {
            return new PlanResult.TooManySites(siteUids.size());
        }
        var wait = plans.begin(who.tenant(), now);
        if (wait.isPresent()) {
            return new PlanResult.TooOften(wait.get());
        }
        var plan = Plan.of(ids.apply(now), action, deletePackages, selection, siteUids, tenant, who.name(), now);
        plans.put(who.tenant(), plan);
        return new PlanResult.Done(plan);
    }

    /** Makes a plan of the same selection as it is now, in the place of one that is not applied. */
    public PlanResult renew(Requester who, String planId) {
        return plans.changing(who.tenant(), () -> {
            var old = find(who.tenant(), planId).orElse(null);
            if (old == null) {
                return new PlanResult.Missing();
            }
            if (old.state() == PlanState.APPLIED || old.state() == PlanState.UNCONFIRMED) {
                return new PlanResult.Ended(old);
            }
            var made = make(who, old.action(), old.deletePackages(), old.selection());
            if (made instanceof PlanResult.Done(var plan)
                    && plans.find(who.tenant(), planId).isPresent()) {
                plans.put(who.tenant(), old.replacedBy(plan.id()));
            }
            return made;
        });
    }

    /** @param deletePackages null leaves it as it is */
    public PlanResult choose(
            Requester who, String planId, Set<String> takeOut, Set<String> putBack, @Nullable Boolean deletePackages) {
        return plans.changing(who.tenant(), () -> {
            var plan = find(who.tenant(), planId).orElse(null);
            if (plan == null) {
                return new PlanResult.Missing();
            }
            if (plan.stateAt(clock.instant()) != PlanState.OPEN) {
                return new PlanResult.Ended(plan);
            }
            var changed = plan.choosing(takeOut, putBack, deletePackages);
            plans.put(who.tenant(), changed);
            return new PlanResult.Done(changed);
        });
    }

    /** @param revision the one that the person saw */
    public PlanResult apply(Requester who, String planId, int revision) {
        return plans.changing(who.tenant(), () -> {
            var plan = find(who.tenant(), planId).orElse(null);
            if (plan == null) {
                return wasApplied(who.tenant(), planId) ? new PlanResult.Applied(planId) : new PlanResult.Missing();
            }
            return switch (plan.stateAt(clock.instant())) {
                case APPLIED -> new PlanResult.Applied(plan.id());
                case UNCONFIRMED -> wasApplied(who.tenant(), planId) ? applied(who, plan) : publish(who, plan);
                case STALE -> new PlanResult.Stale(plan);
                case EXPIRED -> new PlanResult.Ended(plan);
                case OPEN -> plan.revision() == revision ? applyOpen(who, plan) : new PlanResult.Changed(plan);
            };
        });
    }

    private PlanResult applyOpen(Requester who, Plan plan) {
        if (plan.changes().isEmpty()) {
            return new PlanResult.Empty();
        }
        var changes = plan.compareWith(view.of(who.tenant()));
        if (!changes.isEmpty()) {
            var stale = plan.stale(changes, who.name(), clock.instant());
            plans.put(who.tenant(), stale);
            return new PlanResult.Stale(stale);
        }
        return publish(who, plan);
    }

    private PlanResult publish(Requester who, Plan plan) {
        try {
            switch (plan.action()) {
                case LINK_MATCHES, CREATE_COMPANIES -> requests.link(who, plan.id(), plan.links());
                case UNLINK -> requests.unlink(who, plan.id(), plan.removals(), plan.deletePackages());
            }
        } catch (RequestNotConfirmed e) {
            // It may still arrive, so from now on only the very same request is sent.
            plans.put(who.tenant(), plan.ended(PlanState.UNCONFIRMED, who.name(), clock.instant()));
            throw e;
        }
        return applied(who, plan);
    }

    private PlanResult applied(Requester who, Plan plan) {
        plans.put(who.tenant(), plan.ended(PlanState.APPLIED, who.name(), clock.instant()));
        return new PlanResult.Applied(plan.id());
    }

    private void forgetErased(TenantScope tenant) {
        var resets = view.of(tenant).resets();
        if (plans.list(tenant).stream().anyMatch(plan -> resets.erasedSince(plan.createdAt()))) {
            plans.removeAll(tenant);
        }
    }
}
