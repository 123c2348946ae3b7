package dev.companion.mapper.domain;

import static dev.companion.mapper.domain.LinkRules.shortened;
import static dev.companion.mapper.domain.LinkRules.when;

import dev.companion.mapper.domain.Answer.Item;
import dev.companion.mapper.domain.AuditNote.Action;
import dev.companion.mapper.domain.Request.NoteSiteName;
import java.util.List;
import java.util.Optional;

/**
 * That a linked site has another name and its company keeps its own. What is wanted of the link stays, and so does its
 * generation: nothing is to be done by anybody.
 */
final class SiteNameDesk {

    private final Inventory inventory;
    private final Request request;

    SiteNameDesk(Inventory inventory, Request request) {
        this.inventory = inventory;
        this.request = request;
    }

    Decision note(NoteSiteName wanted) {
        return objection(wanted).map(reason -> refused(wanted, reason)).orElseGet(() -> noted(wanted));
    }

    private Optional<String> objection(NoteSiteName wanted) {
        if (wanted.siteUid().isBlank()) {
            return Optional.of("The request names no site.");
        }
        return LinkRules.unlinked(inventory, wanted.siteUid())
                .or(() -> when(
                        inventory.findSite(wanted.siteUid()).isEmpty(),
                        "The site is not known, or no longer exists in Datto RMM."))
                .or(() -> nameTheSame(wanted))
                .or(() -> aliasAnother(wanted));
    }

    private Optional<String> nameTheSame(NoteSiteName wanted) {
        var present = inventory.findSite(wanted.siteUid()).orElseThrow().name();
        return when(
                present.equals(link(wanted).siteName()),
                "The name “%s” of the site is noted already.".formatted(shortened(present)));
    }

    /** Only a name that the site had says anything of where it belongs. */
    private Optional<String> aliasAnother(NoteSiteName wanted) {
        var former = link(wanted).siteName();
        var alias = wanted.alias();
        return when(
                alias != null && !alias.strip().equals(former.strip()),
                "The earlier name of the site is “%s”; no other can be remembered.".formatted(shortened(former)));
    }

    private Decision noted(NoteSiteName wanted) {
        var before = link(wanted);
        var after = before.renamed(
                inventory.findSite(wanted.siteUid()).orElseThrow().name(), wanted.alias() != null);
        var note = AuditNote.ofSite(Action.NOTE_SITE_NAME, before.siteUid(), before.siteName(), after.siteName());
        return Decision.linked(
                List.of(Item.accepted(after)),
                List.of(after),
                List.of(wanted.alias() == null ? note : note.because("the earlier name is remembered")));
    }

    private Link link(NoteSiteName wanted) {
        return inventory.findLink(wanted.siteUid()).orElseThrow();
    }

    private static Decision refused(NoteSiteName wanted, String reason) {
        var items = wanted.siteUid().isBlank() ? List.<Item>of() : List.of(Item.refused(wanted.siteUid(), reason));
        return Decision.refused(new Answer(false, items, reason));
    }
}
