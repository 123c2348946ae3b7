package dev.companion.mapper.domain;

import dev.companion.mapper.domain.MapperEmission.ClaimJudged;
import dev.companion.mapper.domain.MapperEmission.ClaimStated;
import dev.companion.mapper.domain.MapperEmission.SettingsChanged;
import dev.companion.mapper.domain.MapperInput.ClaimAnswered;
import dev.companion.mapper.domain.MapperInput.RequestReceived;
import dev.companion.mapper.domain.claim.ClaimVerdict;
import dev.companion.mapper.domain.claim.Statement;
import dev.companion.mapper.domain.claim.TenantClaim;
import dev.companion.mapper.domain.claim.WaitingSave;
import dev.companion.mapper.domain.link.ObservedCompany;
import dev.companion.mapper.domain.request.Request.SaveGravityZone;
import dev.companion.mapper.domain.settings.GravityZoneAccess;
import dev.companion.mapper.domain.settings.TenantSettings;
import dev.companion.mapper.domain.state.MapperState;
import dev.companion.mapper.domain.state.TenantState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Claims the root companies of the tenants of one task, and says which other partner companies these tenants see in their
 * trees. A claim concerns all tenants, so another task decides it, and its answer arrives as an input.
 */
final class TenantClaims {

    private final MapperState state;

    TenantClaims(MapperState state) {
        this.state = state;
    }

    /** Claims again whatever is not held: settings saved before there were claims, refused ones, and waiting saves. */
    List<MapperEmission> askAgain() {
        var roots = new HashMap<String, String>();
        state.forEachTenant((tenantId, settings) -> rootOf(settings).ifPresent(root -> roots.put(tenantId, root)));
        var emissions = new ArrayList<MapperEmission>();
        roots.forEach((tenantId, root) -> {
            var tenant = state.tenant(tenantId);
            var claim = tenant.claim();
            if (!root.equals(claim.rootId())) {
                tenant.put(claim.to(root));
            }
            if (!tenant.claim().rootIsHeld()) {
                emissions.add(stated(tenantId, root, Statement.CLAIM, null, "claim:" + root));
            }
        });
        state.forEachClaim((tenantId, claim) -> claim.next()
                .ifPresent(save ->
                        emissions.add(stated(tenantId, save.rootId(), Statement.CLAIM, null, save.requestId()))));
        return emissions;
    }

    /** Whether the tenant's claim allows that the vendors are changed on its behalf. */
    ClaimVerdict verdict(String tenantId) {
        return state.tenant(tenantId).claim().effective();
    }

    boolean isWaiting(RequestReceived received) {
        var request = received.request();
        return state.tenant(request.tenantId()).claim().waiting().stream()
                .anyMatch(save -> save.requestId().equals(request.requestId()));
    }

    /** Whether a save must wait, because its root is not the tenant's yet or another save waits already. */
    boolean mustWait(String tenantId, SaveGravityZone save) {
        var claim = state.tenant(tenantId).claim();
        return !claim.waiting().isEmpty() || !claim.holds(WaitingSave.rootId(save.rootCompanyId()));
    }

    /** Holds a save back until its claim is answered. Saves of one tenant are decided in the order of their arrival. */
    List<MapperEmission> wait(RequestReceived received, SaveGravityZone save) {
        var request = received.request();
        var tenant = state.tenant(request.tenantId());
        var claim = tenant.claim().waitingFor(WaitingSave.of(request, received.type(), save));
        tenant.put(claim);
        return claim.waiting().size() == 1 ? askForNext(request.tenantId(), claim) : List.of();
    }

    /** Removes the save that waits next and returns it if the answer is about its root. */
    Optional<WaitingSave> takeAnswered(String tenantId, String rootId) {
        var tenant = state.tenant(tenantId);
        var next = tenant.claim().next().filter(save -> save.rootId().equals(rootId));
        next.ifPresent(_ -> tenant.put(tenant.claim().withoutNext()));
        return next;
    }

    /** Removes the save that waits next and returns it if its root is held; otherwise claims its root. */
    Optional<WaitingSave> takeHeldOrAsk(String tenantId, List<MapperEmission> emissions) {
        var tenant = state.tenant(tenantId);
        var claim = tenant.claim();
        var next = claim.next();
        if (next.filter(save -> claim.holds(save.rootId())).isPresent()) {
            tenant.put(claim.withoutNext());
            return next;
        }
        emissions.addAll(askForNext(tenantId, claim));
        return Optional.empty();
    }

    private static List<MapperEmission> askForNext(String tenantId, TenantClaim claim) {
        return claim.next()
                .map(save -> List.of(stated(tenantId, save.rootId(), Statement.CLAIM, null, save.requestId())))
                .orElse(List.of());
    }

    /** Applies a verdict on the root of the settings, or on a company in its tree. Publishes the settings if it matters. */
    List<MapperEmission> judge(ClaimAnswered answer, boolean wasWaitedFor) {
        var tenantId = answer.tenantId();
        var tenant = state.tenant(tenantId);
        var before = tenant.claim();
        var emissions = new ArrayList<MapperEmission>();
        switch (answer.verdict()) {
            case HELD, TAKEN, INSIDE -> {
                if (answer.rootId().equals(before.rootId())) {
                    tenant.put(before.judged(answer.verdict(), answer.since()));
                    if (answer.verdict() == ClaimVerdict.HELD && !answer.isSince(before.since())) {
                        emissions.addAll(sayWhatIsSeen(tenant, tenantId, answer.rootId(), answer.since(), false));
                    }
                } else if (answer.verdict() == ClaimVerdict.HELD && !wasWaitedFor) {
                    emissions.add(
                            stated(tenantId, answer.rootId(), Statement.RELEASE, null, "claim:" + answer.rootId()));
                }
            }
            case SURROUNDS -> {
                if (seesPartner(tenant, answer.rootId())) {
                    tenant.put(before.surrounding(answer.rootId(), true));
                }
            }
            case CLEAR -> tenant.put(before.surrounding(answer.rootId(), false));
            case UNKNOWN -> {}
        }
        emissions.addAll(publish(tenantId, before));
        return emissions;
    }

    /** The settings have got a root, which is held. Releases the former one. */
    List<MapperEmission> begin(String tenantId, String rootId, @Nullable Instant since, String causedBy) {
        var tenant = state.tenant(tenantId);
        var before = tenant.claim();
        if (rootId.equals(before.rootId())) {
            return List.of();
        }
        var emissions = new ArrayList<>(release(tenant, tenantId, before, causedBy));
        tenant.put(before.to(rootId).judged(ClaimVerdict.HELD, since));
        emissions.addAll(sayWhatIsSeen(tenant, tenantId, rootId, since, before.rootId() != null));
        return emissions;
    }

    /** Releases the claim of a root that the settings do not have any more, as after a disconnect or a reset. */
    List<MapperEmission> settle(String tenantId, String causedBy) {
        var tenant = state.tenant(tenantId);
        var before = tenant.claim();
        if (before.rootId() == null
                || tenant.findTenant().flatMap(TenantClaims::rootOf).isPresent()) {
            return List.of();
        }
        tenant.put(before.to(null));
        return release(tenant, tenantId, before, causedBy);
    }

    /** Says that a root is not wanted after all. */
    MapperEmission giveBack(String tenantId, String rootId, String causedBy) {
        return stated(tenantId, rootId, Statement.RELEASE, null, causedBy);
    }

    /**
     * A company of the tenant was observed, has changed or is gone.
     *
     * @param wasPartner whether it was a partner before
     */
    List<MapperEmission> companyChanged(String tenantId, String companyId, boolean wasPartner) {
        var tenant = state.tenant(tenantId);
        var isPartner = tenant.isPartner(companyId);
        if (wasPartner == isPartner) {
            return List.of();
        }
        var claim = tenant.claim();
        var id = WaitingSave.rootId(companyId);
        if (!claim.rootIsHeld() || id.equals(claim.rootId())) {
            return List.of();
        }
        var emissions = new ArrayList<MapperEmission>();
        emissions.add(stated(
                tenantId,
                id,
                isPartner ? Statement.SEEN : Statement.UNSEEN,
                isPartner ? claim.since() : null,
                "company:" + companyId));
        if (!isPartner) {
            tenant.put(claim.surrounding(id, false));
            emissions.addAll(publish(tenantId, claim));
        }
        return emissions;
    }

    private List<MapperEmission> release(TenantState tenant, String tenantId, TenantClaim before, String causedBy) {
        var root = before.rootId();
        if (root == null) {
            return List.of();
        }
        var emissions = new ArrayList<MapperEmission>();
        emissions.add(stated(tenantId, root, Statement.RELEASE, null, causedBy));
        for (var company : tenant.listPartners()) {
            emissions.add(stated(tenantId, WaitingSave.rootId(company.companyId()), Statement.UNSEEN, null, causedBy));
        }
        return emissions;
    }

    /**
     * Says which partner companies are in the tree. Those that were observed below a former root are in the tree of the new
     * one only if their parents lead to it.
     */
    private static List<MapperEmission> sayWhatIsSeen(
            TenantState tenant, String tenantId, String rootId, @Nullable Instant since, boolean onlyBelow) {
        var emissions = new ArrayList<MapperEmission>();
        for (var company : tenant.listPartners()) {
            var id = WaitingSave.rootId(company.companyId());
            if (!id.equals(rootId) && (!onlyBelow || isBelow(tenant, company, rootId))) {
                emissions.add(stated(tenantId, id, Statement.SEEN, since, "claim:" + rootId));
            }
        }
        return emissions;
    }

    private static boolean isBelow(TenantState tenant, ObservedCompany company, String rootId) {
        var visited = new HashSet<String>();
        var parent = company.parentId();
        while (parent != null && visited.add(parent)) {
            if (WaitingSave.rootId(parent).equals(rootId)) {
                return true;
            }
            parent = tenant.findCompany(parent).map(ObservedCompany::parentId).orElse(null);
        }
        return false;
    }

    private static boolean seesPartner(TenantState tenant, String id) {
        return tenant.listPartners().stream()
                .anyMatch(company -> WaitingSave.rootId(company.companyId()).equals(id));
    }

    private List<MapperEmission> publish(String tenantId, TenantClaim before) {
        var tenant = state.tenant(tenantId);
        var claim = tenant.claim();
        var settings = tenant.findTenant();
        var root = claim.rootId();
        if (claim.effective() == before.effective() || settings.isEmpty() || root == null) {
            return List.of();
        }
        var next = settings.get().next();
        tenant.put(next);
        return List.of(
                new SettingsChanged(tenantId, next, claim.effective(), "claim:" + root),
                new ClaimJudged(tenantId, root, claim.effective()));
    }

    /** The root of the settings as a claim names it; empty if none is saved or it has no usable id. */
    private static Optional<String> rootOf(TenantSettings settings) {
        return Optional.ofNullable(settings.gravityZone())
                .map(GravityZoneAccess::rootCompanyId)
                .filter(SaveGravityZone::isUsableRoot)
                .map(WaitingSave::rootId);
    }

    private static MapperEmission stated(
            String tenantId, String rootId, Statement statement, @Nullable Instant since, String causedBy) {
        return new ClaimStated(tenantId, rootId, statement, since, causedBy);
    }
}
