package dev.companion.provisioner.domain.work;

import dev.companion.vocabulary.AddOn;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The installation package that a link uses.
 *
 * @param seenAt when it was created or last seen
 * @param unsure whether an answer made it doubtful that a package of this name still exists
 * @param unlicensed wanted add-ons that are left out because the licence lacks them
 * @param differing what the vendor keeps differently from what it was asked to, as it is called in a sentence
 * @param settlesAt until when a change of it with an unknown outcome may take effect; null without one
 * @param duplicates how many more packages of our name its company was seen to have
 */
public record LinkedPackage(
        String id,
        String name,
        Instant seenAt,
        boolean unsure,
        Content content,
        List<AddOn> unlicensed,
        List<String> differing,
        int duplicates,
        @Nullable Instant settlesAt) {

    /** What is known of the content of a package. */
    public enum Content {
        /** As wanted, or as much of it as the vendor gives. */
        AS_WANTED,
        /** Not known: read next. */
        UNREAD,
        /** The outcome of the last change is unknown: read next, and changed again if it differs. */
        CHANGE_UNKNOWN,
        /** Not as wanted: changed next. */
        OTHER,
        /** A whole list of its company lacks the package: read by its id next, since a list may be wrong. */
        UNLISTED
    }

    public LinkedPackage {
        unlicensed = List.copyOf(unlicensed);
        differing = List.copyOf(differing);
    }

    public static LinkedPackage of(String id, String name, Instant seenAt, Content content, List<AddOn> unlicensed) {
        return new LinkedPackage(id, name, seenAt, false, content, unlicensed, List.of(), 0, null);
    }

    public LinkedPackage asUnsure() {
        return new LinkedPackage(id, name, seenAt, true, content, unlicensed, differing, duplicates, settlesAt);
    }

    public LinkedPackage seen(String presentName, Instant at, int others) {
        return new LinkedPackage(id, presentName, at, false, content, unlicensed, differing, others, settlesAt);
    }

    public LinkedPackage containing(Content seen) {
        return new LinkedPackage(id, name, seenAt, unsure, seen, unlicensed, differing, duplicates, settlesAt);
    }

    public LinkedPackage containing(Content seen, List<AddOn> left, List<String> otherwise) {
        return new LinkedPackage(id, name, seenAt, unsure, seen, left, otherwise, duplicates, settlesAt);
    }

    /** A change of it was made, or may take effect until then. */
    public LinkedPackage changedUntil(Instant settles) {
        return new LinkedPackage(
                id, name, seenAt, unsure, Content.CHANGE_UNKNOWN, unlicensed, differing, duplicates, settles);
    }

    /** It was read when no change with an unknown outcome could take effect any more. */
    public LinkedPackage settled() {
        return new LinkedPackage(id, name, seenAt, unsure, content, unlicensed, differing, duplicates, null);
    }

    /**
     * Returns what the package lacks of what is wanted, as sentences for the administrator; null if it lacks nothing.
     */
    public @Nullable String warning() {
        var sentences = new ArrayList<String>();
        if (!unlicensed.isEmpty()) {
            sentences.add(
                    "Without %s: the company's licence does not cover it. Once it does, it is added within 15 minutes."
                            .formatted(
                                    list(unlicensed.stream().map(AddOn::words).toList())));
        }
        if (!differing.isEmpty()) {
            sentences.add("GravityZone did not apply these settings: %s. Check the package there."
                    .formatted(list(differing)));
        }
        return sentences.isEmpty() ? null : String.join(" ", sentences);
    }

    private static String list(List<String> words) {
        return words.size() == 1
                ? words.getFirst()
                : words.stream().limit(words.size() - 1L).collect(Collectors.joining(", ")) + " and " + words.getLast();
    }
}
