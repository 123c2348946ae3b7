package dev.companion.resolver.domain.rules;

import static dev.companion.resolver.domain.rules.Assessment.absent;
import static dev.companion.resolver.domain.rules.Assessment.present;

import dev.companion.resolver.domain.facts.LinkSpec;
import dev.companion.resolver.domain.facts.LinkStatus;
import dev.companion.resolver.domain.facts.LinkStatus.Aspect;
import dev.companion.resolver.domain.facts.LinkStatus.Reason;
import dev.companion.resolver.domain.facts.ObservedCompany;
import dev.companion.resolver.domain.facts.SiteFacts;
import dev.companion.resolver.domain.rules.Assessment.Unclear;
import dev.companion.vocabulary.CompanyAction;
import dev.companion.vocabulary.CompanyName;
import dev.companion.vocabulary.ResolutionAction;
import java.util.Objects;
import java.util.Optional;

/** How the company of a link can differ from what is desired. */
public final class DestinationRules {

    /** The title of each event about a company that may still exist and that the key cannot see. */
    private static final String NO_LONGER_REACHABLE = "Company no longer reachable";

    private DestinationRules() {}

    /** The name of the company to create is used in another GravityZone tenant. */
    static Assessment creation(SiteFacts facts, Subject subject, LinkSpec link) {
        var name = link.companyName();
        if (name == null) {
            return absent(subject, "The site is linked to an existing company instead.");
        }
        var status = facts.currentStatus().orElse(null);
        if (status == null) {
            return new Unclear(subject);
        }
        if (status.isFalse(Aspect.COMPANY, Reason.NAME_TAKEN_ELSEWHERE)) {
            return present(nameTaken(facts, link, name, subject));
        }
        if (status.isTrue(Aspect.COMPANY)) {
            return absent(subject, "The company “%s” exists and is in use.".formatted(name));
        }
        return status.condition(Aspect.COMPANY)
                        .map(condition -> condition.reason().needsAction())
                        .orElse(false)
                ? absent(subject, "It is not the name that blocks the company; the status of the site says what does.")
                : new Unclear(subject);
    }

    private static Finding nameTaken(SiteFacts facts, LinkSpec link, String name, Subject subject) {
        var builder = new FindingBuilder(facts, subject)
                .company(null, name)
                .fingerprint(link.generation() + "|" + name)
                .texts(
                        "The company “%s” for the site “%s” cannot be created: its name is used in another GravityZone tenant."
                                .formatted(name, facts.name()),
                        "Until you choose another name, the site has no company and no installation package, so its devices "
                                + "cannot be protected.");
        var retry = Choices.retry("The same name is tried again. If it is free now, the company is created.");
        return hadAnother(facts)
                ? builder.choices(retry, Choices.createBeside(ResolutionAction.CREATE, facts.name()), Choices.IGNORE)
                : builder.choices(Choices.createAs(null), retry, Choices.IGNORE);
    }

    /** The site had a company that is no longer reachable: it may be the one that has the name. */
    private static boolean hadAnother(SiteFacts facts) {
        var former = facts.baseline().companyId();
        return former != null
                && facts.companies()
                        .find(former)
                        .filter(ObservedCompany::visible)
                        .isEmpty();
    }

    /** The company is under another parent than it belongs to, or where the key cannot see it. */
    static Assessment moved(SiteFacts facts, Subject subject, LinkSpec link) {
        var status = facts.currentStatus().orElse(null);
        if (status == null || isBeingCreated(facts, status)) {
            return new Unclear(subject);
        }
        var company = facts.company().orElse(null);
        if (company == null) {
            return absent(
                    subject,
                    status.isTrue(Aspect.COMPANY)
                            ? "The site is linked to a company that was found."
                            : "The inventory does not list the company; the status of the site says why.");
        }
        if (!company.visible()) {
            return present(movedAway(facts, company, subject));
        }
        var expected = facts.baseline().expectedParent();
        var place = company.place();
        if (expected == null || place == null || company.isUnder(expected)) {
            return absent(subject, "The company “%s” is where it belongs.".formatted(company.name()));
        }
        return link.orderedParent().filter(company::isUnder).isPresent()
                ? new Unclear(subject)
                : present(movedInside(facts, company, expected, place, subject));
    }

    /** Another company is desired, and nothing blocks it. */
    private static boolean isBeingCreated(SiteFacts facts, LinkStatus status) {
        return facts.companyId().isEmpty() && status.blockingCondition().isEmpty();
    }

    private static Finding movedInside(
            SiteFacts facts, ObservedCompany company, String expected, String place, Subject subject) {
        return new FindingBuilder(facts, subject)
                .company(company.companyId(), company.name())
                .fingerprint(company.companyId() + "|" + company.parentId())
                .texts(
                        "The company “%s” of the site “%s” was moved in GravityZone: it is %s now, and was %s."
                                .formatted(
                                        company.name(), facts.name(), located(facts, place), located(facts, expected)),
                        "The link still works. Administrators of the new location may change policies, licences and users of "
                                + "the company.")
                .choices(
                        Choices.move(company.name(), located(facts, expected)),
                        Choices.keepPlace(company.name()),
                        Choices.IGNORE);
    }

    private static Finding movedAway(SiteFacts facts, ObservedCompany company, Subject subject) {
        return new FindingBuilder(facts, subject)
                .company(company.companyId(), company.name())
                .fingerprint(company.companyId() + "|no longer reachable")
                .title(NO_LONGER_REACHABLE)
                .texts(
                        "GravityZone no longer shows the company “%s” of the site “%s” to your key: it still exists, but was moved out of your tree, or the key lost the right to see it."
                                .formatted(company.name(), facts.name()),
                        "Companion can no longer manage its package and agents. New devices of the site may be protected for "
                                + "another partner.")
                .unavailable(
                        ResolutionAction.MOVE,
                        "It cannot be moved back from here: a move needs a key that sees the company and both places. "
                                + "Ask the partner who manages it now to move it back; then this event closes.")
                .choices(
                        Choices.unlink(facts.name()),
                        Choices.createBeside(ResolutionAction.RECREATE, facts.name()),
                        Choices.IGNORE);
    }

    /** The inventory no longer lists the company. */
    static Assessment deleted(SiteFacts facts, Subject subject, LinkSpec link) {
        var status = facts.currentStatus().orElse(null);
        if (status == null) {
            return new Unclear(subject);
        }
        if (facts.company().isPresent()) {
            return absent(
                    subject, "The company “%s” is in the inventory of GravityZone.".formatted(facts.companyName()));
        }
        var certain = status.isFalse(Aspect.COMPANY, Reason.COMPANY_MISSING);
        if (certain || status.isFalse(Aspect.COMPANY, Reason.COMPANY_UNREACHABLE)) {
            return present(gone(facts, status, certain, subject));
        }
        return status.isTrue(Aspect.COMPANY) || status.isFalse(Aspect.COMPANY, Reason.NAME_TAKEN_ELSEWHERE)
                ? absent(subject, "The site is linked to a company again, or its status says what prevents that.")
                : new Unclear(subject);
    }

    private static Finding gone(SiteFacts facts, LinkStatus status, boolean certain, Subject subject) {
        var name = facts.companyName();
        var builder = new FindingBuilder(facts, subject)
                .company(facts.companyId().orElse(null), name)
                .fingerprint(facts.companyId().orElse("") + (certain ? "|deleted" : "|no longer reachable"))
                .title(certain ? subject.type().title() : NO_LONGER_REACHABLE)
                .texts(
                        certain
                                ? "The company “%s” of the site “%s” was deleted in GravityZone."
                                        .formatted(name, facts.name())
                                : "GravityZone no longer shows the company “%s” of the site “%s”: it was deleted, or moved out of your tree. The API does not say which."
                                        .formatted(name, facts.name()),
                        "The link no longer works: devices of the site that install now are not protected.");
        if (certain) {
            return builder.choices(
                    Choices.recreate(facts.name(), status.companyName() == null ? name : status.companyName()),
                    Choices.unlink(facts.name()),
                    Choices.IGNORE);
        }
        // It may still exist, so nothing that makes a second one is recommended.
        return builder.unavailable(
                        ResolutionAction.MOVE,
                        "It cannot be moved back from here: a move needs a key that sees the company and both places. "
                                + "If it still exists, ask the partner who manages it now to move it back; then this event closes.")
                .choices(
                        Choices.unlink(facts.name()),
                        Choices.recreateIfGone(
                                facts.name(), status.companyName() == null ? name : status.companyName()),
                        Choices.IGNORE);
    }

    /** The company is suspended, and not by a decision made in Companion. */
    static Assessment suspended(SiteFacts facts, Subject subject, LinkSpec link) {
        var company = facts.company().filter(ObservedCompany::visible).orElse(null);
        if (company == null) {
            return absent(subject, "The company is not visible, which is an event of its own.");
        }
        if (!company.suspended()) {
            return absent(subject, "The company “%s” is active.".formatted(company.name()));
        }
        if (facts.baseline().suspendedHere()) {
            return absent(subject, "The company “%s” was suspended by a decision made here.".formatted(company.name()));
        }
        if (link.order(CompanyAction.SUSPEND).isPresent()) {
            return new Unclear(subject);
        }
        return facts.baseline().activatedAfter(company)
                ? absent(subject, "The company “%s” was activated and verified as active.".formatted(company.name()))
                : present(new FindingBuilder(facts, subject)
                        .company(company.companyId(), company.name())
                        .fingerprint(company.companyId() + "|suspended")
                        .texts(
                                "The company “%s” of the site “%s” is suspended in GravityZone."
                                        .formatted(company.name(), facts.name()),
                                "Its users are locked out and its agents expire, so its devices are no longer protected.")
                        .choices(
                                Choice.of(
                                        ResolutionAction.ACTIVATE,
                                        "Activate company",
                                        "The company is activated in GravityZone and verified. The link stays."),
                                Choices.unlink(facts.name()),
                                Choice.of(
                                        ResolutionAction.KEEP,
                                        "Leave suspended",
                                        "Nothing is changed. You are asked again only after the company was active in between."),
                                Choices.IGNORE));
    }

    /** A company of the desired name exists in this tenant and was not created for this link. */
    static Assessment nameNotUnique(SiteFacts facts, Subject subject, LinkSpec link) {
        var name = link.companyName();
        if (name == null) {
            return absent(subject, "The site is linked to an existing company instead.");
        }
        var status = facts.currentStatus().orElse(null);
        if (status == null) {
            return new Unclear(subject);
        }
        if (!status.isFalse(Aspect.COMPANY, Reason.NAME_EXISTS_HERE)) {
            return status.condition(Aspect.COMPANY)
                            .map(condition ->
                                    condition.met() || condition.reason().needsAction())
                            .orElse(false)
                    ? absent(subject, "No other company with the name “%s” blocks the link.".formatted(name))
                    : new Unclear(subject);
        }
        var builder = new FindingBuilder(facts, subject)
                .company(null, name)
                .fingerprint(link.generation() + "|" + name)
                .texts(
                        "The company “%s” for the site “%s” is not created: GravityZone already has a company with that name, which was not created for this link."
                                .formatted(name, facts.name()),
                        "The site has no company and no installation package until you choose that company or another name.");
        return present(claimable(facts, name)
                .map(company -> builder.choices(linkTo(company), Choices.createAs(null), Choices.IGNORE))
                .orElseGet(() -> builder.unavailable(
                                ResolutionAction.ASSOCIATE,
                                "The company with that name is linked to another site, is not a customer, or is not visible at present.")
                        .choices(Choices.createAs(null), Choices.IGNORE)));
    }

    static Choice linkTo(ObservedCompany company) {
        return Choices.associate(
                "Link to existing company",
                "The site is linked to the existing company “%s”. No company is created.".formatted(company.name()));
    }

    /** Returns the one company with the name that a person could choose; empty if there is none, or more than one. */
    public static Optional<ObservedCompany> claimable(SiteFacts facts, String name) {
        var free = facts.companies().listNamed(new CompanyName(name)).stream()
                .filter(company -> company.customer() && company.visible())
                .filter(company -> facts.companies().listSitesUsing(company.companyId()).stream()
                        .allMatch(site -> site.equals(facts.siteUid())))
                .toList();
        return free.size() == 1 ? Optional.of(free.getFirst()) : Optional.empty();
    }

    private static String located(SiteFacts facts, String place) {
        return Objects.equals(place, facts.tenant().rootCompanyId())
                ? "directly under your own company"
                : facts.companies()
                        .find(place)
                        .map(parent -> "under “%s”".formatted(parent.name()))
                        .orElse("in the folder or company " + place);
    }
}
