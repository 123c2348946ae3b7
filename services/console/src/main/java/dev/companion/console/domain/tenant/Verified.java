package dev.companion.console.domain.tenant;

import dev.companion.console.domain.site.LinkStatus;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Tells when a ready link was last read back. Its status says so once; for later readings there is one bound for all
 * links of a tenant, which covers each status that is not newer than the bound says.
 */
public final class Verified {

    private Verified() {}

    /**
     * Returns a time at or after which package and site variable were read back as right.
     *
     * @param status null if there is none
     * @param health all records of the tenant
     * @return null if the link is not ready or the time is not known
     */
    public static @Nullable Instant at(@Nullable LinkStatus status, List<ApiHealth> health) {
        if (status == null || status.phase() != LinkStatus.Phase.READY) {
            return null;
        }
        var last = status.verifiedAt();
        for (var record : health) {
            var bound = record.verifiedAt();
            var until = record.verifiedUntil();
            if (bound != null
                    && until != null
                    && !status.publishedAt().isAfter(until)
                    && (last == null || bound.isAfter(last))) {
                last = bound;
            }
        }
        return last;
    }
}
