package dev.companion.provisioner.domain.tenant;

import org.jspecify.annotations.Nullable;

/**
 * How far the provisioner is in erasing a tenant that is reset, until the tenant is gone.
 *
 * @param requestId the request that resets it; null before its settings say so
 * @param linksReadUntil the request whose mark was read in the topic of links: no link from before it is still to come;
 *     null if none was read
 * @param counts what was erased so far
 * @param reported whether everything is erased and reported
 */
public record TenantErasure(
        @Nullable String requestId, @Nullable String linksReadUntil, Counts counts, boolean reported) {

    /** Nothing is known of a reset. */
    public static final TenantErasure NONE = new TenantErasure(null, null, new Counts(0, 0, 0), false);

    /** Keys that were erased from each topic. */
    public record Counts(int statuses, int installationLinks, int health) {

        Counts plus(int status, int link, int vendors) {
            return new Counts(statuses + status, installationLinks + link, health + vendors);
        }
    }

    public TenantErasure by(String request) {
        return request.equals(requestId) ? this : new TenantErasure(request, linksReadUntil, NONE.counts, false);
    }

    public TenantErasure readUntil(String request) {
        return new TenantErasure(requestId, request, counts, reported);
    }

    /** A link is erased with its status, and with its installation link if it has one. */
    public TenantErasure link(boolean hasInstallationLink) {
        return new TenantErasure(requestId, linksReadUntil, counts.plus(1, hasInstallationLink ? 1 : 0, 0), reported);
    }

    public TenantErasure done(int vendors) {
        return new TenantErasure(requestId, linksReadUntil, counts.plus(0, 0, vendors), true);
    }

    public boolean begun() {
        return requestId != null;
    }

    /** Whether all links from before the reset were read. */
    public boolean hasReadLinks() {
        return requestId != null && requestId.equals(linksReadUntil);
    }
}
