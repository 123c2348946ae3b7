package dev.companion.resolver.domain;

import static dev.companion.resolver.domain.DiscrepancyType.DESTINATION_CREATION;

import dev.companion.resolver.domain.Assessment.Holds;
import dev.companion.resolver.domain.Assessment.HoldsNot;
import dev.companion.resolver.domain.Assessment.Unclear;
import java.util.List;
import java.util.function.Function;

/**
 * Finds how the desired and the observed differ. Looks at the whole of a site's facts, never at what just changed, so
 * that it does not matter in which order they came. One more kind of difference is one more rule.
 */
public final class DiscrepancyDetector {

    private static final List<Function<SiteFacts, Assessment>> RULES =
            List.of(DiscrepancyDetector::destinationCreation);

    private DiscrepancyDetector() {}

    /** What each rule says of the site, one assessment a type. */
    public static List<Assessment> assess(SiteFacts facts) {
        return RULES.stream().map(rule -> rule.apply(facts)).toList();
    }

    private static Assessment destinationCreation(SiteFacts facts) {
        var desired = facts.desired().orElse(null);
        if (desired == null || !desired.present()) {
            return new HoldsNot(DESTINATION_CREATION, "The site is no longer to be linked.");
        }
        if (desired.companyName() == null) {
            return new HoldsNot(DESTINATION_CREATION, "The site is linked to an existing company instead.");
        }
        var done = facts.doneAsDesired().orElse(null);
        if (done == null) {
            return new Unclear(DESTINATION_CREATION);
        }
        return switch (done.company()) {
            case NAME_TAKEN_ELSEWHERE -> new Holds(nameTaken(facts, desired, desired.companyName()));
            case READY ->
                new HoldsNot(
                        DESTINATION_CREATION,
                        "The company “%s” exists and is in use.".formatted(desired.companyName()));
            case REFUSED_OTHERWISE ->
                new HoldsNot(
                        DESTINATION_CREATION,
                        "The name is not what keeps the company from being created; the site itself says what does.");
            case UNDECIDED -> new Unclear(DESTINATION_CREATION);
        };
    }

    private static Finding nameTaken(SiteFacts facts, DesiredLink desired, String companyName) {
        return new Finding(
                DESTINATION_CREATION,
                facts.siteUid(),
                facts.name(),
                null,
                companyName,
                desired.generation(),
                desired.generation() + "|" + companyName,
                "The company “%s” for the site “%s” cannot be created: its name is used in another GravityZone tenant."
                        .formatted(companyName, facts.name()),
                "Until another name is chosen, the site has no company and no installation package, "
                        + "so its devices cannot be protected.",
                List.of(Action.CREATE, Action.IGNORE));
    }
}
