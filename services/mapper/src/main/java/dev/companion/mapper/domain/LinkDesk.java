package dev.companion.mapper.domain;

import dev.companion.mapper.domain.Answer.Item;
import dev.companion.mapper.domain.AuditNote.Action;
import dev.companion.mapper.domain.Link.Wanted;
import dev.companion.mapper.domain.Request.ApplyDefaultPackage;
import dev.companion.mapper.domain.Request.CancelTask;
import dev.companion.mapper.domain.Request.ChangeCompany;
import dev.companion.mapper.domain.Request.CreateLinks;
import dev.companion.mapper.domain.Request.DecideDeletions;
import dev.companion.mapper.domain.Request.DeleteLinks;
import dev.companion.mapper.domain.Request.DismissSuggestions;
import dev.companion.mapper.domain.Request.NoteSiteName;
import dev.companion.mapper.domain.Request.RetryLinks;
import dev.companion.mapper.domain.Request.SaveDefaultPackage;
import dev.companion.mapper.domain.Request.SaveGravityZone;
import dev.companion.mapper.domain.Request.SaveObservation;
import dev.companion.mapper.domain.Request.SavePolicies;
import dev.companion.mapper.domain.Request.SaveRmm;
import dev.companion.mapper.domain.Request.SetHealing;
import dev.companion.mapper.domain.Request.SetPaused;
import dev.companion.mapper.domain.Request.SweepNow;
import dev.companion.mapper.domain.Request.Unusable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Where every wish is decided: a request and what is known give an answer and what is desired from now on. A request is
 * taken over whole or refused whole, and each site of a refused one is told why.
 */
public final class LinkDesk {

    private LinkDesk() {}

    /** What follows from a request that was not decided before. */
    public static Decision decide(Request request, Inventory inventory) {
        return switch (request.body()) {
            case SaveGravityZone body -> new SettingsDesk(inventory, request).save(body);
            case SaveRmm body -> new SettingsDesk(inventory, request).save(body);
            case SaveDefaultPackage body -> new SettingsDesk(inventory, request).save(body);
            case SaveObservation body -> new ObservationDesk(inventory, request).save(body);
            case SweepNow _ -> new ObservationDesk(inventory, request).sweepNow();
            case SetPaused body -> new ObservationDesk(inventory, request).pause(body);
            case SetHealing body -> new PolicyDesk(inventory, request).heal(body);
            case SavePolicies body -> new PolicyDesk(inventory, request).save(body);
            case DecideDeletions body -> new ObservationDesk(inventory, request).decide(body);
            case CreateLinks body -> create(request, body.wishes(), inventory);
            case RetryLinks body -> retry(request, body.wishes(), inventory);
            case DeleteLinks body -> delete(request, body, inventory);
            case ApplyDefaultPackage body -> apply(request, body.siteUids(), inventory);
            case ChangeCompany body -> new CompanyDesk(inventory, request).change(body);
            case NoteSiteName body -> new SiteNameDesk(inventory, request).note(body);
            case DismissSuggestions body -> new DismissalDesk(inventory).dismiss(body);
            case CancelTask body -> new TaskDesk(inventory, request).cancel(body);
            case Unusable body -> Decision.refused(body.reason());
        };
    }

    /** What follows from a status of a link; empty where nothing does. */
    public static Optional<StatusEffect> observe(Link link, StatusSeen seen) {
        if (link.wanted() == Wanted.GONE || seen.generation() > link.generation()) {
            return Optional.empty();
        }
        if (seen.removed() && seen.generation() < link.generation()) {
            // The end of an earlier link, which says nothing of what the present one uses.
            return Optional.empty();
        }
        if (seen.removed() && link.wanted() == Wanted.ABSENT) {
            var note = AuditNote.ofSite(Action.FORGET_LINK, link.siteUid(), link.target(), null)
                    .because("the link was taken apart as asked");
            return Optional.of(new StatusEffect(link.gone(), Optional.of(note)));
        }
        var observed = link.observed(seen);
        return observed.equals(link) ? Optional.empty() : Optional.of(new StatusEffect(observed, Optional.empty()));
    }

    private static Decision create(Request request, List<LinkWish> wishes, Inventory inventory) {
        var rules = new LinkRules(inventory, wishes);
        return takenOver(wishes, LinkWish::siteUid, rules::objectionToNew, "linked", wish -> {
            var site = inventory.findSite(wish.siteUid()).orElseThrow();
            var profile = inventory.findTenant().orElseThrow().profile();
            var link = inventory
                    .findLink(wish.siteUid())
                    .map(gone -> gone.again(site, wish, profile, request.requestId()))
                    .orElseGet(() -> Link.first(site, wish, profile, request.requestId()));
            return new Change(link, AuditNote.ofSite(Action.LINK_SITE, link.siteUid(), null, link.target()));
        });
    }

    private static Decision retry(Request request, List<LinkWish> wishes, Inventory inventory) {
        var rules = new LinkRules(inventory, wishes);
        return takenOver(wishes, LinkWish::siteUid, rules::objectionToChange, "changed", wish -> {
            var site = inventory.findSite(wish.siteUid()).orElseThrow();
            var before = inventory.findLink(wish.siteUid()).orElseThrow();
            var link = before.redirected(site, wish, request.requestId());
            return new Change(
                    link, AuditNote.ofSite(Action.RETRY_LINK, link.siteUid(), before.target(), link.target()));
        });
    }

    /** Also for a link that is being taken apart in another way, so that nobody is caught in an order gone stale. */
    private static Decision delete(Request request, DeleteLinks wanted, Inventory inventory) {
        Function<String, Optional<String>> objection = siteUid -> inventory
                .findLink(siteUid)
                .filter(link -> link.wanted() != Wanted.GONE)
                .map(_ -> Optional.<String>empty())
                .orElseGet(() -> Optional.of("The site is not linked."));
        return takenOver(distinct(wanted.siteUids()), Function.identity(), objection, "unlinked", siteUid -> {
            var before = inventory.findLink(siteUid).orElseThrow();
            var note = AuditNote.ofSite(Action.UNLINK_SITE, siteUid, before.target(), null);
            var underWay = before.wanted() == Wanted.ABSENT
                    && before.companyOrder() == null
                    && before.deletePackage() == wanted.withPackages();
            return underWay
                    ? Change.none(before, note.because("it was being unlinked already"))
                    : new Change(
                            before.unwanted(wanted.withPackages(), request.requestId()),
                            wanted.withPackages() ? note.because("its package is deleted too") : note);
        });
    }

    private static Decision apply(Request request, List<String> siteUids, Inventory inventory) {
        Function<String, Optional<String>> objection = siteUid -> LinkRules.objectionToSite(inventory, siteUid);
        return takenOver(distinct(siteUids), Function.identity(), objection, "changed", siteUid -> {
            var before = inventory.findLink(siteUid).orElseThrow();
            var profile = inventory.findTenant().orElseThrow().profile();
            var note = AuditNote.ofSite(
                    Action.APPLY_DEFAULT_PACKAGE, siteUid, before.profile().toString(), profile.toString());
            return before.profile().equals(profile)
                    ? Change.none(before, note.because("its package was to contain that already"))
                    : new Change(before.packaged(profile, request.requestId()), note);
        });
    }

    private static List<String> distinct(List<String> siteUids) {
        return siteUids.stream().distinct().toList();
    }

    /** A link as it is from now on, and what is written about it. */
    private record Change(Link link, AuditNote note, boolean recorded) {

        Change(Link link, AuditNote note) {
            this(link, note, true);
        }

        /** What is asked for is so already: accepted, and nothing changes. */
        static Change none(Link link, AuditNote note) {
            return new Change(link, note, false);
        }
    }

    /** All or nothing: every wish is looked at before one is taken over. */
    private static <W> Decision takenOver(
            List<W> wishes,
            Function<W, String> siteOf,
            Function<W, Optional<String>> objection,
            String participle,
            Function<W, Change> carryOut) {
        if (wishes.isEmpty()) {
            return Decision.refused("The request names no site.");
        }
        if (wishes.size() > LinkRules.WISHES_MAX) {
            return Decision.refused("The request names %d sites; %d can be %s at once."
                    .formatted(wishes.size(), LinkRules.WISHES_MAX, participle));
        }
        var objections = new HashMap<String, String>();
        for (var wish : wishes) {
            objection.apply(wish).ifPresent(reason -> objections.putIfAbsent(siteOf.apply(wish), reason));
        }
        if (!objections.isEmpty()) {
            return Decision.refused(
                    refusal(wishes.stream().map(siteOf).distinct().toList(), objections, participle));
        }
        var changes = wishes.stream().map(carryOut).toList();
        return Decision.linked(
                changes.stream().map(change -> Item.accepted(change.link())).toList(),
                changes.stream().filter(Change::recorded).map(Change::link).toList(),
                changes.stream().map(Change::note).toList());
    }

    static Answer refusal(List<String> siteUids, Map<String, String> objections, String participle) {
        var items = new ArrayList<Item>();
        for (var siteUid : siteUids) {
            var reason =
                    objections.getOrDefault(siteUid, "Left as it is, since another site of the request was refused.");
            items.add(Item.refused(siteUid, reason));
        }
        var message = objections.size() == 1 && siteUids.size() == 1
                ? objections.values().iterator().next()
                : "%d of %d sites cannot be %s, so nothing was changed."
                        .formatted(objections.size(), siteUids.size(), participle);
        return new Answer(false, List.copyOf(items), message);
    }
}
