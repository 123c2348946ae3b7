package dev.companion.poller.domain.search;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How far a search has come. It is stored with what was published of it, so a search that is interrupted goes on from there.
 *
 * @param requestedAt when a person asked for it
 * @param whole whether the packages of all companies were read when it began to read variables
 * @param sites sites whose variable is read; 0 while it waits for the packages
 * @param read of these, how many are done: found, leading to no known package, without a variable, or unread
 * @param unknown sites whose variable leads to no known package
 * @param unread sites whose variable could not be read, or not be followed because packages could not be read
 * @param after the last site that is done, in the order of uids; null before the first
 * @param endedAt null while it is under way
 */
public record LinkSearch(
        Instant requestedAt,
        boolean whole,
        int sites,
        int read,
        int found,
        int unknown,
        int unread,
        @Nullable String after,
        @Nullable Instant endedAt) {

    public static LinkSearch requested(Instant at) {
        return new LinkSearch(at, false, 0, 0, 0, 0, 0, null, null);
    }

    /** Whether it reads variables, or did. */
    public boolean begun() {
        return sites > 0 || endedAt != null;
    }

    public boolean ended() {
        return endedAt != null;
    }

    public LinkSearch begin(boolean allPackages, int all) {
        return new LinkSearch(requestedAt, allPackages, all, 0, 0, 0, 0, null, null);
    }

    public LinkSearch found(String site) {
        return done(site, 1, 0, 0);
    }

    public LinkSearch unknown(String site) {
        return done(site, 0, 1, 0);
    }

    public LinkSearch unread(String site) {
        return done(site, 0, 0, 1);
    }

    public LinkSearch empty(String site) {
        return done(site, 0, 0, 0);
    }

    /** Sites may have come or gone meanwhile, so the number of sites is that of those that were read. */
    public LinkSearch end(Instant now) {
        return new LinkSearch(requestedAt, whole, read, read, found, unknown, unread, null, now);
    }

    private LinkSearch done(String site, int moreFound, int moreUnknown, int moreUnread) {
        return new LinkSearch(
                requestedAt,
                whole,
                Math.max(sites, read + 1),
                read + 1,
                found + moreFound,
                unknown + moreUnknown,
                unread + moreUnread,
                site,
                null);
    }
}
