package dev.companion.console.domain.task;

import dev.companion.console.domain.site.Condition;
import dev.companion.console.domain.site.Link;
import dev.companion.console.domain.site.LinkStatus;
import dev.companion.console.domain.site.SiteRow;
import dev.companion.console.domain.task.Task.Item;
import dev.companion.console.domain.task.Task.ItemState;
import dev.companion.vocabulary.CompanyAction;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/** Determines the state of each site of a request. */
final class LinkItemProgress {

    /** Result and link are on two topics; the link may be this much later. */
    private static final Duration LINK_LAG_MAX = Duration.ofSeconds(10);

    private static final Duration DECIDED_WITHIN = Duration.ofSeconds(10);

    private static final String OTHER_REFUSED = "Not done, because another item of the request was refused.";

    private final TaskRequest request;
    private final @Nullable TaskResult result;
    private final Task.Facts facts;
    private final Instant now;

    LinkItemProgress(TaskRequest request, @Nullable TaskResult result, Task.Facts facts, Instant now) {
        this.request = request;
        this.result = result;
        this.facts = facts;
        this.now = now;
    }

    /** @param decided the result for the site; null if there is none yet, or if the whole request was refused */
    Item item(String siteUid, TaskResult.@Nullable Item decided) {
        if (result == null) {
            return undecided(siteUid);
        }
        if (!result.accepted() || decided == null || !decided.accepted() || decided.generation() == null) {
            var why = decided != null && decided.reason() != null ? decided.reason() : result.message();
            return new Item(
                    siteUid,
                    facts.siteName(siteUid),
                    ItemState.FAILED,
                    null,
                    "REFUSED",
                    why != null ? why : OTHER_REFUSED,
                    null,
                    null);
        }
        if (facts.isCancelled(request.requestId(), siteUid)) {
            return plain(siteUid, ItemState.CANCELLED);
        }
        var link = facts.link(siteUid);
        var ours = decided.generation();
        if (link == null) {
            var lagging = now.isBefore(result.decidedAt().plus(LINK_LAG_MAX));
            return removes()
                    ? done(siteUid, facts.removedAt(siteUid))
                    : plain(siteUid, lagging ? ItemState.PENDING : ItemState.SUPERSEDED);
        }
        if (link.generation() > ours && !isOnlyCountedSince(ours, link)) {
            return plain(siteUid, ItemState.SUPERSEDED);
        }
        var status = facts.status(siteUid);
        if (link.generation() < ours || status == null || status.observedGeneration() < ours) {
            return plain(siteUid, ItemState.PENDING);
        }
        return isAboutCompany()
                ? ordered(siteUid, link, status)
                : linked(siteUid, link, status, link.generation() == ours);
    }

    private boolean isAboutCompany() {
        return request.type().equals("CHANGE_COMPANY");
    }

    /** A count makes a generation and changes nothing of the link. It takes the place of another decision, though. */
    private boolean isOnlyCountedSince(long ours, Link link) {
        return !isAboutCompany()
                && LongStream.rangeClosed(ours + 1, link.generation())
                        .allMatch(each -> each == link.generation() && link.companyAction() == CompanyAction.COUNT
                                || facts.onlyCounts(link.siteUid(), each));
    }

    /** Whether the request is done when the link is gone. */
    private boolean removes() {
        return request.type().equals("DELETE_LINKS") || request.companyAction() == CompanyAction.DELETE;
    }

    /** @param timeKnown false after a count: the status then tells when that was done */
    private Item linked(String siteUid, Link link, LinkStatus status, boolean timeKnown) {
        var state =
                switch (status.phase()) {
                    case READY -> link.present() ? ItemState.SUCCEEDED : ItemState.RUNNING;
                    case REMOVED -> link.present() ? ItemState.RUNNING : ItemState.SUCCEEDED;
                    case ATTENTION -> ItemState.FAILED;
                    case UNKNOWN, WORKING, REMOVING -> isStarted(status) ? ItemState.RUNNING : ItemState.PENDING;
                };
        return state == ItemState.SUCCEEDED
                ? done(siteUid, timeKnown ? status.since().orElse(null) : null)
                : status.waitingFor()
                        .map(waiting -> waiting(siteUid, state, waiting))
                        .orElseGet(() -> plain(siteUid, state));
    }

    private boolean isStarted(LinkStatus status) {
        return switch (request.type()) {
            case "CREATE_LINKS" -> status.isStarted();
            case "APPLY_DEFAULT_PACKAGE" -> status.isPackageStarted();
            default -> status.isChangeStarted();
        };
    }

    /** Only the outcome of the decision counts: a company that was suspended as decided blocks its link. */
    private Item ordered(String siteUid, Link link, LinkStatus status) {
        var order = status.companyOrder().orElse(null);
        if (order == null) {
            return link.present() ? plain(siteUid, ItemState.PENDING) : linked(siteUid, link, status, true);
        }
        var carriedOut = order.status() == Condition.Status.TRUE;
        if (!carriedOut && !order.continuesAutomatically()) {
            return waiting(siteUid, ItemState.FAILED, order);
        }
        if (!link.present()) {
            return carriedOut && status.phase() == LinkStatus.Phase.REMOVING
                    ? plain(siteUid, ItemState.RUNNING)
                    : linked(siteUid, link, status, true);
        }
        if (carriedOut) {
            return done(siteUid, order.since());
        }
        return waiting(siteUid, order.isStarted() ? ItemState.RUNNING : ItemState.PENDING, order);
    }

    /** Normally decided within a second; says what it waits for if it takes longer. */
    private Item undecided(String siteUid) {
        var late = !now.isBefore(request.createdAt().plus(DECIDED_WITHIN));
        var words = late ? SiteRow.UNDECIDED : null;
        return new Item(siteUid, facts.siteName(siteUid), ItemState.PENDING, null, null, words, null, null);
    }

    private Item plain(String siteUid, ItemState state) {
        return new Item(siteUid, facts.siteName(siteUid), state, null, null, null, null, null);
    }

    private Item done(String siteUid, @Nullable Instant at) {
        return new Item(siteUid, facts.siteName(siteUid), ItemState.SUCCEEDED, null, null, null, at, null);
    }

    private Item waiting(String siteUid, ItemState state, Condition condition) {
        return new Item(
                siteUid,
                facts.siteName(siteUid),
                state,
                condition.type().name(),
                condition.reason().name(),
                condition.words(),
                null,
                null);
    }
}
