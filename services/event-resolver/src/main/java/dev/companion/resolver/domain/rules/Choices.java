package dev.companion.resolver.domain.rules;

import dev.companion.vocabulary.ResolutionAction;
import org.jspecify.annotations.Nullable;

/** The choices that several rules offer. */
final class Choices {

    static final Choice IGNORE = Choice.of(
            ResolutionAction.IGNORE,
            "Snooze",
            "Nothing is changed. The event is snoozed until the time you set, or until the facts change.");

    private Choices() {}

    static Choice createAs(@Nullable String proposed) {
        return Choice.withName(
                ResolutionAction.CREATE,
                "Create company under another name",
                "A company with the name you enter is created in GravityZone, and the site is linked to it.",
                proposed);
    }

    static Choice move(String company, String place) {
        return Choice.of(
                ResolutionAction.MOVE,
                "Move company back",
                "“%s” is moved back %s in GravityZone and verified there. The link stays.".formatted(company, place));
    }

    static Choice keepPlace(String company) {
        return Choice.of(
                ResolutionAction.KEEP,
                "Keep new location",
                "“%s” stays where it is now, and the link stays. You are asked again if it is moved again."
                        .formatted(company));
    }

    static Choice recreate(String site, @Nullable String proposed) {
        return Choice.withName(
                ResolutionAction.RECREATE,
                "Recreate company",
                "A new company is created in GravityZone, and the site “%s” is linked to it with a new package. "
                                .formatted(site)
                        + "Agents of the former company are not moved to it.",
                proposed);
    }

    /** A second company beside one that exists, or may exist, where the key cannot see it. */
    static Choice createBeside(ResolutionAction action, String site) {
        return Choice.withName(
                action,
                "Create a second company",
                "A second company is created in GravityZone under the name you enter, and the site “%s” is linked to it with "
                                .formatted(site)
                        + "a new package. The former company may still exist: its agents and its licence stay there.",
                null);
    }

    /** The former company may exist; GravityZone refuses its name as long as it does. */
    static Choice recreateIfGone(String site, @Nullable String proposed) {
        return Choice.withName(
                ResolutionAction.RECREATE,
                "Recreate company",
                "If the former company was deleted, a new one is created in GravityZone, and the site “%s” is linked to it with "
                                .formatted(site)
                        + "a new package. If it was only moved, GravityZone refuses its name; under another name, a second "
                        + "company is created beside it. Agents of the former company are not moved.",
                proposed);
    }

    static Choice unlink(String site) {
        return Choice.of(
                ResolutionAction.UNLINK,
                "Unlink",
                "The site “%s” is unlinked: its site variable is deleted in Datto RMM. ".formatted(site)
                        + "Nothing is deleted in GravityZone.");
    }

    static Choice associate(String label, String effect) {
        return Choice.of(ResolutionAction.ASSOCIATE, label, effect);
    }

    static Choice keepCompany(String company) {
        return Choice.of(
                ResolutionAction.KEEP,
                "Keep company, remove link",
                "The site is unlinked. The company “%s” stays in GravityZone as it is, with its agents."
                        .formatted(company));
    }

    static Choice delete(String company) {
        return new Choice(
                ResolutionAction.DELETE,
                "Delete company, remove link",
                "The company “%s” and everything in it is deleted in GravityZone, and the site is unlinked. "
                                .formatted(company)
                        + "This cannot be undone. Nothing is deleted if more machines have an agent than you were shown.",
                true,
                null,
                true);
    }

    static Choice retry(String effect) {
        return Choice.of(ResolutionAction.RETRY, "Try again", effect);
    }
}
