package dev.companion.mapper.domain.claim;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * All rights to one company. The first tenant that claims it holds it until it releases it. A company that another tenant
 * sees in its own tree cannot be claimed; if it was claimed before it was seen, the older right counts.
 *
 * @param holder null if no tenant uses it as its root
 * @param seenBy the tenants that see it in their tree, each with its right to its own root
 */
public record RootOwnership(@Nullable Right holder, List<Right> seenBy) {

    public static final RootOwnership FREE = new RootOwnership(null, List.of());

    public RootOwnership {
        seenBy = List.copyOf(seenBy);
    }

    /** Applies a statement of a tenant. */
    RootOwnership after(String tenantId, Statement statement, @Nullable Instant since, Instant now) {
        return switch (statement) {
            case CLAIM ->
                holder == null && seenBy.stream().allMatch(right -> right.isOf(tenantId))
                        ? new RootOwnership(new Right(tenantId, now), seenBy)
                        : this;
            case RELEASE -> holder != null && holder.isOf(tenantId) ? new RootOwnership(null, seenBy) : this;
            case SEEN -> new RootOwnership(holder, seenWith(new Right(tenantId, since == null ? now : since)));
            case UNSEEN -> new RootOwnership(holder, seenWithout(tenantId));
        };
    }

    /** Applies that some tenants do not exist any more. */
    RootOwnership without(Predicate<String> isGone) {
        var held = holder != null && isGone.test(holder.tenantId()) ? null : holder;
        return new RootOwnership(
                held,
                seenBy.stream().filter(right -> !isGone.test(right.tenantId())).toList());
    }

    /** The verdict on each tenant that holds the company or sees it in its tree. */
    Map<String, ClaimVerdict> verdicts() {
        var verdicts = new TreeMap<String, ClaimVerdict>();
        for (var right : seenBy) {
            var isClear = holder == null || holder.isOf(right.tenantId()) || right.isOlderThan(holder);
            verdicts.put(right.tenantId(), isClear ? ClaimVerdict.CLEAR : ClaimVerdict.SURROUNDS);
        }
        if (holder != null) {
            verdicts.put(holder.tenantId(), isOvershadowed(holder) ? ClaimVerdict.INSIDE : ClaimVerdict.HELD);
        }
        return verdicts;
    }

    /** The verdict on a tenant that claims the company. */
    ClaimVerdict verdictOn(String claimant) {
        if (holder == null) {
            return ClaimVerdict.INSIDE;
        }
        if (!holder.isOf(claimant)) {
            return ClaimVerdict.TAKEN;
        }
        return isOvershadowed(holder) ? ClaimVerdict.INSIDE : ClaimVerdict.HELD;
    }

    boolean isHeldBy(String tenantId) {
        return holder != null && holder.isOf(tenantId);
    }

    boolean isEmpty() {
        return holder == null && seenBy.isEmpty();
    }

    private boolean isOvershadowed(Right held) {
        return seenBy.stream().anyMatch(right -> !right.isOf(held.tenantId()) && right.isOlderThan(held));
    }

    private List<Right> seenWith(Right right) {
        var seen = new ArrayList<>(seenWithout(right.tenantId()));
        seen.add(right);
        return seen;
    }

    private List<Right> seenWithout(String tenantId) {
        return seenBy.stream().filter(right -> !right.isOf(tenantId)).toList();
    }
}
