package dev.companion.provisioner.domain.tenant;

import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What is published of the readings that prove a tenant's links ready.
 *
 * @param verifiedAt every link whose status was ready until {@code validUntil} was read back at this time or later; null
 *     before the first is published
 * @param validUntil a ready status that is newer is not covered; null exactly if {@code verifiedAt} is
 * @param checkSince since when, on this service's clock, a person waits for a check of every ready link; null for never
 * @param checkedAt when the last check that a person waited for was over; null before one
 * @param read how many ready links the running check has read back; null if none is running
 * @param total number of ready links; null if no check is running
 * @param progressAt when the progress of the check was last published; null if no check is running
 */
public record Verification(
        @Nullable Instant verifiedAt,
        @Nullable Instant validUntil,
        @Nullable Instant checkSince,
        @Nullable Instant checkedAt,
        @Nullable Integer read,
        @Nullable Integer total,
        @Nullable Instant progressAt) {

    public static final Verification NONE = new Verification(null, null, null, null, null, null, null);

    /** Whether a person waits for a check. */
    public boolean isChecking() {
        return checkSince != null && (checkedAt == null || checkedAt.isBefore(checkSince));
    }

    public Verification verified(Instant at, Instant until) {
        return new Verification(at, until, checkSince, checkedAt, read, total, progressAt);
    }

    public Verification requested(Instant now) {
        return new Verification(verifiedAt, validUntil, now, checkedAt, null, null, null);
    }

    public Verification checked(Instant at) {
        return new Verification(verifiedAt, validUntil, checkSince, at, null, null, null);
    }

    public Verification progressed(int links, int ready, Instant now) {
        return new Verification(verifiedAt, validUntil, checkSince, checkedAt, links, ready, now);
    }

    /** Whether the difference to {@code before} is published. */
    public boolean differsForReaders(Verification before) {
        return !Objects.equals(verifiedAt, before.verifiedAt)
                || !Objects.equals(validUntil, before.validUntil)
                || !Objects.equals(checkedAt, before.checkedAt)
                || !Objects.equals(read, before.read)
                || !Objects.equals(total, before.total);
    }
}
