package dev.companion.mapper.domain.handler;

import dev.companion.mapper.domain.link.Link;
import dev.companion.mapper.domain.link.Link.Undo;
import dev.companion.mapper.domain.link.Link.Wanted;
import dev.companion.mapper.domain.request.AuditNote;
import dev.companion.mapper.domain.request.AuditNote.Action;
import dev.companion.mapper.domain.request.Decision;
import dev.companion.mapper.domain.request.Inventory;
import dev.companion.mapper.domain.request.Request;
import dev.companion.mapper.domain.request.Request.CancelTask;
import dev.companion.mapper.domain.request.RequestResult;
import dev.companion.mapper.domain.request.RequestResult.Item;
import java.util.ArrayList;
import java.util.List;

/**
 * Cancels the part of an earlier request on which no work has begun. Work that has begun continues: half a company is worse
 * than one too many. Each site gets a result, and this is the only handler that may accept some sites and refuse others.
 */
final class TaskHandler {

    private final Inventory inventory;
    private final Request request;

    TaskHandler(Inventory inventory, Request request) {
        this.inventory = inventory;
        this.request = request;
    }

    Decision cancel(CancelTask wanted) {
        if (wanted.taskId().isBlank()) {
            return Decision.refused("The request does not say which task it is about.");
        }
        var links = inventory.listLinksChangedBy(wanted.taskId()).stream()
                .filter(link -> link.wanted() != Wanted.GONE)
                .toList();
        if (links.isEmpty()) {
            return Decision.refused("Nothing of this task is left to cancel.");
        }
        var items = new ArrayList<Item>();
        var undone = new ArrayList<Link>();
        var notes = new ArrayList<AuditNote>();
        for (var link : links) {
            var undo = link.change().undo();
            if (link.change().begun()) {
                items.add(Item.refused(link.siteUid(), "Work on it has begun, so it continues."));
            } else if (undo == null) {
                items.add(Item.refused(link.siteUid(), "Its change cannot be cancelled, so it continues."));
            } else {
                var after = link.undone(undo, request.requestId());
                items.add(Item.accepted(after));
                undone.add(after);
                notes.add(note(link, undo).because("not begun, of task " + wanted.taskId()));
            }
        }
        return undone.isEmpty()
                ? Decision.refused(
                        new RequestResult(false, List.copyOf(items), "Nothing of this task could be cancelled."))
                : Decision.linked(List.copyOf(items), List.copyOf(undone), List.copyOf(notes));
    }

    private static AuditNote note(Link link, Undo undo) {
        return undo.profile() == null
                ? AuditNote.ofSite(Action.CANCEL_TASK, link.siteUid(), link.target(), null)
                : AuditNote.ofSite(
                        Action.CANCEL_TASK,
                        link.siteUid(),
                        link.profile().toString(),
                        undo.profile().toString());
    }
}
