package dev.companion.mapper.domain.handler;

import static dev.companion.mapper.domain.handler.LinkRules.shortened;
import static dev.companion.mapper.domain.handler.LinkRules.when;

import dev.companion.mapper.domain.link.Link;
import dev.companion.mapper.domain.request.AuditNote;
import dev.companion.mapper.domain.request.AuditNote.Action;
import dev.companion.mapper.domain.request.Decision;
import dev.companion.mapper.domain.request.Inventory;
import dev.companion.mapper.domain.request.Request.NoteSiteName;
import dev.companion.mapper.domain.request.RequestResult.Item;
import java.util.List;
import java.util.Optional;

/**
 * Handles a request to note the new name of a linked site whose company keeps its name. The specification stays, and so
 * does the generation: no work follows.
 */
final class SiteNameHandler {

    private final Inventory inventory;

    SiteNameHandler(Inventory inventory) {
        this.inventory = inventory;
    }

    Decision note(NoteSiteName wanted) {
        return objection(wanted)
                .map(reason -> Decision.refused(wanted.siteUid(), reason))
                .orElseGet(() -> noted(wanted));
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
                "The name “%s” of the site is already noted.".formatted(shortened(present)));
    }

    /** Only a name that the site had tells where it belongs. */
    private Optional<String> aliasAnother(NoteSiteName wanted) {
        var former = link(wanted).siteName();
        var alias = wanted.alias();
        return when(
                alias != null && !alias.strip().equals(former.strip()),
                "The earlier name of the site is “%s”; no other name can be kept.".formatted(shortened(former)));
    }

    private Decision noted(NoteSiteName wanted) {
        var before = link(wanted);
        var after = before.renamed(
                inventory.findSite(wanted.siteUid()).orElseThrow().name(), wanted.alias() != null);
        var note = AuditNote.ofSite(Action.NOTE_SITE_NAME, before.siteUid(), before.siteName(), after.siteName());
        return Decision.linked(
                List.of(Item.accepted(after)),
                List.of(after),
                List.of(wanted.alias() == null ? note : note.because("the earlier name is kept")));
    }

    private Link link(NoteSiteName wanted) {
        return inventory.findLink(wanted.siteUid()).orElseThrow();
    }
}
