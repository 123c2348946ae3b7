package dev.companion.resolver.domain.resolution;

import dev.companion.resolver.domain.facts.LinkSpec;
import dev.companion.resolver.domain.facts.SiteFacts;
import dev.companion.resolver.domain.resolution.ActionResult.Command;
import dev.companion.resolver.domain.resolution.ActionResult.NoCommand;
import dev.companion.resolver.domain.resolution.ActionResult.Rejected;
import dev.companion.resolver.domain.resolution.MapperCommand.ChangeCompany;
import dev.companion.resolver.domain.resolution.MapperCommand.DecideDeletions;
import dev.companion.resolver.domain.resolution.MapperCommand.DeleteLink;
import dev.companion.resolver.domain.resolution.MapperCommand.NoteSiteName;
import dev.companion.resolver.domain.resolution.MapperCommand.RetryLink;
import dev.companion.resolver.domain.resolution.MapperCommand.SweepNow;
import dev.companion.resolver.domain.rules.Choice;
import dev.companion.resolver.domain.rules.DestinationRules;
import dev.companion.resolver.domain.rules.Finding;
import dev.companion.vocabulary.CompanyAction;
import dev.companion.vocabulary.CompanyName;
import dev.companion.vocabulary.DiscrepancyType;
import dev.companion.vocabulary.ObservedKind;
import dev.companion.vocabulary.ResolutionAction;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Turns an action that a finding offers into a command to the mapper, or into a decision that needs none. */
final class ActionPlanner {

    private final ResolutionRequest request;
    private final Finding finding;
    private final SiteFacts site;
    private final LinkSpec link;

    private ActionPlanner(ResolutionRequest request, Finding finding, SiteFacts site, LinkSpec link) {
        this.request = request;
        this.finding = finding;
        this.site = site;
        this.link = link;
    }

    static ActionResult plan(ResolutionRequest request, Finding finding, Optional<SiteFacts> site) {
        if (finding.siteUid() == null || site.isEmpty()) {
            return planForTenant(request, finding);
        }
        return site.get()
                .link()
                .map(link -> new ActionPlanner(request, finding, site.get(), link).planForSite())
                .orElseGet(() -> new Rejected("The site is no longer linked."));
    }

    private static ActionResult planForTenant(ResolutionRequest request, Finding finding) {
        var approved = request.action() == ResolutionAction.APPROVE;
        return switch (request.action()) {
            case APPROVE, REJECT ->
                new Command(
                        new DecideDeletions(ObservedKind.valueOf(finding.about()), finding.fingerprint(), approved),
                        approved ? "exactly these deletions are approved" : "these rows are kept");
            case RETRY -> new Command(new SweepNow(), "the key is tried again");
            default -> new Rejected("This action needs a site, and the event is not about one.");
        };
    }

    private ActionResult planForSite() {
        return switch (request.action()) {
            case CREATE -> create(nameOr(null));
            case RECREATE ->
                create(nameOr(finding.choice(ResolutionAction.RECREATE)
                        .map(Choice::proposedName)
                        .orElse(null)));
            case ASSOCIATE -> associate();
            case RETRY -> new Command(retry(), "the link is tried again");
            case MOVE ->
                site.baseline().expectedParent() == null
                        ? new Rejected("It is not known where the company belongs.")
                        : change(
                                CompanyAction.MOVE,
                                site.baseline().expectedParent(),
                                null,
                                null,
                                "the company is moved back");
            case ACTIVATE -> change(CompanyAction.ACTIVATE, null, null, null, "the company is activated");
            case RENAME -> rename();
            case DELETE -> delete();
            case UNLINK -> new Command(new DeleteLink(link.siteUid()), "the site is unlinked");
            case KEEP ->
                switch (finding.type()) {
                    case SOURCE_DELETED ->
                        new Command(new DeleteLink(link.siteUid()), "the company is kept, the site is unlinked");
                    case SITE_RENAMED ->
                        new Command(new NoteSiteName(link.siteUid(), null), "the company keeps its name");
                    default -> new NoCommand("it is kept as it is");
                };
            case ALIAS ->
                new Command(
                        new NoteSiteName(link.siteUid(), link.siteName()),
                        "the company keeps its name, and both names are remembered");
            case UNKNOWN, IGNORE, APPROVE, REJECT, ASSIGN, RECHECK ->
                new Rejected("This version does not support %s here.".formatted(request.action()));
        };
    }

    private @Nullable String nameOr(@Nullable String proposed) {
        return request.name() == null || request.name().isBlank() ? proposed : request.name();
    }

    private ActionResult create(@Nullable String text) {
        var name = new CompanyName(Objects.requireNonNullElse(text, ""));
        return name.flaw()
                .map(CompanyName.Flaw::sentence)
                .or(() -> usedElsewhere(name))
                .or(() -> site.companies().isTaken(name, "")
                        ? Optional.of(
                                "A company named “%s” exists; unlink the site and link it to that company instead."
                                        .formatted(name.text()))
                        : Optional.empty())
                .<ActionResult>map(Rejected::new)
                .orElseGet(() -> new Command(
                        new RetryLink(link.siteUid(), null, name.text()),
                        "company “%s” in place of “%s”"
                                .formatted(name.text(), Objects.requireNonNullElse(finding.companyName(), ""))));
    }

    /** Names are unique in a whole cloud, so the name of a company that is not visible stays used. */
    private Optional<String> usedElsewhere(CompanyName name) {
        var elsewhere = finding.type() == DiscrepancyType.DESTINATION_CREATION
                || finding.type() == DiscrepancyType.DESTINATION_MOVED;
        return elsewhere
                        && finding.companyName() != null
                        && new CompanyName(finding.companyName()).key().equals(name.key())
                ? Optional.of("“%s” is the name that is used in another tenant; choose another.".formatted(name.text()))
                : Optional.empty();
    }

    private ActionResult associate() {
        if (finding.type() != DiscrepancyType.NAME_NOT_UNIQUE && finding.type() != DiscrepancyType.OUTCOME_UNKNOWN) {
            return new Command(retry(), "package and site variable are restored");
        }
        return DestinationRules.claimable(site, Objects.requireNonNullElse(link.companyName(), ""))
                .<ActionResult>map(company -> new Command(
                        new RetryLink(link.siteUid(), company.companyId(), null),
                        "the site is linked to the company “%s”".formatted(company.name())))
                .orElseGet(() -> new Rejected("The company with that name can no longer be linked."));
    }

    private RetryLink retry() {
        return new RetryLink(link.siteUid(), link.companyId(), link.companyName());
    }

    private ActionResult rename() {
        var proposed = finding.choice(ResolutionAction.RENAME)
                .map(Choice::proposedName)
                .orElse(null);
        var name = new CompanyName(Objects.requireNonNullElse(nameOr(proposed), ""));
        return name.flaw()
                .map(CompanyName.Flaw::sentence)
                .or(() -> site.companies().isTaken(name, site.companyId().orElse(""))
                        ? Optional.of("Another company is already called “%s”.".formatted(name.text()))
                        : Optional.empty())
                .<ActionResult>map(Rejected::new)
                .orElseGet(() -> change(
                        CompanyAction.RENAME,
                        null,
                        null,
                        name.text(),
                        "the company is renamed to “%s”".formatted(name.text())));
    }

    private ActionResult delete() {
        var name = site.companyName();
        if (request.name() == null || !request.name().strip().equals(name.strip())) {
            return new Rejected("The name that was typed is not “%s”, so nothing is deleted.".formatted(name));
        }
        var machines = Objects.requireNonNullElse(request.endpoints(), 0L);
        return change(
                CompanyAction.DELETE,
                null,
                machines,
                null,
                "the company “%s” is deleted, with %d machines at most".formatted(name, machines));
    }

    private ActionResult change(
            CompanyAction action,
            @Nullable String parentId,
            @Nullable Long endpoints,
            @Nullable String newName,
            String what) {
        return site.company()
                .<ActionResult>map(company -> new Command(
                        new ChangeCompany(
                                link.siteUid(),
                                action,
                                company.companyId(),
                                company.name(),
                                parentId,
                                endpoints,
                                newName),
                        what))
                .orElseGet(() -> new Rejected("The company is not visible in GravityZone at present."));
    }
}
