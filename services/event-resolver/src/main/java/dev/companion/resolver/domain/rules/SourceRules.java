package dev.companion.resolver.domain.rules;

import static dev.companion.resolver.domain.rules.Assessment.absent;
import static dev.companion.resolver.domain.rules.Assessment.present;

import dev.companion.resolver.domain.facts.LinkSpec;
import dev.companion.resolver.domain.facts.LinkStatus;
import dev.companion.resolver.domain.facts.LinkStatus.Aspect;
import dev.companion.resolver.domain.facts.LinkStatus.Condition;
import dev.companion.resolver.domain.facts.ObservedCompany;
import dev.companion.resolver.domain.facts.SiteFacts;
import dev.companion.resolver.domain.rules.Assessment.Unclear;
import dev.companion.resolver.domain.rules.Assessment.Unlinking;
import dev.companion.vocabulary.CompanyAction;
import dev.companion.vocabulary.CompanyName;
import dev.companion.vocabulary.DiscrepancyType;
import dev.companion.vocabulary.ResolutionAction;

/** How the site of a link can differ from what is desired. */
final class SourceRules {

    private SourceRules() {}

    /** The site no longer exists; its deletion is confirmed. */
    static Assessment deleted(SiteFacts facts) {
        var subject = new Subject(DiscrepancyType.SOURCE_DELETED, facts.siteUid());
        var link = facts.link().orElse(null);
        if (link == null) {
            return absent(subject, "The site is no longer linked.");
        }
        if (facts.listedSite().isPresent()) {
            return absent(subject, "The site “%s” exists.".formatted(facts.name()));
        }
        if (!link.present()) {
            return link.order(CompanyAction.DELETE)
                    .flatMap(_ -> facts.currentStatus())
                    .flatMap(status -> status.condition(Aspect.ORDER))
                    .filter(order -> facts.isSiteGone() && order.needsAction())
                    .<Assessment>map(order ->
                            present(finding(facts, subject, link.generation() + "|not deleted", notDeleted(order))))
                    .orElseGet(() -> new Unlinking(subject, "The site is no longer linked."));
        }
        return facts.isSiteGone() ? present(finding(facts, subject, "deleted", "")) : new Unclear(subject);
    }

    private static String notDeleted(Condition order) {
        return " Its company was not deleted%s".formatted(order.message() == null ? "." : ": " + order.message());
    }

    private static Finding finding(SiteFacts facts, Subject subject, String fingerprint, String more) {
        var company = facts.company().filter(ObservedCompany::visible);
        var name = facts.companyName();
        var builder = new FindingBuilder(facts, subject)
                .company(facts.companyId().orElse(null), name.isEmpty() ? null : name)
                .fingerprint(fingerprint)
                .texts(
                        "The site “%s” was deleted in Datto RMM and is still linked%s.%s"
                                .formatted(
                                        facts.name(),
                                        name.isEmpty() ? "" : " to the company “%s”".formatted(name),
                                        more),
                        "GravityZone keeps the company and its licences in use for a site that no longer exists.");
        return company.isPresent()
                        && company.get().customer()
                        && facts.status().map(LinkStatus::companyId).isPresent()
                ? builder.choices(Choices.keepCompany(name), Choices.delete(name), Choices.IGNORE)
                : builder.unavailable(
                                ResolutionAction.DELETE,
                                "This link uses no company that is visible, so none can be deleted.")
                        .choices(Choices.keepCompany(name), Choices.IGNORE);
    }

    /** The site has another name than when it was linked, and its company has not. */
    static Assessment renamed(SiteFacts facts, Subject subject, LinkSpec link) {
        var site = facts.listedSite().orElse(null);
        if (site == null) {
            return notListed(facts, subject);
        }
        var name = site.name().strip();
        if (name.equals(link.siteName().strip())) {
            return absent(subject, "The site is called “%s”, as the link says.".formatted(name));
        }
        var status = facts.currentStatus().orElse(null);
        if (status == null || status.companyId() == null) {
            return new Unclear(subject);
        }
        var company = facts.companyName();
        var proposed = new CompanyName(name).fitting();
        // The provisioner may have read the name after the last sweep of the companies.
        if (isCalled(company, proposed) || (status.companyName() != null && isCalled(status.companyName(), proposed))) {
            return absent(subject, "Site and company are both called “%s”.".formatted(name));
        }
        var builder = new FindingBuilder(facts, subject)
                .company(status.companyId(), company)
                .fingerprint(name + "|" + company)
                .texts(
                        "The site “%s” is now called “%s” in Datto RMM; its company is called “%s” in GravityZone."
                                .formatted(link.siteName(), name, company),
                        "The link still works. People who look for the customer in GravityZone find the old name.");
        var keep = Choice.of(
                ResolutionAction.KEEP,
                "Keep company name",
                "Nothing is changed in GravityZone. You are not asked again about this name.");
        var alias = Choice.of(
                ResolutionAction.ALIAS,
                "Keep company name and remember both",
                "Nothing is changed in GravityZone. Suggestions for links find the site by its former name “%s” too."
                        .formatted(link.siteName()));
        return present(
                facts.companies().isTaken(proposed, status.companyId())
                        ? builder.unavailable(
                                        ResolutionAction.RENAME,
                                        "Another company is already called “%s”.".formatted(proposed.text()))
                                .choices(keep, alias, Choices.IGNORE)
                        : builder.choices(
                                new Choice(
                                        ResolutionAction.RENAME,
                                        "Rename company",
                                        "The company “%s” is renamed to “%s” in GravityZone and verified. The link stays."
                                                .formatted(company, proposed.text()),
                                        false,
                                        proposed.text(),
                                        false),
                                keep,
                                alias,
                                Choices.IGNORE));
    }

    private static Assessment notListed(SiteFacts facts, Subject subject) {
        return facts.isSiteGone()
                ? absent(subject, "The site no longer exists, which is an event of its own.")
                : new Unclear(subject);
    }

    private static boolean isCalled(String name, CompanyName wanted) {
        return new CompanyName(name).key().equals(wanted.key());
    }

    /** The site became on-demand: jobs and policies no longer reach its devices. */
    static Assessment outOfScope(SiteFacts facts, Subject subject, LinkSpec link) {
        var site = facts.listedSite().orElse(null);
        if (site == null) {
            return notListed(facts, subject);
        }
        if (site.managed()) {
            return absent(subject, "The site “%s” is managed.".formatted(site.name()));
        }
        return present(new FindingBuilder(facts, subject)
                .company(facts.companyId().orElse(null), facts.companyName())
                .fingerprint("on-demand")
                .texts(
                        "The site “%s” became an on-demand site in Datto RMM and is still linked."
                                .formatted(facts.name()),
                        "Datto RMM no longer runs jobs on its devices, so nothing is installed there. The company stays in "
                                + "use in GravityZone.")
                .choices(
                        Choices.unlink(facts.name()),
                        Choice.of(
                                ResolutionAction.KEEP,
                                "Keep link",
                                "Nothing is changed. You are asked again if the site becomes managed and then on-demand again."),
                        Choices.IGNORE));
    }
}
