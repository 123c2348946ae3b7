package dev.companion.resolver.domain;

import static dev.companion.resolver.domain.Assessment.holds;
import static dev.companion.resolver.domain.Assessment.not;

import dev.companion.resolver.domain.Assessment.Unclear;
import dev.companion.resolver.domain.LinkSeen.Aspect;
import dev.companion.resolver.domain.LinkSeen.Reason;
import java.util.Objects;
import java.util.Optional;

/** How the company of a link can differ from what is desired. */
final class DestinationRules {

    private DestinationRules() {}

    /** The name of the company to create is used where we cannot see it. */
    static Assessment creation(SiteFacts facts, Subject subject, DesiredLink desired) {
        var name = desired.companyName();
        if (name == null) {
            return not(subject, "The site is linked to an existing company instead.");
        }
        var done = facts.doneAsDesired().orElse(null);
        if (done == null) {
            return new Unclear(subject);
        }
        if (done.fails(Aspect.COMPANY, Reason.NAME_TAKEN_ELSEWHERE)) {
            return holds(nameTaken(facts, desired, name, subject));
        }
        if (done.holds(Aspect.COMPANY)) {
            return not(subject, "The company “%s” exists and is in use.".formatted(name));
        }
        return done.condition(Aspect.COMPANY)
                        .map(seen -> seen.reason().needsSomebody())
                        .orElse(false)
                ? not(
                        subject,
                        "The name is not what keeps the company from being created; the site itself says what does.")
                : new Unclear(subject);
    }

    private static Finding nameTaken(SiteFacts facts, DesiredLink desired, String name, Subject subject) {
        return new Words(facts, subject)
                .company(null, name)
                .facts(desired.generation() + "|" + name)
                .say(
                        "Company cannot be created",
                        "The company “%s” for the site “%s” cannot be created: its name is used in another GravityZone tenant."
                                .formatted(name, facts.name()),
                        "Until another name is chosen, the site has no company and no installation package, "
                                + "so its devices cannot be protected.")
                .with(
                        Choices.createAs(null),
                        Choices.retry(
                                "The same name is tried again: should it have become free, the company is created."),
                        Choices.IGNORE);
    }

    /** It stands under another parent than when it was linked, or where the key does not see it. */
    static Assessment moved(SiteFacts facts, Subject subject, DesiredLink desired) {
        var done = facts.doneAsDesired().orElse(null);
        if (done == null || isBeingMade(facts, done)) {
            return new Unclear(subject);
        }
        var company = facts.company().orElse(null);
        if (company == null) {
            return not(
                    subject,
                    done.holds(Aspect.COMPANY)
                            ? "The site is linked to a company that was seen to be there."
                            : "The company is no longer in the inventory at all, or there is none: the site itself says which.");
        }
        if (!company.inSight()) {
            return holds(movedAway(facts, company, subject));
        }
        var home = facts.memory().home();
        var place = company.place();
        if (home == null || place == null || company.standsAt(home)) {
            return not(subject, "The company “%s” is where it belongs.".formatted(company.name()));
        }
        return desired.placeDecided().filter(company::standsAt).isPresent()
                ? new Unclear(subject)
                : holds(movedInside(facts, company, home, place, subject));
    }

    /** Another company is wanted, and nothing stands in its way. */
    private static boolean isBeingMade(SiteFacts facts, LinkSeen done) {
        return facts.companyId().isEmpty() && done.standingStill().isEmpty();
    }

    private static Finding movedInside(
            SiteFacts facts, ObservedCompany company, String home, String place, Subject subject) {
        return new Words(facts, subject)
                .company(company.companyId(), company.name())
                .facts(company.companyId() + "|" + company.parentId())
                .say(
                        "Company was moved",
                        "The company “%s” of the site “%s” was moved in GravityZone: it is %s now, and was %s."
                                .formatted(company.name(), facts.name(), placed(facts, place), placed(facts, home)),
                        "The link works as before. Whoever manages the new place may change policies, licences and users "
                                + "of the company.")
                .with(
                        Choices.move(company.name(), placed(facts, home)),
                        Choices.keepPlace(company.name()),
                        Choices.IGNORE);
    }

    private static Finding movedAway(SiteFacts facts, ObservedCompany company, Subject subject) {
        return new Words(facts, subject)
                .company(company.companyId(), company.name())
                .facts(company.companyId() + "|out of sight")
                .say(
                        "Company moved out of reach",
                        "GravityZone no longer lets your key see the company “%s” of the site “%s”: it was moved out of your tree, or your key lost the right to see it."
                                .formatted(company.name(), facts.name()),
                        "Its package and agents can no longer be looked after from here, and new devices of the site may be "
                                + "protected for another partner.")
                .cannot(
                        Action.MOVE,
                        "It cannot be moved back from here: a move needs a key that sees the company and both places. "
                                + "Ask whoever manages it now to move it back; then this closes by itself.")
                .with(Choices.recreate(facts.name(), null), Choices.unlink(facts.name()), Choices.IGNORE);
    }

    /** It is in no list any more. */
    static Assessment deleted(SiteFacts facts, Subject subject, DesiredLink desired) {
        var done = facts.doneAsDesired().orElse(null);
        if (done == null) {
            return new Unclear(subject);
        }
        if (facts.company().isPresent()) {
            return not(subject, "The company “%s” is in the inventory of GravityZone.".formatted(facts.companyName()));
        }
        var certain = done.fails(Aspect.COMPANY, Reason.COMPANY_MISSING);
        if (certain || done.fails(Aspect.COMPANY, Reason.COMPANY_UNREACHABLE)) {
            return holds(gone(facts, done, certain, subject));
        }
        return done.holds(Aspect.COMPANY) || done.fails(Aspect.COMPANY, Reason.NAME_TAKEN_ELSEWHERE)
                ? not(subject, "The site is linked to a company again, or says itself what keeps it from being.")
                : new Unclear(subject);
    }

    private static Finding gone(SiteFacts facts, LinkSeen done, boolean certain, Subject subject) {
        var name = facts.companyName();
        var words = new Words(facts, subject)
                .company(facts.companyId().orElse(null), name)
                .facts(facts.companyId().orElse("") + (certain ? "|deleted" : "|out of reach"))
                .say(
                        certain ? "Company was deleted" : "Company no longer reachable",
                        certain
                                ? "The company “%s” of the site “%s” was deleted in GravityZone."
                                        .formatted(name, facts.name())
                                : "GravityZone no longer shows the company “%s” of the site “%s”: it was deleted, or moved out of your tree; its API does not say which."
                                        .formatted(name, facts.name()),
                        "The link leads to nothing: devices of the site that install now get no protection.");
        var other = certain
                ? words
                : words.cannot(
                        Action.MOVE,
                        "It cannot be moved back from here: a move needs a key that sees the company and both places.");
        return other.with(
                Choices.recreate(facts.name(), done.companyName() == null ? name : done.companyName()),
                Choices.unlink(facts.name()),
                Choices.IGNORE);
    }

    /** It is suspended, and nobody decided that here. */
    static Assessment suspended(SiteFacts facts, Subject subject, DesiredLink desired) {
        var company = facts.company().filter(ObservedCompany::inSight).orElse(null);
        if (company == null) {
            return not(subject, "The company cannot be seen, which is told by itself.");
        }
        if (!company.suspended()) {
            return not(subject, "The company “%s” is active.".formatted(company.name()));
        }
        if (facts.memory().suspendedHere()) {
            return not(subject, "The company “%s” was suspended by a decision made here.".formatted(company.name()));
        }
        if (desired.order(CompanyChange.SUSPEND).isPresent()) {
            return new Unclear(subject);
        }
        var activated = facts.done()
                .map(done -> LinkMemory.carriedOutAt(desired, done, CompanyChange.ACTIVATE))
                .filter(at -> at.isAfter(company.observedAt()));
        return activated.isPresent()
                ? not(subject, "The company “%s” was activated, and read back as active.".formatted(company.name()))
                : holds(new Words(facts, subject)
                        .company(company.companyId(), company.name())
                        .facts(company.companyId() + "|suspended")
                        .say(
                                "Company is suspended",
                                "The company “%s” of the site “%s” is suspended in GravityZone."
                                        .formatted(company.name(), facts.name()),
                                "Its users are locked out and its agents expire, so its devices are no longer protected.")
                        .with(
                                Choice.of(
                                        Action.ACTIVATE,
                                        "Activate the company",
                                        "The company is activated in GravityZone and read back. The link stays."),
                                Choices.unlink(facts.name()),
                                Choice.of(
                                        Action.KEEP,
                                        "Leave it suspended",
                                        "Nothing is changed, and you are asked again only after it was active once more."),
                                Choices.IGNORE));
    }

    /** A company of the name is here, and it was not made for this link. */
    static Assessment nameNotUnique(SiteFacts facts, Subject subject, DesiredLink desired) {
        var name = desired.companyName();
        if (name == null) {
            return not(subject, "The site is linked to an existing company instead.");
        }
        var done = facts.doneAsDesired().orElse(null);
        if (done == null) {
            return new Unclear(subject);
        }
        if (!done.fails(Aspect.COMPANY, Reason.NAME_EXISTS_HERE)) {
            return done.condition(Aspect.COMPANY)
                            .map(seen -> seen.holds() == LinkSeen.Holds.TRUE
                                    || seen.reason().needsSomebody())
                            .orElse(false)
                    ? not(subject, "No other company of the name “%s” stands in the way.".formatted(name))
                    : new Unclear(subject);
        }
        var words = new Words(facts, subject)
                .company(null, name)
                .facts(desired.generation() + "|" + name)
                .say(
                        "Company of this name exists",
                        "The company “%s” for the site “%s” is not created: a company of that name exists in GravityZone and was not made for this link."
                                .formatted(name, facts.name()),
                        "The site has no company and no installation package until you choose that company or another name.");
        return holds(claimable(facts, name)
                .map(company -> words.with(takeOver(company), Choices.createAs(null), Choices.IGNORE))
                .orElseGet(() -> words.cannot(
                                Action.ASSOCIATE,
                                "The company of that name is linked to another site, is no customer, or cannot be seen just now.")
                        .with(Choices.createAs(null), Choices.IGNORE)));
    }

    static Choice takeOver(ObservedCompany company) {
        return Choices.associate(
                "Link the site to that company",
                "The site is linked to the existing company “%s”; no company is created.".formatted(company.name()));
    }

    /** The one company of the name that a person could choose; empty where there is none, or no single one. */
    static Optional<ObservedCompany> claimable(SiteFacts facts, String name) {
        var free = facts.companies().listNamed(new CompanyName(name)).stream()
                .filter(company -> company.customer() && company.inSight())
                .filter(company -> facts.companies().listSitesUsing(company.companyId()).stream()
                        .allMatch(site -> site.equals(facts.siteUid())))
                .toList();
        return free.size() == 1 ? Optional.of(free.getFirst()) : Optional.empty();
    }

    private static String placed(SiteFacts facts, String place) {
        return Objects.equals(place, facts.tenant().rootCompanyId())
                ? "directly under your own company"
                : facts.companies()
                        .find(place)
                        .map(parent -> "under “%s”".formatted(parent.name()))
                        .orElse("in the folder or company " + place);
    }
}
