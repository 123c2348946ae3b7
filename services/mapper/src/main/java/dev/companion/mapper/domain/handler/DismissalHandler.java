package dev.companion.mapper.domain.handler;

import static dev.companion.mapper.domain.handler.LinkRules.shortened;

import dev.companion.mapper.domain.request.AuditNote;
import dev.companion.mapper.domain.request.AuditNote.Action;
import dev.companion.mapper.domain.request.Decision;
import dev.companion.mapper.domain.request.Dismissal;
import dev.companion.mapper.domain.request.Inventory;
import dev.companion.mapper.domain.request.Request.DismissSuggestions;
import dev.companion.mapper.domain.request.RequestResult;
import dev.companion.mapper.domain.request.RequestResult.Item;
import dev.companion.matching.Suggestion.Candidate;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** Handles dismissals of suggestions: all of a request is stored, or none of it. */
final class DismissalHandler {

    private final Inventory inventory;

    DismissalHandler(Inventory inventory) {
        this.inventory = inventory;
    }

    Decision dismiss(DismissSuggestions wanted) {
        var pairs = wanted.pairs().stream().distinct().toList();
        if (pairs.isEmpty()) {
            return Decision.refused("The request names no suggestion.");
        }
        if (pairs.size() > LinkRules.SITES_MAX) {
            return Decision.refused("The request names %d suggestions; %d can be dismissed at once."
                    .formatted(pairs.size(), LinkRules.SITES_MAX));
        }
        var objections = new TreeMap<String, String>();
        for (var pair : pairs) {
            if (suggested(pair).isEmpty()) {
                objections.putIfAbsent(pair.siteUid(), objectionTo(pair));
            }
        }
        var sites = pairs.stream().map(Dismissal::siteUid).distinct().toList();
        return objections.isEmpty()
                ? new Decision(
                        new RequestResult(
                                true,
                                sites.stream().map(Item::acceptedWithoutLink).toList(),
                                null),
                        null,
                        List.of(),
                        List.of(),
                        List.of(),
                        pairs,
                        pairs.stream().map(this::note).toList())
                : Decision.refused(LinkHandler.refusal(sites, objections, "changed"));
    }

    private Optional<Candidate> suggested(Dismissal pair) {
        return inventory.findSuggestion(pair.siteUid()).stream()
                .flatMap(suggestion -> suggestion.candidates().stream())
                .filter(candidate -> candidate.companyId().equals(pair.companyId()))
                .findFirst();
    }

    private String objectionTo(Dismissal pair) {
        return inventory
                .findSite(pair.siteUid())
                .map(site -> "The company is not suggested for the site “%s”, or no longer is."
                        .formatted(shortened(site.name())))
                .orElse("The site is not known, or no longer exists in Datto RMM.");
    }

    private AuditNote note(Dismissal pair) {
        var name = suggested(pair).orElseThrow().companyName();
        return AuditNote.ofSite(
                Action.DISMISS_SUGGESTION,
                pair.siteUid(),
                "company “%s” (%s) suggested".formatted(shortened(name), pair.companyId()),
                "never suggested again");
    }
}
