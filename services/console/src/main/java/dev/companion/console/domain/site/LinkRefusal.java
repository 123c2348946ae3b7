package dev.companion.console.domain.site;

import dev.companion.matching.NearTwins.Twin;
import java.util.List;

/**
 * Why the request for one site cannot be carried out, in a sentence that says what to do.
 *
 * @param similar the companies that a new one may be a second copy of; empty if that is not the reason
 */
public record LinkRefusal(String siteUid, String reason, List<Twin> similar) {

    public LinkRefusal {
        similar = List.copyOf(similar);
    }

    public LinkRefusal(String siteUid, String reason) {
        this(siteUid, reason, List.of());
    }
}
