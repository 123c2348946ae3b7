package dev.companion.resolver.domain;

import dev.companion.resolver.domain.Order.ChangeCompany;
import dev.companion.resolver.domain.Order.DecideDeletions;
import dev.companion.resolver.domain.Order.DropLink;
import dev.companion.resolver.domain.Order.NoteSiteName;
import dev.companion.resolver.domain.Order.RetryLink;
import dev.companion.resolver.domain.Order.SweepNow;
import dev.companion.resolver.domain.Orders.Ordered.Not;
import dev.companion.resolver.domain.Orders.Ordered.Nothing;
import dev.companion.resolver.domain.Orders.Ordered.This;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What an action that is offered comes to: an order to the mapper, or nothing but a decision. */
final class Orders {

    /** What an action comes to. */
    sealed interface Ordered {

        /** @param what in words, for the audit trail */
        record This(Order order, String what) implements Ordered {}

        /** Nobody has to do anything. */
        record Nothing(String what) implements Ordered {}

        /** @param reason what is wrong with the wish, in a sentence for people */
        record Not(String reason) implements Ordered {}
    }

    private final Wish wish;
    private final Finding finding;
    private final SiteFacts site;
    private final DesiredLink link;

    private Orders(Wish wish, Finding finding, SiteFacts site, DesiredLink link) {
        this.wish = wish;
        this.finding = finding;
        this.site = site;
        this.link = link;
    }

    static Ordered of(Wish wish, Finding finding, Optional<SiteFacts> site) {
        if (finding.siteUid() == null || site.isEmpty()) {
            return ofTenant(wish, finding);
        }
        return site.get()
                .desired()
                .map(link -> new Orders(wish, finding, site.get(), link).ofSite())
                .orElseGet(() -> new Not("The link of the site is gone by now."));
    }

    private static Ordered ofTenant(Wish wish, Finding finding) {
        var approved = wish.action() == Action.APPROVE;
        return switch (wish.action()) {
            case APPROVE, REJECT ->
                new This(
                        new DecideDeletions(finding.about(), finding.fingerprint(), approved),
                        approved ? "exactly these deletions are believed" : "these rows are kept");
            case RETRY -> new This(new SweepNow(), "the key is tried again");
            default -> new Not("There is no site to do that with.");
        };
    }

    private Ordered ofSite() {
        return switch (wish.action()) {
            case CREATE -> create(nameOr(null));
            case RECREATE ->
                create(nameOr(finding.choice(Action.RECREATE)
                        .map(Choice::proposedName)
                        .orElse(null)));
            case ASSOCIATE -> associate();
            case RETRY -> new This(afresh(), "it is tried once more");
            case MOVE ->
                site.memory().home() == null
                        ? new Not("It is not known where the company belongs.")
                        : changed(CompanyChange.MOVE, site.memory().home(), null, null, "the company is moved back");
            case ACTIVATE -> changed(CompanyChange.ACTIVATE, null, null, null, "the company is activated");
            case RENAME -> rename();
            case DELETE -> delete();
            case UNLINK -> new This(new DropLink(link.siteUid()), "the link is dropped");
            case KEEP ->
                switch (finding.type()) {
                    case SOURCE_DELETED ->
                        new This(new DropLink(link.siteUid()), "the company is kept, the link is dropped");
                    case SITE_RENAMED -> new This(new NoteSiteName(link.siteUid(), null), "the company keeps its name");
                    default -> new Nothing("it is left as it is");
                };
            case ALIAS ->
                new This(
                        new NoteSiteName(link.siteUid(), link.siteName()),
                        "the company keeps its name, and both names are remembered");
            case UNKNOWN, IGNORE, APPROVE, REJECT, ASSIGN, RECHECK ->
                new Not("This version cannot do that: %s.".formatted(wish.action()));
        };
    }

    private @Nullable String nameOr(@Nullable String proposed) {
        return wish.name() == null || wish.name().isBlank() ? proposed : wish.name();
    }

    private Ordered create(@Nullable String text) {
        var name = new CompanyName(Objects.requireNonNullElse(text, ""));
        return name.flaw()
                .or(() -> usedUp(name))
                .or(() -> site.companies().isTaken(name, "")
                        ? Optional.of(
                                "A company named “%s” exists; unlink the site and link it to that company instead."
                                        .formatted(name.text()))
                        : Optional.empty())
                .<Ordered>map(Not::new)
                .orElseGet(() -> new This(
                        new RetryLink(link.siteUid(), null, name.text()),
                        "company “%s” in place of “%s”"
                                .formatted(name.text(), Objects.requireNonNullElse(finding.companyName(), ""))));
    }

    /** Names are unique in a whole cloud, so one that is used where we cannot see it stays used. */
    private Optional<String> usedUp(CompanyName name) {
        var elsewhere = finding.type() == DiscrepancyType.DESTINATION_CREATION
                || finding.type() == DiscrepancyType.DESTINATION_MOVED;
        return elsewhere
                        && finding.companyName() != null
                        && new CompanyName(finding.companyName()).key().equals(name.key())
                ? Optional.of("“%s” is the name that is used in another tenant; choose another.".formatted(name.text()))
                : Optional.empty();
    }

    private Ordered associate() {
        if (finding.type() != DiscrepancyType.NAME_NOT_UNIQUE && finding.type() != DiscrepancyType.OUTCOME_UNKNOWN) {
            return new This(afresh(), "package and variable are made right again");
        }
        return DestinationRules.claimable(site, Objects.requireNonNullElse(link.companyName(), ""))
                .<Ordered>map(company -> new This(
                        new RetryLink(link.siteUid(), company.companyId(), null),
                        "the site is linked to the company “%s”".formatted(company.name())))
                .orElseGet(() -> new Not("The company of that name is no longer there to be linked."));
    }

    private RetryLink afresh() {
        return new RetryLink(link.siteUid(), link.companyId(), link.companyName());
    }

    private Ordered rename() {
        var proposed = finding.choice(Action.RENAME).map(Choice::proposedName).orElse(null);
        var name = new CompanyName(Objects.requireNonNullElse(nameOr(proposed), ""));
        return name.flaw()
                .or(() -> site.companies().isTaken(name, site.companyId().orElse(""))
                        ? Optional.of("Another company is called “%s” already.".formatted(name.text()))
                        : Optional.empty())
                .<Ordered>map(Not::new)
                .orElseGet(() -> changed(
                        CompanyChange.RENAME,
                        null,
                        null,
                        name.text(),
                        "the company is renamed to “%s”".formatted(name.text())));
    }

    private Ordered delete() {
        var name = site.companyName();
        if (wish.name() == null || !wish.name().strip().equals(name.strip())) {
            return new Not("The name that was typed is not “%s”, so nothing is deleted.".formatted(name));
        }
        var machines = Objects.requireNonNullElse(wish.endpoints(), 0L);
        return changed(
                CompanyChange.DELETE,
                null,
                machines,
                null,
                "the company “%s” is deleted, with %d machines at most".formatted(name, machines));
    }

    private Ordered changed(
            CompanyChange change,
            @Nullable String parentId,
            @Nullable Long endpoints,
            @Nullable String newName,
            String what) {
        return site.company()
                .<Ordered>map(company -> new This(
                        new ChangeCompany(
                                link.siteUid(),
                                change,
                                company.companyId(),
                                company.name(),
                                parentId,
                                endpoints,
                                newName),
                        what))
                .orElseGet(() -> new Not("The company cannot be seen in GravityZone just now."));
    }
}
