package dev.companion.mapper.domain;

import dev.companion.mapper.domain.Answer.Item;
import dev.companion.mapper.domain.AuditNote.Action;
import dev.companion.mapper.domain.Link.Undo;
import dev.companion.mapper.domain.Link.Wanted;
import dev.companion.mapper.domain.Request.CancelTask;
import java.util.ArrayList;
import java.util.List;

/**
 * Takes back of an earlier request what nobody has begun with. What has begun goes on: half a company is worse than one
 * too many. Each site is told, and here alone some may be accepted while others are not.
 */
final class TaskDesk {

    private final Inventory inventory;
    private final Request request;

    TaskDesk(Inventory inventory, Request request) {
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
            return Decision.refused("Nothing is left of this task that could be dropped.");
        }
        var items = new ArrayList<Item>();
        var undone = new ArrayList<Link>();
        var notes = new ArrayList<AuditNote>();
        for (var link : links) {
            var undo = link.undo();
            if (link.begun()) {
                items.add(Item.refused(link.siteUid(), "It had begun and goes on."));
            } else if (undo == null) {
                items.add(Item.refused(link.siteUid(), "What it changed cannot be taken back, so it goes on."));
            } else {
                var after = link.undone(undo, request.requestId());
                items.add(Item.accepted(after));
                undone.add(after);
                notes.add(note(link, undo).because("not begun of task " + wanted.taskId()));
            }
        }
        return undone.isEmpty()
                ? Decision.refused(new Answer(false, List.copyOf(items), "Nothing of this task could be dropped."))
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
