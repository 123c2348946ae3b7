package dev.companion.mapper.domain.claim;

import dev.companion.decision.Controller;
import dev.companion.decision.Ledger;
import dev.companion.decision.StoreSpec;
import dev.companion.decision.Table;
import dev.companion.mapper.domain.claim.ClaimEmission.HolderChanged;
import dev.companion.mapper.domain.claim.ClaimEmission.Judged;
import dev.companion.vocabulary.VendorId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Decides which tenant each root company belongs to. All statements about one company arrive here in one order, whichever
 * tenants they come from, so the first claim is a look-up and needs no lock. A statement that arrives twice changes nothing.
 */
public final class ClaimController implements Controller<ClaimInput, ClaimEmission> {

    private static final StoreSpec<RootOwnership> ROOTS = new StoreSpec<>("roots", RootOwnership.class);

    /** Everything that the controller stores. */
    public static final List<StoreSpec<?>> STORES = List.of(ROOTS);

    private final Table<RootOwnership> roots;
    private final Set<String> abandoned;

    /** @param abandoned tenants that the operator has given up, in either case: they hold nothing and get nothing */
    public ClaimController(Ledger ledger, Set<String> abandoned) {
        this.roots = ledger.table(ROOTS);
        this.abandoned = abandoned.stream().map(VendorId::canonical).collect(Collectors.toUnmodifiableSet());
    }

    /** Takes everything from the tenants that the operator has given up. */
    @Override
    public List<ClaimEmission> open(Instant now) {
        if (abandoned.isEmpty()) {
            return List.of();
        }
        var all = new HashMap<String, RootOwnership>();
        roots.forEach(all::put);
        var emissions = new ArrayList<ClaimEmission>();
        all.forEach((rootId, before) -> put(rootId, before, before.without(this::isAbandoned), emissions));
        return emissions;
    }

    @Override
    public List<ClaimEmission> on(ClaimInput input, Instant now) {
        var emissions = new ArrayList<ClaimEmission>();
        var before = Optional.ofNullable(roots.get(input.rootId())).orElse(RootOwnership.FREE);
        var isClaim = input.statement() == Statement.CLAIM;
        if (isAbandoned(input.tenantId())) {
            if (isClaim) {
                emissions.add(new Judged(input.tenantId(), input.rootId(), ClaimVerdict.TAKEN, null, input.causedBy()));
            }
            return emissions;
        }
        var after = before.after(input.tenantId(), input.statement(), input.since(), now);
        put(input.rootId(), before, after, emissions);
        if (isClaim) {
            emissions.removeIf(each -> isAnswerTo(input, each));
            emissions.add(judged(
                    input.rootId(),
                    input.tenantId(),
                    after.verdictOn(input.tenantId()),
                    after.holder(),
                    input.causedBy()));
        }
        return emissions;
    }

    @Override
    public List<ClaimEmission> tick(Instant now) {
        return List.of();
    }

    @Override
    public Optional<Instant> nextDue(Instant now) {
        return Optional.empty();
    }

    private boolean isAbandoned(String tenantId) {
        return abandoned.contains(VendorId.canonical(tenantId));
    }

    private void put(String rootId, RootOwnership before, RootOwnership after, List<ClaimEmission> emissions) {
        if (after.equals(before)) {
            return;
        }
        roots.set(rootId, after.isEmpty() ? null : after);
        if (!Objects.equals(before.holder(), after.holder())) {
            emissions.add(new HolderChanged(rootId, after.holder()));
        }
        var was = before.verdicts();
        var is = after.verdicts();
        var tenants = new TreeSet<>(was.keySet());
        tenants.addAll(is.keySet());
        for (var tenantId : tenants) {
            var verdict = is.get(tenantId);
            if (verdict != null && verdict != was.get(tenantId)) {
                emissions.add(judged(rootId, tenantId, verdict, after.holder(), null));
            } else if (verdict == null && before.isHeldBy(tenantId) && isAbandoned(tenantId)) {
                emissions.add(new Judged(tenantId, rootId, ClaimVerdict.TAKEN, null, null));
            }
        }
    }

    private static Judged judged(
            String rootId, String tenantId, ClaimVerdict verdict, @Nullable Right holder, @Nullable String causedBy) {
        var since = verdict == ClaimVerdict.HELD && holder != null ? holder.since() : null;
        return new Judged(tenantId, rootId, verdict, since, causedBy);
    }

    private static boolean isAnswerTo(ClaimInput claim, ClaimEmission emission) {
        return emission instanceof Judged judged && judged.tenantId().equals(claim.tenantId());
    }
}
