package dev.companion.mapper.domain.handler;

import dev.companion.mapper.domain.link.Link;
import dev.companion.mapper.domain.link.Link.Wanted;
import dev.companion.mapper.domain.link.LinkRequest;
import dev.companion.mapper.domain.link.ObservedVariable;
import dev.companion.mapper.domain.request.AuditNote;
import dev.companion.mapper.domain.request.AuditNote.Action;
import dev.companion.mapper.domain.request.Decision;
import dev.companion.mapper.domain.request.Inventory;
import dev.companion.mapper.domain.request.Request;
import dev.companion.mapper.domain.request.Request.ApplyDefaultPackage;
import dev.companion.mapper.domain.request.Request.CreateLinks;
import dev.companion.mapper.domain.request.Request.DeleteLinks;
import dev.companion.mapper.domain.request.Request.RetryLinks;
import dev.companion.mapper.domain.request.RequestResult;
import dev.companion.mapper.domain.request.RequestResult.Item;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Handles requests that make, change or remove links. A request is accepted whole or refused whole, and each site of a
 * refused one gets a reason.
 */
final class LinkHandler {

    private final Inventory inventory;
    private final Request request;

    LinkHandler(Inventory inventory, Request request) {
        this.inventory = inventory;
        this.request = request;
    }

    Decision create(CreateLinks wanted) {
        var rules = new LinkRules(inventory, wanted.links());
        return allOrNothing(wanted.links(), LinkRequest::siteUid, rules::objectionToNew, "linked", target -> {
            var site = inventory.findSite(target.siteUid()).orElseThrow();
            var profile = inventory.findTenant().orElseThrow().profile();
            var link = inventory
                    .findLink(target.siteUid())
                    .map(gone -> gone.relinked(site, target, profile, request.requestId()))
                    .orElseGet(() -> Link.first(site, target, profile, request.requestId()));
            var note = AuditNote.ofSite(Action.LINK_SITE, link.siteUid(), null, link.target());
            return earlierPackage(target)
                    .map(name -> new Change(
                            link.takingOver(name),
                            note.because("its site variable held the installation link of the package “%s”"
                                    .formatted(LinkRules.shortened(name)))))
                    .orElseGet(() -> new Change(link, note));
        });
    }

    /** Name of the company's package that the site's variable leads to. */
    private Optional<String> earlierPackage(LinkRequest target) {
        return inventory
                .findVariable(target.siteUid())
                .filter(variable -> variable.leadsTo(target.companyId()))
                .map(ObservedVariable::packageName)
                .filter(name -> !name.isBlank());
    }

    Decision retry(RetryLinks wanted) {
        var rules = new LinkRules(inventory, wanted.links());
        return allOrNothing(wanted.links(), LinkRequest::siteUid, rules::objectionToChange, "changed", target -> {
            var site = inventory.findSite(target.siteUid()).orElseThrow();
            var before = inventory.findLink(target.siteUid()).orElseThrow();
            var link = before.redirected(site, target, request.requestId());
            return new Change(
                    link, AuditNote.ofSite(Action.RETRY_LINK, link.siteUid(), before.target(), link.target()));
        });
    }

    /** Accepts a link that is already being unlinked in another way, so that an outdated order never blocks a person. */
    Decision delete(DeleteLinks wanted) {
        Function<String, Optional<String>> objection = siteUid -> inventory
                .findLink(siteUid)
                .filter(link -> link.wanted() != Wanted.GONE)
                .map(_ -> Optional.<String>empty())
                .orElseGet(() -> Optional.of("The site is not linked."));
        return allOrNothing(distinct(wanted.siteUids()), Function.identity(), objection, "unlinked", siteUid -> {
            var before = inventory.findLink(siteUid).orElseThrow();
            var after = before.unlinked(wanted.withPackages(), request.requestId());
            var keeps = wanted.withPackages() && after.tookPackageOver();
            var kept = "its package “%s” is kept, because it was there before the link"
                    .formatted(LinkRules.shortened(after.spec().packageName()));
            var note = AuditNote.ofSite(Action.UNLINK_SITE, siteUid, before.target(), null);
            var sameAsNow = before.wanted() == Wanted.ABSENT
                    && before.companyOrder() == null
                    && before.spec().deletePackage() == after.spec().deletePackage();
            if (sameAsNow) {
                var already = "it was already being unlinked";
                return Change.none(before, note.because(keeps ? already + "; " + kept : already));
            }
            if (keeps) {
                return new Change(after, note.because(kept));
            }
            return new Change(after, wanted.withPackages() ? note.because("its package is deleted too") : note);
        });
    }

    Decision apply(ApplyDefaultPackage wanted) {
        Function<String, Optional<String>> objection = siteUid -> LinkRules.objectionToSite(inventory, siteUid);
        return allOrNothing(distinct(wanted.siteUids()), Function.identity(), objection, "changed", siteUid -> {
            var before = inventory.findLink(siteUid).orElseThrow();
            var profile = inventory.findTenant().orElseThrow().profile();
            var note = AuditNote.ofSite(
                    Action.APPLY_DEFAULT_PACKAGE, siteUid, before.profile().toString(), profile.toString());
            return before.profile().equals(profile)
                    ? Change.none(before, note.because("its package already had these contents"))
                    : new Change(before.repackaged(profile, request.requestId()), note);
        });
    }

    private static List<String> distinct(List<String> siteUids) {
        return siteUids.stream().distinct().toList();
    }

    /**
     * The outcome for one site.
     *
     * @param link after the request
     * @param stored false if the link stays as it is
     */
    private record Change(Link link, AuditNote note, boolean stored) {

        Change(Link link, AuditNote note) {
            this(link, note, true);
        }

        /** For a link that already is as requested: accepted, and nothing changes. */
        static Change none(Link link, AuditNote note) {
            return new Change(link, note, false);
        }
    }

    /** Checks every target before it changes one. */
    private static <T> Decision allOrNothing(
            List<T> targets,
            Function<T, String> siteOf,
            Function<T, Optional<String>> objection,
            String participle,
            Function<T, Change> change) {
        if (targets.isEmpty()) {
            return Decision.refused("The request names no site.");
        }
        if (targets.size() > LinkRules.SITES_MAX) {
            return Decision.refused("The request names %d sites; %d can be %s at once."
                    .formatted(targets.size(), LinkRules.SITES_MAX, participle));
        }
        var objections = new HashMap<String, String>();
        for (var target : targets) {
            objection.apply(target).ifPresent(reason -> objections.putIfAbsent(siteOf.apply(target), reason));
        }
        if (!objections.isEmpty()) {
            return Decision.refused(
                    refusal(targets.stream().map(siteOf).distinct().toList(), objections, participle));
        }
        var changes = targets.stream().map(change).toList();
        return Decision.linked(
                changes.stream().map(each -> Item.accepted(each.link())).toList(),
                changes.stream().filter(Change::stored).map(Change::link).toList(),
                changes.stream().map(Change::note).toList());
    }

    /** @param objections the reason for each site that is refused itself; the others are refused with them */
    static RequestResult refusal(List<String> siteUids, Map<String, String> objections, String participle) {
        var items = new ArrayList<Item>();
        for (var siteUid : siteUids) {
            var reason =
                    objections.getOrDefault(siteUid, "Left as it is, because another site of the request was refused.");
            items.add(Item.refused(siteUid, reason));
        }
        var message = objections.size() == 1 && siteUids.size() == 1
                ? objections.values().iterator().next()
                : "%d of %d sites cannot be %s, so nothing was changed."
                        .formatted(objections.size(), siteUids.size(), participle);
        return new RequestResult(false, List.copyOf(items), message);
    }
}
