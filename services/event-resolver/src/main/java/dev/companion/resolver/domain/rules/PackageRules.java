package dev.companion.resolver.domain.rules;

import static dev.companion.resolver.domain.rules.Assessment.absent;
import static dev.companion.resolver.domain.rules.Assessment.present;

import dev.companion.resolver.domain.facts.LinkSpec;
import dev.companion.resolver.domain.facts.LinkStatus;
import dev.companion.resolver.domain.facts.LinkStatus.Aspect;
import dev.companion.resolver.domain.facts.LinkStatus.Condition;
import dev.companion.resolver.domain.facts.LinkStatus.Phase;
import dev.companion.resolver.domain.facts.LinkStatus.Reason;
import dev.companion.resolver.domain.facts.SiteFacts;
import dev.companion.resolver.domain.rules.Assessment.Unclear;
import dev.companion.vocabulary.ResolutionAction;
import java.util.Optional;

/** How package and site variable of a link can differ from what was verified when the link was ready. */
final class PackageRules {

    private PackageRules() {}

    /** The site variable was deleted or changed. */
    static Assessment associationMissing(SiteFacts facts, Subject subject, LinkSpec link) {
        return unlessDrifted(facts, subject, Aspect.VARIABLE)
                .orElseGet(() -> linkChanged(facts)
                        ? absent(
                                subject,
                                "The variable is unchanged; the installation link of the package changed, which is an event of its own.")
                        : present(builder(facts, subject)
                                .fingerprint("variable|" + facts.baseline().readyLinkSince())
                                .texts(
                                        "The site variable GravityZonePackageLink of “%s” no longer holds the installation link of its package: it was deleted or changed in Datto RMM."
                                                .formatted(facts.name()),
                                        "Devices of the site that install now get no agent, or the wrong one.")
                                .choices(
                                        Choices.associate(
                                                "Restore site variable",
                                                "The installation link of the package is written to the site variable and verified."),
                                        Choices.IGNORE)));
    }

    /** The package has another installation link than the site variable. */
    static Assessment packageLinkChanged(SiteFacts facts, Subject subject, LinkSpec link) {
        return unlessDrifted(facts, subject, Aspect.VARIABLE)
                .orElseGet(() -> !linkChanged(facts)
                        ? absent(subject, "The installation link of the package is unchanged.")
                        : present(builder(facts, subject)
                                .fingerprint("link|" + facts.currentStatus().map(LinkStatus::packageLinkSince))
                                .texts(
                                        "In GravityZone, the installation package of “%s” has another installation link than the one in the site variable."
                                                .formatted(facts.name()),
                                        "Devices of the site that install now may get no agent once the old installation link expires.")
                                .choices(
                                        Choices.associate(
                                                "Write new installation link",
                                                "The current installation link of the package is written to the site variable and verified."),
                                        Choices.IGNORE)));
    }

    private static boolean linkChanged(SiteFacts facts) {
        var before = facts.baseline().readyLinkSince();
        var now = facts.currentStatus().map(LinkStatus::packageLinkSince).orElse(null);
        return before != null && now != null && !before.equals(now);
    }

    /** The package was deleted, renamed, or its content was changed. */
    static Assessment packageMissing(SiteFacts facts, Subject subject, LinkSpec link) {
        var renamed = renamed(facts, subject, link);
        return renamed.isPresent()
                ? renamed.get()
                : unlessDrifted(facts, subject, Aspect.PACKAGE)
                        .orElseGet(() -> present(
                                facts.currentStatus()
                                                .flatMap(status -> status.condition(Aspect.PACKAGE))
                                                .map(Condition::message)
                                                .orElse("")
                                                .contains("gone")
                                        ? packageGone(facts, subject)
                                        : packageChanged(facts, subject)));
    }

    private static Optional<Assessment> renamed(SiteFacts facts, Subject subject, LinkSpec link) {
        var status = facts.currentStatus().orElse(null);
        if (facts.tenant().healing()
                || status == null
                || status.phase() != Phase.READY
                || status.packageName() == null
                || status.packageName().equals(link.packageName())) {
            return Optional.empty();
        }
        return Optional.of(present(builder(facts, subject)
                .fingerprint("renamed|" + status.packageName())
                .title("Installation package was renamed")
                .texts(
                        "The installation package of “%s” was renamed from “%s” to “%s” in GravityZone."
                                .formatted(facts.name(), link.packageName(), status.packageName()),
                        "The link still works: the package is known by its id. People may think that the package is not in use.")
                .choices(
                        Choice.of(
                                ResolutionAction.KEEP,
                                "Keep package name",
                                "Nothing is changed. You are asked again only if the package is renamed again."),
                        Choices.IGNORE)));
    }

    private static Finding packageGone(SiteFacts facts, Subject subject) {
        return builder(facts, subject)
                .fingerprint("gone|" + facts.status().map(LinkStatus::packageId))
                .title("Installation package is gone")
                .texts(
                        "The installation package of “%s” was deleted in GravityZone.".formatted(facts.name()),
                        "The installation link in the site variable no longer works, so devices that install now get no agent.")
                .choices(
                        Choices.associate(
                                "Recreate package",
                                "A package with the desired modules is created in the company. Its installation link is written to the site variable and verified."),
                        Choices.IGNORE);
    }

    private static Finding packageChanged(SiteFacts facts, Subject subject) {
        return builder(facts, subject)
                .fingerprint("content|" + facts.status().map(LinkStatus::packageId))
                .title("Installation package was changed")
                .texts(
                        "The installation package of “%s” was changed in GravityZone: it contains other modules than desired."
                                .formatted(facts.name()),
                        "Devices of the site that install now get other modules than you chose.")
                .choices(
                        Choices.associate(
                                "Restore package",
                                "The package gets the desired modules again and is verified. This affects later installations only."),
                        Choices.IGNORE);
    }

    private static FindingBuilder builder(SiteFacts facts, Subject subject) {
        return new FindingBuilder(facts, subject).company(facts.companyId().orElse(null), facts.companyName());
    }

    /** Returns empty if the aspect has drifted. */
    private static Optional<Assessment> unlessDrifted(SiteFacts facts, Subject subject, Aspect aspect) {
        var status = facts.currentStatus().orElse(null);
        if (status == null) {
            return Optional.of(new Unclear(subject));
        }
        if (status.isFalse(aspect, Reason.DRIFTED)) {
            return Optional.empty();
        }
        if (status.phase() == Phase.READY) {
            return Optional.of(absent(subject, "Package and site variable were verified and are as desired."));
        }
        return Optional.of(
                status.blockingCondition().isPresent()
                        ? absent(subject, "Something else blocks the link; the status of the site says what.")
                        : new Unclear(subject));
    }
}
