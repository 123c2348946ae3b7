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

    /** The save of the tenant that waits for an answer, or is the next to be claimed. */
    Optional<WaitingSave> next(String tenantId) {
        return state.tenant(tenantId).claim().next();
    }

    /** Whether the tenant may use the root without asking. */
    boolean holds(String tenantId, String rootId) {
        return state.tenant(tenantId).claim().holds(rootId);
    }

    /** Holds a save back until its claim is answered. Saves of one tenant are decided in the order of their arrival. */
    List<MapperEmission> wait(RequestReceived received, SaveGravityZone save) {
        var request = received.request();
        var tenant = state.tenant(request.tenantId());
        var claim = tenant.claim().waitingFor(WaitingSave.of(request, received.type(), save));
        tenant.put(claim);
        return claim.waiting().size() == 1 ? askForNext(request.tenantId()) : List.of();
    }

    /**
     * Removes the save that waits next and returns it if it is answered. An answer to an earlier claim of the same root does
     * not count: the root may have been released in between.
     */
    Optional<WaitingSave> takeAnswered(ClaimAnswered answer) {
        var next = next(answer.tenantId())
                .filter(save -> save.rootId().equals(answer.rootId()))
                .filter(save -> save.requestId().equals(answer.causedBy()));
        next.ifPresent(_ -> takeNext(answer.tenantId()));
        return next;
    }

    /** The save that waits next is decided. */
    void takeNext(String tenantId) {
        var tenant = state.tenant(tenantId);
        tenant.put(tenant.claim().withoutNext());
    }

    /** Claims the root of the save that waits next. */
    List<MapperEmission> askForNext(String tenantId) {
        return next(tenantId)
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
                } else if (answer.verdict() == ClaimVerdict.HELD && !wasWaitedFor && !isAskedFor(before, answer)) {
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

    /** Whether a claim of the same root is still to be answered. To release the root now would undo that answer. */
    private static boolean isAskedFor(TenantClaim claim, ClaimAnswered answer) {
        return claim.next()
                .filter(save -> save.rootId().equals(answer.rootId()))
                .isPresent();
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

    /** Releases the claim of a root that the settings do not have any more, as after a disconnect. */
    List<MapperEmission> settle(String tenantId, String causedBy) {
        var tenant = state.tenant(tenantId);
        var before = tenant.claim();
        var settings = tenant.findTenant();
        if (before.rootId() == null
                || settings.flatMap(TenantClaims::rootOf).isPresent()
                || settings.map(TenantSettings::reset).isPresent()) {
            return List.of();
        }
        tenant.put(before.to(null));
        return release(tenant, tenantId, before, causedBy);
    }

    /** Releases the claim of a tenant that is erased. It is held until then, because calls may still be under way. */
    List<MapperEmission> releaseErased(String tenantId, String causedBy) {
        var tenant = state.tenant(tenantId);
        return release(tenant, tenantId, tenant.claim(), causedBy);
    }

    /** Says that a root is not wanted after all. */
    MapperEmission giveBack(String tenantId, String rootId, String causedBy) {
        return stated(tenantId, rootId, Statement.RELEASE, null, causedBy);
    }

    /**
     * A company of the tenant was observed, has changed or is gone. What is in the tree is said only while the root is held;
     * that a company is not there any more is always said, because it may have been said to be there before.
     *
     * @param wasPartner whether it was a partner before
     */
    List<MapperEmission> companyChanged(String tenantId, String companyId, boolean wasPartner) {
        var tenant = state.tenant(tenantId);
        var claim = tenant.claim();
        var id = WaitingSave.rootId(companyId);
        var root = claim.rootId();
        if (root == null || id.equals(root)) {
            return List.of();
        }
        if (tenant.isPartner(companyId)) {
            return claim.rootIsHeld() ? sayFrom(tenant, tenantId, id, claim) : List.of();
        }
        if (!wasPartner) {
            return List.of();
        }
        var emissions = new ArrayList<MapperEmission>();
        emissions.add(stated(tenantId, id, Statement.UNSEEN, null, "company:" + id));
        tenant.put(claim.surrounding(id, false));
        emissions.addAll(publish(tenantId, claim));
        return emissions;
    }

    /**
     * Says a partner that is observed now, and those below it. All may have been said before; but after another root, those
     * whose place was not known yet were not.
     */
    private static List<MapperEmission> sayFrom(TenantState tenant, String tenantId, String id, TenantClaim claim) {
        var emissions = new ArrayList<MapperEmission>();
        for (var company : tenant.listPartners()) {
            var each = WaitingSave.rootId(company.companyId());
            if (!each.equals(claim.rootId()) && (each.equals(id) || isBelow(tenant, company, id))) {
                emissions.add(stated(tenantId, each, Statement.SEEN, claim.since(), "company:" + id));
            }
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
        var above = company.above();
        while (above != null && visited.add(above)) {
            if (WaitingSave.rootId(above).equals(rootId)) {
                return true;
            }
            above = tenant.findCompany(above).map(ObservedCompany::above).orElse(null);
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

    /** The root of the settings as a claim names it; empty if none is connected or it has no usable id. */
    private static Optional<String> rootOf(TenantSettings settings) {
        return Optional.ofNullable(settings.gravityZone())
                .filter(access -> access.disconnectedAt() == null)
                .map(GravityZoneAccess::rootCompanyId)
                .filter(SaveGravityZone::isUsableRoot)
                .map(WaitingSave::rootId);
    }

    private static MapperEmission stated(
            String tenantId, String rootId, Statement statement, @Nullable Instant since, String causedBy) {
        return new ClaimStated(tenantId, rootId, statement, since, causedBy);
    }
}
