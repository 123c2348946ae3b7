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
 * @param unsure whether an answer made it doubtful that a package of this name is still there
 * @param unlicensed wanted add-ons that are left out of it for want of a licence
 * @param differing what the vendor keeps otherwise than it was asked to, as it is called in a sentence
 * @param settlesAt until when a change of it that is in doubt may yet take effect; null without one
 * @param doubles how many more packages of our name its company was seen to have
 */
public record LinkedPackage(
        String id,
        String name,
        Instant seenAt,
        boolean unsure,
        Content content,
        List<AddOn> unlicensed,
        List<String> differing,
        int doubles,
        @Nullable Instant settlesAt) {

    /** What a package in use contains, as far as that was seen. */
    public enum Content {
        /** What is wanted, or as much of it as the vendor gives. */
        AS_WANTED,
        /** Not known: it is read next. */
        UNREAD,
        /** Nobody can say whether the last change of it took effect: it is read next, and changed again if need be. */
        IN_DOUBT,
        /** Something else than what is wanted: it is changed next. */
        OTHER
    }

    // Null in what was stored before these components were there.
    @SuppressWarnings("ConstantValue")
    public LinkedPackage {
        content = content == null ? Content.AS_WANTED : content;
        unlicensed = unlicensed == null ? List.of() : List.copyOf(unlicensed);
        differing = differing == null ? List.of() : List.copyOf(differing);
    }

    public static LinkedPackage of(String id, String name, Instant seenAt, Content content, List<AddOn> unlicensed) {
        return new LinkedPackage(id, name, seenAt, false, content, unlicensed, List.of(), 0, null);
    }

    public LinkedPackage asUnsure() {
        return new LinkedPackage(id, name, seenAt, true, content, unlicensed, differing, doubles, settlesAt);
    }

    public LinkedPackage seen(String presentName, Instant at, int others) {
        return new LinkedPackage(id, presentName, at, false, content, unlicensed, differing, others, settlesAt);
    }

    public LinkedPackage containing(Content seen) {
        return new LinkedPackage(id, name, seenAt, unsure, seen, unlicensed, differing, doubles, settlesAt);
    }

    public LinkedPackage containing(Content seen, List<AddOn> left, List<String> otherwise) {
        return new LinkedPackage(id, name, seenAt, unsure, seen, left, otherwise, doubles, settlesAt);
    }

    /** A change of it was made, or may be until then. */
    public LinkedPackage inDoubtUntil(Instant settles) {
        return new LinkedPackage(id, name, seenAt, unsure, Content.IN_DOUBT, unlicensed, differing, doubles, settles);
    }

    /** It was read when no change in doubt could take effect any more. */
    public LinkedPackage settled() {
        return new LinkedPackage(id, name, seenAt, unsure, content, unlicensed, differing, doubles, null);
    }

    /** What the package lacks of what is wanted, in words for the administrator; null where it lacks nothing. */
    public @Nullable String warning() {
        var sentences = new ArrayList<String>();
        if (!unlicensed.isEmpty()) {
            sentences.add(
                    "Without %s: the company's licence does not cover it. Once it does, it is put in within a quarter of an hour."
                            .formatted(
                                    list(unlicensed.stream().map(AddOn::words).toList())));
        }
        if (!differing.isEmpty()) {
            sentences.add("GravityZone keeps this otherwise than it was asked to: %s. Look at the package there."
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
