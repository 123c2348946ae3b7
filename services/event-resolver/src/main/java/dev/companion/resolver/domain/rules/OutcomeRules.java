package dev.companion.resolver.domain.rules;

import static dev.companion.resolver.domain.rules.Assessment.absent;

import dev.companion.resolver.domain.facts.GracePeriods;
import dev.companion.resolver.domain.facts.LinkSpec;
import dev.companion.resolver.domain.facts.LinkStatus.Aspect;
import dev.companion.resolver.domain.facts.LinkStatus.Condition;
import dev.companion.resolver.domain.facts.LinkStatus.Phase;
import dev.companion.resolver.domain.facts.LinkStatus.Reason;
import dev.companion.resolver.domain.facts.SiteFacts;
import dev.companion.resolver.domain.rules.Assessment.Present;
import dev.companion.resolver.domain.rules.Assessment.Unclear;
import java.util.ArrayList;
import java.util.Objects;

/** Whether a call with an effect may have taken effect without an answer. */
final class OutcomeRules {

    private OutcomeRules() {}

    /** The outcome of a creation is unknown for longer than it usually takes to find it out. */
    static Assessment unknown(SiteFacts facts, Subject subject, LinkSpec link, GracePeriods grace) {
        var status = facts.currentStatus().orElse(null);
        if (status == null) {
            return new Unclear(subject);
        }
        var unknown = status.conditions().stream()
                .filter(condition -> condition.isFalse(Reason.OUTCOME_UNKNOWN))
                .findFirst()
                .orElse(null);
        if (unknown == null) {
            return status.phase() == Phase.READY
                            || status.blockingCondition().isPresent()
                            || status.conditions().stream().noneMatch(condition -> condition.reason() == Reason.WAITING)
                    ? absent(subject, "It is known now whether the call took effect.")
                    : new Unclear(subject);
        }
        // In phase ATTENTION the provisioner has stopped looking, so there is nothing to wait for.
        var from = status.phase() == Phase.ATTENTION
                ? unknown.since()
                : unknown.since().plus(grace.unknown());
        return new Present(finding(facts, link, unknown, subject), from);
    }

    private static Finding finding(SiteFacts facts, LinkSpec link, Condition unknown, Subject subject) {
        var ofCompany = unknown.aspect() == Aspect.COMPANY;
        var name = link.companyName();
        var what = ofCompany
                ? "the company “%s”".formatted(Objects.requireNonNullElse(name, ""))
                : unknown.aspect().label();
        var choices = new ArrayList<Choice>();
        choices.add(
                Choices.retry(
                        "Companion looks for it again, and creates it only if two complete searches do not find it. It is never created twice."));
        if (ofCompany && name != null) {
            DestinationRules.claimable(facts, name)
                    .map(DestinationRules::linkTo)
                    .ifPresent(choices::add);
            choices.add(Choices.createAs(null));
        }
        choices.add(Choices.IGNORE);
        return new FindingBuilder(facts, subject)
                .company(null, ofCompany ? name : facts.companyName())
                .fingerprint(link.generation() + "|" + unknown.aspect())
                .texts(
                        "The answer to creating %s for the site “%s” was lost, and searches have not shown whether it exists."
                                .formatted(what, facts.name()),
                        "The site waits while Companion keeps looking. Nothing is created twice.")
                .choices(choices.toArray(Choice[]::new));
    }
}
