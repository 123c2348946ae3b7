package dev.companion.resolver.domain;

import static dev.companion.resolver.domain.Assessment.holds;
import static dev.companion.resolver.domain.Assessment.not;

import dev.companion.resolver.domain.Assessment.Holds;
import dev.companion.resolver.domain.Assessment.Unclear;
import dev.companion.resolver.domain.LinkSeen.Aspect;
import dev.companion.resolver.domain.LinkSeen.Phase;
import dev.companion.resolver.domain.LinkSeen.Reason;
import java.util.ArrayList;
import java.util.Objects;
import java.util.Optional;

/** How package and variable of a link can differ from what was read back when it was ready. */
final class UpkeepRules {

    private UpkeepRules() {}

    /** The site variable is gone or was changed by somebody. */
    static Assessment associationMissing(SiteFacts facts, Subject subject, DesiredLink desired) {
        return drift(facts, subject, Aspect.VARIABLE)
                .orElseGet(() -> linkChanged(facts)
                        ? not(
                                subject,
                                "The variable is as it was; the package has another link, which is told by itself.")
                        : holds(words(facts, subject)
                                .facts("variable|" + facts.memory().readyLink())
                                .say(
                                        "Site variable is missing or changed",
                                        "The site variable GravityZonePackageLink of “%s” no longer holds the link of its package: somebody deleted or changed it in Datto RMM."
                                                .formatted(facts.name()),
                                        "Devices of the site that install now get no agent, or the wrong one.")
                                .with(
                                        Choices.associate(
                                                "Write the variable again",
                                                "The link of the package is written to the site variable, and read back."),
                                        Choices.IGNORE)));
    }

    /** The package gives another link than the one that the variable holds. */
    static Assessment packageLinkChanged(SiteFacts facts, Subject subject, DesiredLink desired) {
        return drift(facts, subject, Aspect.VARIABLE)
                .orElseGet(() -> !linkChanged(facts)
                        ? not(subject, "The package has the link that it had.")
                        : holds(words(facts, subject)
                                .facts("link|" + facts.doneAsDesired().map(LinkSeen::packageLink))
                                .say(
                                        "Package has another link",
                                        "GravityZone gives the installation package of “%s” another link than the one in the site variable."
                                                .formatted(facts.name()),
                                        "Devices of the site that install now may get no agent once the old link ends.")
                                .with(
                                        Choices.associate(
                                                "Write the new link",
                                                "The package's present link is written to the site variable, and read back."),
                                        Choices.IGNORE)));
    }

    private static boolean linkChanged(SiteFacts facts) {
        var before = facts.memory().readyLink();
        var now = facts.doneAsDesired().map(LinkSeen::packageLink).orElse(null);
        return before != null && now != null && !before.equals(now);
    }

    /** The package is gone, has another name or another content. */
    static Assessment packageMissing(SiteFacts facts, Subject subject, DesiredLink desired) {
        var renamed = renamed(facts, subject, desired);
        return renamed.isPresent()
                ? renamed.get()
                : drift(facts, subject, Aspect.PACKAGE)
                        .orElseGet(() -> holds(
                                facts.doneAsDesired()
                                                .flatMap(done -> done.condition(Aspect.PACKAGE))
                                                .map(LinkSeen.Seen::message)
                                                .orElse("")
                                                .contains("gone")
                                        ? packageGone(facts, subject)
                                        : packageChanged(facts, subject)));
    }

    private static Optional<Assessment> renamed(SiteFacts facts, Subject subject, DesiredLink desired) {
        var done = facts.doneAsDesired().orElse(null);
        if (!facts.tenant().observing()
                || done == null
                || done.phase() != Phase.READY
                || done.packageName() == null
                || desired.packageName().isEmpty()
                || done.packageName().equals(desired.packageName())) {
            return Optional.empty();
        }
        return Optional.of(holds(words(facts, subject)
                .facts("renamed|" + done.packageName())
                .say(
                        "Installation package was renamed",
                        "Somebody renamed the installation package of “%s” from “%s” to “%s” in GravityZone."
                                .formatted(facts.name(), desired.packageName(), done.packageName()),
                        "The link works as before: the package is known by its id. People may take it for somebody else's.")
                .with(
                        Choice.of(
                                Action.KEEP,
                                "Leave the name",
                                "Nothing is changed, and you are asked again only if it is renamed once more."),
                        Choices.IGNORE)));
    }

    private static Finding packageGone(SiteFacts facts, Subject subject) {
        return words(facts, subject)
                .facts("gone|" + facts.done().map(LinkSeen::packageId))
                .say(
                        "Installation package is gone",
                        "The installation package of “%s” was deleted in GravityZone.".formatted(facts.name()),
                        "The link in the site variable leads to nothing, so devices that install now get no agent.")
                .with(
                        Choices.associate(
                                "Create the package again",
                                "A package with the wanted modules is created in the company, and its link is written to the site variable and read back."),
                        Choices.IGNORE);
    }

    private static Finding packageChanged(SiteFacts facts, Subject subject) {
        return words(facts, subject)
                .facts("content|" + facts.done().map(LinkSeen::packageId))
                .say(
                        "Installation package was changed",
                        "The installation package of “%s” contains other modules than wanted: somebody changed it in GravityZone."
                                .formatted(facts.name()),
                        "Devices of the site that install now get other modules than you chose.")
                .with(
                        Choices.associate(
                                "Restore the package",
                                "The package gets the wanted modules again, and is read back. Later installs only."),
                        Choices.IGNORE);
    }

    private static Words words(SiteFacts facts, Subject subject) {
        return new Words(facts, subject).company(facts.companyId().orElse(null), facts.companyName());
    }

    /** What is so before drift of the aspect is even looked at; empty where it drifted. */
    private static Optional<Assessment> drift(SiteFacts facts, Subject subject, Aspect aspect) {
        var done = facts.doneAsDesired().orElse(null);
        if (done == null) {
            return Optional.of(new Unclear(subject));
        }
        if (done.fails(aspect, Reason.DRIFTED)) {
            return Optional.empty();
        }
        if (done.phase() == Phase.READY) {
            return Optional.of(not(subject, "Package and site variable were read back and are as wanted."));
        }
        return Optional.of(
                done.standingStill().isPresent()
                        ? not(subject, "Something else stands in the way, which the site itself says.")
                        : new Unclear(subject));
    }

    /** A creation of which nobody can say whether it took effect, for longer than finding that out takes. */
    static Assessment outcomeUnknown(SiteFacts facts, Subject subject, DesiredLink desired, Patience patience) {
        var done = facts.doneAsDesired().orElse(null);
        if (done == null) {
            return new Unclear(subject);
        }
        var doubt = done.conditions().stream()
                .filter(seen -> seen.isFalseBecause(Reason.OUTCOME_UNKNOWN))
                .findFirst()
                .orElse(null);
        if (doubt == null) {
            return done.phase() == Phase.READY
                            || done.standingStill().isPresent()
                            || done.conditions().stream().noneMatch(seen -> seen.reason() == Reason.HELD_UP)
                    ? not(subject, "It was found out whether the call took effect.")
                    : new Unclear(subject);
        }
        // Where it stands still, looking again has been given up: then there is nothing to wait for.
        var from =
                done.phase() == Phase.ATTENTION ? doubt.since() : doubt.since().plus(patience.unknown());
        return new Holds(unknown(facts, desired, doubt, subject), from);
    }

    private static Finding unknown(SiteFacts facts, DesiredLink desired, LinkSeen.Seen doubt, Subject subject) {
        var ofCompany = doubt.aspect() == Aspect.COMPANY;
        var name = desired.companyName();
        var what = ofCompany
                ? "the company “%s”".formatted(Objects.requireNonNullElse(name, ""))
                : doubt.aspect().words();
        var choices = new ArrayList<Choice>();
        choices.add(
                Choices.retry(
                        "It is looked for again, and made only once two complete looks have not found it. No second one is made."));
        if (ofCompany && name != null) {
            DestinationRules.claimable(facts, name)
                    .map(DestinationRules::takeOver)
                    .ifPresent(choices::add);
            choices.add(Choices.createAs(null));
        }
        choices.add(Choices.IGNORE);
        return new Words(facts, subject)
                .company(null, ofCompany ? name : facts.companyName())
                .facts(desired.generation() + "|" + doubt.aspect())
                .say(
                        "Nobody can say whether a call took effect",
                        "The answer to creating %s for the site “%s” was lost, and looking for it has not settled whether it exists."
                                .formatted(what, facts.name()),
                        "The site waits. It is looked for again by itself; nothing is made twice.")
                .with(choices.toArray(Choice[]::new));
    }
}
