package dev.companion.mapper.domain.handler;

import static dev.companion.mapper.domain.handler.LinkRules.shortened;
import static dev.companion.mapper.domain.handler.LinkRules.when;

import dev.companion.mapper.domain.link.CompanyOrder;
import dev.companion.mapper.domain.link.Link;
import dev.companion.mapper.domain.link.Link.Wanted;
import dev.companion.mapper.domain.link.ObservedCompany;
import dev.companion.mapper.domain.request.AuditNote;
import dev.companion.mapper.domain.request.AuditNote.Action;
import dev.companion.mapper.domain.request.Decision;
import dev.companion.mapper.domain.request.Inventory;
import dev.companion.mapper.domain.request.Request;
import dev.companion.mapper.domain.request.Request.ChangeCompany;
import dev.companion.mapper.domain.request.RequestResult.Item;
import dev.companion.mapper.domain.settings.TenantSettings;
import dev.companion.vocabulary.CompanyAction;
import dev.companion.vocabulary.CompanyName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Handles a person's decision about the company of a linked site. The decision becomes an order of the link, so that the
 * provisioner carries it out once and together with the link; the provisioner checks the facts again.
 */
final class CompanyHandler {

    /** For so long a decision may not be shown yet to who makes the next request. */
    private static final Duration UNSEEN = Duration.ofMinutes(1);

    @FunctionalInterface
    private interface Rule {

        /** Empty if the rule does not object; otherwise a sentence for people. */
        Optional<String> objection(ChangeCompany wanted);
    }

    private final Inventory inventory;
    private final Request request;
    private final List<Rule> rules = List.of(
            this::actionKnown,
            this::complete,
            this::connected,
            this::siteLinked,
            this::companyInUse,
            this::companyNotOwn,
            this::companyACustomer,
            this::parentPossible,
            this::nameFree,
            this::deletionConfirmed,
            this::replacesNoDecision,
            this::companyOfNoOther);

    CompanyHandler(Inventory inventory, Request request) {
        this.inventory = inventory;
        this.request = request;
    }

    Decision change(ChangeCompany wanted) {
        return rules.stream()
                .flatMap(rule -> rule.objection(wanted).stream())
                .findFirst()
                .map(reason -> Decision.refused(wanted.siteUid(), reason))
                .orElseGet(() -> ordered(wanted));
    }

    private Decision ordered(ChangeCompany wanted) {
        var before = inventory.findLink(wanted.siteUid()).orElseThrow();
        var company = inventory.findCompany(wanted.companyId()).orElseThrow();
        var link = before.ordered(order(wanted));
        return Decision.linked(List.of(Item.accepted(link)), List.of(link), notes(wanted, before, company));
    }

    private CompanyOrder order(ChangeCompany wanted) {
        return new CompanyOrder(
                wanted.action(),
                wanted.companyId(),
                wanted.companyName().strip(),
                wanted.action() == CompanyAction.MOVE ? wanted.parentId() : null,
                wanted.action() == CompanyAction.DELETE ? wanted.endpoints() : null,
                request.requestedAt(),
                request.requestId(),
                wanted.action() == CompanyAction.RENAME
                        ? newName(wanted).orElseThrow().text()
                        : null);
    }

    private List<AuditNote> notes(ChangeCompany wanted, Link before, ObservedCompany company) {
        var name = "“%s”".formatted(shortened(company.name()));
        var site = "it is the company of the site “%s”".formatted(shortened(before.siteName()));
        return switch (wanted.action()) {
            case SUSPEND ->
                List.of(ofCompany(Action.SUSPEND_COMPANY, company, name + ", active", name + ", suspended", site));
            case ACTIVATE ->
                List.of(ofCompany(Action.ACTIVATE_COMPANY, company, name + ", suspended", name + ", active", site));
            case MOVE ->
                List.of(ofCompany(
                        Action.MOVE_COMPANY,
                        company,
                        company.parentId() == null ? name : "%s, under %s".formatted(name, place(company.parentId())),
                        "%s, under %s".formatted(name, place(wanted.parentId())),
                        site));
            case RENAME ->
                List.of(ofCompany(
                        Action.RENAME_COMPANY,
                        company,
                        name,
                        "“%s”".formatted(newName(wanted).orElseThrow().text()),
                        site));
            // A read, which changes nothing and leaves no trace in the audit trail.
            case COUNT -> List.of();
            case UNKNOWN -> throw new IllegalArgumentException("company action: UNKNOWN (expected: a known one)");
            case DELETE -> {
                var why = "%s; the name was typed, and %d machines with an agent were seen"
                        .formatted(site, wanted.endpoints());
                var notes = new ArrayList<AuditNote>();
                notes.add(ofCompany(Action.DELETE_COMPANY, company, name, null, why));
                if (before.wanted() == Wanted.PRESENT) {
                    notes.add(AuditNote.ofSite(Action.UNLINK_SITE, before.siteUid(), before.target(), null)
                            .because("its company is to be deleted"));
                }
                yield List.copyOf(notes);
            }
        };
    }

    private static AuditNote ofCompany(
            Action action, ObservedCompany company, String before, @Nullable String after, String why) {
        return new AuditNote(action, "company:" + company.companyId(), before, after, why);
    }

    private String place(@Nullable String parentId) {
        return Optional.ofNullable(parentId)
                .flatMap(inventory::findCompany)
                .map(parent -> "“%s”".formatted(shortened(parent.name())))
                .orElseGet(() -> "folder or company " + parentId);
    }

    private Optional<String> actionKnown(ChangeCompany wanted) {
        return when(wanted.action() == CompanyAction.UNKNOWN, "This version does not know this action on a company.");
    }

    private Optional<String> complete(ChangeCompany wanted) {
        return when(
                Stream.of(wanted.siteUid(), wanted.companyId(), wanted.companyName())
                        .anyMatch(String::isBlank),
                "The request does not say which company of which site it is about.");
    }

    private Optional<String> connected(ChangeCompany wanted) {
        return LinkRules.unconnected(inventory.findTenant());
    }

    /** The company of a link that is already being unlinked may be deleted: deletion unlinks first anyway. */
    private Optional<String> siteLinked(ChangeCompany wanted) {
        var beingUnlinked = inventory
                .findLink(wanted.siteUid())
                .filter(link -> link.wanted() == Wanted.ABSENT)
                .isPresent();
        return isDeletion(wanted) && beingUnlinked ? Optional.empty() : LinkRules.unlinked(inventory, wanted.siteUid());
    }

    /** The person decided on what was on the screen; a status or a retry may have changed it since. */
    private Optional<String> companyInUse(ChangeCompany wanted) {
        var link = inventory.findLink(wanted.siteUid()).orElseThrow();
        if (link.companyInUse() == null) {
            return Optional.of("The link uses no company yet. Try again in a moment.");
        }
        var elsewhere = !wanted.companyId().equals(link.companyInUse())
                || (link.companyId() != null && !link.companyId().equals(link.companyInUse()));
        return when(elsewhere, "The link now uses another company. Review it and decide again.")
                .or(() -> when(
                        inventory
                                .findCompany(wanted.companyId())
                                .filter(company -> !company.unreachable())
                                .isEmpty(),
                        "The company is not known, or can no longer be seen in GravityZone."));
    }

    private Optional<String> companyNotOwn(ChangeCompany wanted) {
        return when(
                inventory
                        .findTenant()
                        .map(TenantSettings::gravityZone)
                        .filter(access -> access.rootCompanyId().equals(wanted.companyId()))
                        .isPresent(),
                "This is your own company in GravityZone, which Companion never changes.");
    }

    private Optional<String> companyACustomer(ChangeCompany wanted) {
        return inventory
                .findCompany(wanted.companyId())
                .filter(company -> !company.customer())
                .map(company -> "The company “%s” is a partner; only a customer can be changed from here."
                        .formatted(shortened(company.name())));
    }

    /** Folders are not observed, so an unknown id may be one; GravityZone decides. */
    private Optional<String> parentPossible(ChangeCompany wanted) {
        if (wanted.action() != CompanyAction.MOVE) {
            return Optional.empty();
        }
        var parentId = wanted.parentId();
        if (parentId == null || parentId.isBlank()) {
            return Optional.of("The request does not say where the company is to move.");
        }
        return when(parentId.equals(wanted.companyId()), "A company cannot be moved under itself.")
                .or(() -> inventory
                        .findCompany(parentId)
                        .filter(ObservedCompany::customer)
                        .map(parent -> "The company “%s” is a customer; only a partner or a folder has companies in it."
                                .formatted(shortened(parent.name()))));
    }

    /** The same rules as for a new company, because GravityZone accepts no name twice. */
    private Optional<String> nameFree(ChangeCompany wanted) {
        if (wanted.action() != CompanyAction.RENAME) {
            return Optional.empty();
        }
        return newName(wanted)
                .map(name -> LinkRules.flawed(name)
                        .or(() -> LinkRules.nameOwn(inventory.findTenant(), name))
                        .or(() -> LinkRules.nameUnseen(inventory, name))
                        .or(() -> when(
                                LinkRules.isNameOfOther(inventory, name, Optional.of(wanted.companyId())),
                                "Another company is named “%s”.".formatted(name.text())))
                        .or(() -> LinkRules.namePending(inventory, wanted.siteUid(), name)))
                .orElseGet(() -> Optional.of("The request does not say which name the company is to have."));
    }

    private static Optional<CompanyName> newName(ChangeCompany wanted) {
        return Optional.ofNullable(wanted.newName()).map(CompanyName::new);
    }

    private Optional<String> deletionConfirmed(ChangeCompany wanted) {
        if (!isDeletion(wanted)) {
            return Optional.empty();
        }
        var name =
                inventory.findCompany(wanted.companyId()).orElseThrow().name().strip();
        return when(
                        !name.equals(wanted.companyName().strip()),
                        "The name that was typed is not “%s”, so nothing is deleted.".formatted(shortened(name)))
                .or(() -> when(
                        wanted.endpoints() == null || wanted.endpoints() < 0,
                        "The request does not say how many machines with an agent the company was seen to have."));
    }

    /** Who asks for a count does not see yet what was decided a moment ago, and the count would take its place. */
    private Optional<String> replacesNoDecision(ChangeCompany wanted) {
        return wanted.action() != CompanyAction.COUNT
                ? Optional.empty()
                : inventory
                        .findLink(wanted.siteUid())
                        .map(Link::companyOrder)
                        .filter(order -> order.action() != CompanyAction.COUNT)
                        .filter(order ->
                                request.requestedAt().isBefore(order.decidedAt().plus(UNSEEN)))
                        .map(_ -> "A decision about the company was made less than a minute ago. Count the machines"
                                + " again when it is carried out.");
    }

    private Optional<String> companyOfNoOther(ChangeCompany wanted) {
        return !isDeletion(wanted)
                ? Optional.empty()
                : inventory.listLinksHolding(wanted.companyId()).stream()
                        .filter(link -> !link.siteUid().equals(wanted.siteUid()))
                        .findFirst()
                        .map(link -> "The company is linked to the site “%s” too, so it is not deleted."
                                .formatted(shortened(link.siteName())));
    }

    private static boolean isDeletion(ChangeCompany wanted) {
        return wanted.action() == CompanyAction.DELETE;
    }
}
