package dev.companion.resolver.domain;

import org.jspecify.annotations.Nullable;

/** What can be done, in words: each says its effect, so that nobody has to guess what a button does. */
final class Choices {

    static final Choice IGNORE = Choice.of(
            Action.IGNORE,
            "Snooze",
            "Nothing is changed. It rests until the moment you give, and in any case until the facts change.");

    private Choices() {}

    static Choice createAs(@Nullable String proposed) {
        return Choice.withName(
                Action.CREATE,
                "Create the company under another name",
                "A new company of the name you give is created in GravityZone, and the site is linked to it.",
                proposed);
    }

    static Choice move(String company, String place) {
        return Choice.of(
                Action.MOVE,
                "Move the company back",
                "“%s” is moved back %s in GravityZone, and read back there. The link stays.".formatted(company, place));
    }

    static Choice keepPlace(String company) {
        return Choice.of(
                Action.KEEP,
                "Leave it where it is",
                "“%s” stays where it was moved to, and the link stays. You are told again if it moves once more."
                        .formatted(company));
    }

    static Choice recreate(String site, @Nullable String proposed) {
        return Choice.withName(
                Action.RECREATE,
                "Create the company again",
                "A new company is created in GravityZone and the site “%s” is linked to it, with a new package. "
                                .formatted(site)
                        + "Agents of the former company do not come with it.",
                proposed);
    }

    static Choice unlink(String site) {
        return Choice.of(
                Action.UNLINK,
                "Drop the link",
                "The site variable of “%s” is deleted in Datto RMM and the link is dropped. ".formatted(site)
                        + "Nothing is deleted in GravityZone.");
    }

    static Choice associate(String label, String effect) {
        return Choice.of(Action.ASSOCIATE, label, effect);
    }

    static Choice keepCompany(String company) {
        return Choice.of(
                Action.KEEP,
                "Keep the company, drop the link",
                "The link is dropped. The company “%s” stays in GravityZone as it is, with its agents."
                        .formatted(company));
    }

    static Choice delete(String company) {
        return new Choice(
                Action.DELETE,
                "Delete the company and drop the link",
                "The company “%s” is deleted in GravityZone with everything in it, and the link is dropped. "
                                .formatted(company)
                        + "Nobody can undo that. It is not done if it has more machines with an agent than you say.",
                true,
                null,
                true);
    }

    static Choice retry(String effect) {
        return Choice.of(Action.RETRY, "Try once more", effect);
    }
}
