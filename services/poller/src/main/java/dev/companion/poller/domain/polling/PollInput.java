package dev.companion.poller.domain.polling;

import dev.companion.poller.domain.gate.QuotaUse;
import dev.companion.poller.domain.read.ReadResult;
import dev.companion.poller.domain.read.SealedCredential;
import dev.companion.poller.domain.read.VendorRead;
import org.jspecify.annotations.Nullable;

/** What the poller decides about. */
public sealed interface PollInput {

    /** @param settings null if the tenant was removed */
    record TenantChanged(String tenant, @Nullable TenantSettings settings) implements PollInput {}

    /** The tenant is being reset: all that is known of it is erased, and that is reported. */
    record TenantReset(String tenant, String requestId) implements PollInput {}

    /** @param credential null if it was removed */
    record CredentialChanged(
            String tenant, CredentialName name, @Nullable SealedCredential credential) implements PollInput {}

    /**
     * A read has ended.
     *
     * @param readId id of the {@link VendorRead}
     * @param quota use of the vendor's quota as the vendor last reported it; null if it did not
     */
    record ReadAnswered(
            long readId, ReadResult result, @Nullable QuotaUse quota) implements PollInput {}
}
