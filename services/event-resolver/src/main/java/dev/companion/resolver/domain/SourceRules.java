package dev.companion.resolver.domain;

import static dev.companion.resolver.domain.Assessment.holds;
import static dev.companion.resolver.domain.Assessment.not;

import dev.companion.resolver.domain.Assessment.Leaving;
import dev.companion.resolver.domain.Assessment.Unclear;
import dev.companion.resolver.domain.LinkSeen.Aspect;

/** How the site of a link can differ from what is desired. */
final class SourceRules {

    private SourceRules() {}

    /** The site is gone, by a deletion that was confirmed. */
    static Assessment deleted(SiteFacts facts) {
        var subject = new Subject(DiscrepancyType.SOURCE_DELETED, facts.siteUid());
        var desired = facts.desired().orElse(null);
        if (desired == null) {
            return not(subject, "The link was taken apart.");
        }
        if (facts.observed().isPresent()) {
            return not(subject, "The site “%s” exists.".formatted(facts.name()));
        }
        if (!desired.present()) {
            return desired.order(CompanyChange.DELETE)
                    .flatMap(_ -> facts.doneAsDesired())
                    .flatMap(done -> done.condition(Aspect.ORDER))
                    .filter(order -> facts.siteGone()
                            && order.holds() != LinkSeen.Holds.TRUE
                            && order.reason().needsSomebody())
                    .<Assessment>map(order ->
                            holds(finding(facts, subject, desired.generation() + "|not deleted", notDeleted(order))))
                    .orElseGet(() -> new Leaving(subject, "The link of the site is being taken apart."));
        }
        return facts.siteGone() ? holds(finding(facts, subject, "deleted", "")) : new Unclear(subject);
    }

    private static String notDeleted(LinkSeen.Seen order) {
        return " Its company was not deleted%s".formatted(order.message() == null ? "." : ": " + order.message());
    }

    private static Finding finding(SiteFacts facts, Subject subject, String print, String more) {
        var company = facts.company().filter(ObservedCompany::inSight);
        var name = facts.companyName();
        var words = new Words(facts, subject)
                .company(facts.companyId().orElse(null), name.isEmpty() ? null : name)
                .facts(print)
                .say(
                        "Site was deleted",
                        "The site “%s” was deleted in Datto RMM and is still linked%s.%s"
                                .formatted(
                                        facts.name(),
                                        name.isEmpty() ? "" : " to the company “%s”".formatted(name),
                                        more),
                        "The company and its licences stay in use in GravityZone for a site that no longer exists.");
        return company.isPresent()
                        && company.get().customer()
                        && facts.done().map(LinkSeen::companyId).isPresent()
                ? words.with(Choices.keepCompany(name), Choices.delete(name), Choices.IGNORE)
                : words.cannot(
                                Action.DELETE,
                                "There is no company in sight that this link uses, so none can be deleted.")
                        .with(Choices.keepCompany(name), Choices.IGNORE);
    }

    /** The site has another name than when it was linked, and its company has not. */
    static Assessment renamed(SiteFacts facts, Subject subject, DesiredLink desired) {
        var observed = facts.observed().orElse(null);
        if (observed == null) {
            return unseen(facts, subject);
        }
        var name = observed.name().strip();
        if (name.equals(desired.siteName().strip())) {
            return not(subject, "The site is called “%s”, as the link says.".formatted(name));
        }
        var done = facts.doneAsDesired().orElse(null);
        if (done == null || done.companyId() == null) {
            return new Unclear(subject);
        }
        var company = facts.companyName();
        var proposed = CompanyName.fitting(name);
        // What was read back by the provisioner may be newer than the last sweep.
        if (isCalled(company, proposed) || (done.companyName() != null && isCalled(done.companyName(), proposed))) {
            return not(subject, "Site and company are both called “%s”.".formatted(name));
        }
        var words = new Words(facts, subject)
                .company(done.companyId(), company)
                .facts(name + "|" + company)
                .say(
                        "Site was renamed",
                        "The site “%s” is called “%s” now in Datto RMM; its company is called “%s” in GravityZone."
                                .formatted(desired.siteName(), name, company),
                        "The link works as before. People who look for the customer in GravityZone find the old name.");
        var keep = Choice.of(
                Action.KEEP,
                "Keep the company's name",
                "Nothing is changed in GravityZone, and you are not asked again about this name.");
        var alias = Choice.of(
                Action.ALIAS,
                "Keep the name and remember both",
                "Nothing is changed in GravityZone. That the site was called “%s” is remembered, so that it is found by either name when links are suggested."
                        .formatted(desired.siteName()));
        return holds(
                facts.companies().isTaken(proposed, done.companyId())
                        ? words.cannot(
                                        Action.RENAME,
                                        "Another company is called “%s” already.".formatted(proposed.text()))
                                .with(keep, alias, Choices.IGNORE)
                        : words.with(
                                new Choice(
                                        Action.RENAME,
                                        "Rename the company",
                                        "The company “%s” is renamed to “%s” in GravityZone, and read back. The link stays."
                                                .formatted(company, proposed.text()),
                                        false,
                                        proposed.text(),
                                        false),
                                keep,
                                alias,
                                Choices.IGNORE));
    }

    private static Assessment unseen(SiteFacts facts, Subject subject) {
        return facts.siteGone()
                ? not(subject, "The site no longer exists, which is told by itself.")
                : new Unclear(subject);
    }

    private static boolean isCalled(String name, CompanyName wanted) {
        return new CompanyName(name).key().equals(wanted.key());
    }

    /** The site became on-demand: its devices can no longer be reached for jobs and policies. */
    static Assessment outOfScope(SiteFacts facts, Subject subject, DesiredLink desired) {
        var observed = facts.observed().orElse(null);
        if (observed == null) {
            return unseen(facts, subject);
        }
        if (observed.managed()) {
            return not(subject, "The site “%s” is managed.".formatted(observed.name()));
        }
        return holds(new Words(facts, subject)
                .company(facts.companyId().orElse(null), facts.companyName())
                .facts("on-demand")
                .say(
                        "Site is no longer managed",
                        "The site “%s” became an on-demand site in Datto RMM and is still linked."
                                .formatted(facts.name()),
                        "Datto RMM runs no jobs on its devices any more, so that nothing is installed there; "
                                + "the company stays in use in GravityZone.")
                .with(
                        Choices.unlink(facts.name()),
                        Choice.of(
                                Action.KEEP,
                                "Keep the link",
                                "Nothing is changed. You are asked again when the site leaves the managed ones once more."),
                        Choices.IGNORE));
    }
}
