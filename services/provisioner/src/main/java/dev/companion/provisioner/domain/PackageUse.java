package dev.companion.provisioner.domain;

import java.time.Instant;
import java.util.List;
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
public record PackageUse(
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
    public PackageUse {
        content = content == null ? Content.AS_WANTED : content;
        unlicensed = unlicensed == null ? List.of() : List.copyOf(unlicensed);
        differing = differing == null ? List.of() : List.copyOf(differing);
    }

    static PackageUse of(String id, String name, Instant seenAt, Content content, List<AddOn> unlicensed) {
        return new PackageUse(id, name, seenAt, false, content, unlicensed, List.of(), 0, null);
    }

    PackageUse doubted() {
        return new PackageUse(id, name, seenAt, true, content, unlicensed, differing, doubles, settlesAt);
    }

    PackageUse seen(String presentName, Instant at, int others) {
        return new PackageUse(id, presentName, at, false, content, unlicensed, differing, others, settlesAt);
    }

    PackageUse containing(Content seen) {
        return new PackageUse(id, name, seenAt, unsure, seen, unlicensed, differing, doubles, settlesAt);
    }

    PackageUse containing(Content seen, List<AddOn> left, List<String> otherwise) {
        return new PackageUse(id, name, seenAt, unsure, seen, left, otherwise, doubles, settlesAt);
    }

    /** A change of it was made, or may be until then. */
    PackageUse inDoubtUntil(Instant settles) {
        return new PackageUse(id, name, seenAt, unsure, Content.IN_DOUBT, unlicensed, differing, doubles, settles);
    }

    /** It was read when no change in doubt could take effect any more. */
    PackageUse settled() {
        return new PackageUse(id, name, seenAt, unsure, content, unlicensed, differing, doubles, null);
    }
}
