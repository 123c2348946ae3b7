package dev.companion.console.domain.site;

import dev.companion.vocabulary.AddOn;
import java.time.Instant;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the licences of the linked companies mean for one add-on.
 *
 * @param packages packages that are to have it
 * @param covered of these, the packages that have it
 * @param leftOut of these, the packages without it because the company's licence does not cover it; of the others it is
 *     not known yet
 * @param foundAt when the newest of these answers was found; null if there is none
 */
public record AddOnCoverage(
        AddOn addOn,
        int packages,
        int covered,
        int leftOut,
        @Nullable Instant foundAt) {

    /** One link with its status; null if there is none yet. */
    public record Linked(Link link, @Nullable LinkStatus status) {}

    private record Answer(boolean isCovered, Instant at) {}

    public static AddOnCoverage of(AddOn addOn, Stream<Linked> links) {
        var wanting = links.filter(each -> each.link().present()
                        && each.link().packageProfile() != null
                        && each.link().packageProfile().addOns().contains(addOn))
                .toList();
        var answers = wanting.stream()
                .map(each -> answer(addOn, each.status()))
                .filter(Objects::nonNull)
                .toList();
        var covered = (int) answers.stream().filter(Answer::isCovered).count();
        return new AddOnCoverage(
                addOn,
                wanting.size(),
                covered,
                answers.size() - covered,
                answers.stream().map(Answer::at).max(Comparator.naturalOrder()).orElse(null));
    }

    /**
     * The add-ons that the message of a package names as not covered by the licence: all that it says before the first
     * colon, as in "Without patch management: …". The record has no other list of them; a test compares this with what the
     * provisioner writes.
     */
    public static Set<AddOn> leftOut(@Nullable String message) {
        var found = EnumSet.noneOf(AddOn.class);
        if (message != null && message.startsWith("Without ")) {
            var named = message.substring(0, Math.max(0, message.indexOf(':')));
            Stream.of(AddOn.values())
                    .filter(addOn -> named.contains(addOn.words()))
                    .forEach(found::add);
        }
        return found;
    }

    /** Null while the package is not as requested, so that nothing is known of its licence. */
    private static @Nullable Answer answer(AddOn addOn, @Nullable LinkStatus status) {
        return status == null
                ? null
                : status.conditions().stream()
                        .filter(condition -> condition.type() == Condition.Type.PACKAGE_READY
                                && condition.status() == Condition.Status.TRUE)
                        .map(condition ->
                                new Answer(!leftOut(condition.message()).contains(addOn), condition.since()))
                        .findFirst()
                        .orElse(null);
    }
}
