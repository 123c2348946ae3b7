package dev.companion.console.domain.site;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The state of a site in the list. */
public enum SiteState {
    UNLINKED,
    SUGGESTED,
    LINKING,
    READY,
    ATTENTION,
    UNLINKING,
    OUT_OF_SCOPE;

    /**
     * The state of a site, or empty if it is not listed: a site that is not managed is listed only while it is linked,
     * and a linked site stays listed when it is gone from Datto RMM. READY needs a status of the present generation.
     *
     * @param site null if it was never observed or is gone
     * @param link null if the site is not linked
     * @param status null if there is no status yet
     */
    public static Optional<SiteState> of(@Nullable Site site, @Nullable Link link, @Nullable LinkStatus status) {
        if (link == null) {
            return site != null && site.scope() == Site.Scope.MANAGED ? Optional.of(UNLINKED) : Optional.empty();
        }
        var phase = status == null || !status.describes(link) ? LinkStatus.Phase.UNKNOWN : status.phase();
        if (!link.present()) {
            return removing(site, phase);
        }
        if (site != null && site.scope() == Site.Scope.ON_DEMAND) {
            return Optional.of(OUT_OF_SCOPE);
        }
        if (site == null) {
            return Optional.of(ATTENTION);
        }
        return Optional.of(
                switch (phase) {
                    case READY -> READY;
                    case ATTENTION -> ATTENTION;
                    case UNKNOWN, WORKING, REMOVING, REMOVED -> LINKING;
                });
    }

    /**
     * The same with a suggestion taken into account.
     *
     * @param suggestion null if there is none
     */
    public static Optional<SiteState> of(
            @Nullable Site site, @Nullable Link link, @Nullable LinkStatus status, @Nullable Suggestion suggestion) {
        return of(site, link, status)
                .map(state -> state == UNLINKED && suggestion != null && suggestion.hasBestMatch() ? SUGGESTED : state);
    }

    /** Whether the site can be linked. */
    public boolean isFree() {
        return this == UNLINKED || this == SUGGESTED;
    }

    private static Optional<SiteState> removing(@Nullable Site site, LinkStatus.Phase phase) {
        return switch (phase) {
            case ATTENTION -> Optional.of(ATTENTION);
            case REMOVED -> of(site, null, null);
            case UNKNOWN, WORKING, READY, REMOVING -> Optional.of(UNLINKING);
        };
    }
}
