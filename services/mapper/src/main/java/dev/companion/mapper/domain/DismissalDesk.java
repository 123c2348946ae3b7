package dev.companion.mapper.domain;

import static dev.companion.mapper.domain.LinkRules.shortened;

import dev.companion.mapper.domain.Answer.Item;
import dev.companion.mapper.domain.AuditNote.Action;
import dev.companion.mapper.domain.Request.DismissSuggestions;
import dev.companion.mapper.domain.Suggestion.Candidate;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** That sites do not belong to companies that were suggested for them. All of it is remembered, or nothing. */
final class DismissalDesk {

    private final Inventory inventory;

    DismissalDesk(Inventory inventory) {
        this.inventory = inventory;
    }

    Decision dismiss(DismissSuggestions wanted) {
        var pairs = wanted.pairs().stream().distinct().toList();
        if (pairs.isEmpty()) {
            return Decision.refused("The request names no suggestion.");
        }
        if (pairs.size() > LinkRules.WISHES_MAX) {
            return Decision.refused("The request names %d suggestions; %d can be dismissed at once."
                    .formatted(pairs.size(), LinkRules.WISHES_MAX));
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
                        new Answer(
                                true,
                                sites.stream()
                                        .map(site -> new Item(site, true, null, null))
                                        .toList(),
                                null),
                        null,
                        List.of(),
                        List.of(),
                        pairs,
                        pairs.stream().map(this::note).toList())
                : Decision.refused(LinkDesk.refusal(sites, objections, "taken off their suggestions"));
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
                .map(site -> "The company is not suggested for the site “%s”, or no longer."
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
