package dev.companion.mapper.domain.claim;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a tenant knows of its claim.
 *
 * @param rootId the root of its saved settings, in lower case; null if none is saved
 * @param verdict on that root
 * @param since when the tenant was given it; null unless it is held
 * @param surrounded companies in its tree that another tenant has held for longer
 * @param waiting saves that wait for an answer, in the order of their arrival; the first one is asked for
 */
public record TenantClaim(
        @Nullable String rootId,
        ClaimVerdict verdict,
        @Nullable Instant since,
        List<String> surrounded,
        List<WaitingSave> waiting) {

    public static final TenantClaim NONE = new TenantClaim(null, ClaimVerdict.UNKNOWN, null, List.of(), List.of());

    public TenantClaim {
        surrounded = List.copyOf(surrounded);
        waiting = List.copyOf(waiting);
    }

    /** Whether the tenant may use its root. */
    public ClaimVerdict effective() {
        return verdict == ClaimVerdict.HELD && !surrounded.isEmpty() ? ClaimVerdict.SURROUNDS : verdict;
    }

    /** Whether the tenant may use this root without asking. */
    public boolean holds(String root) {
        return root.equals(rootId) && effective() == ClaimVerdict.HELD;
    }

    /** Whether the root of the settings is claimed, and nothing is to be asked again. */
    public boolean rootIsHeld() {
        return verdict == ClaimVerdict.HELD;
    }

    public Optional<WaitingSave> next() {
        return waiting.stream().findFirst();
    }

    public TenantClaim waitingFor(WaitingSave save) {
        var all = new ArrayList<>(waiting);
        all.add(save);
        return new TenantClaim(rootId, verdict, since, surrounded, all);
    }

    public TenantClaim withoutNext() {
        return new TenantClaim(rootId, verdict, since, surrounded, waiting.subList(1, waiting.size()));
    }

    /** The root of the settings is another one, or none; what was known about the former one does not count. */
    public TenantClaim to(@Nullable String root) {
        return root != null && root.equals(rootId)
                ? this
                : new TenantClaim(root, ClaimVerdict.UNKNOWN, null, List.of(), waiting);
    }

    public TenantClaim judged(ClaimVerdict judgement, @Nullable Instant from) {
        return new TenantClaim(rootId, judgement, from, surrounded, waiting);
    }

    public TenantClaim surrounding(String companyId, boolean taken) {
        var all = new ArrayList<>(surrounded);
        all.remove(companyId);
        if (taken) {
            all.add(companyId);
        }
        return new TenantClaim(rootId, verdict, since, all, waiting);
    }
}
