package dev.companion.mapper.domain.handler;

import dev.companion.mapper.domain.link.Link;
import dev.companion.mapper.domain.link.Link.Wanted;
import dev.companion.mapper.domain.link.LinkStatus;
import dev.companion.mapper.domain.request.AuditNote;
import dev.companion.mapper.domain.request.AuditNote.Action;
import java.util.Optional;

/** Applies the status of a link: records the company in use, and ends a link that is removed. */
public final class LinkStatusHandler {

    private LinkStatusHandler() {}

    /**
     * The change that a status makes to its link.
     *
     * @param link to store; if it is gone, its published record is deleted
     */
    public record Change(Link link, Optional<AuditNote> note) {}

    /** Empty if the status changes nothing. */
    public static Optional<Change> observe(Link link, LinkStatus status) {
        if (link.wanted() == Wanted.GONE || status.generation() > link.generation()) {
            return Optional.empty();
        }
        if (status.removed() && status.generation() < link.generation()) {
            // The end of an earlier link, which does not tell which company the present one uses.
            return Optional.empty();
        }
        if (status.removed() && link.wanted() == Wanted.ABSENT) {
            var note = AuditNote.ofSite(Action.FORGET_LINK, link.siteUid(), link.target(), null)
                    .because("the link was removed as requested");
            return Optional.of(new Change(link.gone(), Optional.of(note)));
        }
        var observed = link.withStatus(status);
        return observed.equals(link) ? Optional.empty() : Optional.of(new Change(observed, Optional.empty()));
    }
}
